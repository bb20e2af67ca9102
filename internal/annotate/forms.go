package annotate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
)

// forms are all forms under which the registers know their entries.
type forms struct {
	plain    table
	capitals table // of persons and organisations, for speakers: STALIN.
	entries  map[string]*edition.Entry
}

// table finds forms in running text, and whole.
type table struct {
	machine  *automaton
	patterns []pattern
	numbers  map[string]int // pattern by its keys
}

// pattern is a form and the entries that have it.
type pattern struct {
	form    string // as the register writes it first
	entries []*edition.Entry
}

// newForms reads the forms of a register.
func newForms(r *edition.Register) *forms {
	f := &forms{entries: map[string]*edition.Entry{}}
	f.plain.machine, f.capitals.machine = newAutomaton(), newAutomaton()
	f.plain.numbers, f.capitals.numbers = map[string]int{}, map[string]int{}
	for _, list := range [][]*edition.Entry{r.Persons, r.Places, r.Organisations, r.Terms, r.Abbreviations} {
		for _, e := range list {
			f.entries[e.ID] = e
			for _, s := range formsOf(e) {
				f.plain.add(s, e)
				if e.Kind == edition.NamePerson || e.Kind == edition.NameOrganisation {
					f.capitals.add(strings.ToUpper(s), e)
				}
			}
		}
	}
	f.plain.machine.finish()
	f.capitals.machine.finish()
	return f
}

// formsOf lists the forms of an entry: its name, the name turned round where
// it is "Stalin, Joseph", variants and aliases; a term also with the capital
// that opens a sentence.
func formsOf(e *edition.Entry) []string {
	out := []string{e.Name}
	if e.Kind == edition.NameTerm {
		for _, s := range slices.Concat(out, e.Variants) {
			if r, w := utf8.DecodeRuneInString(s); unicode.IsLower(r) { // a term may open a sentence
				out = append(out, string(unicode.ToUpper(r))+s[w:])
			}
		}
	}
	if last, first, ok := strings.Cut(e.Name, ","); ok && e.Kind == edition.NamePerson {
		out = append(out, strings.TrimSpace(first)+" "+strings.TrimSpace(last))
	}
	return slices.Concat(out, e.Variants, e.Aliases)
}

func keysOf(form string) []string {
	var keys []string
	for _, s := range symbols(strings.TrimSpace(form)) {
		keys = append(keys, s.key)
	}
	return keys
}

func (t *table) add(form string, e *edition.Entry) {
	keys := keysOf(form)
	if len(keys) == 0 || !slices.ContainsFunc(keys, func(k string) bool { return wordRune([]rune(k)[0]) }) {
		return
	}
	n := t.machine.add(keys, len(t.patterns))
	if n == len(t.patterns) {
		t.patterns = append(t.patterns, pattern{form: form})
		t.numbers[strings.Join(keys, "\x00")] = n
	}
	if p := &t.patterns[n]; !slices.Contains(p.entries, e) {
		p.entries = append(p.entries, e)
	}
}

// rank orders kinds where one form has two: CPV is the organisation first, and
// an abbreviation only where no organisation has that form.
func rank(k edition.NameKind) int {
	switch k {
	case edition.NameTerm:
		return 1
	case edition.NameAbbreviation:
		return 2
	}
	return 0
}

// owners are the entries of a pattern that may be marked in a document, those
// of the first rank only, each once.
func (f *forms) owners(p pattern, doc string) []*edition.Entry {
	var out []*edition.Entry
	for _, e := range p.entries {
		if e = f.target(e); allowed(e, doc) && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	if len(out) > 1 {
		first := rank(slices.MinFunc(out, func(a, b *edition.Entry) int { return cmp.Compare(rank(a.Kind), rank(b.Kind)) }).Kind)
		out = slices.DeleteFunc(out, func(e *edition.Entry) bool { return rank(e.Kind) != first })
	}
	for _, e := range out { // "always" decides between several
		if len(out) > 1 && slices.Contains(e.Always, doc) {
			return []*edition.Entry{e}
		}
	}
	return out
}

// target follows "see": a mere reference hands its forms to what it points to.
func (f *forms) target(e *edition.Entry) *edition.Entry {
	for range 8 { // a ring of references ends somewhere
		to, ok := f.entries[e.See]
		if e.See == "" || !ok {
			break
		}
		e = to
	}
	return e
}

// allowed asks the entry whether it may be marked in a document.
func allowed(e *edition.Entry, doc string) bool {
	return !slices.Contains(e.Never, doc) && (len(e.Only) == 0 || slices.Contains(e.Only, doc))
}

var noBrackets = strings.NewReplacer("[", "", "]", "")

// whole finds the entries that have exactly a form, brackets in it passed over.
func (f *forms) whole(form, doc string) []*edition.Entry {
	form = strings.Join(strings.Fields(noBrackets.Replace(form)), " ")
	n, ok := f.plain.numbers[strings.Join(keysOf(form), "\x00")]
	if !ok {
		return nil
	}
	return f.owners(f.plain.patterns[n], doc)
}

// only is the one entry of some kinds that has a form; nil for none or several.
func (f *forms) only(form, doc string, kinds ...edition.NameKind) *edition.Entry {
	found := slices.DeleteFunc(f.whole(form, doc), func(e *edition.Entry) bool { return !slices.Contains(kinds, e.Kind) })
	if len(found) != 1 {
		return nil
	}
	return found[0]
}
