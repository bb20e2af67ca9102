package edition

import "strings"

// reducer turns what a reading holds into text that can stand in a note at the
// foot of a page: words in their type and language. Notes, links, names, ids
// and page breaks are of the text, and not of what it rejects; their words
// stay.
type reducer struct {
	c    *collector
	out  []Inline
	open *Reading // the words the text does not have; nil: none are open
	own  int      // > 0: words of the apparatus
}

// rejected is content that the text does not have.
func (c *collector) rejected(lang string, content []Inline) []Inline {
	r := &reducer{c: c}
	r.all(content, 0, lang)
	return r.out
}

// remark is what an editor says in an entry: a note in an app.
func (c *collector) remark(n Inline) []Inline {
	r := &reducer{c: c, own: 1}
	r.node(n, 0, "")
	if PlainText(r.out) == "" {
		return nil
	}
	return r.out
}

func (r *reducer) all(content []Inline, style Style, lang string) {
	for _, n := range content {
		r.node(n, style, lang)
	}
}

// words puts text into the open reading, or beside it.
func (r *reducer) words(s string, style Style, lang string) {
	if s == "" {
		return
	}
	var n Inline = &Text{Value: s}
	if style != 0 || lang != "" {
		n = &Emphasis{Base: Base{Lang: lang}, Style: style, Content: []Inline{n}}
	}
	if r.own > 0 {
		r.open = nil
		r.out = append(r.out, n)
		return
	}
	if r.open == nil {
		r.open = &Reading{Kind: "rdg"}
		r.out = append(r.out, r.open)
	}
	if k := len(r.open.Content); k > 0 {
		last, ok := r.open.Content[k-1].(*Text)
		next, plain := n.(*Text)
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

func (r *reducer) node(n Node, style Style, lang string) {
	if t, ok := n.(*Text); ok {
		r.words(t.Value, style, lang)
		return
	}
	if l := n.Common().Lang; l != "" {
		lang = l
	}
	switch n := n.(type) {
	case *Hidden, *PageBreak, *Milestone, *Graphic:
	case *Blank:
		r.words(" ", 0, "")
	case *LineBreak:
		if !n.Join {
			r.words(" ", 0, "")
		}
	case *Emphasis:
		r.all(n.Content, style|n.Style, lang)
	case *Choice:
		r.choice(n, style, lang)
	case *Apparatus:
		r.apparatus(n, style, lang)
	case *Deletion:
		r.say("[")
		r.all(n.Content, style, lang)
		r.say(" " + r.c.label("deleted-in") + "]")
	case *Variant:
		if !Omitted(n, r.c.document, r.c.mode) {
			r.between(n, style, lang)
		}
	case *Note:
		r.note(n, style, lang)
	case *Line:
		r.part(" / ")
		r.children(n, style, lang)
	case *Paragraph, *Part, *Item, *Speaker, *Heading:
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

func (r *reducer) children(n Node, style Style, lang string) {
	EachChild(n, func(x Node) { r.node(x, style, lang) })
}

// between is content between the signs its node shows.
func (r *reducer) between(n Node, style Style, lang string) {
	before, after := Printed(n)
	if before != "" {
		r.say(before)
	}
	r.children(n, style, lang)
	if after != "" {
		r.say(after)
	}
}

// note is a note of what is rejected, in brackets; of an app, its words.
func (r *reducer) note(n *Note, style Style, lang string) {
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
		if p, ok := b.(*Paragraph); ok {
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
func (r *reducer) choice(n *Choice, style Style, lang string) {
	s := ShowChoice(n, r.c.mode)
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
		v, _ := i.(*Variant)
		if v != nil && kindOfVariant(v, "") == ApparatusAbbreviations && !r.c.wants(ApparatusAbbreviations) {
			continue
		}
		r.say(" (")
		r.bare([]Inline{i}, style, lang)
		words := ""
		if v != nil {
			words = r.c.variantWords(v)
		}
		r.say(strings.TrimRight(" "+words, " ") + ")")
	}
}

// bare is readings without the signs they have when they stand alone.
func (r *reducer) bare(content []Inline, style Style, lang string) {
	for _, i := range content {
		if v, ok := i.(*Variant); ok {
			r.all(v.Content, style, lang)
			continue
		}
		r.node(i, style, lang)
	}
}

// apparatus in a reading: its lemma, and the other readings in brackets.
func (r *reducer) apparatus(n *Apparatus, style Style, lang string) {
	shown := ShowApparatus(n)
	for _, i := range shown {
		r.all(i.(*Reading).Content, style, lang)
	}
	for _, i := range n.Content {
		x, ok := i.(*Reading)
		if !ok || len(shown) > 0 && shown[0] == i {
			continue
		}
		r.say(" (")
		r.children(x, style, lang)
		r.say(strings.TrimRight(" "+r.c.supportOf(x), " ") + ")")
	}
}
