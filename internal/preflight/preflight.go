// Package preflight holds any PDF against the standards of archives, of
// accessibility and of printers, as far as a machine can tell.
//
// In comes a file of bytes, out come diagnostics: one for each place that
// breaks a rule, with the rule's name and the clause it stands in.
//
//	diags, err := preflight.Check(f, preflight.Options{})
//
// Without Options the standards are those that the file itself claims: PDF/A-3
// and PDF/UA-1 by its XMP metadata, PDF/X-1a and PDF/X-4 by these or by the
// document information. A file that claims none is only read, and a warning
// says so.
//
// It shares no code with the room that writes PDF and believes nothing that a
// library repaired: it reads the bytes, the cross references, the objects, the
// content streams and the font programs itself. It decides what the rows of
// the table in rules.go say. It refuses to decide what needs a reader: whether
// the order of the tags makes sense, whether a description describes, whether
// a heading is one. The programs of Type 1 and CFF fonts are asked for their
// presence, not for each glyph.
//
// Broken files are what it is for: it never panics, follows no reference
// twice, and reads no more than it has bounds for.
//
// Start reading at [Check], then rules.go; lex.go and file.go read the objects,
// the other files each check one matter.
package preflight

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"colophon/internal/source"
)

// Options of a check.
type Options struct {
	// Standards that the file is held against, by the names of the constants;
	// none stands for those that the file claims.
	Standards []string
	// MaxPerRule is after how many places a rule is only counted; 0 stands for
	// 10. With 1 there is one message for each rule, which says how many more.
	MaxPerRule int
}

// checker is one check of one file.
type checker struct {
	*file
	source    *source.File
	standards []string
	most      int
	found     []found
	counts    map[broken]int
	said      map[string]bool
	broke     bool // a panic was caught
	gaveUp    bool // not everything could be looked at

	xmp     *xmp
	info    dict
	pages   []page
	current int         // the page that is looked at, counted from 1; 0 for none
	pageOf  map[int]int // number of the page's object, index of the page
	forms   map[int]int // how often each form is shown
	fonts   []*usedFont
	byFont  map[uintptr]*usedFont // by their dictionary
	tree    *tree
	shown   map[mcid]bool
	untold  map[mcid]bool // whose language the content does not say
	intent  string        // the colour of the output intent: GRAY, RGB, CMYK
	press   string        // that of the intent GTS_PDFX
	device  string        // the rule for colours of a device where they stand; "" for device-colour
	seen    bool          // something transparent was seen
	ran     map[int]ran   // the content that was run as part of other content
	spans   []span
	inks    map[name]array // the first Separation of each name
}

// page is one page with what it has from its parents.
type page struct {
	number int
	dict   dict
	from   dict // Resources, MediaBox, CropBox, Rotate: its own or its parents'
}

// Report is what a check found.
type Report struct {
	// Standards that the file was held against: none where it claims none that
	// is known here, or cannot be read.
	Standards []string
	// Whole reports that everything was looked at; an encrypted file cannot be.
	Whole bool
	// Diagnostics stand in the order of the table, one standard after another.
	Diagnostics source.Diagnostics
	// Broken are the rules that errors were found against, in the order of the
	// table, for one standard after another.
	Broken []Broken
}

// Broken is a rule as one standard has it, and in how many places it is broken.
type Broken struct {
	Rule
	Standard string
	Places   int
}

// Check reads a PDF and reports where it breaks the standards. An error means
// that the file could not be checked at all.
func Check(f *source.File, o Options) (source.Diagnostics, error) {
	r, err := Run(f, o)
	return r.Diagnostics, err
}

// Run is Check, with what it was that the file was held against.
func Run(f *source.File, o Options) (report Report, err error) {
	if len(f.Text) >= math.MaxUint32 {
		return Report{}, errors.New("the file is larger than 4 GiB, which PDF/A-3u allows but this program does not read")
	}
	for _, s := range o.Standards {
		if !known(s) {
			return Report{}, fmt.Errorf("there is no standard %q; the standards are %s", s, strings.Join(Standards(), ", "))
		}
	}
	c := &checker{source: f, standards: slices.Clone(o.Standards), most: o.MaxPerRule,
		counts: map[broken]int{}, said: map[string]bool{}}
	if c.most <= 0 {
		c.most = 10
	}
	defer func() {
		switch r := recover(); r {
		case nil:
		case errBudget:
			c.unreadable("%v", errBudget)
		default:
			c.unreadable("the file is broken in a way that stopped the check (%v)", r)
		}
		report = c.result()
	}()
	if c.file, err = open(f.Text); err != nil {
		c.unreadable("%v", err)
		return Report{}, nil
	}
	c.run()
	return Report{}, nil
}

