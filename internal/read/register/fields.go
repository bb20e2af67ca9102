package register

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/unicode/norm"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/source"
)

// item is a value and its place.
type item struct {
	text string
	at   source.Span
}

// field is a key of an entry. one keys take a single value, the others a list.
type field struct {
	name string
	also string // other names, parted by bars
	one  bool
	set  func(r *reader, e *edition.Entry, values []item)
}

// fields lists every key, in the order in which the messages name them.
var fields = []field{
	{"id", "xml:id|key", true, func(r *reader, e *edition.Entry, v []item) { r.id(e, v[0]) }},
	{"kind", "type", true, func(r *reader, e *edition.Entry, v []item) {
		if e.Kind = kindNamed(v[0].text); e.Kind == "" {
			r.value(v[0], "%q is no kind of entry", v[0].text).Hint("the kinds are person, place, organisation, term and abbreviation")
		}
	}},
	{"name", "preferred|preferred name|label", true, text(func(e *edition.Entry) *string { return &e.Name })},
	{"sort", "sort key", true, text(func(e *edition.Entry) *string { return &e.Sort })},
	{"variants", "variant|forms|other names", false, texts(func(e *edition.Entry) *[]string { return &e.Variants })},
	{"aliases", "alias|code names", false, texts(func(e *edition.Entry) *[]string { return &e.Aliases })},
	{"pseudonyms", "pseudonym", false, texts(func(e *edition.Entry) *[]string { return &e.Aliases })},
	{"spellings", "spelling|other spellings", false, texts(func(e *edition.Entry) *[]string { return &e.Aliases })},
	{"offices", "office", false, func(r *reader, e *edition.Entry, v []item) {
		for _, x := range v {
			e.Offices = append(e.Offices, r.office(x))
		}
	}},
	{"dates", "life dates", true, text(func(e *edition.Entry) *string { return &e.Dates })},
	{"born", "birth", true, func(r *reader, e *edition.Entry, v []item) { e.Born = r.date(v[0]) }},
	{"died", "death", true, func(r *reader, e *edition.Entry, v []item) { e.Died = r.date(v[0]) }},
	{"links", "link|url|uri", false, func(r *reader, e *edition.Entry, v []item) {
		for _, x := range v {
			r.link(e, authorityOf(x.text), x)
		}
	}},
	{"wikidata", "", false, authority("Wikidata")},
	{"viaf", "", false, authority("VIAF")},
	{"gnd", "", false, authority("GND")},
	{"geonames", "", false, authority("GeoNames")},
	{"orcid", "", false, authority("ORCID")},
	{"isni", "", false, authority("ISNI")},
	{"lcnaf", "loc", false, authority("LCNAF")},
	{"note", "description|gloss", true, text(func(e *edition.Entry) *string { return &e.Note })},
	{"meaning", "expansion|stands for", true, text(func(e *edition.Entry) *string { return &e.Note })},
	{"parent", "part of", true, text(func(e *edition.Entry) *string { return &e.Parent })},
	{"see", "", true, text(func(e *edition.Entry) *string { return &e.See })},
	{"never", "forbid|not in", false, texts(func(e *edition.Entry) *[]string { return &e.Never })},
	{"only", "only in", false, texts(func(e *edition.Entry) *[]string { return &e.Only })},
	{"always", "force", false, texts(func(e *edition.Entry) *[]string { return &e.Always })},
}

func text(of func(*edition.Entry) *string) func(*reader, *edition.Entry, []item) {
	return func(_ *reader, e *edition.Entry, v []item) { *of(e) = v[0].text }
}

func texts(of func(*edition.Entry) *[]string) func(*reader, *edition.Entry, []item) {
	return func(_ *reader, e *edition.Entry, v []item) {
		for _, x := range v {
			*of(e) = append(*of(e), x.text)
		}
	}
}

func authority(name string) func(*reader, *edition.Entry, []item) {
	return func(r *reader, e *edition.Entry, v []item) {
		for _, x := range v {
			r.link(e, name, x)
		}
	}
}

// fieldNamed finds a key as written; case, hyphens and underscores count nothing.
func fieldNamed(key string) *field {
	key = strings.ToLower(strings.NewReplacer("_", " ", "-", " ").Replace(strings.TrimSpace(key)))
	for i := range fields {
		if f := &fields[i]; key == f.name || key != "" && strings.Contains("|"+f.also+"|", "|"+key+"|") {
			return f
		}
	}
	return nil
}

// unknown reports a key that nobody knows.
func (r *reader) unknown(key string, at source.Span) {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	d := r.diags.Add(source.RegisterUnknownKey, at, "the key %q is not known; left out", key)
	if near := nearest(strings.ToLower(key), names); near != "" {
		d.Hint("did you mean %q?", near)
	} else {
		d.Hint("the keys are %s", strings.Join(names, ", "))
	}
}

func nearest(name string, known []string) string {
	best, at := "", len(name)/2+1
	for _, k := range known {
		if n := levenshtein.ComputeDistance(name, k); n < at {
			best, at = k, n
		}
	}
	return best
}

