package typeset

// picture places an image by itself; its caption stays with it. What is larger
// than the text block is scaled down to it.
func (b *builder) picture(x *Picture, c column) {
	before := max(sp(x.Before), b.after)
	b.after = 0
	b.open()
	if before > 0 {
		b.space(before, false)
	}
	first := len(b.items)
	caption := &builder{s: b.s, own: -1}
	inner := c
	inner.grid = false
	for _, p := range x.Caption {
		caption.blocks([]Block{p}, inner)
	}
	var below length
	for i := range caption.items {
		below += caption.items[i].height
	}
	room := length(b.s.geometry.Lines())*sp(b.s.geometry.Leading) - below - sp(c.leading)
	width, height := sp(x.Width), sp(x.Height)
	if width <= 0 || height <= 0 {
		width, height = c.measure/2, c.measure/2
	}
	if width > c.measure || height > room {
		share := min(pt(c.measure)/pt(width), pt(max(room, sp(c.leading)*4))/pt(height))
		b.s.problems = append(b.s.problems, Problem{Kind: LargeImage, Tag: x.Tag, Text: x.Name, Page: -1, Amount: share})
		width, height = sp(pt(width)*share), sp(pt(height)*share)
	}
	left := c.left + (c.measure-width)/2
	img := &Image{X: pt(left), Y: -pt(height), Width: pt(width), Height: pt(height), Name: x.Name, Tag: x.Tag}
	b.add(vitem{kind: vLine, height: height, base: height, line: &line{items: []Item{img}, leading: height}})
	for _, it := range caption.items {
		b.add(it)
	}
	b.together(first, len(b.items))
	b.after = sp(x.After)
}
