package preflight

import (
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
