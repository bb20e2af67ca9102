package book

import (
	"bytes"
	"errors"
	"image"
	_ "image/jpeg" // registers the decoder
	_ "image/png"  // registers the decoder
	"io/fs"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// table sets rows of cells in small type, with lining figures of one width.
func (c *column) table(n *edition.Table) {
	c.space(c.half())
	t := &typeset.Table{Rules: true, Before: c.half(), After: c.half(), Tag: tagLayout}
	elem := &Element{Role: "Table"}
	grid := newGrid(n)
	parent := c.parent
	for _, b := range n.Content {
		if h, ok := b.(*edition.Heading); ok {
			c.caption(h, look{})
		}
	}
	parent.Add(elem)
	r := 0
	for _, b := range n.Content {
		row, ok := b.(*edition.Row)
		if !ok {
			continue
		}
		c.parent = elem.Add(&Element{Role: "TR"})
		set := c.row(row, grid, r)
		if allHead(row) && len(t.Rows) == 0 {
			t.Heads = append(t.Heads, set)
		} else {
			t.Rows = append(t.Rows, set)
		}
		r++
	}
	c.parent = parent
	if r > 0 {
		c.out = append(c.out, t)
	}
	c.tableNotes(n)
	c.space(c.half())
	c.begun = true
}

// repeatedHeads makes artifacts of the heads that a table repeats on the pages
// after its first: the text has them once.
func (m *maker) repeatedHeads(pages []*typeset.Page) {
	for _, p := range pages {
		for _, item := range p.Items {
			if r, ok := item.(*typeset.Run); ok && r.Again {
				r.Tag = tagLayout
			}
		}
	}
}

// tableNotes sets what stands between the rows of a table and is no row below
// it: page breaks wait for the next line, notes are paragraphs.
func (c *column) tableNotes(n *edition.Table) {
	for _, b := range n.Content {
		switch b.(type) {
		case *edition.Row, *edition.Heading:
		default:
			c.block(b)
		}
	}
}

func allHead(r *edition.Row) bool {
	if r.Head {
		return true
	}
	for _, cell := range r.Cells {
		if !cell.Head {
			return false
		}
	}
	return len(r.Cells) > 0
}

// grid tells which columns of a row are taken by cells that reach down into
// it, and how wide the table is.
type grid struct {
	width   int
	numeric map[int]bool   // columns of figures: set at their right
	taken   []map[int]bool // by row
}

func newGrid(n *edition.Table) *grid {
	g := &grid{numeric: map[int]bool{}}
	figures, words := map[int]int{}, map[int]int{}
	r := 0
	for _, b := range n.Content {
		row, ok := b.(*edition.Row)
		if !ok {
			continue
		}
		column := 0
		for _, cell := range row.Cells {
			for g.has(r, column) {
				column++
			}
			if !row.Head && !cell.Head && spanned(cell) == 1 {
				switch text := strings.TrimSpace(edition.BlockText(cell.Content)); {
				case text == "":
				case isFigure(text):
					figures[column]++
				default:
					words[column]++
				}
			}
			for down := 1; down < min(cell.Rows, mostRows); down++ {
				for i := range spanned(cell) {
					g.take(r+down, column+i)
				}
			}
			column += spanned(cell)
		}
		for g.has(r, column) {
			column++
		}
		g.width = max(g.width, column)
		r++
	}
	for column, n := range figures {
		g.numeric[column] = n > 1 && n > words[column]
	}
	return g
}

// isFigure reports whether a cell holds a quantity and no words.
func isFigure(s string) bool {
	digit := false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digit = true
		case !strings.ContainsRune(" \u00A0\u202F.,%+-–−±½¼¾$£€[]()", r):
			return false
		}
	}
	return digit && len(s) < 20
}

// mostColumns and mostRows are how many a cell may span; who writes more has
// made a slip, and would have us fill the table up with empty cells.
const mostColumns, mostRows = 100, 1000

// spanned is how many columns a cell spans.
func spanned(c *edition.Cell) int { return min(max(1, c.Columns), mostColumns) }

func (g *grid) has(row, column int) bool { return row < len(g.taken) && g.taken[row][column] }

func (g *grid) take(row, column int) {
	for len(g.taken) <= row {
		g.taken = append(g.taken, map[int]bool{})
	}
	g.taken[row][column] = true
}

