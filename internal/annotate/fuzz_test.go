package annotate_test

import (
	"testing"

	"colophon/internal/annotate"
	"colophon/internal/date"
	"colophon/internal/edition"
)

// marked makes inlines of a text: [ and ] enclose a Supplied, { and } an
// Emphasis, ^ is a note, | a line end, # a gap.
func marked(text string) []edition.Inline {
	type level struct {
		content []edition.Inline
		sign    rune
	}
	stack := []level{{}}
	var run []rune
	flush := func() {
		top := &stack[len(stack)-1]
		top.content = append(top.content, edition.NewText(string(run))...)
		run = nil
	}
	closeTop := func() {
		flush()
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		var n edition.Inline = &edition.Emphasis{Style: edition.Italic, Content: top.content}
		if top.sign == '[' {
			n = &edition.Supplied{Content: top.content}
		}
		below := &stack[len(stack)-1]
		below.content = append(below.content, n)
	}
	put := func(n edition.Inline) {
		flush()
		top := &stack[len(stack)-1]
		top.content = append(top.content, n)
	}
	for _, r := range text {
		switch {
		case r == '[' || r == '{':
			flush()
			stack = append(stack, level{sign: r})
		case (r == ']' || r == '}') && len(stack) > 1:
			closeTop()
		case r == '^':
			put(&edition.Note{Place: "bottom", Content: []edition.Block{paragraph("On Mao, 12 October.")}})
		case r == '|':
			put(&edition.LineBreak{})
		case r == '#':
			put(&edition.Gap{})
		default:
			run = append(run, r)
		}
	}
	for len(stack) > 1 {
		closeTop()
	}
	flush()
	return stack[0].content
}

// Whatever stands in the text and however its marks lie, not a letter and not
// a mark changes.
func FuzzRun(f *testing.F) {
	for _, s := range []string{
		"Mao [Zedong] saw Z[hou] Enlai and [Kim's] men",
		"Filippov [Stalin], {Filippov} [Joseph Stalin] and CORA[KORA]",
		"[On October] 12, 19[50], 1[2] Oc^tober and 3|May",
		"毛[泽]东 и {Правда [и} Труд]",
		"[[Mao] [Zedong]]{Mao{ Zedong}}#Mao",
	} {
		f.Add(s)
	}
	reg := readRegister(f, "person mao: Mao Zedong; Mao; 毛泽东; Zedong\nperson zhou: Zhou Enlai\nperson kim: Kim\nperson stalin: Joseph Stalin; Stalin | Filippov\norganisation kora: KORA | CORA\nterm o: October")
	f.Fuzz(func(t *testing.T, text string) {
		d := &edition.Document{ID: "d", Body: []edition.Block{&edition.Paragraph{Content: marked(text)}}}
		d.Meta.Date.Date = date.Date{When: "1950-10-11"}
		before := bare(d)
		annotate.Run(&edition.Edition{Lang: "en", Register: reg, Documents: []*edition.Document{d}}, annotate.Options{Workers: 1})
		if after := bare(d); after != before {
			t.Fatalf("%q\nbefore %s\nafter  %s", text, before, after)
		}
		d.Walk(func(n edition.Node) bool {
			if name, ok := n.(*edition.Name); ok && len(name.Content) == 0 {
				t.Fatalf("%q: an empty name", text)
			}
			return true
		})
	})
}
