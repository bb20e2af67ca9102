package epub

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"colophon/internal/edition"
)

// TestLongContents: hundreds of documents are grouped by what they follow, and
// stay in order, each once; a short list stays as it is.
func TestLongContents(t *testing.T) {
	for _, c := range []struct {
		why   string
		count int
		date  func(i int) string
		want  string
	}{
		{"a short list", 40, func(i int) string { return strconv.Itoa(1900 + i/10) }, ""},
		{"by years", 60, func(i int) string { return strconv.Itoa(1900 + i/20) }, "1900 1901 1902"},
		{"by years, some undated", 60, func(i int) string {
			if i%20 == 3 {
				return ""
			}
			return fmt.Sprintf("%d-05-01", 1900+i/20)
		}, "1900 1901 1902"},
		{"by years and months", 90, func(i int) string {
			if i < 80 {
				return fmt.Sprintf("1900-%02d-01", 1+i/20)
			}
			return "1901-01-01"
		}, "1900 1900-01 1900-02 1900-03 1900-04 1901"},
		{"not by date", 120, func(i int) string { return strconv.Itoa(1900 + i%2) }, "1–50 51–100 101–120"},
		{"a year each", 120, func(i int) string { return strconv.Itoa(1700 + i) }, "1–50 51–100 101–120"},
	} {
		var docs []*edition.Document
		for i := range c.count {
			d := &edition.Document{ID: fmt.Sprintf("d%d", i), Number: strconv.Itoa(i + 1), Body: []edition.Block{paragraph("Text.")}}
			d.Meta.Date.When = c.date(i)
			docs = append(docs, d)
		}
		e := small()
		e.Documents = docs
		files := sound(t, made(t, e, Options{NoCover: true}))
		nav := files["EPUB/nav.xhtml"]
		var got []string
		for _, m := range regexp.MustCompile(`<span>([^<]*)</span>`).FindAllStringSubmatch(nav, -1) {
			got = append(got, m[1])
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: groups %q, want %q", c.why, s, c.want)
		}
		at := 0
		for i := range c.count {
			href := fmt.Sprintf(`"xhtml/d%d.xhtml"`, i)
			if strings.Count(nav[:strings.Index(nav, "landmarks")], href) != 1 || strings.Index(nav, href) < at {
				t.Fatalf("%s: document %d is not in its place", c.why, i)
			}
			at = strings.Index(nav, href)
		}
	}
}

// TestLongIndex: an index of thousands of names is parted into files of a sane
// size at a letter, and every name still leads to its entry.
func TestLongIndex(t *testing.T) {
	e := small()
	p := &edition.Paragraph{}
	for i := range 4000 {
		id := fmt.Sprintf("p%d", i)
		name := fmt.Sprintf("%c. Somebody with a rather long name, number %d", 'A'+i%26, i)
		e.Register.Persons = append(e.Register.Persons, &edition.Entry{Kind: edition.NamePerson, ID: id, Name: name})
		p.Content = append(p.Content, &edition.Name{Kind: edition.NamePerson, Ref: id, Content: edition.NewText("X ")})
	}
	e.Documents[0].Body = []edition.Block{p}
	files := sound(t, made(t, e, Options{NoCover: true}))
	parts, entries := 0, 0
	for name, data := range files {
		if strings.HasPrefix(name, "EPUB/xhtml/index-persons") {
			parts++
			entries += strings.Count(data, `<li id="entry-`)
			if len(data) > 320_000 {
				t.Errorf("%s has %d bytes", name, len(data))
			}
		}
	}
	if parts < 2 || entries != 4000 {
		t.Errorf("%d files with %d entries", parts, entries)
	}
	if n := strings.Count(files["EPUB/nav.xhtml"], `"xhtml/index-persons`); n != 1 {
		t.Errorf("the contents name the index %d times", n)
	}
}
