package date_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"colophon/internal/date"
)

// say prints a date as its attributes, for tables.
func say(d date.Date, err error) string {
	var parts []string
	for _, a := range d.Attributes() {
		parts = append(parts, a.Name+"="+a.Value)
	}
	if d.Calendar != "" {
		parts = append(parts, "calendar="+d.Calendar)
	}
	if d.Undated {
		parts = append(parts, "undated")
	}
	var e *date.Error
	if errors.As(err, &e) {
		parts = append(parts, [...]string{"unreadable", "impossible", "ambiguous", "no century", "wrong weekday"}[e.Problem])
	}
	return strings.Join(parts, " ")
}

var fields = []struct{ in, want string }{
	// The conventions' own list.
	{"October 11, 1950", "when=1950-10-11"},
	{"11 October 1950", "when=1950-10-11"},
	{"1950-10-11", "when=1950-10-11"},
	{"October 1950", "when=1950-10"},
	{"1950", "when=1950"},
	{"c. 1950", "when=1950 cert=low"},
	{"before 3 May 1917", "notAfter=1917-05-03"},
	{"3–5 May 1917", "from=1917-05-03 to=1917-05-05"},
	{"[1950?]", "when=1950 cert=low"},
	{"7 p.m.", "when-iso=19:00"},
	{"3:30 in the afternoon", "when-iso=15:30"},
	{"0816Z", "when-iso=08:16Z"},
	{"undated", "undated"},
	{"n.d.", "undated"},
	{"n. d.", "undated"},
	{"[n.d.]", "undated"},
	{"11/24 October 1917 (O.S.)", "when=1917-10-24"},
	{"13/5-50", "no century"},

	// English, in all its orders.
	{"Oct. 11, 1950", "when=1950-10-11"},
	{"Oct 11 1950", "when=1950-10-11"},
	{"October 11th, 1950", "when=1950-10-11"},
	{"October the 11th, 1950", "when=1950-10-11"},
	{"the 11th of October, 1950", "when=1950-10-11"},
	{"11th October 1950", "when=1950-10-11"},
	{"11 Oct. 1950", "when=1950-10-11"},
	{"11. October 1950", "when=1950-10-11"},
	{"OCTOBER 11, 1950", "when=1950-10-11"},
	{"october 11, 1950", "when=1950-10-11"},
	{"Wednesday, October 11, 1950", "when=1950-10-11"},
	{"Wed., 11 Oct. 1950", "when=1950-10-11"},
	{"Monday, October 11, 1950", "when=1950-10-11 wrong weekday"},
	{"1950 October 11", "when=1950-10-11"},
	{"1950, October 11", "when=1950-10-11"},
	{"1950 October", "when=1950-10"},
	{"October, 1950", "when=1950-10"},
	{"October of 1950", "when=1950-10"},
	{"October 12", "when=--10-12"},
	{"12 October", "when=--10-12"},
	{"October", "when=--10"},
	{"[October] 11, 1950", "when=1950-10-11"},
	{"[11 October 1950]", "when=1950-10-11"},
	{"October 11, [1950]", "when=1950-10-11"},
	{"11 October 1950.", "when=1950-10-11"},

	{"Moscow, 11 October 1950", "when=1950-10-11"},
	{"Washington, D.C., October 11, 1950, 7 p.m.", "when=1950-10-11 when-iso=1950-10-11T19:00"},
	{"Probably, 11 October 1950", "unreadable"},
	{"received, 11 October 1950", "unreadable"},

	// Doubt.
	{"ca. 1950", "when=1950 cert=low"},
	{"circa October 1950", "when=1950-10 cert=low"},
	{"about 3 May 1917", "when=1917-05-03 cert=low"},
	{"1950?", "when=1950 cert=low"},
	{"1950 (?)", "when=1950 cert=low"},
	{"3 May 1917?", "when=1917-05-03 cert=low"},
	{"[3 May 1917?]", "when=1917-05-03 cert=low"},
	{"[c. 1950]", "when=1950 cert=low"},
	{"probably 1950", "when=1950 cert=low"},
	{"1950 [probably]", "when=1950 cert=low"},
	{"c. 1950–1955", "from=1950 to=1955 cert=low"},

	{"195[0]", "when=1950"},
	{"19[50?]", "when=1950 cert=low"},
	{"Oct[ober] 11, 1950", "when=1950-10-11"},
	{"[October 11,] 1950", "when=1950-10-11"},
	{"[October?] 1950", "when=1950-10 cert=low"},
	{"[22.?] 2. 1902", "when=1902-02-22 cert=low"},
	{"195?", "notBefore=1950 notAfter=1959"},
	{"195-", "notBefore=1950 notAfter=1959"},
	{"19--", "notBefore=1900 notAfter=1999"},
	{"[19??]", "notBefore=1900 notAfter=1999"},
	{"1950-10-XX", "when=1950-10"},
	{"1950-00-00", "when=1950"},
	{"late 1950s", "notBefore=1950 notAfter=1959"},
	{"mid-1950s", "notBefore=1950 notAfter=1959"},
	{"1950s?", "notBefore=1950 notAfter=1959 cert=low"},
	{"early 20th century", "notBefore=1901 notAfter=2000"},
	{"first half of 1950", "when=1950"},

	// Limits.
	{"after 3 May 1917", "notBefore=1917-05-03"},
	{"not before May 1917", "notBefore=1917-05"},
	{"not later than 1950", "notAfter=1950"},
	{"on or before 3 May 1917", "notAfter=1917-05-03"},
	{"by 3 May 1917", "notAfter=1917-05-03"},
	{"since 1917", "from=1917"},
	{"from 3 May 1917", "from=1917-05-03"},
	{"until 3 May 1917", "to=1917-05-03"},
	{"between 3 and 5 May 1917", "notBefore=1917-05-03 notAfter=1917-05-05"},
	{"between 3 May and 5 June 1917", "notBefore=1917-05-03 notAfter=1917-06-05"},
	{"between May 3 and May 5, 1917", "notBefore=1917-05-03 notAfter=1917-05-05"},
	{"between 1917 and 1919", "notBefore=1917 notAfter=1919"},
	{"3 or 4 May 1917", "notBefore=1917-05-03 notAfter=1917-05-04"},
	{"3/4 May 1917", "notBefore=1917-05-03 notAfter=1917-05-04"},
	{"1950 or 1951", "notBefore=1950 notAfter=1951"},
	{"1950/51", "notBefore=1950 notAfter=1951"},

	// Stretches.
	{"3-5 May 1917", "from=1917-05-03 to=1917-05-05"},
	{"3 – 5 May 1917", "from=1917-05-03 to=1917-05-05"},
	{"May 3–5, 1917", "from=1917-05-03 to=1917-05-05"},
	{"May 3 to 5, 1917", "from=1917-05-03 to=1917-05-05"},
	{"from 3 to 5 May 1917", "from=1917-05-03 to=1917-05-05"},
	{"30 April–2 May 1917", "from=1917-04-30 to=1917-05-02"},
	{"April 30 – May 2, 1917", "from=1917-04-30 to=1917-05-02"},
	{"from 30 April to 2 May 1917", "from=1917-04-30 to=1917-05-02"},
	{"30 December 1950 – 2 January 1951", "from=1950-12-30 to=1951-01-02"},
	{"December 30, 1950–January 2, 1951", "from=1950-12-30 to=1951-01-02"},
	{"3 and 4 May 1917", "from=1917-05-03 to=1917-05-04"},
	{"3 and 15 May 1917", "unreadable"},
	{"30 and 31 May 1917", "from=1917-05-30 to=1917-05-31"},
	{"May–June 1917", "from=1917-05 to=1917-06"},
	{"May to June 1917", "from=1917-05 to=1917-06"},
	{"May/June 1917", "notBefore=1917-05 notAfter=1917-06"},
	{"May 1917–June 1918", "from=1917-05 to=1918-06"},
	{"1914–1918", "from=1914 to=1918"},
	{"1914-1918", "from=1914 to=1918"},
	{"1914-18", "from=1914 to=1918"},
	{"1950–51", "from=1950 to=1951"},
	{"from 1914 to 1918", "from=1914 to=1918"},
	{"1950-10-11/1950-10-12", "notBefore=1950-10-11 notAfter=1950-10-12"},
	{"1950-10-11 – 1950-10-12", "from=1950-10-11 to=1950-10-12"},
	{"5–3 May 1917", "impossible"},

	// Times.
	{"October 12, 1950, 7 p.m.", "when=1950-10-12 when-iso=1950-10-12T19:00"},
	{"October 12, 1950—7 p.m.", "when=1950-10-12 when-iso=1950-10-12T19:00"},
	{"October 12, 1950 (evening)", "when=1950-10-12"},
	{"evening of 12 October 1950", "when=1950-10-12"},
	{"night of 12–13 October 1950", "from=1950-10-12 to=1950-10-13"},
	{"12 October 1950, 0816Z", "when=1950-10-12 when-iso=1950-10-12T08:16Z"},
	{"12 October 1950 at 3:30 in the afternoon", "when=1950-10-12 when-iso=1950-10-12T15:30"},
	{"7 p.m., October 12, 1950", "when=1950-10-12 when-iso=1950-10-12T19:00"},
	{"12 October 1950, 15:30", "when=1950-10-12 when-iso=1950-10-12T15:30"},
	{"12 October 1950, 15:30:15", "when=1950-10-12T15:30:15"},
	{"1950-10-12T15:30:15+08:00", "when=1950-10-12T15:30:15+08:00"},
	{"1950-10-12T15:30Z", "when=1950-10-12 when-iso=1950-10-12T15:30Z"},
	{"12 October 1950, 7:30 PM EST", "when=1950-10-12 when-iso=1950-10-12T19:30-05:00"},
	{"12 October 1950, 7:30 p.m. Moscow time", "when=1950-10-12 when-iso=1950-10-12T19:30"},
	{"12 October 1950, 1530 hours", "when=1950-10-12 when-iso=1950-10-12T15:30"},
	{"12 October 1950, 12 noon", "when=1950-10-12 when-iso=1950-10-12T12:00"},
	{"12 October 1950, midnight", "when=1950-10-12"},
	{"April 25, 1961, 10 a.m.–12:15 p.m.", "when=1961-04-25"},
	{"May 3, 1950, 10 a.m. to noon", "when=1950-05-03"},
	{"12:30 a.m.", "when-iso=00:30"},
	{"12 p.m.", "when-iso=12:00"},
	{"15:30:15", "when=15:30:15"},
	{"110816Z Oct 1950", "when=1950-10-11 when-iso=1950-10-11T08:16Z"},
	{"12 October 1950, 25:10", "unreadable"},

	// Styles.
	{"11 October 1917 (O.S.)", "when=1917-10-24 calendar=julian"},
	{"11 October 1917 O.S.", "when=1917-10-24 calendar=julian"},
	{"11 October 1917, old style", "when=1917-10-24 calendar=julian"},
	{"24 October 1917 (N.S.)", "when=1917-10-24"},
	{"11/24 October 1917", "when=1917-10-24"},
	{"11 (24) October 1917", "when=1917-10-24"},
	{"24 (11) October 1917", "when=1917-10-24"},
	{"24 [11] October 1917", "when=1917-10-24"},
	{"October 11/24, 1917", "when=1917-10-24"},
	{"25 October (7 November) 1917", "when=1917-11-07"},
	{"25 October/7 November 1917", "when=1917-11-07"},
	{"7 November (25 October, O.S.) 1917", "when=1917-11-07"},
	{"October 25 (November 7), 1917", "when=1917-11-07"},
	{"29 February/13 March 1916", "when=1916-03-13"},
	{"25 December 1916/7 January 1917", "when=1917-01-07"},
	{"11/20 October 1917 (O.S.)", "impossible"},
	{"29 February 1900 (O.S.)", "when=1900-03-13 calendar=julian"},
	{"October 1917 (O.S.)", "notBefore=1917-10-14 notAfter=1917-11-13 calendar=julian"},
	{"30 January 1648/9", "when=1649-01-30"},
	{"1648/9", "notBefore=1648 notAfter=1649"},

	// Numbers.
	{"13.5.1950", "when=1950-05-13"},
	{"13/5/1950", "when=1950-05-13"},
	{"5/13/1950", "when=1950-05-13"},
	{"5/5/1950", "when=1950-05-05"},
	{"5/6/1950", "notBefore=1950-05-06 notAfter=1950-06-05 ambiguous"},
	{"5/6/50", "no century"},
	{"11.X.1950", "when=1950-10-11"},
	{"1950/10/11", "when=1950-10-11"},
	{"1950.10.11", "when=1950-10-11"},
	{"1950年10月11日", "when=1950-10-11"},
	{"1950年10月", "when=1950-10"},

	{"12.-15.10.1950", "from=1950-10-12 to=1950-10-15"},
	{"12.10.–15.10.1950", "from=1950-10-12 to=1950-10-15"},
	{"3–5.V.1917", "from=1917-05-03 to=1917-05-05"},
	{"3-го мая 1917 года", "when=1917-05-03"},
	{"12 октября 1950 г., 19 ч. 30 мин.", "when=1950-10-12 when-iso=1950-10-12T19:30"},
	{"3 May 1917 or later", "notBefore=1917-05-03"},
	{"1917 or earlier", "notAfter=1917"},
	{"7 o'clock in the evening", "when-iso=19:00"},
	{"12 October 1950, 7 o'clock", "when=1950-10-12"},
	{"n.d. [1950]", "when=1950"},
	{"undated [October 1950?]", "when=1950-10 cert=low"},
	{"n.d., c. 1950", "when=1950 cert=low"},
	{"October 1950 (undated)", "when=1950-10"},
	{"500–400 BC", "from=-0500 to=-0400"},
	{"18th-19th century", "notBefore=1701 notAfter=1900"},
	{"19-й век", "notBefore=1801 notAfter=1900"},
	{"18th–19th century", "notBefore=1701 notAfter=1900"},
	{"14. 10. 1911", "when=1911-10-14"},
	{"12-Oct-1950", "when=1950-10-12"},
	{"12Oct1950", "when=1950-10-12"},
	{"12 OCT 1950", "when=1950-10-12"},
	{"May 20th and 21st, 1917", "from=1917-05-20 to=1917-05-21"},

	// Longer stretches.
	{"spring 1950", "notBefore=1950-03 notAfter=1950-06"},
	{"the autumn of 1917", "notBefore=1917-09 notAfter=1917-12"},
	{"winter 1950–51", "notBefore=1950-12 notAfter=1951-03"},
	{"winter 1950/51", "notBefore=1950-12 notAfter=1951-03"},
	{"early 1950", "when=1950"},
	{"mid-May 1950", "when=1950-05"},
	{"end of October 1950", "when=1950-10"},
	{"19th century", "notBefore=1801 notAfter=1900"},
	{"the 1950s", "notBefore=1950 notAfter=1959"},
	{"1950's", "notBefore=1950 notAfter=1959"},
	{"44 BC", "when=-0044"},
	{"AD 79", "when=0079"},
	{"15 March 44 BC", "when=-0044-03-15"},

	// What does not exist.
	{"31 February 1950", "impossible"},
	{"February 31, 1950", "impossible"},
	{"29 February 1950", "impossible"},
	{"29 February 1952", "when=1952-02-29"},
	{"1950-13-45", "impossible"},
	{"1950-02-30", "impossible"},
	{"31 April", "impossible"},
	{"32 October 1950", "impossible"},
	{"October 45, 1950", "impossible"},

	// What is no date.
	{"some time after the war", "unreadable"},
	{"Document 14", "unreadable"},
	{"", ""},
}

