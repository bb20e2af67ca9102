package annotate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
)

// names marks what the registers know: the longest form first, whole words, in
// the case the register has. A form that several entries share is left alone,
// and so is what would cut a mark in two.
func (d *document) names() {
	if d.FromTEI || len(d.forms.plain.patterns) == 0 {
		return
	}
	d.eachHost(func(h host) {
		t := &d.forms.plain
		f := newFlow(*h.content)
		if _, speaker := h.node.(*edition.Speaker); speaker && strings.ToUpper(f.text) == f.text {
			t = &d.forms.capitals
		}
		d.nameFlow(h, f, t)
	})
}

// found is a place where a form stands, and whose it is; no entry where
// several share it.
type found struct {
	start, end int
	entry      *edition.Entry
}

func (d *document) nameFlow(h host, f *flow, t *table) {
	all := d.search(f, t)
	ids := d.identifications(f, all)
	var edits []edit
	for _, x := range choose(all, ids) {
		if x.entry != nil {
			edits = append(edits, edit{x.start, x.end, nameOf(x.entry)})
		}
	}
	*h.content = f.rewrite(*h.content, edits)
	if len(ids) > 0 {
		identify(*h.content, ids)
	}
}

func nameOf(e *edition.Entry) func([]edition.Inline) edition.Inline {
	return func(content []edition.Inline) edition.Inline {
		n := &edition.Name{Kind: e.Kind, Ref: e.ID, Content: content}
		n.Span = content[0].Where().To(content[len(content)-1].Where())
		return n
	}
}

// search finds all forms in a flow that may be marked, sorted by start, the
// longest first.
func (d *document) search(f *flow, t *table) []found {
	syms := symbols(f.text)
	var out []found
	for _, x := range t.machine.search(syms) {
		start, end := syms[x.from].start, syms[x.to].end
		if !apart(f.text, start, end) || !f.fits(start, end) {
			continue
		}
		owners := d.forms.owners(t.patterns[x.pattern], d.ID)
		if len(owners) == 0 {
			continue
		}
		one := found{start: start, end: end}
		if len(owners) == 1 {
			one.entry = owners[0]
		}
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	return out
}

// apart refuses a stretch that is part of a longer word all the same: the Neill
// of O'Neill, the Kim of Kim-chi.
func apart(text string, start, end int) bool {
	if strings.HasSuffix(text[:start], "O'") || strings.HasSuffix(text[:start], "O’") {
		return false
	}
	if cutInitials(text, start, end) || inAddress(text, start, end) {
		return false
	}
	if rest, ok := strings.CutPrefix(text[end:], "-"); ok {
		r, _ := utf8.DecodeRuneInString(rest)
		last, _ := utf8.DecodeLastRuneInString(text[:end])
		return !unicode.IsLower(r) || !unicode.IsLetter(last) || joinsAdjective(rest)
	}
	return true
}

// cutInitials tells the U.S. and the S.R. of U.S.S.R.
func cutInitials(text string, start, end int) bool {
	next, _ := utf8.DecodeRuneInString(text[end:])
	if text[end-1] == '.' && unicode.IsLetter(next) {
		return true
	}
	_, w := utf8.DecodeRuneInString(text[start:end])
	return strings.HasSuffix(text[:start], ".") && start+w < end && text[start+w] == '.' && endsInLetter(text[:start-1])
}

// inAddress tells a name from a part of an address or file name: Mao_Zedong,
// mao@example.org, Mao.pdf.
func inAddress(text string, start, end int) bool {
	if start > 0 && strings.IndexByte("_@=&", text[start-1]) >= 0 || end < len(text) && strings.IndexByte("_@=", text[end]) >= 0 {
		return true
	}
	rest, dot := strings.CutPrefix(text[end:], ".")
	r, _ := utf8.DecodeRuneInString(rest)
	return dot && unicode.IsLower(r)
}

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}

// joinsAdjective knows the words that English hangs on a name with a hyphen;
// other small letters after a hyphen are part of the name.
func joinsAdjective(rest string) bool {
	word := rest
	for i, r := range rest {
		if !unicode.IsLetter(r) {
			word = rest[:i]
			break
		}
	}
	switch word {
	case "wide", "based", "led", "born", "backed", "like", "style", "sponsored", "controlled", "held", "occupied", "made", "trained", "bound", "related", "affiliated", "funded", "speaking", "era", "type", "dominated", "owned", "oriented", "inspired", "aligned", "friendly":
		return true
	}
	return false
}

// choose takes from left to right, the longest first, and nothing that touches
// what was taken. Identifications come before all.
func choose(all []found, ids map[*edition.Supplied]found) []found {
	var fixed []found
	for _, x := range ids {
		fixed = append(fixed, x)
	}
	slices.SortFunc(fixed, func(a, b found) int { return cmp.Compare(a.start, b.start) })
	var out []found
	last, next := 0, 0
	for _, x := range all {
		for next < len(fixed) && fixed[next].end <= x.start {
			out, last = append(out, fixed[next]), max(last, fixed[next].end)
			next++
		}
		if x.start < last || next < len(fixed) && x.end > fixed[next].start {
			continue
		}
		out, last = append(out, x), x.end
	}
	return append(out, fixed[next:]...)
}
