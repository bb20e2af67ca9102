package pdf

import (
	"math"
	"unicode/utf8"

	"colophon/internal/book"
	"colophon/internal/typeset"
)

// painter turns pages into content streams. It keeps, over all pages, which
// faces are used and which marked content each slot of the book has got.
type painter struct {
	book   *book.Book
	tagged bool // marked content for the structure tree; the press file has none
	fonts  []*font
	byFace map[*typeset.Face]*font
	marks  []mark // in the order of painting
	lost   map[*typeset.Face]bool
	images map[string]placed
	boxes  map[typeset.Tag][4]float64 // where pictures stand: left, bottom, right, top
	// owed says, for each block of the text, that the space of a line's end is
	// still to come: the line ended after words of our own.
	owed   map[*book.Element]bool
	blocks []*book.Element // of each tag

	// of the page being painted
	b       []byte
	height  float64
	dx, dy  float64 // of the trim's lower left corner in the sheet
	page    int
	mcid    int
	open    typeset.Tag // of the marked content that is open
	isOpen  bool
	inText  bool
	font    *font
	size    float64
	rise    float64
	cids    []shown
	scratch []cluster
	pens    []float64
}

// mark is one piece of marked content.
type mark struct {
	slot       typeset.Tag
	page, mcid int32
}

// shown is a glyph to show: its CID and where its origin stands on the line.
type shown struct {
	cid   uint16
	x, y  float64
	width float64 // of the CID, points
}

func newPainter(b *book.Book, tagged bool) *painter {
	return &painter{book: b, tagged: tagged, byFace: map[*typeset.Face]*font{}, lost: map[*typeset.Face]bool{}, images: map[string]placed{}, boxes: map[typeset.Tag][4]float64{},
		owed: map[*book.Element]bool{}, blocks: blocksOf(b)}
}

// paint gives the content stream of a page. The bytes are good until the next
// call.
func (p *painter) paint(index int, page *typeset.Page) []byte {
	p.b, p.page, p.mcid, p.height = p.b[:0], index, 0, page.Height
	p.isOpen, p.inText, p.font, p.size = false, false, nil, 0
	for _, item := range page.Items {
		switch item := item.(type) {
		case *typeset.Run:
			p.run(item)
		case *typeset.Rule:
			p.rule(item)
		case *typeset.Image:
			p.image(item)
		}
	}
	p.endText()
	p.close()
	return p.b
}

// mark opens the marked content of a tag, unless it is the one that is open.
func (p *painter) mark(tag typeset.Tag) {
	if p.isOpen && p.open == tag || !p.tagged {
		return
	}
	p.endText()
	p.close()
	p.isOpen, p.open = true, tag
	slot := p.slot(tag)
	if slot.Element == nil {
		p.b = append(p.b, artifactMarks[slot.Artifact]...)
		return
	}
	p.b = append(p.b, name(slot.Element.Role)...)
	p.b = append(p.b, "<</MCID "...)
	p.b = fixed(p.b, float64(p.mcid))
	p.b = append(p.b, ">>BDC\n"...)
	p.marks = append(p.marks, mark{tag, int32(p.page), int32(p.mcid)})
	p.mcid++
}

// artifactMarks by book.Artifact (ISO 32000-1, 14.8.2.2.2, table 330). What the
// typesetter adds by itself, leaders and the rule over notes, is layout.
var artifactMarks = [...]string{
	book.NoArtifact: "/Artifact<</Type/Layout>>BDC\n",
	book.Header:     "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
	book.Footer:     "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
	book.Layout:     "/Artifact<</Type/Layout>>BDC\n",
}

func (p *painter) slot(tag typeset.Tag) book.Slot {
	if int(tag) < len(p.book.Slots) {
		return p.book.Slots[tag]
	}
	return book.Slot{}
}

func (p *painter) close() {
	if p.isOpen {
		p.b = append(p.b, "EMC\n"...)
	}
	p.isOpen = false
}

