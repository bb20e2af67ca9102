package tei

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/source"
)

// fitter holds a tree against TEI's content models and sets what cannot stand
// where it stands into what can. It never drops text, and an element only
// where TEI has no place for it at all.
//
// It goes from the root down: the children of an element are placed, then each
// child is fitted. A child that cannot hold what it must (a choice with one
// reading) becomes a carrier, and its parent is placed again.
type fitter struct {
	x       *writer
	grammar *grammar
	models  map[string]*elementModel // those asked for already, without the lock
	derived map[deriveKey]*pattern
	strays  []*etree.Element // what xenoData keeps
	lax     bool             // the grammar alone counts: what a rule forbids has found no better place
}

func newFitter(x *writer) *fitter {
	return &fitter{x: x, grammar: tei(), models: map[string]*elementModel{}, derived: map[deriveKey]*pattern{}}
}

func (f *fitter) model(name string) *elementModel {
	m, ok := f.models[name]
	if !ok {
		m = f.grammar.model(name)
		f.models[name] = m
	}
	return m
}

// after is what may follow in p after an element, "" for text.
func (f *fitter) after(p *pattern, name string) *pattern {
	k := deriveKey{p.id, name}
	next, ok := f.derived[k]
	if !ok {
		next = f.grammar.after(p, name)
		f.derived[k] = next
	}
	return next
}

// fit makes a whole tree valid. The root keeps its name, and may be incomplete:
// the documents of a corpus are added when they are finished.
func (f *fitter) fit(root *etree.Element) {
	for pass := range 4 {
		f.place(root, f.model(root.Tag))
		if !f.children(root, pass > 1) {
			break
		}
	}
	f.keepStrays(root)
	f.spaces(root)
	f.attributes(root)
}

// spaces leaves out those that stand where TEI allows no text, but for those
// that part words. At the ends of what stands among words they move outside.
func (f *fitter) spaces(el *etree.Element) {
	if isForeign(el) {
		return
	}
	if m := f.model(el.Tag); m != nil && !m.mixed && m.data.list == nil && !holdsWords(el) {
		tokens := take(el)
		for _, t := range tokens {
			if !isSpace(t) {
				el.AddChild(t)
			}
		}
		if up := el.Parent(); up != nil && len(el.Child) > 0 && f.model(up.Tag) != nil && f.model(up.Tag).mixed {
			spaceBeside(el, isSpace(tokens[0]), isSpace(tokens[len(tokens)-1]))
		}
	}
	for _, c := range el.ChildElements() {
		f.spaces(c)
	}
}

// holdsWords reports an element that TEI allows no text in, but whose parts are
// words of one line: a quotation and its source, an address.
func holdsWords(el *etree.Element) bool {
	return el.Tag == "cit" || el.Tag == "address" && el.SelectElement("addrLine") == nil
}

func isSpace(t etree.Token) bool {
	text, ok := t.(*etree.CharData)
	return ok && strings.TrimSpace(text.Data) == ""
}

// spaceBeside sets a space before an element, or behind it, where none stands.
func spaceBeside(el *etree.Element, before, behind bool) {
	up, at := el.Parent(), el.Index()
	if behind && at+1 < len(up.Child) {
		if _, text := nameOf(up.Child[at+1]); text == "" || strings.TrimLeft(text, " \n\t\r") == text {
			up.InsertChildAt(at+1, etree.NewText(" "))
		}
	}
	if before && at > 0 {
		if _, text := nameOf(up.Child[at-1]); text == "" || strings.TrimRight(text, " \n\t\r") == text {
			up.InsertChildAt(at, etree.NewText(" "))
		}
	}
}

// element fits what stands in an element; false where the element cannot be
// made valid under its own name.
func (f *fitter) element(el *etree.Element) bool {
	if el.Tag == "xenoData" && holdsStrangers(el) {
		return true
	}
	m := f.model(el.Tag)
	if m == nil || !f.required(el, m) || !f.lax && !f.x.d.FromTEI && !sound(el) {
		return false
	}
	if m.data.list != nil {
		return len(el.ChildElements()) == 0 && matches(m.data, el.Text())
	}
	for pass := range 4 {
		if !f.place(el, m) {
			return false
		}
		if !f.children(el, pass > 1) {
			return true
		}
	}
	return true
}