// row sets a row, filled up to the table's width: a row with fewer cells than
// the others makes a table that no reader's voice can follow (PDF/UA-1, 7.5).
func (c *column) row(n *edition.Row, g *grid, r int) typeset.Row {
	out := typeset.Row{}
	column := 0
	hole := func() {
		for g.has(r, column) {
			out.Cells = append(out.Cells, typeset.Cell{})
			column++
		}
	}
	tr := c.parent
	for _, cell := range n.Cells {
		hole()
		e := &Element{Role: "TD", Columns: spanned(cell), Rows: min(cell.Rows, mostRows), Lang: otherLang(cell.Lang, c.lang)}
		if n.Head || cell.Head {
			e.Role = "TH"
			e.Scope = "Column"
			if !allHead(n) {
				e.Scope = "Row"
			}
		}
		set := c.m.column(tr.Add(e))
		set.flat, set.inNote, set.lang, set.align = true, c.inNote, c.lang, typeset.Left
		if g.numeric[column] {
			set.align = typeset.Right
		}
		set.size = max(8, c.em()-1.5)
		set.leading = set.size + 2
		set.style = typeset.Style{Figures: typeset.Tabular, Bold: false, Italic: e.Role == "TH"}
		set.level = c.level
		set.breaks, c.breaks = c.breaks, nil
		set.blocks(cell.Content)
		set.flush()
		out.Cells = append(out.Cells, typeset.Cell{Content: set.out, Span: spanned(cell)})
		column += spanned(cell)
	}
	hole()
	for ; column < g.width; column++ {
		tr.Add(&Element{Role: "TD"})
		out.Cells = append(out.Cells, typeset.Cell{})
	}
	return out
}

// dpi is how fine an image must be for print: at less, its pixels show.
const dpi = 300

// figure sets a picture with its caption. A picture that is not there is said
// in words.
func (c *column) figure(f *edition.Figure) {
	elem := c.parent.Add(&Element{Role: "Figure", Alt: edition.PlainText(f.Description)})
	var graphics []*edition.Graphic
	var caption []*typeset.Paragraph
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
	shown := false
	for i, g := range graphics {
		if elem.Alt == "" {
			elem.Alt = captionText(caption, g.URL)
		}
		p := c.picture(g, elem)
		if p == nil {
			continue
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

// picture loads an image. It is printed at 300 dots to the inch, or as wide as
// the text where it has more.
func (c *column) picture(g *edition.Graphic, elem *Element) *typeset.Picture {
	img := c.m.image(g)
	if img == nil {
		return nil
	}
	tag := c.m.slot(elem, g.Span)
	width := float64(img.Width) * 72 / dpi
	measure := c.m.o.Geometry.Width - c.m.o.Geometry.Inner - c.m.o.Geometry.Outer
	if width > measure {
		width = measure
	} else if least := measure * 0.6; width < least && float64(img.Width) > least*150/72 {
		width = least
	}
	if printed := float64(img.Width) / width * 72; printed < 150 {
		c.m.diags.Add(source.ImageCoarse, g.Span, "the image %q has only %.0f dots to the inch as printed; its pixels may show", g.URL, printed).
			Hint("300 are wanted; give a larger image")
	}
	return &typeset.Picture{Name: g.URL, Width: width, Height: width * float64(img.Height) / float64(img.Width), Before: c.half(), After: c.half(), Tag: tag}
}

// image gives an image of the edition, loaded once; nil where it is not there
// or cannot be read.
func (m *maker) image(g *edition.Graphic) *Image {
	if img, ok := m.book.Images[g.URL]; ok {
		return img
	}
	if m.o.Image == nil || strings.Contains(g.URL, "://") {
		return nil
	}
	data, err := m.o.Image(g.URL)
	if errors.Is(err, fs.ErrNotExist) {
		m.diags.Add(source.ImageMissing, g.Span, "the image %q is not in the edition's folder; left out of the print edition", g.URL)
		return nil
	}
	if err != nil {
		m.diags.Add(source.ImageUnusable, g.Span, "the image %q cannot be read: %v; left out of the print edition", g.URL, err)
		return nil
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.Width == 0 || config.Height == 0 {
		m.diags.Add(source.ImageUnusable, g.Span, "the image %q is not a JPEG or PNG that can be read; left out of the print edition", g.URL)
		return nil
	}
	img := &Image{Data: data, Format: format, Width: config.Width, Height: config.Height}
	m.book.Images[g.URL] = img
	return img
}

// icon sets a picture that stands in a line, as high as the line.
func (l *line) icon(g *edition.Graphic) {
	img := l.m.image(g)
	if img == nil {
		return
	}
	height := 9.0
	var tag typeset.Tag
	l.within(&Element{Role: "Figure", Alt: g.URL}, func() { tag = l.open(g.Span) })
	l.add(&typeset.Icon{Name: g.URL, Width: height * float64(img.Width) / float64(img.Height), Height: height, Tag: tag})
}
