package prove

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"colophon/internal/xmlread"
)

// The apparatus is proved by what the text does not have: every word of a
// reading that the source has and the text rejects (a sic, an orig, a del, a
// rdg) must stand in the apparatus, once. Which kinds the apparatus has, and
// that regularised spelling is left to the principles where it is everywhere,
// is as edition.yaml documents it.

// rejection walks a source for what its reading text rejects.
type rejection struct {
	reading
	kinds     []string // "": the default
	readings  []string
	spelling  []string // what was regularised
	rejecting *[]string
	open      bool // the last reading goes on
}

// rejected collects the readings a document rejects.
func (p *prover) rejected(root *xmlread.Node, how reading, t *text) {
	r := &rejection{reading: how, kinds: p.build.Apparatus}
	parts := []*xmlread.Node{root}
	if root.Name.Local == "TEI" {
		parts = textOf(root)
	}
	for _, c := range parts {
		r.below(c)
	}
	t.readings = append(t.readings, r.readings...)
	t.spelling = append(t.spelling, r.spelling...)
}

// wants reports whether the apparatus has entries of a kind.
func (r *rejection) wants(kind string) bool {
	if kind != "variants" && r.mode != "edited" {
		return false
	}
	if len(r.kinds) == 0 {
		return kind != "abbreviations"
	}
	return slices.Contains(r.kinds, kind)
}

func (r *rejection) node(n *xmlread.Node) {
	if n.Kind == xmlread.TextNode {
		r.words(n.Data)
		return
	}
	if n.Kind != xmlread.ElementNode {
		return
	}
	tei := &teiReader{reading: r.reading}
	switch name := n.Name.Local; {
	case n.Name.Space != teiNamespace:
		r.below(n)
	case name == "app" && listed(n): // read as text
		r.below(n)
	case unread[name] || name == "figDesc" && r.rejecting == nil:
	case name == "choice":
		r.choice(n)
	case name == "app":
		r.variants(n, shownReading(n))
	case name == "del" && r.mode == "edited" && !standsAgain(n):
		r.reject("deletions", n)
	case name == "lb":
		if attr(n, "break") != "no" {
			r.words(" ")
		}
	case (name == "note" || name == "witDetail" && isRemark(n)) && r.rejecting != nil, name == "gap":
		r.open = false
	case tei.leftOut(name, n):
	default:
		r.below(n)
	}
}

func (r *rejection) below(n *xmlread.Node) {
	for _, c := range n.Children {
		r.node(c)
	}
}

func (r *rejection) words(s string) {
	if r.rejecting == nil {
		return
	}
	if !r.open {
		*r.rejecting = append(*r.rejecting, "")
		r.open = true
	}
	(*r.rejecting)[len(*r.rejecting)-1] += s
}

// reject collects what an element holds, where the apparatus has its kind.
func (r *rejection) reject(kind string, n *xmlread.Node) {
	around := r.rejecting
	if around == nil {
		if !r.wants(kind) {
			return
		}
		r.rejecting = &r.readings
		if kind == "regularizations" {
			r.rejecting = &r.spelling
		}
	}
	r.open = false
	if n.Name.Local == "choice" {
		r.choice(n)
	} else {
		r.below(n)
	}
	r.open = false
	r.rejecting = around
}

// choice takes what a choice does not show.
func (r *rejection) choice(n *xmlread.Node) {
	old, mended := sidesOf(n)
	kind := "variants"
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "sic", "corr":
			kind = "corrections"
		case "orig", "reg":
			kind = "regularizations"
		case "abbr", "expan":
			kind = "abbreviations"
		}
	}
	shown := []*xmlread.Node{mended}
	if mended != nil {
		if _, wording := rendOf(mended); wording != "" {
			shown = []*xmlread.Node{old, mended} // a record's correction
		}
	}
	switch {
	case mended == nil, r.mode == "diplomatic" && old != nil:
		shown = []*xmlread.Node{old}
	case r.mode == "both":
		shown = []*xmlread.Node{old, mended}
	}
	for _, c := range elements(n) {
		switch {
		case slices.Contains(shown, c):
			r.open = r.open && r.rejecting != nil && len(shown) == 1
			r.node(c)
		case r.rejecting != nil && abbreviation(c) && !r.wants("abbreviations"):
		default:
			r.reject(kind, c)
		}
	}
}