func (p *painter) beginText() {
	if !p.inText {
		p.b = append(p.b, "BT\n"...)
		p.inText = true
		p.font = nil
	}
}

func (p *painter) endText() {
	if p.inText {
		p.b = append(p.b, "ET\n"...)
		p.inText = false
	}
}

func (p *painter) fontOf(face *typeset.Face) *font {
	f := p.byFace[face]
	if f == nil {
		f = newFont(face, len(p.fonts))
		p.byFace[face] = f
		if f.err == nil {
			p.fonts = append(p.fonts, f)
		}
	}
	return f
}

func (p *painter) run(r *typeset.Run) {
	f := p.fontOf(r.Face)
	if f.err != nil {
		p.lost[r.Face] = true
		return
	}
	if len(r.Glyphs) == 0 {
		return
	}
	p.mark(r.Tag)
	if p.slot(r.Tag).Bar {
		p.bar(r)
		// A line that ends in a bar still parts the words beside it.
		if r.Break && !r.Hyphen {
			p.owed[p.block(r.Tag)] = true
		}
		return
	}
	p.beginText()
	if p.font != f || p.size != r.Size {
		p.font, p.size = f, r.Size
		p.b = append(append(append(p.b, '/'), f.name...), ' ')
		p.b = append(fixed(p.b, r.Size), " Tf\n"...)
	}
	p.collect(f, r)
	p.show(r)
}

// bar draws the thin bar where a page of the source begins, in the place that
// the typesetter kept for it.
func (p *painter) bar(r *typeset.Run) {
	width := 0.0
	for i := range r.Glyphs {
		width += float64(r.Glyphs[i].Advance)
	}
	const thickness = 0.4
	p.fill(r.X+width/2-thickness/2, p.height-r.Y-0.22*r.Size, thickness, r.Size*0.94)
}

// rule fills a rectangle.
func (p *painter) rule(r *typeset.Rule) {
	if r.Width <= 0 || r.Height <= 0 {
		return
	}
	p.mark(r.Tag)
	if r.Round {
		p.dot(r.X+r.Width/2, p.height-r.Y-r.Height/2, r.Width)
		return
	}
	p.fill(r.X, p.height-r.Y-r.Height, r.Width, r.Height)
}

// dot draws a circle around its centre: a line without length whose ends are
// round (ISO 32000-1, 8.4.3.3).
func (p *painter) dot(x, y, diameter float64) {
	p.endText()
	p.b = append(p.b, "q 1 J "...)
	p.b = append(fixed(p.b, diameter), " w"...)
	for _, step := range [2]string{" m", " l"} {
		p.b = append(fixed(append(p.b, ' '), x+p.dx), ' ')
		p.b = append(fixed(p.b, y+p.dy), step...)
	}
	p.b = append(p.b, " S Q\n"...)
}

// fill fills a rectangle, from its lower left corner.
func (p *painter) fill(x, y, width, height float64) {
	p.endText()
	for _, v := range [4]float64{x + p.dx, y + p.dy, width, height} {
		p.b = append(fixed(p.b, v), ' ')
	}
	p.b = append(p.b, "re f\n"...)
}

// turns are the matrices that bring the pixels of a file upright in the unit
// square, by how Exif counts the ways in which they can lie.
var turns = [9][6]float64{
	{1, 0, 0, 1, 0, 0}, {1, 0, 0, 1, 0, 0},
	{-1, 0, 0, 1, 1, 0}, {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1},
	{0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1}, {0, 1, 1, 0, 0, 0}, {0, 1, -1, 0, 1, 0},
}

