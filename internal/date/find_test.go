package date_test

import (
	"strings"
	"testing"

	"colophon/internal/date"
)

var near = date.Date{When: "1950-10-11"}

var running = []struct{ in, want string }{
	{"Moscow, April 25, 1961, 10 a.m.–12:15 p.m.", "April 25, 1961, 10 a.m.–12:15 p.m. {when=1961-04-25}"},
	{"by May 3, 7 p.m. to Moscow", "May 3, 7 p.m. {}"},
	{"at 3:30 in the afternoon on October 12, Mao asked", "October 12 {when=1950-10-12}"},
	{"On October 12, 1950, he left.", "October 12, 1950 {when=1950-10-12}"},
	{"On 12 October he left", "12 October {when=1950-10-12}"},
	{"between 3 and 5 May 1917", "3 and 5 May 1917 {notBefore=1917-05-03 notAfter=1917-05-05}"},
	{"from 30 April to 2 May 1917.", "30 April to 2 May 1917 {from=1917-04-30 to=1917-05-02}"},
	{"the troops crossed in October 1950.", "October 1950 {when=1950-10}"},
	{"in the spring of 1950 and in May", "spring of 1950 {notBefore=1950-03 notAfter=1950-06}"},
	{"Wednesday, October 11, was", "Wednesday, October 11 {when=1950-10-11}"},
	{"Monday, October 11, it rained", "Monday, October 11 {}"}, // a Wednesday in 1950
	{"By January 5 it was over", "January 5 {when=1951-01-05}"},
	{"On May 3 he spoke", "May 3 {}"}, // five months away: of which year nobody knows
	{"In 1943, on October 12, he spoke", "October 12 {}"},
	{"On October 12, 1943, and again on October 14", "October 12, 1943 {when=1943-10-12}; October 14 {}"},
	{"on the 12th of October", "12th of October {when=1950-10-12}"},
	{"sent 1950-10-12 at noon", "1950-10-12 at noon {when=1950-10-12 when-iso=1950-10-12T12:00}"},
	{"October 12, 7 p.m.", "October 12, 7 p.m. {when=1950-10-12 when-iso=1950-10-12T19:00}"},
	{"31 February 1950 is none", "31 February 1950 {impossible}"},
	{"on 13.5.1950 and 5/6/1950", "13.5.1950 {when=1950-05-13}; 5/6/1950 {notBefore=1950-05-06 notAfter=1950-06-05 ambiguous}"},
	{"11. Oktober 1950 und 3 mai 1917", "11. Oktober 1950 {when=1950-10-11}; 3 mai 1917 {when=1917-05-03}"},
	{"11 октября 1950 г. он", "11 октября 1950 г. {when=1950-10-11}"},
	{"於1950年10月11日發出", "1950年10月11日 {when=1950-10-11}"},
	{"the night of October 12–13", "October 12–13 {from=1950-10-12 to=1950-10-13}"},

	{"call 1521-45-99 or 2500-12-10, No. 45 May 1950, 45/67/1950", "May 1950 {when=1950-05}"},
	{"4. 5. 1903 and 4.5.1903", "4. 5. 1903 {when=1903-05-04}; 4.5.1903 {notBefore=1903-04-05 notAfter=1903-05-04 ambiguous}"},
	{"a letter of October 3. Then, on 4 Oct. 1950.", "October 3 {when=1950-10-03}; 4 Oct. 1950 {when=1950-10-04}"},
	{"https://example.org/2014/1950-10-11/x, a_1950-10-11.pdf, f-1950-10-11, 1950-10-11.txt, 1950-10-11-kennan", ""},
	{"In mid-October 1950 or (1950-10-11), 1950-10-11.", "October 1950 {when=1950-10}; 1950-10-11 {when=1950-10-11}; 1950-10-11 {when=1950-10-11}"},
	{"On 3 and 15 May 1917, May 3 and 4, between October 12 and 15", "15 May 1917 {when=1917-05-15}; May 3 and 4 {}; October 12 and 15 {}"},
	{"between October 9 and 15", "October 9 and 15 {notBefore=1950-10-09 notAfter=1950-10-15}"},
	{"he may 5 times march 3 miles", ""},
	{"In 1950 1950 men of the 1950s", ""},
	{"Chapter 3, May I ask", ""},
	{"12 Mayors and 3 Augustans", ""},
	{"version 1.2.1950.4 of B12 May", ""},
	{"3–5 men, 1/2 and 11/24", ""},
	{"summer came, Monday came", ""},
	{"October 1,950 men", "October 1 {when=1950-10-01}"},
	{"He was born on Sunday", ""},
}

func TestFind(t *testing.T) {
	for _, c := range running {
		var got []string
		for _, m := range date.Find(c.in, date.Options{Near: near}) {
			got = append(got, c.in[m.Start:m.End]+" {"+say(m.Date, m.Err)+"}")
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("Find(%q)\n got %s\nwant %s", c.in, s, c.want)
		}
	}
}

func TestFindWithoutNearGivesNoYear(t *testing.T) {
	for _, m := range date.Find("On October 12 and May 3–5", date.Options{}) {
		if !m.Date.IsZero() {
			t.Errorf("%+v has a value", m)
		}
	}
}

func TestFindNearAMonth(t *testing.T) {
	for _, c := range []struct {
		near date.Date
		want string
	}{
		{date.Date{When: "1950-10"}, "1950-10-12"},
		{date.Date{From: "1950-10-03", To: "1950-10-20"}, "1950-10-12"},
		{date.Date{When: "1950-12-30"}, "1950-10-12"},
		{date.Date{When: "1951-01-05"}, "1950-10-12"},
		{date.Date{When: "1950"}, ""},
		{date.Date{When: "1950-10-11", Cert: "low"}, ""},
		{date.Date{NotAfter: "1950-10-11"}, ""},
	} {
		if got := date.Find("on October 12", date.Options{Near: c.near})[0].Date.When; got != c.want {
			t.Errorf("near %+v: got %q, want %q", c.near, got, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range running {
		f.Add(c.in)
	}
	for _, c := range fields {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, m := range date.Find(s, date.Options{Near: near}) {
			if m.Start < last || m.End <= m.Start || m.End > len(s) {
				t.Fatalf("%q: match %d:%d after %d", s, m.Start, m.End, last)
			}
			last = m.End
			check(t, s[m.Start:m.End], m.Date)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, c := range fields {
		f.Add(c.in)
	}
	for _, c := range foreign {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := date.Parse(s, date.Options{Year: 1950})
		if d.IsZero() && err == nil && strings.TrimSpace(s) != "" {
			t.Fatalf("%q: no date and no reason", s)
		}
		check(t, s, d)
	})
}

// check asks what TEI asks of the attributes.
func check(t *testing.T, s string, d date.Date) {
	t.Helper()
	if d.When != "" && (d.NotBefore != "" || d.NotAfter != "" || d.From != "" || d.To != "") {
		t.Fatalf("%q: @when beside others: %+v", s, d)
	}
	for _, a := range d.Attributes() {
		if a.Name != "cert" && !wellFormed(a.Name, a.Value) {
			t.Fatalf("%q: @%s=%q is no date", s, a.Name, a.Value)
		}
	}
}