func TestParse(t *testing.T) {
	for _, c := range fields {
		if got := say(date.Parse(c.in, date.Options{})); got != c.want {
			t.Errorf("Parse(%q)\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

var foreign = []struct{ in, want string }{
	{"11. Oktober 1950", "when=1950-10-11"},
	{"den 11. Oktober 1950", "when=1950-10-11"},
	{"Mittwoch, den 11. Oktober 1950", "when=1950-10-11"},
	{"11. Okt. 1950, 15.30 Uhr", "when=1950-10-11 when-iso=1950-10-11T15:30"},
	{"1. März 1950", "when=1950-03-01"},
	{"Jänner 1950", "when=1950-01"},
	{"vor dem 3. Mai 1917", "notAfter=1917-05-03"},
	{"nach 1917", "notBefore=1917"},
	{"zwischen dem 3. und dem 5. Mai 1917", "notBefore=1917-05-03 notAfter=1917-05-05"},
	{"vom 3. bis 5. Mai 1917", "from=1917-05-03 to=1917-05-05"},
	{"3.–5. Mai 1917", "from=1917-05-03 to=1917-05-05"},
	{"um 1950", "when=1950 cert=low"},
	{"o. D.", "undated"},
	{"undatiert", "undated"},
	{"19. Jahrhundert", "notBefore=1801 notAfter=1900"},
	{"1950er Jahre", "notBefore=1950 notAfter=1959"},
	{"Frühjahr 1950", "notBefore=1950-03 notAfter=1950-06"},
	{"11. Oktober 1917 (a. St.)", "when=1917-10-24 calendar=julian"},
	{"Anfang Mai 1950", "when=1950-05"},
	{"44 v. Chr.", "when=-0044"},

	{"11 octobre 1950", "when=1950-10-11"},
	{"le 1er mai 1917", "when=1917-05-01"},
	{"mercredi 11 octobre 1950", "when=1950-10-11"},
	{"3 août 1917", "when=1917-08-03"},
	{"3 Aout 1917", "when=1917-08-03"},
	{"11 oct. 1950, 15 h 30", "when=1950-10-11 when-iso=1950-10-11T15:30"},
	{"avant le 3 mai 1917", "notAfter=1917-05-03"},
	{"après 1917", "notBefore=1917"},
	{"entre le 3 et le 5 mai 1917", "notBefore=1917-05-03 notAfter=1917-05-05"},
	{"du 3 au 5 mai 1917", "from=1917-05-03 to=1917-05-05"},
	{"vers 1950", "when=1950 cert=low"},
	{"s. d.", "undated"},
	{"sans date", "undated"},
	{"XIXe siècle", "notBefore=1801 notAfter=1900"},
	{"années 1950", "notBefore=1950 notAfter=1959"},
	{"printemps 1950", "notBefore=1950-03 notAfter=1950-06"},
	{"à 7 heures du soir", "when-iso=19:00"},

	{"11 de octubre de 1950", "when=1950-10-11"},
	{"1º de mayo de 1917", "when=1917-05-01"},
	{"miércoles, 11 de octubre de 1950", "when=1950-10-11"},
	{"antes del 3 de mayo de 1917", "notAfter=1917-05-03"},
	{"entre el 3 y el 5 de mayo de 1917", "notBefore=1917-05-03 notAfter=1917-05-05"},
	{"del 3 al 5 de mayo de 1917", "from=1917-05-03 to=1917-05-05"},
	{"hacia 1950", "when=1950 cert=low"},
	{"s. f.", "undated"},
	{"siglo XIX", "notBefore=1801 notAfter=1900"},
	{"primavera de 1950", "notBefore=1950-03 notAfter=1950-06"},

	{"11 ottobre 1950", "when=1950-10-11"},
	{"1º maggio 1917", "when=1917-05-01"},
	{"mercoledì 11 ottobre 1950", "when=1950-10-11"},
	{"prima del 3 maggio 1917", "notAfter=1917-05-03"},
	{"tra il 3 e il 5 maggio 1917", "notBefore=1917-05-03 notAfter=1917-05-05"},
	{"dal 3 al 5 maggio 1917", "from=1917-05-03 to=1917-05-05"},
	{"circa 1950", "when=1950 cert=low"},
	{"senza data", "undated"},
	{"secolo XIX", "notBefore=1801 notAfter=1900"},
	{"XIX secolo", "notBefore=1801 notAfter=1900"},
	{"11 ottobre 1950, ore 15.30", "when=1950-10-11 when-iso=1950-10-11T15:30"},

	{"11 октября 1950 г.", "when=1950-10-11"},
	{"11 октября 1950 года", "when=1950-10-11"},
	{"11 окт. 1950", "when=1950-10-11"},
	{"Октябрь 1950", "when=1950-10"},
	{"октябрь 1950 г.", "when=1950-10"},
	{"1950 г.", "when=1950"},
	{"1 мая 1917", "when=1917-05-01"},
	{"среда, 11 октября 1950", "when=1950-10-11"},
	{"до 3 мая 1917", "notAfter=1917-05-03"},
	{"не позднее 3 мая 1917 г.", "notAfter=1917-05-03"},
	{"не ранее мая 1917", "notBefore=1917-05"},
	{"между 3 и 5 мая 1917 г.", "notBefore=1917-05-03 notAfter=1917-05-05"},
	{"с 3 по 5 мая 1917", "from=1917-05-03 to=1917-05-05"},
	{"3–5 мая 1917 г.", "from=1917-05-03 to=1917-05-05"},
	{"около 1950 г.", "when=1950 cert=low"},
	{"б. д.", "undated"},
	{"без даты", "undated"},
	{"XIX век", "notBefore=1801 notAfter=1900"},
	{"1950-е годы", "notBefore=1950 notAfter=1959"},
	{"11 октября 1917 (ст. ст.)", "when=1917-10-24 calendar=julian"},
	{"11 (24) октября 1917 г.", "when=1917-10-24"},
	{"весна 1950 г.", "notBefore=1950-03 notAfter=1950-06"},
	{"11 октября 1950 г., 7 часов вечера", "when=1950-10-11 when-iso=1950-10-11T19:00"},
	{"31 февраля 1950", "impossible"},
}

func TestParseOtherLanguages(t *testing.T) {
	for _, c := range foreign {
		if got := say(date.Parse(c.in, date.Options{})); got != c.want {
			t.Errorf("Parse(%q)\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func TestParseOptions(t *testing.T) {
	for _, c := range []struct {
		in   string
		o    date.Options
		want string
	}{
		{"13/5-50", date.Options{Year: 1950}, "when=1950-05-13"},
		{"13/5-50", date.Options{Century: 1900}, "when=1950-05-13"},
		{"5/6-50", date.Options{Year: 1950}, "when=1950-06-05"},
		{"5/6/50", date.Options{Year: 1950}, "notBefore=1950-05-06 notAfter=1950-06-05 ambiguous"},
		{"5/6/50", date.Options{Year: 1950, Order: date.DayFirst}, "when=1950-06-05"},
		{"5/6/50", date.Options{Year: 1950, Order: date.MonthFirst}, "when=1950-05-06"},
		{"5/6/99", date.Options{Year: 1901, Order: date.DayFirst}, "when=1899-06-05"},
		{"5.6.1950", date.Options{Lang: "de"}, "when=1950-06-05"},
		{"5.6.1950", date.Options{Lang: "en"}, "notBefore=1950-05-06 notAfter=1950-06-05 ambiguous"},
		{"October 11", date.Options{Year: 1950}, "when=1950-10-11"},
		{"11 Oct 50", date.Options{Year: 1950}, "when=1950-10-11"},
		{"110816Z Oct 50", date.Options{Year: 1950}, "when=1950-10-11 when-iso=1950-10-11T08:16Z"},
		{"30 December–2 January", date.Options{Year: 1950}, "from=1950-12-30 to=1951-01-02"},
	} {
		if got := say(date.Parse(c.in, c.o)); got != c.want {
			t.Errorf("Parse(%q, %+v)\n got %s\nwant %s", c.in, c.o, got, c.want)
		}
	}
}

func ExampleParse() {
	d, _ := date.Parse("11/24 October 1917 (O.S.)", date.Options{})
	fmt.Println(d.When)
	_, err := date.Parse("31 February 1950", date.Options{})
	fmt.Println(err)
	// Output:
	// 1917-10-24
	// "31 February 1950" has no value: February 1950 has 28 days
}
