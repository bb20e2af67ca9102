package edition

import (
	"strings"
	"unicode/utf8"
)

// collector walks a document as it is read and notes where the text has one of
// several readings. What an entry says needs the words around it and is made
// when the text is known: see compose.
type collector struct {
	edition  *Edition
	document *Document
	mode     ReadingMode
	kinds    []ApparatusKind
	sigla    map[string]string
	drafts   []*draft
	words    int

	// Where we are.
	flow   *flow
	before *flow // the text of the paragraph before
	note   *Note
	part   string
	line   string
}

// flow is the text of one paragraph, line or cell as it is read.
type flow struct {
	strings.Builder
	join  bool // a word goes on behind a break: white space before it is the file's
	verse bool
}

// draft is an entry that does not know its words yet: it stands in flow from
// start to end.
type draft struct {
	ApparatusEntry
	flow       *flow
	before     *flow // the text of the paragraph before
	start, end int
	addition   bool // the text has all there is: the entry says how it came there
	deletion   bool // words that follow an empty place are named by the place
}

func (f *flow) write(s string) {
	if f.join {
		if s = strings.TrimLeft(s, " \t\r\n"); s == "" {
			return
		}
		f.join = false
	}
	f.WriteString(s)
}

// joined joins what stands on both sides of a break inside a word.
func (f *flow) joined() {
	kept := strings.TrimRight(f.String(), " \t\r\n")
	f.Reset()
	f.WriteString(kept)
	f.join = true
}

// node walks a node; inLine says whether it stands in running text.
func (c *collector) node(n Node, inLine bool) {
	switch n := n.(type) {
	case *Text:
		c.words += len(strings.Fields(n.Value))
		c.flowing().write(n.Value)
	case *Hidden, *Graphic, *Milestone, *PageBreak, *LineBreak:
		c.point(n)
	case *Division, *Quote, *Verse, *List, *Table, *Row, *Figure, *Speech, *CastList, *Matter:
		c.within(nil, func() { c.each(n, false) })
	case *Item:
		c.within(nil, func() { c.each(n, false) })
	case *Cell:
		c.apart("table", func() { c.within(nil, func() { c.each(n, false) }) })
	case *Heading:
		c.apart("head", func() { c.within(&flow{}, func() { c.each(n, true) }) })
	case *Line:
		line := c.line
		c.line = n.N
		c.within(&flow{verse: true}, func() { c.each(n, true) })
		c.line = line
	case *Paragraph, *Speaker, *CastItem, *Opener, *Closer:
		c.within(&flow{}, func() { c.each(n, true) })
	case *Note:
		c.noteOf(n, inLine)
	case *Part:
		if !inLine {
			c.within(&flow{}, func() { c.each(n, true) })
			return
		}
		c.each(n, true)
	default:
		c.act(n)
	}
}

func (c *collector) each(n Node, inLine bool) {
	EachChild(n, func(x Node) { c.node(x, inLine) })
}

// within walks what has a text of its own; nil: one that begins when there is
// any.
func (c *collector) within(f *flow, walk func()) {
	around := c.flow
	c.flow = f
	walk()
	if c.flow != nil && strings.TrimSpace(c.flow.String()) != "" {
		c.before = c.flow
	}
	c.flow = around
}

// apart walks a part of the text whose lines are not counted.
func (c *collector) apart(part string, walk func()) {
	around := c.part
	c.part = part
	walk()
	c.part = around
}

func (c *collector) flowing() *flow {
	if c.flow == nil {
		c.flow = &flow{}
	}
	return c.flow
}

// point passes what takes no room in the text.
func (c *collector) point(n Node) {
	join := false
	switch n := n.(type) {
	case *LineBreak:
		if !n.Join {
			c.flowing().write(" ")
		}
		join = n.Join
	case *PageBreak:
		join = n.Join
	case *Milestone:
		join = n.Join
	}
	if join {
		c.flowing().joined()
	}
}

// noteOf walks a note: one at a reference has its entries beside that.
func (c *collector) noteOf(n *Note, inLine bool) {
	around := c.note
	if inLine && n.Place != "inline" && n.Rend != "brackets" && c.note == nil {
		c.note = n
	}
	c.within(nil, func() {
		c.within(&flow{}, func() {
			for _, x := range n.Label {
				c.node(x, true)
			}
		})
		for _, x := range n.Content {
			c.node(x, false)
		}
	})
	c.note = around
}

