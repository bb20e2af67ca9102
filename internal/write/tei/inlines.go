package tei

import (
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/edition"
)

// inlines writes a list of inlines into an element.
func (x *writer) inlines(into *etree.Element, inlines []edition.Inline) {
	for _, n := range inlines {
		x.node(into, n)
	}
}

// inline writes what stands only in a line.
func (x *writer) inline(into *etree.Element, n edition.Node) {
	switch n := n.(type) {
	case *edition.Text:
		x.text(into, n.Value, n.Span)
	case *edition.Emphasis:
		x.emphasis(into, n)
	case *edition.Supplied:
		x.edited(into, "supplied", n, &n.Act)
	case *edition.Surplus:
		x.edited(into, "surplus", n, &n.Act)
	case *edition.Unclear:
		x.edited(into, "unclear", n, &n.Act)
	case *edition.Damage:
		el := x.edited(into, "damage", n, &n.Act)
		set(el, "agent", n.Agent)
	case *edition.Blank:
		el := x.edited(into, "space", n, &n.Act)
		extent(el, &n.Extent)
		x.inlines(el, n.Beside)
	case *edition.Choice:
		x.inlines(x.child(into, "choice", n), n.Variants)
	case *edition.Variant:
		x.edited(into, elementName(n.Kind, "seg"), n, &n.Act)
	case *edition.Apparatus:
		x.inlines(x.child(into, "app", n), n.Content)
	case *edition.Reading:
		el := x.edited(into, elementName(n.Kind, "rdg"), n, &n.Act)
		set(el, "wit", x.pointers("wit", n.Witness))
	case *edition.Addition:
		el := x.edited(into, "add", n, &n.Act)
		set(el, "place", n.Place)
		x.hand(el, n.Hand)
	case *edition.Deletion:
		el := x.edited(into, "del", n, &n.Act)
		x.hand(el, n.Hand)
	case *edition.Substitution:
		x.inlines(x.child(into, "subst", n), n.Content)
	case *edition.Name:
		x.name(into, n)
	case *edition.Date:
		x.date(into, n)
	case *edition.Reference:
		x.reference(into, n)
	case *edition.Phrase:
		x.phrase(into, n)
	case *edition.LineBreak:
		el := x.child(into, "lb", n)
		if n.Forced {
			set(el, "type", "forced")
		}
		if n.Join {
			set(el, "break", "no")
		}
	}
}

// edited writes an editorial act around its content.
func (x *writer) edited(into *etree.Element, name string, n edition.Node, a *edition.Act) *etree.Element {
	el := x.child(into, name, n)
	x.act(el, a)
	wording(el, a.As)
	x.inlines(el, edition.InlineContent(n))
	return el
}

// styleNames are the words of @rend, in the order of the bits.
var styleNames = []string{"italic", "bold", "smallcaps", "allcaps", "superscript", "subscript",
	"underline", "strikethrough", "letterspaced", "roman", "typewriter"}

func styleRend(s edition.Style) string {
	var words []string
	for i, name := range styleNames {
		if s&(1<<i) != 0 {
			words = append(words, name)
		}
	}
	return strings.Join(words, " ")
}

// emphasis writes the source's own @rend where there is one: the style was
// read from it.
func (x *writer) emphasis(into *etree.Element, n *edition.Emphasis) {
	name := "hi"
	if n.Stressed {
		name = "emph"
	}
	el := x.child(into, name, n)
	if n.Rend == "" && !(n.Stressed && n.Style == edition.Italic) {
		set(el, "rend", styleRend(n.Style))
	}
	x.inlines(el, n.Content)
}

// hand points to a hand; one that no handNote describes gets one (TEI P5 ch.
// 11, handNotes), but for one of a TEI source, which goes back as it was.
func (x *writer) hand(el *etree.Element, hand string) {
	if hand == "" {
		return
	}
	if strings.ContainsAny(hand, "/:") {
		set(el, "hand", hand)
		return
	}
	hand = strings.TrimPrefix(hand, "#")
	if x.d.FromTEI && x.ids[hand] == "" && !x.knows(hand) {
		set(el, "hand", "#"+hand)
		return
	}
	if x.ids[hand] == "" && !x.knows(hand) {
		x.ids[hand] = x.own(hand)
		x.hands = append(x.hands, hand)
	}
	set(el, "hand", x.pointer(hand))
}

var nameElements = map[edition.NameKind]string{
	edition.NamePerson: "persName", edition.NamePlace: "placeName", edition.NameOrganisation: "orgName",
	edition.NameTerm: "term", edition.NameAbbreviation: "abbr", edition.NameOther: "rs",
}

func (x *writer) name(into *etree.Element, n *edition.Name) {
	element := n.Element
	if element == "" {
		element = nameElements[n.Kind]
	}
	el := x.child(into, elementName(element, "name"), n)
	attr := "ref"
	if m := tei().model(el.Tag); m != nil && m.attributes["ref"] == nil {
		attr = "corresp" // abbr has no @ref
	}
	x.refAs(el, attr, n.Ref, n.Span)
	set(el, "cert", n.Cert)
	x.inlines(el, n.Content)
}

func (x *writer) date(into *etree.Element, n *edition.Date) {
	name := "date"
	if n.Time {
		name = "time"
	}
	el := x.child(into, name, n)
	x.dates(el, &n.Value)
	x.inlines(el, n.Content)
}

// phrase writes the kind as the element. What a biblScope counts is its @unit.
func (x *writer) phrase(into *etree.Element, n *edition.Phrase) {
	el := x.child(into, elementName(n.Kind, "seg"), n)
	if n.Kind == "biblScope" && n.Type != "" {
		el.RemoveAttr("type")
		set(el, "unit", token(n.Type))
	}
	x.inlines(el, n.Content)
}

// reference keeps an address as it is, but for what no address may hold.
func (x *writer) reference(into *etree.Element, n *edition.Reference) {
	name := "ref"
	if len(n.Content) == 0 && !n.Empty {
		name = "ptr"
	}
	el := x.child(into, name, n)
	target := n.Target
	if id, ok := strings.CutPrefix(target, "#"); ok && x.redirects(id) {
		target = x.pointer(id)
	}
	set(el, "target", x.pointers("target", addresses(target)))
	x.inlines(el, n.Content)
}

// addresses are several pointers, or one address in which a space is a mistake.
func addresses(s string) string {
	tokens := strings.Fields(s)
	for i, t := range tokens {
		if !strings.HasPrefix(t, "#") && !strings.Contains(t, "://") {
			return address(s)
		}
		tokens[i] = address(t)
	}
	return strings.Join(tokens, " ")
}

// address writes characters that no URI holds as their bytes (RFC 3986).
func address(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		lone := c == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]))
		if c <= ' ' || c == 0x7F || lone || strings.IndexByte("<>\"{}|\\^`", c) >= 0 {
			const hex = "0123456789ABCDEF"
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