func abbreviation(n *xmlread.Node) bool { return n.Name.Local == "abbr" || n.Name.Local == "expan" }

// variants takes the readings of an app that are not shown.
func (r *rejection) variants(n, shown *xmlread.Node) {
	for _, c := range elements(n) {
		switch {
		case c == shown:
			r.below(c)
		case c.Name.Local == "rdgGrp":
			r.variants(c, shown)
		case c.Name.Local == "rdg", c.Name.Local == "lem":
			r.reject("variants", c)
		}
	}
}

// shownReading is the lemma of an app, else its first reading.
func shownReading(n *xmlread.Node) *xmlread.Node {
	for _, name := range []string{"lem", "rdg"} {
		if found := readingNamed(n, name); found != nil {
			return found
		}
	}
	return nil
}

func readingNamed(n *xmlread.Node, name string) *xmlread.Node {
	for _, c := range elements(n) {
		if c.Name.Local == name {
			return c
		}
		if c.Name.Local == "rdgGrp" {
			if found := readingNamed(c, name); found != nil {
				return found
			}
		}
	}
	return nil
}

// readings collects the readings of an entry of an EPUB's apparatus.
func (e *epubReader) readings(n *xmlread.Node) {
	t := e.texts[e.doc]
	walk(n, func(c *xmlread.Node) bool {
		if hasClass(c, "reading") {
			t.readings = append(t.readings, content(c))
			return false
		}
		return true
	})
}

// readings collects the readings of an entry of a PDF's apparatus.
func (p *pdfTexts) readings(e *pdfElement) {
	for _, k := range e.kids {
		if k.element == nil {
			continue
		}
		if k.element.title == "reading" {
			p.doc.readings = append(p.doc.readings, spanText(k.element))
			continue
		}
		p.readings(k.element)
	}
}

func spanText(e *pdfElement) string {
	var b strings.Builder
	for _, k := range e.kids {
		if k.element != nil {
			b.WriteString(spanText(k.element))
		} else {
			b.WriteString(k.text)
		}
	}
	return joinHyphens(b.String())
}

// apparatus holds the readings of an output's apparatus against those the
// source has, letter by letter: where a reading is parted between signs of the
// editors does not matter, nor does their order on the page.
func (p *prover) apparatus(s *sourceText, t *text, proof *Proof) {
	if !s.fromTEI || proof.Format != "epub" && proof.Format != "pdf" {
		return
	}
	got := letters(t.readings)
	want := letters(append(slices.Clone(s.readings), s.spelling...))
	if plain := letters(s.readings); len(p.build.Apparatus) == 0 && len(s.spelling) > 0 && surplusOf(plain, got)+surplusOf(got, plain) == 0 {
		return // spelling was regularised everywhere, and the principles say so
	}
	lost, added := surplusOf(want, got), surplusOf(got, want)
	if lost+added == 0 {
		return
	}
	proof.Lost += lost
	proof.Added += added
	proof.Differences = append(proof.Differences, fmt.Sprintf("apparatus: %d letters of rejected readings lost, %d added%s", lost, added, example(s, t)))
}

// example names a reading that the output has less often than the source.
func example(s *sourceText, t *text) string {
	count := map[string]int{}
	for _, r := range t.readings {
		count[strings.Join(strings.Fields(r), " ")]++
	}
	for _, r := range append(slices.Clone(s.readings), s.spelling...) {
		r = strings.Join(strings.Fields(r), " ")
		if count[r]--; count[r] < 0 && r != "" {
			return fmt.Sprintf("; first %q", r)
		}
	}
	return ""
}

func letters(readings []string) map[rune]int {
	m := map[rune]int{}
	for _, s := range readings {
		for _, r := range s {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
				m[r]++
			}
		}
	}
	return m
}

// surplusOf counts what a has more often than b.
func surplusOf(a, b map[rune]int) int {
	n := 0
	for r, k := range a {
		n += max(0, k-b[r])
	}
	return n
}
