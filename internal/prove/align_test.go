package prove

import (
	"fmt"
	"strings"
	"testing"
)

// outputOf makes an output by hand: lines of main text, with °n where note n
// is referred to, then lines "n= words" for the notes and "+ words" for what
// stands apart.
func outputOf(lines string) *text {
	t := new(text)
	b := newBuilder(t)
	for _, line := range strings.Split(lines, "\n") {
		switch {
		case strings.HasPrefix(line, "+ "):
			s := b.segment(&segment{loose: true})
			s.write(line[2:], 0)
			s.line()
		case len(line) > 1 && line[1] == '=':
			s := b.segment(&segment{})
			s.write(line[2:], 0)
			s.line()
		default:
			for i, part := range strings.Split(line, "°") {
				if i > 0 {
					b.refer(int(part[0] - '1'))
					part = part[1:]
				}
				b.write(part, 0)
			}
			b.line()
		}
	}
	return t
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ why, record, output, want string }{
		{"nothing is lost", "The [Soviet] force\nagree[d].", "The [Soviet] force\nagree[d].", "4 kept"},
		{"signs of markup are no words", "# Head\n\n> a *word* ~~out~~\n\n---\n", "Head\na word out", "4 kept"},
		{"a lost word is named", "one two three four", "one two four", "3 kept, lost: \"three\""},
		{"an added word is named", "one two three", "one two and three", "3 kept, added: \"and\""},
		{"a mark is part of its word", "the [Soviet] force", "the Soviet force", `2 kept, "[Soviet]" became "Soviet" (row 1, 2 or 30: supplied)`},
		{"words in another order differ", "one two three four five", "one three two four five", `3 kept, "two three" became "three two"`},
		{"two words run together", "one two three", "onetwo three", `1 kept, "one two" became "onetwo"`},
		{"a note stands where the record has it", "Text[1] goes on.\n\nNotes\n\n[1] The first note.", "Text°1 goes on.\n1=The first note.\n+ Notes", "8 kept"},
		{"a note with a star, which is no word", "Text* goes on.\n\n* The first note.", "Text°1 goes on.\n1=The first note.", "6 kept"},
		{"a footnote by name, in the middle", "Text[^a] one.\n\n[^a]: The note.\n\nMore text.", "Text°1 one.\nMore text.\n1=The note.", "7 kept"},
		{"notes under the wrong marks", "A[1] and[2] b.\n\n[1] First note here.\n\n[2] Second note here.", "A°1 and°2 b.\n1=Second note here.\n2=First note here.", "lost"},
		{"a note lost whole", "A[1] b.\n\n[1] The note itself.", "A°1 b.\n1=", `2 kept, lost: "[1] The note itself." (row 17 or 19: note)`},
		{"a note that the record has not", "A b.", "A b.\n1=A note.", `2 kept, added: "A note."`},
		{"a word changed in a note", "A[1] b.\n\n[1] The note is so long.", "A°1 b.\n1=The note was so long.", `7 kept, "is" became "was"`},
		{"a reference behind a space", "A claim [1]. End.\n\n[1] Note text here.", "A claim°1. End.\n1=Note text here.", "8 kept"},
		{"a reference between spaces", "A claim 1/ and.\n\n1/ Note text here.", "A claim°1 and.\n1=Note text here.", "8 kept"},
		{"a superscript mark", "A¹ b.\n\n¹ Note text here.", "A°1 b.\n1=Note text here.", "6 kept"},
		{"an escaped sign", `2 \* 3 \[x\]`, "2 3 [x]", "3 kept"},
		{"words in another language", "a [слово]{lang=ru} b", "a слово b", "3 kept"},
		{"a link inside the edition", "a [see no. 14](#d14) b", "a see no. 14 b", "5 kept"},
		{"a page break", "a [p. 23] b [fol. 24r]c", "a ⟦p.23⟧b ⟦p.24r⟧ c", "5 kept"},
		{"lines of Chinese run on", "此箱内\n有书", "此箱内有书", "5 kept"},
		{"lines of Chinese that become blocks", "毛泽东：好。\n一九五〇年", "毛泽东： 好。 一九五〇年", "11 kept"},
		{"a soft hyphen at a line's end", "car\u00AD\nriage", "carriage", "1 kept"},
		{"a picture in a line is none", "a ![b](c.png) d", "a ![b](c.png) d", "3 kept"},
		{"brackets in another language", "a [[sic] x]{lang=la} b", "a [sic] x b", "4 kept"},
		{"a note in a named omission", "[Omitted is a talk.[1]] End.\n\n[1] A long note.", "[Omitted is a talk.]°1 End.\n1=A long note.", "9 kept"},
		{"a bare page number that is a page", "a [23] b\n\n- 24 -\n\nc", "a ⟦p.23⟧ b\n⟦p.24⟧\nc", "7 kept"},
		{"a page break that stays text", "a [p. 23] b", "a [p. 23] b", "3 kept"},
		{"pages in other numbers", "a [л. 15 об.] b [p. XII]", "a ⟦p.15об.⟧ b ⟦p.XII⟧", "4 kept"},
		{"the output stops short", "one two three four five six", "one two three", `3 kept, lost: "four five six"`},
		{"the output goes on", "one two three", "one two three four five", `3 kept, added: "four five"`},
	} {
		source := readRecord(c.record, 0)
		r := compare(source, outputOf(c.output))
		got := fmt.Sprintf("%d kept", r.kept)
		for _, d := range r.differences {
			got += ", " + d.String()
		}
		if c.want == "lost" {
			if r.lost == 0 {
				t.Errorf("%s: passes: %s", c.why, got)
			}
			continue
		}
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.why, got, c.want)
		}
	}
}

// Any word that an output loses, adds, swaps or changes is seen.
func TestCompareSeesEveryChange(t *testing.T) {
	record := strings.Repeat("The [Soviet] air force agree[d] to go.[1] It went [...] home.\n\n", 3) + "Notes\n\n[1] A note of words."
	output := strings.Repeat("The [Soviet] air force agree[d] to go.°1 It went [...] home.\n", 3) + "1=A note of words.\n+ Notes"
	source := readRecord(record, 0)
	if r := compare(source, outputOf(output)); r.lost+r.added > 0 {
		t.Fatalf("the untouched output fails: %+v", r)
	}
	for i := range source.words {
		for _, change := range []string{"delete", "add", "change"} {
			o := outputOf(output)
			list, at := &o.words, i
			if i >= len(o.words) {
				list, at = &o.notes[0].words, (i-len(o.words))%len(o.notes[0].words)
			}
			switch w := *list; change {
			case "delete":
				*list = append(w[:at:at], w[at+1:]...)
			case "add":
				*list = append(w[:at:at], append([]word{{text: "new"}}, w[at:]...)...)
			case "change":
				w[at].text += "x"
			}
			if r := compare(source, o); r.lost+r.added == 0 {
				t.Errorf("%s at word %d (%s) is not seen", change, i, source.words[i].text)
			}
		}
	}
}