// image draws a picture. Its tag's element is the Figure.
func (p *painter) image(i *typeset.Image) {
	img := p.book.Images[i.Name]
	if img == nil {
		return
	}
	p.mark(i.Tag)
	p.endText()
	width := i.Width // of the file's rows
	if img.Turned > 4 {
		width = i.Height
	}
	seen := p.images[i.Name]
	p.images[i.Name] = placed{max(seen.width, width), p.slot(i.Tag).Span}
	x, y := i.X+p.dx, p.height-i.Y-i.Height+p.dy
	p.boxes[i.Tag] = [4]float64{x, y, x + i.Width, y + i.Height}
	turn := turns[min(int(img.Turned), len(turns)-1)]
	p.b = append(p.b, "q "...)
	for k, v := range turn {
		if k%2 == 0 {
			v *= i.Width
		} else {
			v *= i.Height
		}
		p.b = append(fixed(p.b, v+[6]float64{4: x, 5: y}[k]), ' ')
	}
	p.b = append(p.b, "cm "...)
	p.b = append(p.b, name(imageName(i.Name))...)
	p.b = append(p.b, " Do Q\n"...)
}

// cluster is the glyphs that together show a stretch of text, in logical order.
type cluster struct {
	text     string
	from, to int // glyphs of the run, from < to
}

// collect fills p.cids with the glyphs of a run, in the order in which they are
// read: extraction follows the stream, so right-to-left glyphs go in backwards.
func (p *painter) collect(f *font, r *typeset.Run) {
	p.cids = p.cids[:0]
	scale := r.Size / 1000
	x := r.X
	p.pens = p.pens[:0]
	for i := range r.Glyphs {
		p.pens = append(p.pens, x)
		x += float64(r.Glyphs[i].Advance)
	}
	if block := p.block(r.Tag); p.owed[block] && !p.slot(r.Tag).Apart {
		delete(p.owed, block)
		if space, ok := r.Face.Glyph(' '); ok { // in the margin before the line
			width := f.tt.advance(space) * scale
			p.cids = append(p.cids, shown{cid: f.cid(space, " "), x: r.X - width, width: width})
		}
	}
	for _, c := range p.clusters(r) {
		p.cluster(f, r, c)
	}
	if r.Break && !r.Hyphen {
		if p.slot(r.Tag).Apart && !r.Within {
			p.owed[p.block(r.Tag)] = true
			return
		}
		if space, ok := r.Face.Glyph(' '); ok {
			p.cids = append(p.cids, shown{cid: f.cid(space, " "), x: x, width: f.tt.advance(space) * scale})
		}
	}
}

// clusters parts a run into clusters in logical order. A glyph without text of
// its own belongs to the glyph beside it in the run: to the one before, and at
// the beginning to the one after.
func (p *painter) clusters(r *typeset.Run) []cluster {
	out := p.scratch[:0]
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		text := r.Text[min(int(g.Start), len(r.Text)):max(min(int(g.Start), len(r.Text)), min(int(g.End), len(r.Text)))]
		if r.Hyphen && i == len(r.Glyphs)-1 {
			text = "\u00AD"
		}
		last := len(out) - 1
		switch {
		case last >= 0 && text == "":
			out[last].to = i + 1
		case last >= 0 && out[last].text == "":
			out[last].text, out[last].to = text, i+1
		default:
			out = append(out, cluster{text, i, i + 1})
		}
	}
	if r.RTL {
		for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
			out[i], out[j] = out[j], out[i]
		}
	}
	p.scratch = out
	return out
}

// wordJoiner is the text of a glyph that has none: nothing to see, and no word
// ends at it.
const wordJoiner = "\u2060"

// cluster adds the glyphs of one cluster. Left to right, the characters are
// dealt out to the glyphs one by one: a letter, then its accents. Where there
// are more glyphs than characters, and in all writing from right to left, the
// glyphs are made one.
func (p *painter) cluster(f *font, r *typeset.Run, c cluster) {
	n := c.to - c.from
	if c.text == "" {
		c.text = wordJoiner
	}
	if n == 1 {
		p.add(f, r, c.from, c.text)
		return
	}
	if (r.RTL || utf8.RuneCountInString(c.text) < n) && p.compound(f, r, c) {
		return
	}
	rest := c.text
	for k := range n {
		switch {
		case rest == "":
			p.add(f, r, c.from+k, wordJoiner)
		case k == n-1:
			p.add(f, r, c.from+k, rest)
		default:
			_, size := utf8.DecodeRuneInString(rest)
			p.add(f, r, c.from+k, rest[:size])
			rest = rest[size:]
		}
	}
}

