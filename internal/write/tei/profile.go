package tei

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/edition"
)

// profile is profileDesc: when and where the document was made, its languages,
// its way from sender to recipient, its class.
func (x *writer) profile(h *etree.Element) {
	m := &x.d.Meta
	el := h.CreateElement("profileDesc")
	if len(m.Summary) > 0 {
		x.blocks(el.CreateElement("abstract"), m.Summary)
	}
	x.creation(el)
	x.langUsage(el, x.languages())
	x.correspondence(el)
	x.textClass(el)
	x.handNotes(el)
	if x.julian {
		c := el.CreateElement("calendarDesc").CreateElement("calendar")
		c.CreateAttr("xml:id", x.own("julian"))
		x.english(must(c, "p", "Julian calendar"))
	}
}

func (x *writer) corpusProfile(h *etree.Element) {
	el := h.CreateElement("profileDesc")
	add2(el, "abstract", x.e.Description)
	var all []string
	for _, d := range allDocuments(x.e) {
		y := writer{Prepared: x.Prepared, d: d}
		all = append(all, y.languages()...)
	}
	x.langUsage(el, all)
	if len(x.e.Subjects) > 0 {
		x.keywords(el.CreateElement("textClass"), x.e.Subjects)
	}
}

// add2 makes an element that holds a paragraph with text.
func add2(into *etree.Element, name, text string) {
	if text != "" {
		must(into.CreateElement(name), "p", text)
	}
}

// creation says when and where, or that no date is known.
func (x *writer) creation(into *etree.Element) {
	m := &x.d.Meta
	el := into.CreateElement("creation")
	date := el.CreateElement("date")
	x.dates(date, &m.Date.Date)
	switch {
	case m.Date.As != "":
		date.CreateText(clean(m.Date.As))
	case m.Date.Undated:
		date.CreateText(x.e.Label("undated"))
	case m.Date.Date.IsZero():
		set(date, "type", "unknown")
	}
	if len(m.Place) > 0 || m.PlaceRef != "" {
		place := el.CreateElement("placeName")
		x.ref(place, m.PlaceRef, m.Date.Span)
		x.inlines(place, m.Place)
	}
}

// languages are those that occur: the document's first, then as they come.
func (x *writer) languages() []string {
	all := []string{x.lang()}
	visit := func(n edition.Node) bool {
		if b := n.Common(); b != nil && b.Lang != "" && !slices.Contains(all, b.Lang) {
			all = append(all, b.Lang)
		}
		return true
	}
	x.d.Walk(visit)
	edition.WalkInlines(x.d.NotesHead, visit)
	return all
}

func (x *writer) langUsage(into *etree.Element, languages []string) {
	el := into.CreateElement("langUsage")
	x.english(el)
	var done []string
	for _, l := range languages {
		if slices.Contains(done, l) || !dataType("language", l) {
			continue
		}
		done = append(done, l)
		set(must(el, "language", languageName(l)), "ident", l)
	}
	if len(done) == 0 {
		set(must(el, "language", languageName("und")), "ident", "und")
	}
}

// languageNames are the languages this kind of edition meets most; the others
// are named by their code.
var languageNames = map[string]string{
	"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "ru": "Russian",
	"zh": "Chinese", "ko": "Korean", "ja": "Japanese", "la": "Latin", "grc": "Ancient Greek", "el": "Greek",
	"pl": "Polish", "cs": "Czech", "hu": "Hungarian", "pt": "Portuguese", "nl": "Dutch", "he": "Hebrew",
	"ar": "Arabic", "uk": "Ukrainian", "vi": "Vietnamese", "mn": "Mongolian", "und": "undetermined",
	"sv": "Swedish", "da": "Danish", "no": "Norwegian", "fi": "Finnish", "ro": "Romanian", "bg": "Bulgarian",
	"sr": "Serbian", "hr": "Croatian", "tr": "Turkish", "fa": "Persian", "sq": "Albanian",
}

func languageName(code string) string {
	base, rest, _ := strings.Cut(code, "-")
	name := or(languageNames[strings.ToLower(base)], base)
	if rest != "" {
		name += " (" + rest + ")"
	}
	return name
}

// correspondence is correspDesc: only what the source says.
func (x *writer) correspondence(into *etree.Element) {
	m := &x.d.Meta
	if len(m.Correspondence) == 0 && len(m.Recipients) == 0 && x.d.Previous == "" && x.d.Next == "" {
		return
	}
	el := into.CreateElement("correspDesc")
	received := false
	for _, a := range m.Correspondence {
		received = received || a.Type == "received"
		x.action(el, &a)
	}
	if !received && len(m.Recipients) > 0 {
		x.action(el, &edition.Action{Type: "received", Agents: m.Recipients})
	}
	if x.d.Previous == "" && x.d.Next == "" {
		return
	}
	context := el.CreateElement("correspContext")
	x.neighbour(context, "prev", x.d.Previous)
	x.neighbour(context, "next", x.d.Next)
}

func (x *writer) neighbour(into *etree.Element, kind, id string) {
	if id == "" {
		return
	}
	title := id
	if d := x.docs[id]; d != nil && len(d.Meta.Title) > 0 {
		title = edition.PlainText(d.Meta.Title)
	}
	ref := must(into, "ref", title)
	set(ref, "type", kind)
	set(ref, "target", x.pointer(id))
}

func (x *writer) action(into *etree.Element, a *edition.Action) {
	el := into.CreateElement("correspAction")
	set(el, "type", token(a.Type))
	for _, who := range a.Agents {
		name := must(el, x.agentElement(&who), who.Name)
		x.ref(name, who.Ref, who.Span)
		set(name, "cert", who.Cert)
	}
	if a.Place != "" || a.PlaceRef != "" {
		place := must(el, "placeName", a.Place)
		x.ref(place, a.PlaceRef, a.Date.Span)
	}
	if a.Date.As != "" || !a.Date.Date.IsZero() {
		date := must(el, "date", a.Date.As)
		x.dates(date, &a.Date.Date)
	}
}

func (x *writer) textClass(into *etree.Element) {
	m := &x.d.Meta
	el := etree.NewElement("textClass")
	if m.Class != "" {
		ref := el.CreateElement("catRef")
		set(ref, "scheme", "#"+filing)
		set(ref, "target", "#"+x.category(m.Class))
	}
	if len(m.Keywords) > 0 {
		x.keywords(el, m.Keywords)
	}
	if len(el.Child) > 0 {
		into.AddChild(el)
	}
}

func (x *writer) keywords(into *etree.Element, words []string) {
	el := into.CreateElement("keywords")
	for _, w := range words {
		must(el, "term", w)
	}
}

func (x *writer) handNotes(into *etree.Element) {
	if len(x.hands) == 0 {
		return
	}
	el := into.CreateElement("handNotes")
	for _, hand := range x.hands {
		note := must(el, "handNote", hand)
		note.CreateAttr("xml:id", x.ids[hand])
	}
}
