package prove

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
)

// Press is what was found of a press file beside the file for reading: whether
// every page shows the same glyphs, rules and pictures in the same places.
type Press struct {
	Output      string   `json:"output"`
	Reading     string   `json:"reading"`
	Pages       int      `json:"pages"`
	Shown       int      `json:"shown"`     // glyphs, rules and pictures
	Different   int      `json:"different"` // pages
	Differences []string `json:"differences,omitempty"`
	more        int
}

// Holds reports whether both files show the same.
func (p *Press) Holds() bool { return p.Different == 0 }

func (p *Press) lines() []string {
	verdict := "holds"
	if !p.Holds() {
		verdict = "FAILS"
	}
	out := []string{fmt.Sprintf("%s  %s  shows what %s shows: %d pages, %d glyphs and marks, %d pages differ", verdict, p.Output, p.Reading, p.Pages, p.Shown, p.Different)}
	for _, d := range p.Differences {
		out = append(out, "       "+d)
	}
	if p.more > 0 {
		out = append(out, fmt.Sprintf("       and %d more", p.more))
	}
	return out
}

// press holds a press file against the file for reading of the same edition.
func (p *prover) press(out output, raw []byte) {
	for _, reading := range p.build.Outputs {
		if reading.Format != "pdf" {
			continue
		}
		other, err := os.ReadFile(filepath.Join(p.dist, filepath.FromSlash(reading.Path)))
		if err != nil {
			return // said where that file is proved
		}
		press, err := ComparePress(other, raw, p.options.Differences)
		if err != nil {
			p.problem("%s: cannot be compared with %s: %v", out.Path, reading.Path, err)
			return
		}
		press.Output, press.Reading = out.Path, reading.Path
		p.report.Press = append(p.report.Press, press)
		return
	}
}

// ComparePress compares what the pages of two files show: every glyph with its
// outline, text, place, size and colour, every rule and every picture, from
// the trim's corner, in the order in which they are painted, but for the printer's marks outside the
// trim. It names up to most differences, one per page.
func ComparePress(reading, press []byte, most int) (result *Press, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("not a PDF that can be read: %v", r)
		}
	}()
	a, err := openFile(reading)
	if err != nil {
		return nil, err
	}
	b, err := openFile(press)
	if err != nil {
		return nil, err
	}
	pagesA, err := a.pageList()
	if err != nil {
		return nil, err
	}
	pagesB, err := b.pageList()
	if err != nil {
		return nil, err
	}
	result = &Press{Pages: len(pagesA)}
	say := func(page int, what string) {
		if result.Different++; len(result.Differences) < most {
			result.Differences = append(result.Differences, fmt.Sprintf("page %d: %s", page+1, what))
		} else {
			result.more++
		}
	}
	for i := range max(len(pagesA), len(pagesB)) {
		if i >= len(pagesA) || i >= len(pagesB) {
			say(i, "is in one of the files only")
			continue
		}
		ours, err := a.draw(pagesA[i])
		if err != nil {
			return nil, err
		}
		theirs, err := b.draw(pagesB[i])
		if err != nil {
			return nil, err
		}
		result.Shown += len(ours)
		if what := differ(ours, theirs); what != "" {
			say(i, what)
		}
	}
	return result, nil
}

// near is how far apart two places may be: both files round to thousandths of
// a point.
const near = 0.003

// differ says where two pages first differ; "" where they do not.
func differ(a, b []drawn) string {
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(a):
			return fmt.Sprintf("the press file goes on with %s", b[i])
		case i >= len(b):
			return fmt.Sprintf("the press file lacks %s", a[i])
		}
		what := a[i].differs(b[i])
		switch {
		case what == "":
			continue
		case i+1 < len(a) && a[i+1].differs(b[i]) == "":
			what = "the press file lacks it"
		case i+1 < len(b) && a[i].differs(b[i+1]) == "":
			what = fmt.Sprintf("the press file has %s before it", b[i])
		}
		return fmt.Sprintf("%s after %q: %s", a[i], lead(a, i), what)
	}
	return ""
}

// lead is the text of the glyphs before one.
func lead(a []drawn, i int) string {
	var b strings.Builder
	for _, d := range a[max(0, i-12):i] {
		b.WriteString(d.what)
	}
	return b.String()
}

func (d drawn) String() string {
	return fmt.Sprintf("%q at %.2f, %.2f", d.what, d.at[4], d.at[5])
}

func (d drawn) differs(e drawn) string {
	moved := false
	for i := range d.at {
		moved = moved || math.Abs(d.at[i]-e.at[i]) > near
	}
	switch {
	case d.what != e.what:
		return fmt.Sprintf("in the press file it is %q", e.what)
	case d.shape != e.shape:
		return "in the press file another glyph is drawn"
	case moved:
		return fmt.Sprintf("in the press file it stands at %.3f, %.3f, %.2f points large", e.at[4], e.at[5], e.at[3])
	case d.colour != e.colour:
		return fmt.Sprintf("in the press file its colour is %q, not %q", e.colour, d.colour)
	}
	return ""
}