// children fits the children of an element; those that cannot keep their name
// become carriers, and the element must be placed again.
func (f *fitter) children(el *etree.Element, lax bool) (again bool) {
	was := f.lax
	f.lax = f.lax || lax
	for _, c := range el.ChildElements() {
		if !isForeign(c) && !f.element(c) {
			if _, written := f.x.spans[c]; written && c.Tag != foreign {
				f.say(source.TEIPlace, c, "TEI refuses %q here, in %q; written as %q", shownName(c), shownName(el), "seg")
			}
			carry(c, "seg")
			again = true
		}
	}
	f.lax = was
	return again
}

// place puts the children of an element where its content model allows them.
func (f *fitter) place(el *etree.Element, m *elementModel) bool {
	children := f.split(take(el))
	p := m.content
	if f.after(p, "lem") != f.grammar.none {
		f.lemmaFirst(el, children)
	}
	for i := 0; i < len(children); {
		next, n := f.one(el, p, children[i:])
		if n < 0 {
			for _, c := range children[i:] {
				el.AddChild(c)
			}
			return false
		}
		if next != nil {
			p = next
		}
		if n == 0 {
			// What was there has been replaced by what it held.
			replaced := children[i].(*etree.Element)
			children = slices.Concat(children[:i], take(replaced), children[i+1:])
			continue
		}
		i += n
	}
	return f.complete(el, p)
}

// one places the first of the tokens and returns what may follow, and how many
// tokens are done; 0 where the first is to be replaced by its own content, less
// where the element must become a carrier, as it cannot hold its own content.
func (f *fitter) one(el *etree.Element, p *pattern, tokens []etree.Token) (*pattern, int) {
	name, text := nameOf(tokens[0])
	if next := f.after(p, name); next != f.grammar.none {
		el.AddChild(tokens[0])
		return next, 1
	}
	if name == "" && strings.TrimSpace(text) == "" {
		if !strings.Contains(text, "\n") {
			el.AddChild(tokens[0]) // a space, should the element become one that holds text
		}
		return nil, 1 // else layout: TEI allows no text here
	}
	if next, n := f.wrap(el, p, tokens, inlineCarriers); n > 0 {
		return next, n
	}
	c, _ := tokens[0].(*etree.Element)
	if c == nil {
		carriers := deepCarriers
		if f.inLine(el) {
			carriers = wordCarriers
		}
		if next, n := f.wrap(el, p, tokens, carriers); n > 0 {
			return next, n
		}
		if f.mayCarry(el) {
			return nil, -1
		}
		f.stray(el, tokens[0], strings.TrimSpace(text))
		return nil, 1
	}
	if floating[c.Tag] {
		if next, n := f.wrap(el, p, tokens[:1], [][]string{{"floatingText", "body"}}); n > 0 {
			return next, n
		}
	}
	if next := f.rename(el, p, c); next != nil {
		return next, 1
	}
	if c.Tag == foreign {
		carry(c, "seg")
	}
	if next, n := f.wrap(el, p, tokens[:1], deepCarriers); n > 0 {
		return next, n
	}
	if f.mayCarry(el) {
		return nil, -1
	}
	if len(c.Child) > 0 && !inHeader(el) {
		f.say(source.TEILost, c, "TEI has no place for %q in %q; its content was kept without it", shownName(c), shownName(el))
		return nil, 0
	}
	f.stray(el, c, "")
	return nil, 1
}

// inHeader reports whether an element is of a header.
func inHeader(el *etree.Element) bool {
	for ; el != nil; el = el.Parent() {
		if el.Tag == "teiHeader" {
			return true
		}
	}
	return false
}

// mayCarry reports whether an element may become a carrier where it cannot hold
// its own content: in the text, and in what has running text in a header. The
// parts of a header themselves have no carriers.
func (f *fitter) mayCarry(el *etree.Element) bool {
	if f.inLine(el) {
		return true
	}
	switch el.Tag {
	case "text", "body", "front", "back", "group":
		return false
	}
	for p := el.Parent(); p != nil; p = p.Parent() {
		if p.Tag == "text" || p.Tag == "floatingText" {
			return true
		}
	}
	return false
}

// inLine reports whether an element stands where running text may.
func (f *fitter) inLine(el *etree.Element) bool {
	up := el.Parent()
	if up == nil {
		return false
	}
	m := f.model(up.Tag)
	return m != nil && m.mixed && f.after(m.content, "seg") != f.grammar.none
}

