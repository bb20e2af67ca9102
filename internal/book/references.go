package book

import (
	"slices"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// placeOf names the place of a node of the document being turned.
func (m *maker) placeOf(id string) string {
	if m.doc == nil {
		return "n:" + id
	}
	return "n:" + m.doc.ID + "#" + id
}

// resolve finds the place a "#id" of the edition leads to: a document, or a
// node of this document or another; "" where there is none.
func (m *maker) resolve(target string) string {
	id, ok := strings.CutPrefix(target, "#")
	if !ok {
		return ""
	}
	if m.known == nil {
		m.known = m.allPlaces()
	}
	if m.doc != nil && m.known["n:"+m.doc.ID+"#"+id] != "" {
		return "n:" + m.doc.ID + "#" + id
	}
	return m.known[id]
}

// allPlaces lists what a reference can lead to.
func (m *maker) allPlaces() map[string]string {
	known := map[string]string{}
	m.blockNotes = map[string]bool{}
	each := func(docs []*edition.Document) {
		for _, d := range docs {
			known[d.ID] = "d:" + d.ID
			d.Walk(func(n edition.Node) bool {
				if b := n.Common(); b != nil && b.ID != "" && printsAnchor(n) {
					place := "n:" + d.ID + "#" + b.ID
					known[place] = place
					if _, ok := n.(*edition.Note); ok {
						m.blockNotes[place] = true
					}
					if known[b.ID] == "" {
						known[b.ID] = place
					}
				}
				return true
			})
		}
	}
	each(m.e.Front)
	each(m.e.Documents)
	each(m.e.Back)
	return known
}

// printsAnchor reports whether a node comes to stand on a page.
func printsAnchor(n edition.Node) bool {
	switch n.(type) {
	case *edition.Hidden:
		return false
	}
	return true
}

// reference emits a link. One that leads into the edition is followed by the
// page, one that leads out has its address in a note: paper cannot be clicked.
func (l *line) reference(r *edition.Reference) {
	if place := l.m.resolve(r.Target); place != "" {
		l.crossReference(r, place)
		return
	}
	if !isAddress(r.Target) {
		if len(r.Content) == 0 && edition.ShowsTarget(r.Target) {
			l.standIn(r) // the date in a diary, the number of a letter
			return
		}
		l.signed(r, r.Content)
		return
	}
	words := edition.PlainText(r.Content)
	if words == "" {
		words = r.Target
	}
	l.link(r.Target, words, func() {
		if len(r.Content) == 0 {
			l.standIn(r)
			return
		}
		l.signed(r, r.Content)
	})
	if len(r.Content) > 0 && !sameAddress(words, r.Target) && !l.inNote {
		l.addressNote(r.Target)
	}
}

// standIn prints where a reference leads that has no words of its own, apart
// from the word before.
func (l *line) standIn(r *edition.Reference) {
	l.apparatus(func() {
		l.partWords()
		l.text(r.Target, r.Span)
	})
}

// partWords keeps words of ours apart from the word before them.
func (l *line) partWords() {
	if !l.spaced {
		l.print("\u00A0")
	}
}

// isAddress reports whether a target is an address on the net that a reader
// may safely be led to; a script or a file is none.
func isAddress(target string) bool {
	scheme, _, ok := strings.Cut(target, ":")
	return ok && slices.Contains([]string{"http", "https", "mailto", "ftp", "doi", "urn", "tel"}, strings.ToLower(scheme))
}

// sameAddress reports whether the words of a link are its address already.
func sameAddress(words, target string) bool {
	trim := func(s string) string {
		s = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://"), "mailto:")
		return strings.TrimSuffix(s, "/")
	}
	return trim(words) == trim(target)
}

// crossReference emits a reference inside the edition with the page it is on; one
// without words, to a document that has a number, with that: no. 14, p. 12.
func (l *line) crossReference(r *edition.Reference, place string) {
	if number := noteNumber(r); number != "" && l.m.blockNotes[place] {
		l.numberOfNote(place, number)
		return
	}
	l.link(place, edition.PlainText(r.Content), func() { l.signed(r, r.Content) })
	if l.m.blockNotes[place] && isNoteMark(edition.PlainText(r.Content)) {
		return // the number says which note, and they stand in a row
	}
	page := l.m.page(place)
	words := edition.PlainText(r.Content)
	l.apparatus(func() {
		if words != "" {
			l.print(", ")
		} else {
			l.partWords()
			if d := l.m.documentNamed(strings.TrimPrefix(place, "d:")); d != nil && d.Number != "" {
				number := l.m.e.Label("number") + "\u00A0" + d.Number
				l.link(place, number, func() { l.print(number) })
				l.print(", ")
			}
		}
		l.link(place, l.m.e.Label("page")+" "+page, func() { l.pageNumber(page) })
	})
}

// noteNumber is the number that a pointer without words has: that of a note,
// where it leads to one (TEI: ptr/@n).
func noteNumber(r *edition.Reference) string {
	if number := r.N; len(r.Content) == 0 && len(number) <= longestSign {
		return number
	}
	return ""
}

// isNoteMark reports words that are the number of a note: "[4]", "(12)", "*".
func isNoteMark(words string) bool {
	sign := strings.Trim(words, " []()")
	return sign != "" && len(sign) <= longestSign && strings.Trim(sign, "0123456789*†‡") == ""
}

// longestSign is how many signs the number of a note has at most.
const longestSign = 4

// pageNumber prints the page that a reference leads to. In the last pass it
// keeps the room that the page had in the pass before: the lines then break where
// they broke, every place stays on its page, and the page printed is the right
// one. Figures are not all of one width, so that it may be wider or narrower.
func (l *line) pageNumber(page string) {
	m := l.m
	at := len(m.printed)
	m.printed = append(m.printed, page)
	room := 0.0 // on either side
	if m.pass == lastPass && at < len(m.before) && m.before[at] != page {
		width := func(s string) float64 {
			return m.width([]typeset.Inline{&typeset.Text{Text: s, Lang: l.lang}}, l.style)
		}
		room = max((width(m.before[at])-width(page))/2, -narrowest)
	}
	l.print(m.e.Label("page") + "\u00A0")
	l.add(&typeset.Kern{Width: room})
	l.print(page)
	l.add(&typeset.Kern{Width: room})
}

// narrowest is how much a page's number may reach into what stands beside it:
// half of a word space.
const narrowest = 1.5

// page is the printed number of the page a place came to stand on in the last
// pass; a guess as wide as most numbers in the first.
func (m *maker) page(place string) string {
	page := m.pageOf(place)
	if page == "" {
		page = m.guess
	}
	m.named[place] = page
	return page
}

// signs are the marks of notes that have no number, in the printers' order.
var signs = []string{"*", "†", "‡", "§", "‖", "¶"}

// sign is the mark of the next note without a number in this document; after
// the last they come doubled.
func (m *maker) sign() string {
	n := m.signs
	m.signs++
	return strings.Repeat(signs[n%len(signs)], n/len(signs)+1)
}

// addressNote prints the address of a link at the foot of the page.
func (l *line) addressNote(target string) {
	l.m.addresses++
	mark := l.m.sign()
	id := l.m.id("address-" + arabic(l.m.addresses))
	l.apparatus(func() {
		raised := mark[0] != '*' // an asterisk stands high by itself
		l.styled(func(s *typeset.Style) { s.Superior = raised }, func() { l.print(mark) })
	})
	note := l.elem.Add(&Element{Role: "Note", ID: id, Title: "apparatus"})
	l.tag = 0
	p := note.Add(&Element{Role: "P"})
	foot := l.m.line(p)
	foot.print(mark + "\u00A0")
	foot.link(target, target, func() { foot.print(target) })
	l.add(&typeset.Note{Content: []typeset.Block{l.m.footParagraph(foot, true)}})
}
