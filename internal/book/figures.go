package book

import (
	"regexp"
	"strconv"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// figure sets a picture with its caption. A picture that is not there is said
// in words.
func (c *column) figure(f *edition.Figure) {
	if c.ornament(f) {
		return
	}
	elem := c.parent.Add(&Element{Role: "Figure", Alt: edition.PlainText(f.Description)})
	var graphics []*edition.Graphic
	var caption []*typeset.Paragraph
	c.pagesBeforeFigure(f)
	waiting := c.breaks
	if len(f.Description) > 0 {
		c.breaks = nil // the pages that begin here do so before the description
	}
	for _, b := range f.Content {
		switch b := b.(type) {
		case *edition.Graphic:
			graphics = append(graphics, b)
		case *edition.Heading:
			caption = append(caption, c.captionLines(b.Content)...)
		case *edition.Paragraph:
			caption = append(caption, c.captionLines(b.Content)...)
		}
	}
	if len(f.Description) > 0 {
		c.breaks = waiting
	}
	shown := false
	for i, g := range graphics {
		p := c.picture(g, elem)
		if p == nil {
			c.place(placeOfImage(g))
			continue
		}
		if elem.Alt == "" {
			elem.Alt, elem.Title = captionText(caption, g.URL), "apparatus"
			c.m.noDescription(g, len(caption) > 0)
		}
		shown = true
		if i == len(graphics)-1 {
			p.Caption, caption = caption, nil
		}
		c.out = append(c.out, p)
	}
	if !shown {
		elem.Role, elem.Actual = "Div", ""
		c.missingPicture(elem, f)
	}
	for _, p := range caption {
		c.out = append(c.out, p)
	}
	c.figureRest(f)
	c.begun = false
	c.space(c.half())
}

// ornament sets a picture that is decoration and says nothing: an artifact of the
// page, which has no description.
func (c *column) ornament(f *edition.Figure) bool {
	if !edition.IsOrnament(f) {
		return false
	}
	c.pagesBeforeFigure(f)
	for _, b := range f.Content {
		if g, ok := b.(*edition.Graphic); ok {
			if p := c.picture(g, nil); p != nil {
				c.out = append(c.out, p)
			}
		}
	}
	c.figureRest(f)
	c.begun = false
	c.space(c.half())
	return true
}

// pagesBeforeFigure sets the source pages that begin before a picture on a line
// above it; where only words stand for the picture, they begin with them.
func (c *column) pagesBeforeFigure(f *edition.Figure) {
	for _, b := range f.Content {
		if g, ok := b.(*edition.Graphic); ok && c.m.image(g) != nil {
			c.flush()
			return
		}
	}
}

// figureRest sets what a figure holds besides pictures and caption.
func (c *column) figureRest(f *edition.Figure) {
	for _, b := range f.Content {
		switch b.(type) {
		case *edition.Graphic, *edition.Heading, *edition.Paragraph:
		default:
			c.block(b)
		}
	}
}

func captionText(caption []*typeset.Paragraph, otherwise string) string {
	var b strings.Builder
	for _, p := range caption {
		for _, i := range p.Content {
			if t, ok := i.(*typeset.Text); ok {
				b.WriteString(t.Text)
			}
		}
	}
	if b.Len() == 0 {
		return otherwise
	}
	return b.String()
}

func (c *column) captionLines(content []edition.Inline) []*typeset.Paragraph {
	l := c.m.line(c.parent.Add(&Element{Role: "Caption"}))
	l.lang, l.inNote = c.lang, c.inNote
	c.pending(l)
	l.inlines(content)
	size := c.em() - 1.5
	return []*typeset.Paragraph{{Content: l.out, Lang: c.langOf(l), Align: typeset.Center, Style: typeset.Style{Size: size}, Leading: size + 2, NoHyphens: true, Before: c.half() / 2}}
}

// missingPicture prints the description where the picture cannot be shown: it
// is the picture's text and not lost.
func (c *column) missingPicture(elem *Element, f *edition.Figure) {
	words := edition.PlainText(f.Description)
	elem.Alt = ""
	if words == "" {
		return
	}
	parent := c.parent
	c.parent = elem
	c.paragraph(&Element{Role: "P"}, look{align: typeset.Center, style: typeset.Style{Italic: true}}, func(l *line) { l.inlines(f.Description) })
	c.parent = parent
}

// dpi is how fine an image must be for print, coarse where its pixels show.
const (
	dpi    = 300
	coarse = 150
)

// picture loads an image and decides how large it prints: as wide as the
// source says it is; else at 300 dots to the inch, but no wider than the text
// and no higher than three quarters of it. One with too few pixels for that is
// made up to six tenths of the measure wide, as far as 150 dots allow.
func (c *column) picture(g *edition.Graphic, elem *Element) *typeset.Picture {
	img := c.m.image(g)
	if img == nil {
		return nil
	}
	geometry := c.m.o.Geometry
	measure := geometry.Width - geometry.Inner - geometry.Outer
	most := measure
	if img.aspect() > 0.25 { // a strip takes the height of the page, and the page maker tells of it
		most = min(most, float64(geometry.Lines())*geometry.Leading*0.75*img.aspect())
	}
	width := wished(g, measure, img.aspect())
	if width <= 0 {
		at := func(dots float64) float64 { return float64(img.Width) * 72 / dots }
		width = min(most, max(at(dpi), min(measure*0.6, at(coarse))))
	}
	c.m.coarse(g, img, min(width, measure))
	tag := tagLayout
	if elem != nil {
		tag = c.m.slot(elem, g.Span)
	}
	return &typeset.Picture{Name: g.URL, Width: width, Height: width / img.aspect(), Before: c.half(), After: c.half(), Tag: tag}
}

// coarse tells of an image with fewer pixels than print wants.
func (m *maker) coarse(g *edition.Graphic, img *Image, width float64) {
	printed := float64(img.Width) / width * 72
	if printed >= dpi-1 {
		return
	}
	shows := ""
	if printed < coarse-1 {
		shows = "; its pixels will show"
	}
	m.diags.Add(source.ImageCoarse, g.Span, "the image %q has only %.0f dots to the inch as printed, %.0f mm wide%s", g.URL, printed, width*25.4/72, shows).
		Hint("300 are wanted: give an image %.0f pixels wide", width/72*dpi)
}

// noDescription tells of a picture that nobody who cannot see it will know.
func (m *maker) noDescription(g *edition.Graphic, captioned bool) {
	stands := "name"
	if captioned {
		stands = "caption"
	}
	m.diags.Add(source.ImageNoAlt, g.Span, "the image %q has no description; in the print edition its %s stands in", g.URL, stands).
		Hint("describe it: ![what it shows](%s), or figDesc in TEI; a decoration is type=\"ornament\"", g.URL)
}

var lengthOfImage = regexp.MustCompile(`^\s*([0-9]+(?:\.[0-9]+)?)\s*(mm|cm|in|pt|pc|%)\s*$`)

// wished is the width that the source gives a picture, in points; 0 where it
// gives none. Pixels are no size on paper.
func wished(g *edition.Graphic, measure, aspect float64) float64 {
	points := func(s string, whole float64) float64 {
		m := lengthOfImage.FindStringSubmatch(s)
		if m == nil {
			return 0
		}
		v, _ := strconv.ParseFloat(m[1], 64)
		return v * map[string]float64{"mm": typeset.MM, "cm": 10 * typeset.MM, "in": 72, "pt": 1, "pc": 12, "%": whole / 100}[m[2]]
	}
	if w := points(g.Width, measure); w > 0 {
		return w
	}
	return points(g.Height, 0) * aspect
}

// icon sets a picture that stands in a line, as high as the line.
func (l *line) icon(g *edition.Graphic) {
	img := l.m.image(g)
	if img == nil {
		l.add(&typeset.Spot{Name: placeOfImage(g)})
		l.styled(func(s *typeset.Style) { s.Italic = true }, func() { l.inlines(g.Description) })
		return
	}
	const height = 9.0
	tag := tagLayout
	if edition.IsOrnament(g) {
		l.tag = 0
		l.m.coarse(g, img, height*img.aspect())
		l.add(&typeset.Icon{Name: g.URL, Width: height * img.aspect(), Height: height, Tag: tag})
		return
	}
	elem := &Element{Role: "Figure", Alt: edition.PlainText(g.Description), InLine: true}
	if elem.Alt == "" {
		elem.Title, elem.Alt = "apparatus", g.URL
		l.m.noDescription(g, false)
	}
	l.within(elem, func() { tag = l.open(g.Span) })
	l.m.coarse(g, img, height*img.aspect())
	l.add(&typeset.Icon{Name: g.URL, Width: height * img.aspect(), Height: height, Tag: tag})
}