// result puts together what was found.
func (c *checker) result() Report {
	c.more()
	slices.SortStableFunc(c.found, func(a, b found) int { return cmp.Or(a.rank-b.rank, a.number-b.number) })
	r := Report{}
	for _, f := range c.found {
		r.Diagnostics = append(r.Diagnostics, f.diagnostic)
	}
	if c.file != nil && c.catalog() != nil {
		r.Standards = c.standards
		r.Whole = len(c.standards) > 0 && c.trailer["Encrypt"] == nil && !c.gaveUp
	}
	for _, standard := range c.standards {
		for i := range rules {
			if n := c.counts[broken{&rules[i], standard}]; n > 0 && rules[i].severity() == source.Error {
				r.Broken = append(r.Broken, Broken{rules[i], standard, n})
			}
		}
	}
	return r
}

func (c *checker) unreadable(format string, args ...any) {
	c.gaveUp = true
	c.found = append(c.found, found{rank: -1, diagnostic: source.Diagnostic{Code: source.PDFUnreadable, Severity: source.Error,
		Path: c.source.Name, Message: fmt.Sprintf(format, args...)}})
}

// run takes one matter after another. What one of them stumbles over does not
// keep the others from looking.
func (c *checker) run() {
	c.info = c.file.dict(c.trailer["Info"])
	c.readXMP()
	c.claims()
	if len(c.standards) == 0 {
		return
	}
	if c.trailer["Encrypt"] != nil {
		c.guarded(c.checkTrailer) // the rest cannot be read
		c.unreadable("the file is encrypted; only its trailer was checked")
		return
	}
	for _, check := range []func(){
		c.checkBytes, c.checkObjects, c.checkCatalog, c.checkIntents, c.checkMetadata, c.checkPackets,
		c.collectPages, c.collectTree, c.checkPages, c.checkFonts, c.checkTree, c.checkAttachments,
	} {
		c.guarded(check)
	}
}

func (c *checker) guarded(check func()) {
	defer func() {
		r := recover()
		if r == errBudget {
			panic(r) // no part of the check goes on
		}
		if r != nil && !c.broke {
			c.broke = true
			c.unreadable("the file is broken in a way that stopped part of the check (%v)", r)
		}
	}()
	check()
}

// claims finds the standards that the file claims, where none were named, and
// says where it claims one that is not known here.
func (c *checker) claims() {
	part, level := c.xmp.value(nsPDFA, "part"), strings.ToUpper(c.xmp.value(nsPDFA, "conformance"))
	if len(c.standards) > 0 {
		return
	}
	var other []string
	switch part {
	case "":
	case "2", "3":
		name := "PDF/A-" + part + strings.ToLower(level)
		if !known(name) {
			name = "PDF/A-" + part + "b" // that it says no level is broken there
		}
		c.standards = append(c.standards, name)
	default:
		other = append(other, "PDF/A-"+part+strings.ToLower(level))
	}
	switch v := c.xmp.value(nsPDFUA, "part"); v {
	case "":
	case "1":
		c.standards = append(c.standards, UA1)
	default:
		other = append(other, "PDF/UA-"+v)
	}
	x := c.text(c.info["GTS_PDFXVersion"])
	if v := c.xmp.value(nsPDFX, "GTS_PDFXVersion"); v != "" {
		x = v
	}
	switch conformance := c.text(c.info["GTS_PDFXConformance"]); {
	case x == "":
	case strings.HasPrefix(x, "PDF/X-1a") || strings.HasPrefix(x, "PDF/X-1:") && strings.HasPrefix(conformance, "PDF/X-1a"):
		c.standards = append(c.standards, X1a)
	case x == "PDF/X-4":
		c.standards = append(c.standards, X4)
	default:
		other = append(other, x)
	}
	const name = "name a standard: --standard pdfa, pdfua, pdfx-1a or pdfx-4"
	switch {
	case len(other) > 0:
		c.claimed(fmt.Sprintf("the file claims %s, which Colophon does not know; not checked for it", strings.Join(other, " and ")), name)
	case len(c.standards) == 0 && c.trailer["Encrypt"] != nil:
		c.unreadable("the file is encrypted, and what it claims cannot be read; not checked")
	case len(c.standards) == 0:
		c.claimed("the file claims none of the standards that Colophon knows; not checked", name)
	}
}

// claimed says that the file was not checked, or not for all that it claims.
func (c *checker) claimed(message, hint string) {
	d := source.Diagnostic{Code: source.PDFClaim, Severity: source.PDFClaim.Severity, Path: c.source.Name, Message: message}
	d.Hint("%s", hint)
	c.found = append(c.found, found{rank: -1, diagnostic: d})
}

// asked reports whether the file is held against one of the standards; A2b
// stands for all of PDF/A.
func (c *checker) asked(standards ...string) bool {
	return slices.ContainsFunc(c.standards, func(asked string) bool {
		return slices.ContainsFunc(standards, func(s string) bool { return (&Rule{Standard: s}).of(asked) })
	})
}

// fail reports that an object breaks a rule, for each standard that has it.
// Number 0 is the file as a whole.
func (c *checker) fail(id string, number int, format string, args ...any) {
	c.report(func(string) bool { return true }, id, number, format, args)
}

// only is fail for one standard's rule of that name; A2b is all of PDF/A.
func (c *checker) only(standard, id string, number int, format string, args ...any) {
	c.report(func(s string) bool { return (&Rule{Standard: standard}).of(s) }, id, number, format, args)
}