// nameOf is an element's name for the content models, "" for text.
func nameOf(t etree.Token) (name, text string) {
	switch t := t.(type) {
	case *etree.Element:
		if isForeign(t) {
			return "foreign:" + t.Tag, ""
		}
		return t.Tag, ""
	case *etree.CharData:
		return "", t.Data
	}
	return "", ""
}

// isForeign reports whether an element is of a namespace that is not TEI's.
func isForeign(el *etree.Element) bool {
	ns := el.SelectAttrValue("xmlns", "")
	return ns != "" && ns != Namespace
}

// Carriers are what an element or text can be set into, from the outermost to
// the innermost, in the order of preference.
var (
	inlineCarriers = [][]string{{"p"}, {"seg"}}
	deepCarriers   = [][]string{{"ab"}, {"p", "seg"}, {"titlePart"}, {"item"}, {"l"}, {"cell"}, {"row", "cell"}, {"row", "cell", "p"},
		{"item", "p"}, {"castItem"}, {"div"}, {"body"}, {"body", "div"}, {"floatingText", "body"}, {"p", "floatingText", "body"},
		{"quote"}, {"bibl"}, {"note"}, {"desc"}, {"body", "p"}, {"div", "p"}, {"person", "note"}, {"place", "note"}, {"org", "note"}}
)

// wordCarriers are those of text in a line: it does not become a remark.
var wordCarriers = slices.DeleteFunc(slices.Clone(deepCarriers), func(chain []string) bool {
	return chain[0] == "note" || chain[0] == "desc"
})

// floating are the elements that keep their name in a floatingText where they
// could not stand in a line.
var floating = map[string]bool{"sp": true, "div": true, "spGrp": true, "postscript": true}

// wrap sets the first token, and what belongs to the same run of text, into
// the first carrier that may stand here and may hold it.
func (f *fitter) wrap(el *etree.Element, p *pattern, tokens []etree.Token, carriers [][]string) (*pattern, int) {
	first, _ := nameOf(tokens[0])
	for _, chain := range carriers {
		next := f.after(p, chain[0])
		if next == f.grammar.none || chain[0] == "quote" && quotes(el, tokens) {
			continue
		}
		inner := f.inside(chain, first)
		if inner == nil {
			continue
		}
		outer, in := carrier(chain)
		el.AddChild(outer)
		in.AddChild(tokens[0])
		n := 1
		for n < len(tokens) {
			name, _ := nameOf(tokens[n])
			following := f.after(inner, name)
			if following == f.grammar.none || name != "" && !(first == "" && runsOn[name]) && f.after(next, name) != f.grammar.none {
				break
			}
			in.AddChild(tokens[n])
			inner = following
			n++
		}
		trimCarrier(in)
		return next, n
	}
	return nil, 0
}

// quotes reports whether an element has the words that it quotes in an element
// of their own: then what stands beside them is said of them.
func quotes(el *etree.Element, tokens []etree.Token) bool {
	quote := func(t etree.Token) bool { name, _ := nameOf(t); return name == "quote" || name == "cit" }
	return slices.ContainsFunc(el.Child, quote) || slices.ContainsFunc(tokens, quote)
}

// runsOn are elements that may stand among blocks, but go on in the run of text
// that they follow.
var runsOn = map[string]bool{"note": true, "lb": true, "pb": true, "cb": true, "gb": true, "milestone": true,
	"anchor": true, "gap": true, "space": true, "stage": true, "stamp": true, "figure": true, "graphic": true}

// trimCarrier leaves out white space at the ends of a carrier: it was layout.
func trimCarrier(el *etree.Element) {
	for len(el.Child) > 1 {
		last, ok := el.Child[len(el.Child)-1].(*etree.CharData)
		if !ok || strings.TrimSpace(last.Data) != "" || !strings.Contains(last.Data, "\n") {
			return
		}
		el.RemoveChildAt(len(el.Child) - 1)
	}
}

// inside is what may follow in the innermost carrier after an element; nil
// where one of them may not hold the next.
func (f *fitter) inside(chain []string, name string) *pattern {
	for i := range chain {
		inner := name
		if i+1 < len(chain) {
			inner = chain[i+1]
		}
		m := f.model(chain[i])
		next := f.after(m.content, inner)
		if next == f.grammar.none {
			return nil
		}
		if i+1 == len(chain) {
			return next
		}
	}
	return nil
}

func carrier(chain []string) (outer, inner *etree.Element) {
	for _, name := range chain {
		el := etree.NewElement(name)
		set(el, "rend", "block")
		if outer == nil {
			outer = el
		} else {
			inner.AddChild(el)
		}
		inner = el
	}
	return outer, inner
}

