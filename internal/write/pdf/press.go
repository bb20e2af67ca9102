package pdf

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"colophon/internal/source"
	"colophon/internal/typeset"
)

// press is the file for the printer: PDF/X-1a:2003 (ISO 15930-4), which is
// PDF 1.4 with everything in gray or CMYK, every font in it, no transparency,
// no annotation, and the printing condition named. With a profile of the
// printing condition it can be PDF/X-4 (ISO 15930-7), where pictures keep their
// colours: the printer turns sRGB into inks.
type press struct {
	condition, description string
	profile                []byte
	toInks                 *inks
	x4                     bool
	bleed                  float64
	printMarks             bool
}

// conditions are the printing conditions of the ICC's registry that book
// printers ask for, with what Info says of them.
var conditions = map[string]string{
	"FOGRA27":      "Coated FOGRA27 (ISO 12647-2:1996)",
	"FOGRA29":      "Uncoated FOGRA29 (ISO 12647-2:1996)",
	"FOGRA39":      "Coated FOGRA39 (ISO 12647-2:2004)",
	"FOGRA45":      "Improved lightweight coated FOGRA45 (ISO 12647-2:2004)",
	"FOGRA47":      "Uncoated FOGRA47 (ISO 12647-2:2004)",
	"FOGRA51":      "PSO Coated v3 (ISO 12647-2:2013)",
	"FOGRA52":      "PSO Uncoated v3 (ISO 12647-2:2013)",
	"CGATS TR 001": "SWOP (CGATS TR 001)",
	"CGATS TR 006": "GRACoL coated (CGATS TR 006)",
	"JC200103":     "Japan Color 2001 Coated",
}

const millimetre = 72 / 25.4

func newPress(o Options) *press {
	p := &press{condition: orElse(o.Condition, "FOGRA39"), bleed: o.Bleed, printMarks: o.Marks}
	p.description = orElse(orElse(o.ConditionText, conditions[p.condition]), p.condition)
	if p.bleed <= 0 {
		p.bleed = 3 * millimetre
	}
	if p.profile = o.Profile; profileSpace(p.profile) == "" {
		p.profile = nil
	}
	p.toInks = newInks(p.profile)
	p.x4 = o.Standard != "x1a" && profileSpace(p.profile) == "4"
	return p
}

// checkPress says what is wrong with the profile and the printing condition of
// the press file.
func checkPress(o Options, diags *source.Diagnostics) {
	if name := orElse(o.Condition, "FOGRA39"); conditions[name] == "" && o.ConditionText == "" && len(o.Profile) == 0 {
		diags.Add(source.ProfileUnusable, source.Span{}, "the printing condition %q is none we know; named as it is, and a printer may ask what it means", name).
			Hint("say what it is with condition-text, give its profile, or name one of %s", strings.Join(slices.Sorted(maps.Keys(conditions)), ", "))
	}
	switch {
	case o.Profile != nil && profileSpace(o.Profile) == "":
		diags.Add(source.ProfileUnusable, source.Span{}, "the colour profile for the press file is not the ICC profile of a printing condition in CMYK or gray; left out")
	case o.Standard == "x4" && profileSpace(o.Profile) == "1":
		diags.Add(source.ProfileUnusable, source.Span{}, "PDF/X-4 needs a profile in CMYK, and the one given is gray; the press file is PDF/X-1a")
	case o.Standard == "x4" && len(o.Profile) == 0:
		diags.Add(source.ProfileUnusable, source.Span{}, "PDF/X-4 needs the ICC profile of the printing condition; the press file is PDF/X-1a").
			Hint("name one in edition.yaml: pdf: press: profile")
	}
}

// profileSpace is the number of inks of an output profile, as PDF has it: 1 or
// 4; "" where it is no such profile (ICC.1:2010, 7.2).
func profileSpace(icc []byte) string {
	if len(icc) < 132 || string(icc[36:40]) != "acsp" || string(icc[12:16]) != "prtr" || int(be.Uint32(icc)) != len(icc) {
		return ""
	}
	return map[string]string{"CMYK": "4", "GRAY": "1"}[string(icc[16:20])]
}

