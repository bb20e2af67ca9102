package date_test

import (
	"slices"
	"testing"

	"colophon/internal/date"
)

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		d    date.Date
		lang string
		want string
	}{
		{date.Date{When: "1950-10-11"}, "en", "11 October 1950"},
		{date.Date{When: "1950-10-11T15:30:15Z"}, "en-GB", "11 October 1950"},
		{date.Date{When: "1950-10-11"}, "de", "11. Oktober 1950"},
		{date.Date{When: "1950-10-01"}, "fr", "1er octobre 1950"},
		{date.Date{When: "1950-10-11"}, "es", "11 de octubre de 1950"},
		{date.Date{When: "1950-10"}, "es", "octubre de 1950"},
		{date.Date{When: "1950-10-11"}, "it", "11 ottobre 1950"},
		{date.Date{When: "1950-10-11"}, "ru", "11 октября 1950"},
		{date.Date{When: "1950-10"}, "ru", "октябрь 1950"},
		{date.Date{When: "--10-11"}, "es", "11 de octubre"},
		{date.Date{When: "-0044-03-15"}, "en", "15 March 44 BC"},
		{date.Date{From: "1917-05-03", To: "1917-05-05"}, "en", "3–5 May 1917"},
		{date.Date{From: "1917-05-03", To: "1917-05-05"}, "de", "3.–5. Mai 1917"},
		{date.Date{From: "1917-04-30", To: "1917-05-02"}, "en", "30 April–2 May 1917"},
		{date.Date{From: "1917-05", To: "1917-06"}, "fr", "mai–juin 1917"},
		{date.Date{From: "1914", To: "1918"}, "ru", "1914–1918"},
		{date.Date{NotBefore: "1917-05-03", NotAfter: "1917-05-05"}, "it", "tra 3 maggio 1917 e 5 maggio 1917"},
		{date.Date{NotAfter: "1917-05-03"}, "de", "vor 3. Mai 1917"},
		{date.Date{When: "1950", Cert: "low"}, "en", "1950?"},
		{date.Date{Undated: true}, "fr", "sans date"},
		{date.Date{When: "1950-10-11"}, "xx", "11 October 1950"},
		{date.Date{}, "en", ""},
	} {
		if got := date.Format(c.d, c.lang); got != c.want {
			t.Errorf("Format(%+v, %s) = %q, want %q", c.d, c.lang, got, c.want)
		}
	}
}

// What Format writes, Parse reads.
func TestFormatReadsBack(t *testing.T) {
	for _, lang := range []string{"en", "de", "fr", "es", "it", "ru"} {
		for _, d := range []date.Date{
			{When: "1950"}, {When: "1950-10"}, {When: "1917-05-01"}, {When: "1950-12-31"}, {When: "-0044-03-15"},
			{From: "1917-05-03", To: "1917-05-05"}, {From: "1917-04-30", To: "1917-05-02"}, {From: "1914", To: "1918"},
			{From: "1950-12-30", To: "1951-01-02"}, {NotAfter: "1917-05-03"}, {NotBefore: "1917"}, {From: "1917-05-03"}, {To: "1917-05-03"},
			{NotBefore: "1917-05-03", NotAfter: "1917-06-05"}, {When: "1950-10-11", Cert: "low"}, {Undated: true},
		} {
			s := date.Format(d, lang)
			got, err := date.Parse(s, date.Options{Lang: lang})
			if lang == "ru" && d.To != "" && d.From == "" { // до is both before and until
				d = date.Date{NotAfter: d.To}
			}
			if err != nil || got != d {
				t.Errorf("%s: %q gives %+v (%v), want %+v", lang, s, got, err, d)
			}
		}
	}
}

func TestCompare(t *testing.T) {
	sorted := []date.Date{
		{When: "-0044-03-15"}, {To: "1917-05-03"}, {When: "1950"}, {When: "1950-10"}, {When: "1950-10-11"},
		{When: "1950-10-11", WhenISO: "1950-10-11T08:16Z"}, {When: "1950-10-11T15:30:00"}, {From: "1950-10-12", To: "1950-10-13"},
		{NotBefore: "1950-12"}, {When: "1951"}, {Undated: true},
	}
	for i := range sorted[1:] {
		if !date.Less(sorted[i], sorted[i+1]) || date.Less(sorted[i+1], sorted[i]) {
			t.Errorf("%+v does not stand before %+v", sorted[i], sorted[i+1])
		}
	}
	if !slices.IsSortedFunc(sorted, date.Compare) {
		t.Error("Compare is not transitive over the list")
	}
	if y, ok := (date.Date{NotAfter: "1917-05-03"}).Year(); !ok || y != 1917 {
		t.Errorf("Year = %d, %v", y, ok)
	}
	if _, ok := (date.Date{When: "--05-03"}).Year(); ok {
		t.Error("a day of no year has a year")
	}
}

func TestAttributes(t *testing.T) {
	d := date.Date{When: "1950-10-11", WhenISO: "1950-10-11T15:30", Cert: "low"}
	values := map[string]string{}
	for _, a := range d.Attributes() {
		values[a.Name] = a.Value
	}
	if got := date.FromAttributes(func(n string) string { return values[n] }); got != d {
		t.Errorf("got %+v, want %+v", got, d)
	}
	if got, want := d.Days(), (date.Date{When: "1950-10-11", Cert: "low"}); got != want {
		t.Errorf("Days: got %+v, want %+v", got, want)
	}
}