// rename makes a carrier of an element: ab among blocks, seg in a line, label
// where a head comes too late, titlePart on a title page, rdg for a second
// lemma. Its old name becomes the type.
func (f *fitter) rename(el *etree.Element, p *pattern, c *etree.Element) *pattern {
	names := []string{"ab", "seg"}
	switch {
	case c.Tag == "head":
		names = []string{"label", "ab", "seg"}
	case c.Tag == "lem":
		names = []string{"rdg", "seg"}
	case el.Tag == "titlePage":
		names = []string{"titlePart"}
	case el.Tag == "ab":
		names = []string{"seg", "ab"} // what an ab holds runs in its line
	}
	for _, name := range names {
		if c.Tag == name && !isForeign(c) {
			continue
		}
		if next := f.after(p, name); next != f.grammar.none {
			f.say(source.TEIPlace, c, "TEI refuses %q here, in %q; written as %q", shownName(c), el.Tag, name)
			if name == "seg" && standsAlone[c.Tag] {
				partWords(el)
			}
			carry(c, name)
			el.AddChild(c)
			return next
		}
	}
	return nil
}

// partWords puts a space at the end of what stands in an element: what follows
// had a line of its own, and its words are not those before it.
func partWords(el *etree.Element) {
	if len(el.Child) == 0 {
		return
	}
	if name, text := nameOf(el.Child[len(el.Child)-1]); name != "lb" && text == "" || text != "" && strings.TrimRight(text, " \n\t\r") == text {
		el.AddChild(etree.NewText(" "))
	}
}

func shownName(el *etree.Element) string {
	if el.Tag == foreign || el.Tag == "seg" && el.SelectAttrValue("type", "") == "foreign" {
		return el.SelectAttrValue("n", "?")
	}
	if el.Tag == "seg" && el.SelectAttrValue("type", "") != "" {
		return el.SelectAttrValue("type", "") // what it was
	}
	return el.Tag
}

// carry renames an element; its name becomes @type, its type @subtype.
func carry(c *etree.Element, name string) {
	old := c.Tag
	if isForeign(c) {
		set(c, "n", "{"+c.SelectAttrValue("xmlns", "")+"}"+c.Tag)
		c.RemoveAttr("xmlns")
		old = foreign
	}
	c.Tag = name
	if kind := unprefixed(c, "type"); kind != "" {
		set(c, "subtype", kind)
	}
	kind, n := strings.TrimSuffix(old, "~"), unprefixed(c, "n")
	c.RemoveAttr("type")
	c.RemoveAttr("n")
	rest := slices.Clone(c.Attr)
	c.Attr = c.Attr[:0]
	for len(rest) > 0 && (rest[0].FullKey() == "xml:id" || rest[0].FullKey() == "xml:lang") {
		c.Attr, rest = append(c.Attr, rest[0]), rest[1:]
	}
	set(c, "type", kind) // where every element has it
	set(c, "n", n)
	c.Attr = append(c.Attr, rest...)
}

// unprefixed is the value of an attribute of no namespace; etree would also give
// that of xlink:type.
func unprefixed(el *etree.Element, name string) string {
	for _, a := range el.Attr {
		if a.Space == "" && a.Key == name {
			return a.Value
		}
	}
	return ""
}

// fillers are the elements that may stand empty where TEI asks for one.
var fillers = []string{"p", "item", "l", "row", "cell", "body", "title", "msIdentifier", "ab"}

// complete adds what TEI asks for at the end; false where that would say
// something (a second reading of a choice).
func (f *fitter) complete(el *etree.Element, p *pattern) bool {
	for range 4 {
		if p.nullable {
			return true
		}
		done := false
		for _, name := range fillers {
			if next := f.after(p, name); next != f.grammar.none {
				el.CreateElement(name)
				p, done = next, true
				break
			}
		}
		if !done {
			return false
		}
	}
	return p.nullable
}

func (f *fitter) say(code *source.Code, el *etree.Element, format string, args ...any) {
	f.x.diags.Add(code, f.where(el), format, args...)
}

// where is the place in the source of an element, or of the nearest one around
// it that has one.
func (f *fitter) where(el *etree.Element) source.Span {
	for ; el != nil; el = el.Parent() {
		if s, ok := f.x.spans[el]; ok {
			return s
		}
	}
	return source.Span{}
}
