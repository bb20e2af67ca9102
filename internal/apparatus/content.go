package apparatus

import (
	"strings"

	"colophon/internal/edition"
)

// reducer turns what a reading holds into text that can stand in a note at the
// foot of a page: words in their type and language. Notes, links, names, ids
// and page breaks are of the text, and not of what it rejects; their words
// stay.
type reducer struct {
	c    *collector
	out  []edition.Inline
	open *edition.Reading // the words the text does not have; nil: none are open
	own  int              // > 0: words of the apparatus
}

// rejected is content that the text does not have.
func (c *collector) rejected(lang string, content []edition.Inline) []edition.Inline {
	r := &reducer{c: c}
	r.all(content, 0, lang)
	return r.out
}

// remark is what an editor says in an entry: a note in an app.
func (c *collector) remark(n edition.Inline) []edition.Inline {
	r := &reducer{c: c, own: 1}
	r.node(n, 0, "")
	if edition.PlainText(r.out) == "" {
		return nil
	}
	return r.out
}

func (r *reducer) all(content []edition.Inline, style edition.Style, lang string) {
	for _, n := range content {
		r.node(n, style, lang)
	}
}

// words puts text into the open reading, or beside it.
func (r *reducer) words(s string, style edition.Style, lang string) {
	if s == "" {
		return
	}
	var n edition.Inline = &edition.Text{Value: s}
	if style != 0 || lang != "" {
		n = &edition.Emphasis{Base: edition.Base{Lang: lang}, Style: style, Content: []edition.Inline{n}}
	}
	if r.own > 0 {
		r.open = nil
		r.out = append(r.out, n)
		return
	}
	if r.open == nil {
		r.open = &edition.Reading{Kind: "rdg"}
		r.out = append(r.out, r.open)
	}
	if k := len(r.open.Content); k > 0 {
		last, ok := r.open.Content[k-1].(*edition.Text)
		next, plain := n.(*edition.Text)
		if ok && plain {
			last.Value += next.Value
			return
		}
	}
	r.open.Content = append(r.open.Content, n)
}

func (r *reducer) say(s string) {
	r.own++
	r.words(s, 0, "")
	r.own--
}

func (r *reducer) node(n edition.Node, style edition.Style, lang string) {
	if t, ok := n.(*edition.Text); ok {
		r.words(t.Value, style, lang)
		return
	}
	if l := n.Common().Lang; l != "" {
		lang = l
	}
	switch n := n.(type) {
	case *edition.Hidden, *edition.PageBreak, *edition.Milestone, *edition.Graphic:
	case *edition.Blank:
		r.words(" ", 0, "")
	case *edition.LineBreak:
		if !n.Join {
			r.words(" ", 0, "")
		}
	case *edition.Emphasis:
		r.all(n.Content, style|n.Style, lang)
	case *edition.Choice:
		r.choice(n, style, lang)
	case *edition.Apparatus:
		r.apparatus(n, style, lang)
	case *edition.Deletion:
		r.say("[")
		r.all(n.Content, style, lang)
		r.say(" " + r.c.label("deleted-in") + "]")
	case *edition.Variant:
		if !edition.Omitted(n, r.c.document, r.c.mode) {
			r.between(n, style, lang)
		}
	case *edition.Note:
		r.note(n, style, lang)
	case *edition.Line:
		r.part(" / ")
		r.children(n, style, lang)
	case *edition.Paragraph, *edition.Part, *edition.Item, *edition.Speaker, *edition.Heading:
		r.part(" ")
		r.children(n, style, lang)
	default:
		r.between(n, style, lang)
	}
}

// part parts a block from what stands before it.
func (r *reducer) part(sign string) {
	if len(r.out) > 0 {
		r.say(sign)
	}
}

func (r *reducer) children(n edition.Node, style edition.Style, lang string) {
	edition.EachChild(n, func(x edition.Node) { r.node(x, style, lang) })
}

// between is content between the signs its node shows.
func (r *reducer) between(n edition.Node, style edition.Style, lang string) {
	before, after := edition.Printed(n)
	if before != "" {
		r.say(before)
	}
	r.children(n, style, lang)
	if after != "" {
		r.say(after)
	}
}

// note is a note of what is rejected, in brackets; of an app, its words.
func (r *reducer) note(n *edition.Note, style edition.Style, lang string) {
	remark := r.own > 0
	if !remark {
		r.say(" [")
	}
	r.own++
	r.all(n.Label, style, lang)
	for i, b := range n.Content {
		if i > 0 || len(n.Label) > 0 {
			r.say(" ")
		}
		if p, ok := b.(*edition.Paragraph); ok {
			r.all(p.Content, style, lang)
			continue
		}
		r.node(b, style, lang)
	}
	r.own--
	if !remark {
		r.say("]")
	}
}

// choice in a reading: what would be printed, and the rest in brackets.
func (r *reducer) choice(n *edition.Choice, style edition.Style, lang string) {
	s := edition.ShowChoice(n, r.c.mode)
	r.bare(s.First, style, lang)
	if s.Open != "" {
		r.say(s.Open)
		r.bare(s.Second, style, lang)
		r.say(s.Close)
		return
	}
	for _, i := range n.Variants {
		if len(s.First) > 0 && i == s.First[0] {
			continue
		}
		v, _ := i.(*edition.Variant)
		if v != nil && kindOfVariant(v, "") == edition.ApparatusAbbreviations && !r.c.wants(edition.ApparatusAbbreviations) {
			continue
		}
		r.say(" (")
		r.bare([]edition.Inline{i}, style, lang)
		words := ""
		if v != nil {
			words = r.c.variantWords(v)
		}
		r.say(strings.TrimRight(" "+words, " ") + ")")
	}
}

// bare is readings without the signs they have when they stand alone.
func (r *reducer) bare(content []edition.Inline, style edition.Style, lang string) {
	for _, i := range content {
		if v, ok := i.(*edition.Variant); ok {
			r.all(v.Content, style, lang)
			continue
		}
		r.node(i, style, lang)
	}
}

// apparatus in a reading: its lemma, and the other readings in brackets.
func (r *reducer) apparatus(n *edition.Apparatus, style edition.Style, lang string) {
	shown := edition.ShowApparatus(n)
	for _, i := range shown {
		r.all(i.(*edition.Reading).Content, style, lang)
	}
	for _, i := range n.Content {
		x, ok := i.(*edition.Reading)
		if !ok || len(shown) > 0 && shown[0] == i {
			continue
		}
		r.say(" (")
		r.children(x, style, lang)
		r.say(strings.TrimRight(" "+r.c.supportOf(x), " ") + ")")
	}
}
