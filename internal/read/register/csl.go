package register

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"colophon/internal/date"
	"colophon/internal/source"
)

// cslItem is an item of CSL-JSON (citation-style-language/schema,
// csl-data.json), as far as a citation needs it; other variables are passed
// over, since Zotero writes all it knows.
type cslItem struct {
	ID              cslText   `json:"id"`
	Type            string    `json:"type"`
	Title           cslText   `json:"title"`
	ContainerTitle  cslText   `json:"container-title"`
	CollectionTitle cslText   `json:"collection-title"`
	Author          []cslName `json:"author"`
	Editor          []cslName `json:"editor"`
	Translator      []cslName `json:"translator"`
	Publisher       cslText   `json:"publisher"`
	PublisherPlace  cslText   `json:"publisher-place"`
	Volume          cslText   `json:"volume"`
	Issue           cslText   `json:"issue"`
	Page            cslText   `json:"page"`
	Edition         cslText   `json:"edition"`
	Issued          cslDate   `json:"issued"`
	DOI             string    `json:"DOI"`
	URL             string    `json:"URL"`
	Archive         cslText   `json:"archive"`
	ArchiveLocation cslText   `json:"archive_location"`
}

// cslText is a text that may be written as a number.
type cslText string

// UnmarshalJSON implements json.Unmarshaler.
func (t *cslText) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		*t = cslText(strings.Join(strings.Fields(s), " "))
		return nil
	}
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return fmt.Errorf("wants a text or a number, not %s", short(b))
	}
	*t = cslText(n.String())
	return nil
}

func short(b []byte) string {
	if len(b) > 20 {
		return string(b[:20]) + "…"
	}
	return string(b)
}

type cslName struct {
	Family   string `json:"family"`
	Given    string `json:"given"`
	Particle string `json:"non-dropping-particle"`
	Dropping string `json:"dropping-particle"`
	Suffix   string `json:"suffix"`
	Literal  string `json:"literal"`
}

func (n cslName) String() string {
	if n.Literal != "" {
		return n.Literal
	}
	return strings.Join(strings.Fields(n.Given+" "+n.Dropping+" "+n.Particle+" "+n.Family+" "+n.Suffix), " ")
}

type cslDate struct {
	Parts   [][]cslText     `json:"date-parts"`
	Raw     string          `json:"raw"`
	Literal string          `json:"literal"`
	Circa   json.RawMessage `json:"circa"`
}

// csl reads an array of items, or one item; each on its own, so that one
// broken item does not take the others with it.
func (r *bibReader) csl() {
	text := r.file.Text
	dec := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	shift := len(text) - len(bytes.TrimPrefix(text, []byte("\ufeff")))
	array := bytes.TrimLeft(text[shift:], " \t\r\n")[0] == '['
	if array {
		if _, err := dec.Token(); err != nil {
			r.jsonError(err, shift)
			return
		}
	}
	for !array || dec.More() {
		start := shift + int(dec.InputOffset())
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			r.jsonError(err, shift+int(dec.InputOffset()))
			return
		}
		r.cslItem(raw, r.itemStart(start))
		if !array {
			break
		}
	}
	if array {
		if _, err := dec.Token(); err != nil {
			r.jsonError(err, len(text))
			return
		}
	}
	if rest := bytes.TrimSpace(text[min(len(text), shift+int(dec.InputOffset())):]); len(rest) > 0 {
		at := len(text) - len(bytes.TrimLeft(text[shift+int(dec.InputOffset()):], " \t\r\n"))
		r.diags.Add(source.RegisterSyntax, r.file.Span(at, at+1), "something follows after the list; left out")
	}
}

// itemStart skips the comma and spaces before an item.
func (r *bibReader) itemStart(at int) int {
	for at < len(r.file.Text) && strings.IndexByte(", \t\r\n", r.file.Text[at]) >= 0 {
		at++
	}
	return at
}

// jsonError tells an error of the JSON at its place: its own, or otherwise.
func (r *bibReader) jsonError(err error, otherwise int) {
	at := otherwise
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = max(at, int(syntax.Offset)-1)
	}
	at = max(0, min(at, len(r.file.Text)-1))
	r.diags.Add(source.RegisterSyntax, r.file.Span(at, min(at+1, len(r.file.Text))), "%s", strings.TrimPrefix(err.Error(), "json: "))
}

func (r *bibReader) cslItem(raw []byte, start int) {
	at := r.file.Span(start, min(start+1, len(r.file.Text)))
	var x cslItem
	if err := json.Unmarshal(raw, &x); err != nil {
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) {
			place := min(start+int(kind.Offset), len(r.file.Text)) - 1
			r.diags.Add(source.RegisterValue, r.file.Span(max(start, place), max(start, place)+1), "%q cannot be %s; the work was left out", kind.Field, kind.Value)
			return
		}
		r.diags.Add(source.RegisterValue, at, "%s; the work was left out", err)
		return
	}
	w := &work{
		key: string(x.ID), at: at, authors: cslNames(x.Author), editors: cslNames(x.Editor), translators: cslNames(x.Translator),
		title: string(x.Title), container: string(x.ContainerTitle), series: string(x.CollectionTitle),
		publisher: string(x.Publisher), place: string(x.PublisherPlace), volume: string(x.Volume), issue: string(x.Issue),
		pages: strings.ReplaceAll(string(x.Page), "-", "–"), edition: ordinal(string(x.Edition)), doi: x.DOI, url: x.URL,
	}
	w.article = w.container != ""
	w.journal = strings.HasPrefix(x.Type, "article")
	if x.Archive != "" || x.ArchiveLocation != "" {
		w.note = strings.Trim(string(x.Archive)+", "+string(x.ArchiveLocation), ", ")
	}
	x.Issued.into(w)
	r.add(w)
}

func cslNames(list []cslName) []string {
	var out []string
	for _, n := range list {
		if s := n.String(); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// ordinal writes an edition that is a mere number: 2nd ed.
func ordinal(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil {
		return s
	}
	end := "th"
	switch {
	case n%100 >= 11 && n%100 <= 13:
	case n%10 == 1:
		end = "st"
	case n%10 == 2:
		end = "nd"
	case n%10 == 3:
		end = "rd"
	}
	return s + end + " ed."
}

// into says the date of a work: parts are year, month, day.
func (d cslDate) into(w *work) {
	if len(d.Parts) == 0 {
		if s := d.Raw + d.Literal; s != "" {
			w.dated(strings.TrimSpace(s))
		}
		return
	}
	var ends []string
	for _, p := range d.Parts {
		var s []string
		for i, x := range p {
			if i > 0 && len(x) == 1 {
				x = "0" + x
			}
			s = append(s, string(x))
		}
		ends = append(ends, strings.Join(s, "-"))
	}
	v, err := date.Parse(strings.Join(ends, " – "), date.Options{})
	if err != nil {
		w.year = strings.Join(ends, "–")
		return
	}
	if circa := string(d.Circa); circa != "" && circa != "false" && circa != "0" && circa != "null" {
		v.Cert = "low"
	}
	w.value, w.year = v, date.Format(v, "en")
}