func (p *press) version() string {
	if p.x4 {
		return "1.6"
	}
	return "1.4"
}

func (p *press) classic() bool { return !p.x4 }
func (p *press) tagged() bool  { return false }
func (p *press) colour() bool  { return false }
func (p *press) inks() *inks   { return p.toInks }

// markRoom is how far marks reach beyond the bleed.
const markRoom = 7 * millimetre

func (p *press) frame() (sheet, bleed float64) {
	if p.printMarks {
		return p.bleed + markRoom, p.bleed
	}
	return p.bleed, p.bleed
}

func (p *press) info(d description) []byte {
	if p.x4 {
		return d.info("/Trapped/False") // the version stands in XMP
	}
	return d.info("/Trapped/False/GTS_PDFXVersion(PDF/X-1a:2003)")
}

func (p *press) catalog(w *writer) []byte {
	b := fmt.Appendf(nil, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier%s/OutputCondition%s/Info%s/RegistryName(http://www.color.org)",
		text(p.condition), text(p.description), text(p.description))
	if p.profile != nil {
		icc := w.out.reserve()
		w.out.stream(icc, "/N "+profileSpace(p.profile), p.profile)
		b = fmt.Appendf(b, "/DestOutputProfile %d 0 R", icc)
	}
	b = append(b, ">>]"...)
	if p.x4 {
		metadata := w.out.reserve()
		w.out.rawStream(metadata, "/Type/Metadata/Subtype/XML", w.about.pressXMP(w.book))
		b = fmt.Appendf(b, "/Metadata %d 0 R", metadata)
	}
	return append(append(b, "/PageLabels"...), pageLabels(w.book.Labels)...)
}

// marks draws crop marks at the corners and registration marks at the middle
// of each side, outside the bleed, a quarter of a point wide. They are drawn
// in black.
func (p *press) marks(page *typeset.Page) []byte {
	if !p.printMarks {
		return nil
	}
	sheet, _ := p.frame()
	left, bottom := sheet, sheet
	right, top := sheet+page.Width, sheet+page.Height
	from, to := p.bleed, sheet-2
	b := []byte("q 0.25 w 0 G\n")
	line := func(x1, y1, x2, y2 float64) {
		b = append(fixed(append(fixed(b, x1), ' '), y1), " m "...)
		b = append(fixed(append(fixed(b, x2), ' '), y2), " l S\n"...)
	}
	for _, x := range []float64{left, right} {
		line(x, bottom-from, x, bottom-to)
		line(x, top+from, x, top+to)
	}
	for _, y := range []float64{bottom, top} {
		line(left-from, y, left-to, y)
		line(right+from, y, right+to, y)
	}
	middle := p.bleed + markRoom/2
	for _, c := range [][2]float64{{left + page.Width/2, bottom - middle}, {left + page.Width/2, top + middle}, {left - middle, bottom + page.Height/2}, {right + middle, bottom + page.Height/2}} {
		const arm = 6
		line(c[0]-arm, c[1], c[0]+arm, c[1])
		line(c[0], c[1]-arm, c[0], c[1]+arm)
		b = circle(b, c[0], c[1], arm/2)
	}
	return append(b, "Q\n"...)
}

// circle strokes a circle of four Bézier curves; 0.5523 of the radius is where
// their control points stand.
func circle(b []byte, x, y, r float64) []byte {
	const k = 0.5523
	points := [][]float64{{x + r, y}, {x + r, y + k*r, x + k*r, y + r, x, y + r}, {x - k*r, y + r, x - r, y + k*r, x - r, y}, {x - r, y - k*r, x - k*r, y - r, x, y - r}, {x + k*r, y - r, x + r, y - k*r, x + r, y}}
	for i, p := range points {
		for _, v := range p {
			b = append(fixed(b, v), ' ')
		}
		if i == 0 {
			b = append(b, "m "...)
			continue
		}
		b = append(b, "c "...)
	}
	return append(b, "S\n"...)
}