// act walks an inline; where it is an editor's or writer's doing, it is noted.
func (c *collector) act(n Node) {
	x := c.begin(n)
	switch n := n.(type) {
	case *Choice:
		c.choice(x, n)
	case *Apparatus:
		c.apparatus(x, n)
	case *Substitution:
		c.substitution(x, n)
	case *Addition:
		c.signed(n, n.Content)
		x.addition = true
		x.Readings = []Lection{{Words: c.addedWords(n)}}
		c.end(x, ApparatusAdditions, n.As == "")
	case *Deletion:
		if !Omitted(n, c.document, c.mode) {
			c.signed(n, n.Content)
			return
		}
		x.deletion = true
		x.Readings = []Lection{{Label: c.label("deleted"), Content: c.rejected(n.Lang, n.Content)}}
		c.end(x, ApparatusDeletions, true)
	case *Supplied:
		c.signed(n, n.Content)
		c.conjecture(x, "supplied-by", &n.Act)
	case *Surplus:
		c.signed(n, n.Content)
		c.conjecture(x, "removed-by", &n.Act)
	case *Variant:
		c.variant(x, n)
	case *Gap:
		c.signed(n, nil)
	default:
		if !Omitted(n, c.document, c.mode) {
			before, after := Printed(n)
			c.flowing().write(before)
			c.each(n, true)
			c.flowing().write(after)
		}
	}
}

// signed walks content between the signs its node shows.
func (c *collector) signed(n Node, content []Inline) {
	before, after := Printed(n)
	c.flowing().write(before)
	c.all(content)
	c.flowing().write(after)
}

func (c *collector) all(content []Inline) {
	for _, n := range content {
		c.node(n, true)
	}
}

func (c *collector) label(key string) string { return c.edition.Label("apparatus." + key) }

func (c *collector) begin(n Node) *draft {
	return &draft{ApparatusEntry: ApparatusEntry{At: n, Note: c.note, Part: c.part, Line: c.line}, flow: c.flowing(), before: c.before, start: c.flowing().Len()}
}

// end notes a draft, if the apparatus has entries of its kind.
func (c *collector) end(x *draft, kind ApparatusKind, wanted bool) {
	x.Kind, x.end = kind, x.flow.Len()
	x.start = min(x.start, x.end)
	if wanted && c.wants(kind) && (len(x.Readings) > 0) {
		c.drafts = append(c.drafts, x)
	}
}

// choice walks what a choice shows; the rest is its entry.
func (c *collector) choice(x *draft, n *Choice) {
	s := ShowChoice(n, c.mode)
	c.shown(s.First)
	c.flowing().write(s.Open)
	c.shown(s.Second)
	c.flowing().write(s.Close)
	if s.Open != "" {
		return // both stand in the line
	}
	kind := ApparatusVariants
	for _, i := range n.Variants {
		if len(s.First) > 0 && i == s.First[0] {
			if v, ok := i.(*Variant); ok {
				x.Support = c.whose(&v.Act)
				kind = kindOfVariant(v, kind)
			}
			continue
		}
		r := Lection{Label: c.label("or"), Content: c.rejected("", []Inline{i})}
		if v, ok := i.(*Variant); ok {
			kind = kindOfVariant(v, kind)
			r.Label, r.Words, r.Witnesses = "", c.variantWords(v), c.whose(&v.Act)
			r.Content = c.rejected(v.Lang, v.Content)
		}
		x.Readings = append(x.Readings, c.orOmitted(r))
	}
	c.end(x, kind, c.document.FromTEI)
}

// shown walks readings that stand in the text for themselves: a sic beside its
// correction has no [sic].
func (c *collector) shown(content []Inline) {
	for _, n := range content {
		if v, ok := n.(*Variant); ok {
			c.all(v.Content)
			continue
		}
		c.node(n, true)
	}
}

func kindOfVariant(v *Variant, otherwise ApparatusKind) ApparatusKind {
	switch v.Kind {
	case "sic", "corr":
		return ApparatusCorrections
	case "orig", "reg":
		return ApparatusRegularizations
	case "abbr", "expan":
		return ApparatusAbbreviations
	}
	return otherwise
}

func (c *collector) variantWords(v *Variant) string {
	switch v.Kind {
	case "sic", "corr", "orig", "abbr":
		return c.label(v.Kind)
	}
	return ""
}

// orOmitted says of a reading that has nothing that it omits the words.
func (c *collector) orOmitted(r Lection) Lection {
	if PlainText(r.Content) == "" {
		r.Content, r.Label, r.Words = nil, "", c.label("omitted")
	}
	return r
}

// variant walks a reading that stands alone. Only a correction says something
// that the text does not show: that there was something else.
func (c *collector) variant(x *draft, n *Variant) {
	if Omitted(n, c.document, c.mode) {
		return
	}
	c.signed(n, n.Content)
	if n.Kind == "corr" {
		x.addition = true
		x.Readings = []Lection{{Words: c.label("corr"), Witnesses: c.whose(&n.Act)}}
		c.end(x, ApparatusCorrections, true)
	}
}

