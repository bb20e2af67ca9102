package record

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// The law of the text as a property: the visible characters of a body are
// those of the result, in the order of the file. The result is put in that
// order by the spans of its nodes, so the spans are tested with it.

// leaf is a piece of wording in the result, at its place in the file.
type leaf struct {
	at   int
	text string
}

// markup reports the signs that are no letters of a word. Brackets and signs
// of punctuation that rows use are left out on both sides.
func markup(c rune) bool {
	return unicode.IsSpace(c) || unicode.IsControl(c) || strings.ContainsRune("*_~^#>|=\\[](){}-—–⟨⟩⟦⟧‹›.:\"“”!•⁂\u00AD\uFEFF?/", c)
}

func visible(s string) string {
	return strings.Map(func(c rune) rune {
		if markup(c) {
			return -1
		}
		return c
	}, s)
}

// leaves collects every wording of a document, in the order of the file.
func leaves(d *edition.Document) []leaf {
	var out []leaf
	chosen := map[edition.Node]bool{}
	visit := func(n edition.Node) bool {
		at, end := int(n.Where().Start), int(n.Where().End)
		switch n := n.(type) {
		case *edition.Text:
			out = append(out, leaf{at, n.Value})
		case *edition.Gap:
			out = append(out, leaf{at, n.As})
		case *edition.PageBreak:
			as := n.As
			if as == "" {
				as = "p. " + n.N
			}
			out = append(out, leaf{at, as})
		case *edition.Note:
			out = append(out, leaf{at, n.As})
		case *edition.Addition:
			out = append(out, leaf{at, n.As})
		case *edition.Deletion:
			out = append(out, leaf{at, n.As})
		case *edition.Choice:
			for _, v := range n.Variants {
				chosen[v] = true
			}
		case *edition.Variant:
			_, mark := edition.Printed(n)
			switch {
			case n.Kind == "corr":
				out = append(out, leaf{at, n.As})
			case !chosen[n]:
				out = append(out, leaf{end - 1, mark})
			}
		case *edition.Unclear:
			if n.Reason == "garbled" {
				out = append(out, leaf{at, "C%"})
			}
		}
		return true
	}
	d.Walk(visit)
	edition.WalkInlines(d.NotesHead, visit)
	slices.SortStableFunc(out, func(a, b leaf) int { return cmp.Compare(a.at, b.at) })
	return out
}

// checkLaw compares the result with what the file has behind its head.
func checkLaw(t *testing.T, f *source.File, docs []*edition.Document, o Options) {
	t.Helper()
	for _, d := range docs {
		want := bodyText(f, d, o)
		var b strings.Builder
		for _, l := range leaves(d) {
			b.WriteString(visible(l.text))
		}
		got := b.String()
		if got != want {
			k := 0
			for k < len(got) && k < len(want) && got[k] == want[k] {
				k++
			}
			t.Fatalf("the law of the text is broken at byte %d\nfile:   %q\nresult: %q", k, clip(want, k-30), clip(got, k-30))
		}
	}
}

func clip(s string, from int) string {
	from = max(0, min(from, len(s)))
	return s[from:min(len(s), from+90)]
}

var (
	behindLink = regexp.MustCompile(`\]\([^\s]*\)$`)
	ofLanguage = regexp.MustCompile(`\]\{lang=[A-Za-z0-9-]+\}$`)
)

// bodyText is the visible text of a document's body, without what is no text
// of it: the marks of notes and of references to them, addresses, languages.
func bodyText(f *source.File, d *edition.Document, o Options) string {
	text := []byte(string(f.Text))
	blank := func(i, j int) {
		for k := i; k < j; k++ {
			text[k] = ' '
		}
	}
	d.Walk(func(n edition.Node) bool {
		at := n.Where()
		switch n := n.(type) {
		case *edition.Note:
			if n.Place != "bottom" {
				break
			}
			blank(int(at.Start), int(at.End))
			start := int(n.Content[0].Where().Start)
			line := strings.LastIndexAny(string(f.Text[:start]), "\n\r\f\u2028\u2029\uFEFF") + 1
			blank(line, start)
		case *edition.Reference:
			if m := behindLink.FindStringIndex(at.Text()); m != nil {
				blank(int(at.Start)+m[0], int(at.End))
			}
		case *edition.Phrase:
			if m := ofLanguage.FindStringIndex(at.Text()); m != nil && n.Kind == "foreign" {
				blank(int(at.Start)+m[0], int(at.End))
			}
		case *edition.Figure:
			g := n.Content[0].(*edition.Graphic)
			if k := strings.Index(at.Text(), "]("+g.URL); k >= 0 {
				blank(int(at.Start)+k, int(at.Start)+k+len(g.URL)+2)
			}
		}
		return true
	})
	var part []line
	for _, l := range splitLines(f.Text) {
		if l.start >= int(d.Span.Start) && l.start <= int(d.Span.End) {
			part = append(part, l)
		}
	}
	r := &reader{file: f, o: o, rules: compile(o.Conventions), said: map[string]int{}, doc: &edition.Document{}}
	var b strings.Builder
	for _, l := range r.readHead(part).body {
		b.Write(text[l.start:l.end])
		b.WriteByte('\n')
	}
	return visible(b.String())
}

// checkSpans asks that every node stands within its file, that a parent
// encloses its children but for notes, and that a Text's words are those of
// its span.
func checkSpans(t *testing.T, f *source.File, docs []*edition.Document) {
	t.Helper()
	for _, d := range docs {
		d.Walk(func(n edition.Node) bool {
			at := n.Where()
			if at.File != f || at.Start > at.End || int(at.End) > len(f.Text) {
				t.Fatalf("%T has no place in the file: %v", n, at)
			}
			if text, ok := n.(*edition.Text); ok {
				if a, b := visible(text.Value), visible(at.Text()); a != b {
					t.Fatalf("the text %q stands at %q", a, b)
				}
				return true
			}
			if _, note := n.(*edition.Note); note {
				return true
			}
			edition.EachChild(n, func(c edition.Node) {
				in := c.Where()
				if in.Start < at.Start || in.End > at.End {
					t.Fatalf("%T at %d–%d is not within %T at %d–%d", c, in.Start, in.End, n, at.Start, at.End)
				}
			})
			return true
		})
	}
}
