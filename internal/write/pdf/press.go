package pdf

import (
	"fmt"
	"maps"
	"slices"

	"colophon/internal/typeset"
)

// press is the file for the printer: PDF/X-1a:2003 (ISO 15930-4), which is
// PDF 1.4 with everything in gray or CMYK, every font in it, no transparency,
// no annotation, and the printing condition named.
type press struct {
	condition, description string
	bleed                  float64
	printMarks             bool
}

// conditions are the printing conditions of the ICC's registry that book
// printers ask for, with what Info says of them.
var conditions = map[string]string{
	"FOGRA39":      "Coated FOGRA39 (ISO 12647-2:2004)",
	"FOGRA47":      "Uncoated FOGRA47 (ISO 12647-2:2004)",
	"FOGRA51":      "PSO Coated v3 (ISO 12647-2:2013)",
	"FOGRA52":      "PSO Uncoated v3 (ISO 12647-2:2013)",
	"CGATS TR 001": "SWOP (CGATS TR 001)",
	"CGATS TR 006": "GRACoL coated (CGATS TR 006)",
	"JC200103":     "Japan Color 2001 Coated",
}

// Conditions lists the printing conditions that are known by name.
func Conditions() []string { return slices.Sorted(maps.Keys(conditions)) }

const millimetre = 72 / 25.4

func newPress(o Options) *press {
	p := &press{condition: orElse(o.Condition, "FOGRA39"), bleed: o.Bleed, printMarks: o.Marks}
	p.description = orElse(orElse(o.ConditionText, conditions[p.condition]), p.condition)
	if p.bleed <= 0 {
		p.bleed = 3 * millimetre
	}
	return p
}

func (p *press) version() string { return "1.4" }
func (p *press) classic() bool   { return true }
func (p *press) tagged() bool    { return false }
func (p *press) colour() bool    { return false }

// markRoom is how far marks reach beyond the bleed.
const markRoom = 7 * millimetre

func (p *press) frame() (sheet, bleed float64) {
	if p.printMarks {
		return p.bleed + markRoom, p.bleed
	}
	return p.bleed, p.bleed
}

func (p *press) info(d description) []byte {
	return d.info("/Trapped/False/GTS_PDFXVersion(PDF/X-1a:2003)")
}

func (p *press) catalog(w *writer) []byte {
	b := fmt.Appendf(nil, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier%s/OutputCondition%s/Info%s/RegistryName(http://www.color.org)>>]",
		text(p.condition), text(p.description), text(p.description))
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
