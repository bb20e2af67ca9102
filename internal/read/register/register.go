// Package register reads what stands behind the texts: lists of persons,
// places, organisations, terms and abbreviations from YAML or CSV, and
// bibliographies from CSL-JSON or BibTeX.
//
// In comes a file, out come entries (or citations by key) and diagnostics. A
// key that is not known is an error that names the nearest known one; an entry
// without a name or with the id of another is an error; all others are still
// read. Nothing is looked up and nothing fetched.
//
// A YAML register is a list of entries under the name of their kind; an entry
// may be a mere name, and an abbreviation a pair:
//
//	persons:
//	  - id: stalin
//	    name: Joseph Stalin
//	    variants: [Stalin, I. V. Stalin]
//	    pseudonyms: [Filippov]
//	    born: 1878-12-18
//	    died: 1953-03-05
//	    offices:
//	      - {title: Chairman of the Council of Ministers, from: 1946, to: 1953}
//	    wikidata: Q855
//	    never: [d1951-02]
//	  - Mao Zedong
//	abbreviations:
//	  CPV: Chinese People's Volunteers
//
// A CSV register has the same keys as its first line; several values of one
// cell are parted by semicolons or bars.
//
// Start reading at [Read], then fields.go, which lists all keys.
package register

import (
	"path"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// Read reads a register by the ending of its name: .csv and .tsv are tables,
// everything else is YAML. kind is what entries are that do not say it
// themselves; "" where the file has to.
func Read(f *source.File, kind edition.NameKind) (edition.Register, source.Diagnostics) {
	r := reader{file: f, kind: kind, ids: map[string]*edition.Entry{}}
	switch strings.ToLower(path.Ext(f.Name)) {
	case ".csv", ".tsv":
		r.csv()
	default:
		r.yaml()
	}
	r.references()
	return r.register, r.diags
}

type reader struct {
	file     *source.File
	kind     edition.NameKind
	register edition.Register
	ids      map[string]*edition.Entry
	diags    source.Diagnostics
}

// kinds are the names of the lists, and what an entry may call itself.
var kinds = []struct {
	list string
	kind edition.NameKind
	also string
}{
	{"persons", edition.NamePerson, "person people"},
	{"places", edition.NamePlace, "place"},
	{"organisations", edition.NameOrganisation, "organisation organization organizations org orgs"},
	{"terms", edition.NameTerm, "term"},
	{"abbreviations", edition.NameAbbreviation, "abbreviation abbr"},
}

// kindNamed finds a kind by the name of its list or its own; "" is none.
func kindNamed(s string) edition.NameKind {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, k := range kinds {
		if s == k.list || s != "" && strings.Contains(" "+k.also+" ", " "+s+" ") {
			return k.kind
		}
	}
	return ""
}

// add puts a finished entry on its list.
func (r *reader) add(e *edition.Entry) {
	if !r.finish(e) {
		return
	}
	r.ids[e.ID] = e
	to := map[edition.NameKind]*[]*edition.Entry{
		edition.NamePerson: &r.register.Persons, edition.NamePlace: &r.register.Places,
		edition.NameOrganisation: &r.register.Organisations, edition.NameTerm: &r.register.Terms,
		edition.NameAbbreviation: &r.register.Abbreviations,
	}[e.Kind]
	*to = append(*to, e)
}

// finish checks an entry and adds what follows from the rest.
func (r *reader) finish(e *edition.Entry) bool {
	if e.Kind == "" {
		r.diags.Add(source.RegisterValue, e.Span, "an entry does not say what it is; left out").
			Hint("give it a \"kind\": person, place, organisation, term or abbreviation")
		return false
	}
	if e.Name == "" {
		r.diags.Add(source.RegisterValue, e.Span, "an entry has no \"name\"; left out")
		return false
	}
	if e.ID == "" {
		e.ID = slug(e.Name)
		if e.ID == "" || r.ids[e.ID] != nil {
			r.diags.Add(source.RegisterValue, e.Span, "%q needs an \"id\", since none can be made of its name; left out", e.Name)
			return false
		}
	}
	if first := r.ids[e.ID]; first != nil {
		d := r.diags.Add(source.RegisterTwice, e.Span, "two entries have the id %q; the second was left out", e.ID)
		d.Related = append(d.Related, source.Related{Span: first.Span, Message: "the first"})
		return false
	}
	lifeDates(e)
	return true
}

// references checks what entries say of one another.
func (r *reader) references() {
	for _, list := range [][]*edition.Entry{r.register.Persons, r.register.Places, r.register.Organisations, r.register.Terms, r.register.Abbreviations} {
		for _, e := range list {
			if e.See == e.ID || e.Parent == e.ID {
				r.diags.Add(source.RegisterValue, e.Span, "%q points to itself; the pointer was left out", e.ID)
				if e.See == e.ID {
					e.See = ""
				}
				if e.Parent == e.ID {
					e.Parent = ""
				}
			}
		}
	}
}