// except is fail for all standards but one; A2b is all of PDF/A.
func (c *checker) except(standard, id string, number int, format string, args ...any) {
	c.report(func(s string) bool { return !(&Rule{Standard: standard}).of(s) }, id, number, format, args)
}

// flood is after how many places a rule is not even counted any more.
const flood = 10000

// report adds a diagnostic for each standard that is meant.
func (c *checker) report(meant func(standard string) bool, id string, number int, format string, args []any) {
	rows := byID[id]
	if len(rows) == 0 {
		panic("preflight: there is no rule " + id)
	}
	message := ""
	for _, r := range rows {
		for _, standard := range c.standards {
			if !r.of(standard) || !meant(standard) || c.counts[broken{r, standard}] >= flood {
				continue
			}
			if message == "" {
				message = fmt.Sprintf(format, args...)
			}
			c.say(r, standard, number, message)
		}
	}
}

// say adds a diagnostic, each only once, and no more of a rule than are asked
// for.
func (c *checker) say(r *Rule, standard string, number int, message string) {
	whole := fmt.Sprint(standard, r.ID, number, message)
	if c.said[whole] {
		return
	}
	c.said[whole] = true
	if c.counts[broken{r, standard}]++; c.counts[broken{r, standard}] > c.most {
		return
	}
	d := source.Diagnostic{Code: codeOf(standard), Severity: r.severity(), Path: c.source.Name,
		Message: fmt.Sprintf("%s%s; breaks %s, %s (%s)", c.where(number), message, standard, r.Clause, r.ID)}
	d.Span = c.span(number)
	d.Hint("%s", r.Sentence)
	c.found = append(c.found, found{c.rank(r, standard), number, d})
}

// found is one diagnostic, with its place among the others.
type found struct {
	rank, number int
	diagnostic   source.Diagnostic
}

// rank orders rules: by standard, then as in the table.
func (c *checker) rank(r *Rule, standard string) int {
	return slices.Index(c.standards, standard)*len(rules) + slices.IndexFunc(rules, func(o Rule) bool { return o == *r })
}

// where names an object and the page, counted from 1, that the check is at; the
// file as a whole has neither.
func (c *checker) where(number int) string {
	switch i, isPage := c.pageOf[number]; {
	case number == 0:
		return ""
	case isPage:
		return fmt.Sprintf("object %d (page %d): ", number, i+1)
	case c.current > 0:
		return fmt.Sprintf("object %d on page %d: ", number, c.current)
	}
	return fmt.Sprintf("object %d: ", number)
}

// broken is a rule as one standard has it.
type broken struct {
	rule     *Rule
	standard string
}

// byID finds the rows of a rule.
var byID = func() map[string][]*Rule {
	out := map[string][]*Rule{}
	for i := range rules {
		out[rules[i].ID] = append(out[rules[i].ID], &rules[i])
	}
	return out
}()

// span is where an object's head stands; one within an object stream stands
// nowhere that could be shown.
func (c *checker) span(number int) source.Span {
	p, ok := c.places[number]
	if !ok || p.within > 0 || p.at < 0 || p.at >= len(c.b) {
		return source.Span{}
	}
	l := lexer{b: c.b, at: p.at}
	l.space()
	from := l.at
	for range 3 {
		l.next(false)
	}
	return c.source.Span(from, min(l.at, from+40, len(c.b)))
}

// severity is that of an error, but where a standard lets readers pass over the
// fault: PDF/A-3 tells them to believe the XMP metadata alone, and a structure
// element may be empty.
func (r *Rule) severity() source.Severity {
	if r.ID == "info" && isArchive(r.Standard) || r.ID == "dangling" {
		return source.Warning
	}
	return source.Error
}

func codeOf(standard string) *source.Code {
	switch {
	case isArchive(standard):
		return source.PDFArchive
	case standard == UA1:
		return source.PDFAccessible
	}
	return source.PDFPress
}

// more says of each rule that is broken in more places than are named how many
// there are: in the one message that is given of it, or in one more.
func (c *checker) more() {
	for i := range rules {
		for _, standard := range c.standards {
			r := &rules[i]
			n := c.counts[broken{r, standard}]
			if n <= c.most {
				continue
			}
			count := fmt.Sprint(n - c.most)
			if n >= flood {
				count = fmt.Sprintf("at least %d", n-c.most)
			}
			end := fmt.Sprintf("; breaks %s, %s (%s)", standard, r.Clause, r.ID)
			if c.most == 1 {
				i := slices.IndexFunc(c.found, func(f found) bool { return f.rank == c.rank(r, standard) })
				d := &c.found[i].diagnostic
				d.Message = fmt.Sprintf("%s, and %s more of the same%s", strings.TrimSuffix(d.Message, end), count, end)
				continue
			}
			c.found = append(c.found, found{c.rank(r, standard), math.MaxInt, source.Diagnostic{Code: codeOf(standard),
				Severity: r.severity(), Path: c.source.Name, Message: fmt.Sprintf("%s more of the same%s", count, end)}})
		}
	}
}