// apparatus walks the lemma; the entry has the other readings, and what the
// editors remark on them.
func (c *collector) apparatus(x *draft, n *Apparatus) {
	shown := ShowApparatus(n)
	for _, s := range shown {
		if r, ok := s.(*Reading); ok {
			c.all(r.Content)
			x.Support = c.supportOf(r)
		}
	}
	c.lections(x, n.Content, shown)
	c.end(x, ApparatusVariants, true)
}

func (c *collector) supportOf(r *Reading) string {
	return strings.TrimSpace(c.named(r.Witness, " ") + " " + c.whose(&r.Act))
}

func (c *collector) lections(x *draft, content, shown []Inline) {
	for _, i := range content {
		r, ok := i.(*Reading)
		switch {
		case !ok:
			if words := c.remark(i); len(words) > 0 {
				x.Readings = append(x.Readings, Lection{Content: words})
			}
		case len(shown) > 0 && shown[0] == i:
		case r.Kind == "rdgGrp":
			c.lections(x, r.Content, shown)
		default:
			x.Readings = append(x.Readings, c.orOmitted(Lection{Content: c.rejected(r.Lang, r.Content), Witnesses: c.supportOf(r)}))
		}
	}
}

// substitution walks what was added in the place of what was deleted.
func (c *collector) substitution(x *draft, n *Substitution) {
	r := Lection{Label: c.label("corrected-from")}
	var deleted []Inline
	for _, i := range n.Content {
		switch i := i.(type) {
		case *Addition:
			c.signed(i, i.Content)
			if p := c.place(i); p != "" && r.Words == "" {
				r.Words = "(" + p + ")"
			}
		case *Deletion:
			if Omitted(i, c.document, c.mode) {
				if len(deleted) > 0 {
					deleted = append(deleted, &Text{Value: " / "})
				}
				deleted = append(deleted, i.Content...)
				continue
			}
			c.node(i, true)
		default:
			c.node(i, true)
		}
	}
	r.Content = c.rejected("", deleted)
	if PlainText(r.Content) == "" {
		r = Lection{Label: c.label("added"), Words: r.Words}
		x.addition = true
	}
	x.Readings = []Lection{r}
	c.end(x, ApparatusDeletions, true)
}

// conjecture notes a supplement or a removal that names its author. The
// brackets in the text say the rest; those of the edition's only editor need no
// name.
func (c *collector) conjecture(x *draft, key string, a *Act) {
	who := c.whose(a)
	editors := append(append([]Agent(nil), c.edition.Editors...), c.document.Meta.Editors...)
	own := Attribute(a, "source") == "" && len(editors) == 1 && editors[0].ID == a.Resp
	x.addition = true
	x.Readings = []Lection{{Words: c.label(key), Witnesses: who}}
	c.end(x, ApparatusConjectures, who != "" && !own)
}

// addedWords says of an addition where it stands and in whose hand.
func (c *collector) addedWords(n *Addition) string {
	words := c.label("added")
	if p := c.place(n); p != "" {
		words += " " + p
	}
	return words
}

// places are the words of @place as they come, by the label that says them.
var places = map[string]string{
	"above": "above", "supralinear": "above", "superlinear": "above", "above-line": "above", "interlinear": "above",
	"below": "below", "infralinear": "below", "sublinear": "below", "under": "below",
	"margin": "margin", "left": "left", "marginleft": "left", "margin-left": "left", "leftmargin": "left",
	"right": "right", "marginright": "right", "margin-right": "right",
	"top": "top", "margintop": "top", "margin-top": "top", "bottom": "bottom", "marginbot": "bottom", "margin-bottom": "bottom", "foot": "bottom",
	"inline": "inline", "in-line": "inline", "inspace": "inline", "intralinear": "inline",
	"over": "over", "overstrike": "over", "superimposed": "over", "across": "over", "overwritten": "over",
	"opposite": "opposite", "overleaf": "overleaf", "end": "end",
}

// place says where an addition stands and whose hand it is: "above the line,
// Hand B"; a @place of the source's own stands as it is.
func (c *collector) place(n *Addition) string {
	var parts []string
	if p := strings.TrimSpace(n.Place); p != "" && p != "unspecified" {
		key, ok := places[strings.ToLower(strings.Fields(p)[0])]
		if ok {
			p = c.label("place." + key)
		}
		parts = append(parts, p)
	}
	if hand := c.named(n.Hand, ", "); hand != "" && hand != n.Hand && utf8.RuneCountInString(hand) <= 24 {
		parts = append(parts, hand)
	}
	return strings.Join(parts, ", ")
}
