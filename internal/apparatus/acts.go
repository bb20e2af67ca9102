package apparatus

import (
	"strings"
	"unicode/utf8"

	"colophon/internal/edition"
)

// act walks an inline; where it is an editor's or writer's doing, it is noted.
func (c *collector) act(n edition.Node) {
	x := c.begin(n)
	switch n := n.(type) {
	case *edition.Choice:
		c.choice(x, n)
	case *edition.Apparatus:
		c.apparatus(x, n)
	case *edition.Substitution:
		c.substitution(x, n)
	case *edition.Addition:
		c.signed(n, n.Content)
		x.addition = true
		x.Readings = []Lection{{Words: c.addedWords(n)}}
		c.end(x, edition.ApparatusAdditions, n.As == "")
	case *edition.Deletion:
		if !edition.Omitted(n, c.document, c.mode) {
			c.signed(n, n.Content)
			return
		}
		x.deletion = true
		x.Readings = []Lection{{Label: c.label("deleted"), Content: c.rejected(n.Lang, n.Content)}}
		c.end(x, edition.ApparatusDeletions, true)
	case *edition.Supplied:
		c.signed(n, n.Content)
		c.conjecture(x, "supplied-by", &n.Act)
	case *edition.Surplus:
		c.signed(n, n.Content)
		c.conjecture(x, "removed-by", &n.Act)
	case *edition.Variant:
		c.variant(x, n)
	case *edition.Gap:
		c.signed(n, nil)
	default:
		if !edition.Omitted(n, c.document, c.mode) {
			before, after := edition.Printed(n)
			c.flowing().write(before)
			c.each(n, true)
			c.flowing().write(after)
		}
	}
}

// signed walks content between the signs its node shows.
func (c *collector) signed(n edition.Node, content []edition.Inline) {
	before, after := edition.Printed(n)
	c.flowing().write(before)
	c.all(content)
	c.flowing().write(after)
}

func (c *collector) all(content []edition.Inline) {
	for _, n := range content {
		c.node(n, true)
	}
}

func (c *collector) label(key string) string { return c.edition.Label("apparatus." + key) }

func (c *collector) begin(n edition.Node) *draft {
	return &draft{Entry: Entry{At: n, Note: c.note, Part: c.part, Line: c.line}, flow: c.flowing(), before: c.before, start: c.flowing().Len()}
}

// end notes a draft, if the apparatus has entries of its kind.
func (c *collector) end(x *draft, kind edition.ApparatusKind, wanted bool) {
	x.Kind, x.end = kind, x.flow.Len()
	x.start = min(x.start, x.end)
	if wanted && c.wants(kind) && (len(x.Readings) > 0) {
		c.drafts = append(c.drafts, x)
	}
}

// choice walks what a choice shows; the rest is its entry.
func (c *collector) choice(x *draft, n *edition.Choice) {
	s := edition.ShowChoice(n, c.mode)
	c.shown(s.First)
	c.flowing().write(s.Open)
	c.shown(s.Second)
	c.flowing().write(s.Close)
	if s.Open != "" {
		return // both stand in the line
	}
	kind := edition.ApparatusVariants
	for _, i := range n.Variants {
		if len(s.First) > 0 && i == s.First[0] {
			if v, ok := i.(*edition.Variant); ok {
				x.Support = c.whose(&v.Act)
				kind = kindOfVariant(v, kind)
			}
			continue
		}
		r := Lection{Label: c.label("or"), Content: c.rejected("", []edition.Inline{i})}
		if v, ok := i.(*edition.Variant); ok {
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
func (c *collector) shown(content []edition.Inline) {
	for _, n := range content {
		if v, ok := n.(*edition.Variant); ok {
			c.all(v.Content)
			continue
		}
		c.node(n, true)
	}
}

func kindOfVariant(v *edition.Variant, otherwise edition.ApparatusKind) edition.ApparatusKind {
	switch v.Kind {
	case "sic", "corr":
		return edition.ApparatusCorrections
	case "orig", "reg":
		return edition.ApparatusRegularizations
	case "abbr", "expan":
		return edition.ApparatusAbbreviations
	}
	return otherwise
}

func (c *collector) variantWords(v *edition.Variant) string {
	switch v.Kind {
	case "sic", "corr", "orig", "abbr":
		return c.label(v.Kind)
	}
	return ""
}

// orOmitted says of a reading that has nothing that it omits the words.
func (c *collector) orOmitted(r Lection) Lection {
	if edition.PlainText(r.Content) == "" {
		r.Content, r.Label, r.Words = nil, "", c.label("omitted")
	}
	return r
}

// variant walks a reading that stands alone. Only a correction says something
// that the text does not show: that there was something else.
func (c *collector) variant(x *draft, n *edition.Variant) {
	if edition.Omitted(n, c.document, c.mode) {
		return
	}
	c.signed(n, n.Content)
	if n.Kind == "corr" {
		x.addition = true
		x.Readings = []Lection{{Words: c.label("corr"), Witnesses: c.whose(&n.Act)}}
		c.end(x, edition.ApparatusCorrections, true)
	}
}

// apparatus walks the lemma; the entry has the other readings, and what the
// editors remark on them.
func (c *collector) apparatus(x *draft, n *edition.Apparatus) {
	shown := edition.ShowApparatus(n)
	for _, s := range shown {
		if r, ok := s.(*edition.Reading); ok {
			c.all(r.Content)
			x.Support = c.supportOf(r)
		}
	}
	c.lections(x, n.Content, shown)
	c.end(x, edition.ApparatusVariants, true)
}

func (c *collector) supportOf(r *edition.Reading) string {
	return strings.TrimSpace(c.named(r.Witness, " ") + " " + c.whose(&r.Act))
}

func (c *collector) lections(x *draft, content, shown []edition.Inline) {
	for _, i := range content {
		r, ok := i.(*edition.Reading)
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
func (c *collector) substitution(x *draft, n *edition.Substitution) {
	r := Lection{Label: c.label("corrected-from")}
	var deleted []edition.Inline
	for _, i := range n.Content {
		switch i := i.(type) {
		case *edition.Addition:
			c.signed(i, i.Content)
			if p := c.place(i); p != "" && r.Words == "" {
				r.Words = "(" + p + ")"
			}
		case *edition.Deletion:
			if edition.Omitted(i, c.document, c.mode) {
				if len(deleted) > 0 {
					deleted = append(deleted, &edition.Text{Value: " / "})
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
	if edition.PlainText(r.Content) == "" {
		r = Lection{Label: c.label("added"), Words: r.Words}
		x.addition = true
	}
	x.Readings = []Lection{r}
	c.end(x, edition.ApparatusDeletions, true)
}

// conjecture notes a supplement or a removal that names its author. The
// brackets in the text say the rest; those of the edition's only editor need no
// name.
func (c *collector) conjecture(x *draft, key string, a *edition.Act) {
	who := c.whose(a)
	editors := append(append([]edition.Agent(nil), c.edition.Editors...), c.document.Meta.Editors...)
	own := edition.Attribute(a, "source") == "" && len(editors) == 1 && editors[0].ID == a.Resp
	x.addition = true
	x.Readings = []Lection{{Words: c.label(key), Witnesses: who}}
	c.end(x, edition.ApparatusConjectures, who != "" && !own)
}

// addedWords says of an addition where it stands and in whose hand.
func (c *collector) addedWords(n *edition.Addition) string {
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
func (c *collector) place(n *edition.Addition) string {
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
