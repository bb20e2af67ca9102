package epub

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"colophon/internal/typeset"
)

// paint draws a setting with its upper left corner at x, y.
func (c *canvas) paint(s setting, x, y float64, on ramp) {
	if s.page == nil {
		return
	}
	for _, item := range s.page.Items {
		switch item := item.(type) {
		case *typeset.Run:
			c.run(item, x, y, on)
		case *typeset.Rule:
			c.fill(int(x+item.X), int(y+item.Y), int(item.Width), max(1, int(item.Height)), uint8(on)+100)
		}
	}
}

// run draws the glyphs of a run, each by itself: a small bitmap is filled in
// whole numbers, the same on every machine.
func (c *canvas) run(r *typeset.Run, x, y float64, on ramp) {
	scale := r.Size / float64(r.Face.UnitsPerEm())
	pen := x + r.X
	for i, g := range r.Glyphs {
		o := r.Offset(i)
		c.glyph(r.Face.Outline(g.ID), scale, pen+float64(o.X), y+r.Y-float64(o.Y), on)
		pen += float64(g.Advance)
	}
}

func (c *canvas) glyph(outline []typeset.Segment, scale, x, y float64, on ramp) {
	left, top, right, bottom := bounds(outline)
	if right <= left {
		return
	}
	x0, y0 := math.Floor(x+left*scale), math.Floor(y-top*scale)
	w := int(math.Ceil(x+right*scale)-x0) + 1
	h := int(math.Ceil(y-bottom*scale)-y0) + 1
	if w > coverWidth || h > coverHeight {
		return
	}
	z := vector.NewRasterizer(w, h)
	// The conversions keep a compiler from fusing product and sum, which would
	// round differently from one kind of machine to the other.
	px := func(p [2]float32) float32 { return float32(float64(float64(p[0])*scale) + (x - x0)) }
	py := func(p [2]float32) float32 { return float32((y - y0) - float64(float64(p[1])*scale)) }
	for i, s := range outline {
		p := s.Points
		switch s.Op {
		case 'M':
			if i > 0 {
				z.ClosePath()
			}
			z.MoveTo(px(p[0]), py(p[0]))
		case 'L':
			z.LineTo(px(p[0]), py(p[0]))
		case 'Q':
			z.QuadTo(px(p[0]), py(p[0]), px(p[1]), py(p[1]))
		case 'C':
			z.CubeTo(px(p[0]), py(p[0]), px(p[1]), py(p[1]), px(p[2]), py(p[2]))
		}
	}
	z.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, w, h))
	z.DrawOp = draw.Src
	z.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	c.stamp(mask, int(x0), int(y0), on)
}

// bounds are the least and greatest coordinates of an outline's points.
func bounds(outline []typeset.Segment) (left, top, right, bottom float64) {
	left, bottom, right, top = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range outline {
		n := map[byte]int{'M': 1, 'L': 1, 'Q': 2, 'C': 3}[s.Op]
		for _, p := range s.Points[:n] {
			left, right = min(left, float64(p[0])), max(right, float64(p[0]))
			bottom, top = min(bottom, float64(p[1])), max(top, float64(p[1]))
		}
	}
	return left, top, right, bottom
}

// stamp lays a glyph onto the picture: the darker of what is there and what
// comes, so that glyphs that touch do not cut into one another.
func (c *canvas) stamp(mask *image.Alpha, x, y int, on ramp) {
	for row := range mask.Rect.Dy() {
		for col := range mask.Rect.Dx() {
			a := mask.Pix[row*mask.Stride+col]
			at := image.Pt(x+col, y+row)
			if a == 0 || !at.In(c.image.Rect) {
				continue
			}
			i := c.image.PixOffset(at.X, at.Y)
			c.image.Pix[i] = max(c.image.Pix[i], uint8(on)+a/2)
		}
	}
}
