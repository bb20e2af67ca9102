package typeset

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// wordsOf is text of so many bytes, in words that random numbers pick.
func wordsOf(r *rand.Rand, bytes int) string {
	pool := strings.Fields(`the of and a to in that was he his it with as had for not at on which be by but from they were him an all
		committee minister afternoon discussion difficult question provisions agreed letter government extraordinary circumstances`)
	var b strings.Builder
	for b.Len() < bytes {
		b.WriteString(pool[r.IntN(len(pool))])
		b.WriteByte(' ')
	}
	return b.String()
}

func lineTexts(p *Paragraph) (out []string) {
	s := newShaper(mustFonts(), new(Geometry))
	s.geometry.complete()
	for _, ln := range s.paragraph(p, column{measure: sp(600), size: 10.5, leading: 13.5, justify: true}) {
		out = append(out, lineText(ln))
	}
	return out
}

func mustFonts() *Fonts {
	f, err := DefaultFonts()
	if err != nil {
		panic(err)
	}
	return f
}

// TestPiecesAsWhole breaks a paragraph that is just not broken in pieces, and
// one that begins the same and is: their lines are the same, on a measure so
// wide that neither has to allow more for the sake of a line of its own.
func TestPiecesAsWhole(t *testing.T) {
	for seed := range uint64(3) {
		text := wordsOf(rand.New(rand.NewPCG(seed, 11)), 3*longParagraph)
		cut := strings.LastIndexByte(text[:longParagraph], ' ')
		whole := lineTexts(&Paragraph{Lang: "en", FirstIndent: 13.5, Content: []Inline{&Text{Text: text[:cut]}}})
		pieces := lineTexts(&Paragraph{Lang: "en", FirstIndent: 13.5, Content: []Inline{&Text{Text: text}}})
		for i, want := range whole[:len(whole)-linesLeft] {
			if pieces[i] != want {
				t.Fatalf("seed %d: line %d is %q in pieces, %q whole", seed, i, pieces[i], want)
			}
		}
		if got := strings.Join(pieces, ""); visible(got) != visible(text) {
			t.Errorf("seed %d: text differs%s", seed, firstDifference(visible(got), visible(text)))
		}
	}
}

// TestPiecesLoseNothing breaks very long paragraphs of everything: spans,
// notes, forced breaks, other scripts, words without an end.
func TestPiecesLoseNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 12))
	for name, next := range map[string]func(i int) (string, Inline){
		"spans and notes": func(i int) (string, Inline) {
			return wordsOf(r, 40), &Note{Content: []Block{&Paragraph{Content: []Inline{&Text{Text: fmt.Sprint("Note ", i)}}}}}
		},
		"verses": func(int) (string, Inline) { return wordsOf(r, 30), &LineBreak{} },
		"two directions": func(i int) (string, Inline) {
			return []string{"said ", "שלום עולם (12) ", "then, ", "سلام "}[i%4], &Spot{}
		},
		"no space":        func(int) (string, Inline) { return "abcdefghij", &Spot{} },
		"no space, marks": func(int) (string, Inline) { return "abc/def-", &Spot{} },
		"Han":             func(int) (string, Inline) { return "毛泽东说，中国人民站起来了。", &Spot{} },
	} {
		t.Run(name, func(t *testing.T) {
			p := &Paragraph{Lang: "en", FirstIndent: 13.5}
			var want strings.Builder
			objects := 0
			for i := 0; want.Len() < 2*longParagraph; i++ {
				text, in := next(i)
				want.WriteString(text)
				p.Content = append(p.Content, &Text{Text: text, Tag: Tag(i), Style: Style{Italic: i%3 == 0}})
				if i%50 == 7 {
					p.Content = append(p.Content, in)
					objects++
				}
			}
			s := newShaper(mustFonts(), new(Geometry))
			s.geometry.complete()
			var got strings.Builder
			seen := 0
			for _, ln := range s.paragraph(p, column{measure: sp(313), size: 10.5, leading: 13.5, justify: true}) {
				got.WriteString(lineText(ln))
				seen += len(ln.notes) + len(ln.spots)
			}
			if visible(got.String()) != visible(want.String()) {
				t.Errorf("text differs%s", firstDifference(visible(got.String()), visible(want.String())))
			}
			if name != "verses" && seen != objects {
				t.Errorf("%d notes and places, want %d", seen, objects)
			}
		})
	}
}
