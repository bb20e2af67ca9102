package typeset

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"colophon/internal/casetest"
)

// TestCases sets every testdata/*.txtar. input.txt begins with lines of
// settings ("width: 200"), then a blank line, then blocks:
//
//	# a heading              | a | row      || a | head of a table
//	/ verse (hanging)        - item         ! break, ! recto
//	= 2 (columns from here to the end)      ~ title~12 (contents)
//
// and paragraphs, in which *word* is italic, ^[text] a note, ^2[text] a note of
// the second series, {text} a mark in the margin. lines.txt is what stands on
// the lines, pages.txt everything with its place; problems.txt what is
// reported. What a case does not have is not compared.
func TestCases(t *testing.T) {
	fonts := defaultFonts(t)
	casetest.Run(t, "testdata/*.txtar", func(t *testing.T, c *casetest.Case) {
		in := parseCase(c.Section("input.txt"))
		pages, report := Set(in.blocks, fonts, in.g)
		problems := ""
		for _, p := range report.Problems {
			problems += fmt.Sprintf("page %d: kind %d %q %.1f\n", p.Page, p.Kind, p.Text, p.Amount)
		}
		c.HoldIfThere("lines.txt", lineDump(pages))
		c.HoldIfThere("pages.txt", Dump(pages))
		c.HoldIfThere("problems.txt", problems)
	})
}

// lineDump writes the lines of pages: what stands on one baseline, with its
// indent, and | where a line of notes stands.
func lineDump(pages []*Page) string {
	var b strings.Builder
	for _, p := range pages {
		fmt.Fprintf(&b, "page %d%s\n", p.Index, flags(p))
		y, part := -1.0, PartText
		for _, it := range p.Items {
			r, ok := it.(*Run)
			if !ok || r.Part == PartFurniture {
				continue
			}
			if r.Y != y || r.Part != part {
				if y >= 0 {
					b.WriteByte('\n')
				}
				fmt.Fprintf(&b, "  %s %3.0f %5.1f ", [...]string{" ", "|", "»"}[r.Part], r.Y-p.Block.Y, r.X-p.Block.X)
				y, part = r.Y, r.Part
			}
			b.WriteString(r.Text)
			if r.Hyphen {
				b.WriteByte('-')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

type testCase struct {
	g      Geometry
	blocks []Block
	lang   string
	number bool
	rtl    bool // the paragraphs' own direction
}

func parseCase(s string) *testCase {
	c := &testCase{g: measured(), lang: "en"}
	head, body, _ := strings.Cut(s, "\n\n")
	height := 513.0
	for _, l := range strings.Split(head, "\n") {
		k, v, _ := strings.Cut(l, ": ")
		n, _ := strconv.ParseFloat(v, 64)
		switch k {
		case "width":
			c.g.Width = n + c.g.Inner + c.g.Outer
		case "lines":
			height = n * c.g.Leading
		case "lang":
			c.lang = v
		case "numbers":
			c.g.LineNumbers.Every, c.number = int(n), true
		case "protrusion":
			c.g.Protrusion = true
		case "rtl":
			c.rtl = true
		case "series":
			c.g.Series = append(c.g.Series, Series{Size: 9, Leading: 11, RunIn: v == "run in"})
		}
	}
	c.g.Height = c.g.Head + height + 40
	c.g.Foot = 40
	for _, x := range strings.Split(strings.TrimSpace(body), "\n\n") {
		c.block(x)
	}
	return c
}

func (c *testCase) block(x string) {
	mark, rest := x, ""
	if m, r, ok := strings.Cut(x, " "); ok {
		mark, rest = m, r
	}
	p := &Paragraph{Lang: c.lang, FirstIndent: 13.5, Numbered: c.number, RTL: c.rtl, Tag: 1}
	switch mark {
	case "#":
		p.FirstIndent, p.KeepNext, p.Align, p.Before, p.After = 0, true, Left, 13.5, 13.5
	case "/":
		p.FirstIndent, p.Hanging, p.Align = 0, 27, Left
	case "-":
		p.FirstIndent, p.Left, p.LabelGap, p.Label = 0, 20, 5, []Inline{&Text{Text: "1."}}
	case "!":
		b := &Break{Opening: true}
		if rest == "recto" {
			b.Side = RectoSide
		}
		c.blocks = append(c.blocks, b)
		return
	case "=":
		n, _ := strconv.Atoi(rest)
		c.blocks = append(c.blocks, &Columns{Count: n, Gap: 14})
		return
	case "|", "||":
		c.table(x)
		return
	case "~":
		title, page, _ := strings.Cut(rest, "~")
		c.blocks = append(c.blocks, &Paragraph{Hanging: 12, Align: Left, Content: []Inline{&Text{Text: title, Tag: 1}, &Tab{Leader: ". "}, &Text{Text: page, Tag: 2}}})
		return
	default:
		rest = x
	}
	p.Content = inlinesOf(rest, c.lang)
	if n := len(c.blocks); n > 0 {
		if cols, ok := c.blocks[n-1].(*Columns); ok {
			cols.Content = append(cols.Content, p)
			return
		}
	}
	c.blocks = append(c.blocks, p)
}

func (c *testCase) table(x string) {
	t := &Table{Rules: true, Before: 13.5, After: 13.5}
	for _, l := range strings.Split(x, "\n") {
		head := strings.HasPrefix(l, "||")
		var row Row
		for _, cell := range strings.Split(strings.Trim(l, "| "), "|") {
			row.Cells = append(row.Cells, Cell{Content: []Block{&Paragraph{Content: inlinesOf(strings.TrimSpace(cell), c.lang), Align: Left}}})
		}
		if head {
			t.Heads = append(t.Heads, row)
		} else {
			t.Rows = append(t.Rows, row)
		}
	}
	c.blocks = append(c.blocks, t)
}

// inlinesOf reads the marks inside a paragraph.
func inlinesOf(s, lang string) (out []Inline) {
	var plain strings.Builder
	flush := func() {
		if plain.Len() > 0 {
			out = append(out, &Text{Text: plain.String(), Tag: 1})
			plain.Reset()
		}
	}
	until := func(i int, end byte) (string, int) {
		k := strings.IndexByte(s[i:], end)
		return s[i : i+k], i + k
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '*':
			flush()
			var t string
			t, i = until(i+1, '*')
			out = append(out, &Text{Text: t, Style: Style{Italic: true}, Tag: 2})
		case s[i] == '{':
			flush()
			var t string
			t, i = until(i+1, '}')
			out = append(out, &Mark{Content: []Inline{&Text{Text: t}}})
		case s[i] == '^' && i+2 < len(s):
			flush()
			series := 0
			if s[i+1] == '2' {
				series, i = 1, i+1
			}
			var t string
			t, i = until(i+2, ']')
			out = append(out, &Text{Text: "*", Style: Style{Superior: true}, Tag: 3}, &Note{Series: series, Content: []Block{&Paragraph{Content: []Inline{&Text{Text: t, Tag: 4}}, Lang: lang}}})
		default:
			plain.WriteByte(s[i])
		}
	}
	flush()
	return out
}
