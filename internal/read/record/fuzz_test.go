package record

import (
	"strings"
	"testing"
	"unicode/utf8"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// FuzzRead: whatever the bytes, the reader ends, does not panic, keeps every
// visible character, and gives spans that stand where the text stands.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"**Title:** T\n**Text:**\nThe [Soviet] air force agree[d]. [...] wrod [sic] 4367[?] [illegible]\n",
		"Dear Sir,\n\nText [1] and[^a].\n\nYours sincerely,\n\n/s/ Kim\n\nP.S. More\n\nNotes\n\n1. One\n\n[^a]: Two\n",
		"# Head\n\n1. a\n\na) b\n\n> quote\n> lines\n\n| a | b |\n|---|---|\n| c | d |\n\n![x](y.png \"z\")\n",
		"A line that is followed by quotations\n>\n> x\n>![0](0)\n\n>",
		"Mao: [laughter] *Hi* **you** ~~no~~ x^2^\n\nKim: [handwritten: 10[?] [illegible]\n\nmore] end\n\nRemark\n\nNote\n",
		"1950\n\nLetters\n\nFrom: A\nTo: B\nSubject: C\n\nText\n\n===\n\nSecond\n\nText*\n\n* note\n",
		"TOP SECRET  No. 12\nMoscow, 3 May 1950\n\nа [неразборчиво] б\u00ADв\u3000中\n国\r\n\ttext ¹\r\n\r\n¹ x",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 1<<14 {
			return
		}
		file := source.NewFile("fuzz.txt", []byte(s))
		for _, o := range []Options{{ID: "d"}, {ID: "d", Kind: "minutes", Leiden: true, PageNumbers: true, BarePages: true}} {
			docs, _ := Read(file, o)
			checkSpans(t, file, docs)
			checkLaw(t, file, docs, o)
			for _, d := range docs {
				if again, err := edition.Parse(edition.Format(d)); err != nil {
					t.Fatalf("the text form does not read back: %v", err)
				} else if again.ID != d.ID {
					t.Fatal("the text form reads back as another document")
				}
			}
		}
	})
}

// TestHostile reads files made to be slow or deep. They end at once where time
// is linear; a quadratic reader would not end within the test's limit.
func TestHostile(t *testing.T) {
	const n = 40_000
	for name, s := range map[string]string{
		"opening brackets":    strings.Repeat("[", 1_000_000),
		"closing brackets":    strings.Repeat("]", n),
		"nested brackets":     strings.Repeat("[", 100_000) + "x" + strings.Repeat("]", 100_000),
		"stars":               strings.Repeat("*a ", n) + strings.Repeat("a* ", n),
		"bold":                strings.Repeat("**a* ", n),
		"underscores":         strings.Repeat("_a _", n),
		"carets":              strings.Repeat("^a", n),
		"sic":                 "word" + strings.Repeat(" [sic]", n),
		"doubt":               "word" + strings.Repeat("[?]", n),
		"quotations":          strings.Repeat(">", n) + " x",
		"quotation lines":     strings.Repeat("> x\n", n),
		"list items":          strings.Repeat("1. x\n\na) y\n\n", n/10),
		"headings":            strings.Repeat("# x\n\n", n/10),
		"star notes":          strings.Repeat("word* and\n\n", n/20) + strings.Repeat("* note text\n\n", n/20),
		"one note many times": "Notes" + strings.Repeat(" x[1]", n/10) + "\n\nNotes\n\n1. One\n",
		"table":               strings.Repeat("|", n),
		"links":               strings.Repeat("[a](", n/10),
		"fields":              "**Title:** x\n" + strings.Repeat("**Foo:** bar\n", n/20) + "\n---\n\ntext\n",
		"speakers":            strings.Repeat("Mao: x\n\n", n/20),
		"long line":           "Title\n\n" + strings.Repeat("word [word] *word* ", n/2),
		"open acts":           strings.Repeat("a [b\n\nc] d\n\n", n/20),
		"hard lines":          strings.Repeat("a\n", n/2),
		"signatures":          strings.Repeat("text\n\nStalin\n\n", n/20),
		"dates":               strings.Repeat("Moscow, 3 May 1950\n\n", n/20) + "x",
		"remarks":             "x\n\n" + strings.Repeat("Remark\n\nx\n\n", n/20),
		"enclosures":          "Dear Sir,\n\nx\n\nYours sincerely,\n\n" + strings.Repeat("Enclosure\n\nx\n\nYours sincerely,\n\n", n/50),
	} {
		t.Run(name, func(t *testing.T) {
			file := source.NewFile("hostile.txt", []byte(s))
			docs, _ := Read(file, Options{ID: "d", Kind: "letter"})
			depth := 0
			for _, d := range docs {
				for _, b := range d.Body {
					depth = max(depth, depthOf(b))
				}
			}
			if depth > 1500 {
				t.Errorf("nodes nest %d deep", depth)
			}
			checkLaw(t, file, docs, Options{ID: "d", Kind: "letter"})
		})
	}
}

func depthOf(n edition.Node) int {
	deepest := 0
	edition.EachChild(n, func(c edition.Node) { deepest = max(deepest, depthOf(c)) })
	return deepest + 1
}