// add adds a glyph of a run, which shows a text.
func (p *painter) add(f *font, r *typeset.Run, i int, text string) {
	g, o := &r.Glyphs[i], r.Offset(i)
	p.cids = append(p.cids, shown{cid: f.cid(g.ID, text), x: p.pens[i] + float64(o.X), y: float64(o.Y), width: f.tt.advance(g.ID) * r.Size / 1000})
}

// compound adds a cluster as one glyph of our own.
func (p *painter) compound(f *font, r *typeset.Run, c cluster) bool {
	pens := p.pens
	scale := float64(f.tt.unitsPerEm) / r.Size
	unit := func(v float64) int16 { return int16(math.Round(v * scale)) }
	var parts []part
	advance := 0.0
	for i := c.from; i < c.to; i++ {
		g, o := &r.Glyphs[i], r.Offset(i)
		parts = append(parts, part{g.ID, unit(pens[i] + float64(o.X) - pens[c.from]), unit(float64(o.Y))})
		advance += float64(g.Advance)
	}
	made, ok := f.compound(parts, advance*scale)
	if !ok {
		return false
	}
	p.cids = append(p.cids, shown{cid: f.cid(made, c.text), x: pens[c.from], width: f.advance(made) * r.Size / 1000})
	return true
}

// show writes the glyphs. TJ moves the pen where a glyph does not stand where
// the one before it ends; the difference that rounding leaves is carried on,
// so that a long line ends where it should.
func (p *painter) show(r *typeset.Run) {
	unit := r.Size / 1000
	x, y := p.cids[0].x, p.cids[0].y
	p.moveTo(x, p.height-r.Y)
	p.setRise(y)
	p.b = append(p.b, "[("...)
	inString := true
	for i := range p.cids {
		c := &p.cids[i]
		if c.y != y {
			p.endArray(inString)
			y = c.y
			p.setRise(y)
			p.b = append(p.b, "[("...)
			inString = true
		}
		if adjust := math.Round((x - c.x) / unit); adjust != 0 {
			if inString {
				p.b = append(p.b, ')')
			}
			p.b = append(fixed(p.b, adjust), '(')
			inString = true
			x -= adjust * unit
		}
		p.b = appendCode(p.b, c.cid)
		x += c.width
	}
	p.endArray(inString)
	p.setRise(0)
}

func (p *painter) moveTo(x, y float64) {
	p.b = append(p.b, "1 0 0 1 "...)
	p.b = append(fixed(p.b, x+p.dx), ' ')
	p.b = append(fixed(p.b, y+p.dy), " Tm\n"...)
}

func (p *painter) setRise(y float64) {
	if y != p.rise {
		p.b = append(fixed(p.b, y), " Ts\n"...)
		p.rise = y
	}
}

func (p *painter) endArray(inString bool) {
	if inString {
		p.b = append(p.b, ')')
	}
	p.b = append(p.b, "]TJ\n"...)
}

// appendCode appends a CID to a literal string, two bytes, escaped where a
// reader would take them for something else.
func appendCode(b []byte, cid uint16) []byte {
	for _, c := range [2]byte{byte(cid >> 8), byte(cid)} {
		switch c {
		case '(', ')', '\\':
			b = append(b, '\\', c)
		case '\r':
			b = append(b, '\\', 'r')
		case '\n':
			b = append(b, '\\', 'n')
		default:
			b = append(b, c)
		}
	}
	return b
}