func (r *reader) value(x item, format string, args ...any) *source.Diagnostic {
	return r.diags.Add(source.RegisterValue, x.at, format, args...)
}

// id takes an id that can be an xml:id.
func (r *reader) id(e *edition.Entry, x item) {
	if !ncName.MatchString(x.text) {
		r.value(x, "%q cannot be an id; one is made of the name", x.text).
			Hint("an id begins with a letter and holds letters, digits, hyphens, full stops and underscores")
		return
	}
	e.ID = x.text
}

var ncName = regexp.MustCompile(`^[\p{L}_][\p{L}\p{M}\p{Nd}._-]*$`)

// date reads a date; what is none is a warning, and the date stays unknown.
func (r *reader) date(x item) date.Date {
	d, err := date.Parse(x.text, date.Options{})
	if err != nil {
		r.diags.Add(source.RegisterDate, x.at, "%s; left out", err)
		if len(d.Attributes()) == 0 {
			return date.Date{}
		}
	}
	return d
}

// office reads "Premier, 1949–1976": a title with its years behind it.
func (r *reader) office(x item) edition.Office {
	s := strings.TrimSpace(x.text)
	for _, cut := range []int{strings.LastIndex(s, "("), strings.LastIndex(s, ","), strings.LastIndex(s, " ")} {
		if cut <= 0 {
			continue
		}
		when := strings.Trim(s[cut:], " ,()")
		if d, err := date.Parse(when, date.Options{}); err == nil && !d.IsZero() && !d.Undated {
			o := edition.Office{Title: strings.TrimRight(s[:cut], " ,"), From: date.Date{When: d.From}, To: date.Date{When: d.To}}
			if d.When != "" {
				o.From, o.To = d, d
			}
			return o
		}
	}
	return edition.Office{Title: s}
}

// authorities are where links point to, and how an address is made of a number.
var authorities = []struct{ name, host, address string }{
	{"Wikidata", "wikidata.org", "http://www.wikidata.org/entity/"},
	{"VIAF", "viaf.org", "https://viaf.org/viaf/"},
	{"GND", "d-nb.info", "https://d-nb.info/gnd/"},
	{"GeoNames", "geonames.org", "https://www.geonames.org/"},
	{"ORCID", "orcid.org", "https://orcid.org/"},
	{"ISNI", "isni.org", "https://isni.org/isni/"},
	{"LCNAF", "id.loc.gov", "http://id.loc.gov/authorities/names/"},
}

// authorityOf knows an authority by its address; "" for other addresses.
func authorityOf(uri string) string {
	for _, a := range authorities {
		if strings.Contains(uri, a.host) {
			return a.name
		}
	}
	return ""
}

// authorityNamed gives an authority's name as it is usually written.
func authorityNamed(s string) string {
	for _, a := range authorities {
		if strings.EqualFold(a.name, strings.TrimSpace(s)) {
			return a.name
		}
	}
	return strings.TrimSpace(s)
}

// link adds an address, or what the authority's own number makes one.
func (r *reader) link(e *edition.Entry, name string, x item) {
	uri := x.text
	if !strings.Contains(uri, "://") {
		address := ""
		for _, a := range authorities {
			if a.name == name {
				address = a.address
			}
		}
		if address == "" || strings.ContainsFunc(uri, unicode.IsSpace) {
			r.value(x, "%q is no address; left out", uri)
			return
		}
		uri = address + uri
	}
	e.Links = append(e.Links, edition.Link{Authority: name, URI: uri})
}

var years = regexp.MustCompile(`^(\d{4})[–-](\d{4})$`)

// lifeDates lets dates and born and died say the same, where one of them says
// nothing.
func lifeDates(e *edition.Entry) {
	born, hasBorn := e.Born.Year()
	died, hasDied := e.Died.Year()
	switch m := years.FindStringSubmatch(e.Dates); {
	case e.Kind != edition.NamePerson:
	case m != nil && !hasBorn && !hasDied:
		e.Born.When, e.Died.When = m[1], m[2]
	case e.Dates == "" && hasBorn && hasDied:
		e.Dates = yearOf(e.Born, born) + "–" + yearOf(e.Died, died)
	case e.Dates == "" && hasBorn:
		e.Dates = yearOf(e.Born, born) + "–"
	case e.Dates == "" && hasDied:
		e.Dates = "–" + yearOf(e.Died, died)
	}
}

func yearOf(d date.Date, year int) string {
	switch {
	case year < 0:
		return strconv.Itoa(-year) + " BC"
	case d.Cert == "low" || d.When == "":
		return "c. " + strconv.Itoa(year)
	}
	return strconv.Itoa(year)
}

// slug makes an id of a name: small letters, digits and hyphens.
func slug(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.IsMark(r):
		case unicode.IsLetter(r) && r != 'ª' && r != 'º' && r != 'µ', r >= '0' && r <= '9' && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(norm.NFC.String(b.String()), "-")
}
