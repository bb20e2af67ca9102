package epub

import (
	"bytes"
	"hash/fnv"
	"image"
	"image/color"
	"image/png"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// The cover, in pixels: the size that shops ask for. One point of the
// typesetter is one pixel.
const (
	coverWidth  = 1600
	coverHeight = 2560
	panelX      = 150 // the label pasted on the cloth
	panelY      = 300
	panelWidth  = coverWidth - 2*panelX
	panelHeight = 1330
	panelMargin = 110
	lineWidth   = panelWidth - 2*panelMargin
)

// cloths are the colours of the binding; the edition's id chooses one, so that
// the volumes on a shelf differ and each keeps its own.
var cloths = []color.RGBA{
	{0x3B, 0x1F, 0x24, 0xFF}, // oxblood
	{0x1F, 0x33, 0x2B, 0xFF}, // bottle green
	{0x1F, 0x2B, 0x40, 0xFF}, // navy
	{0x3A, 0x30, 0x25, 0xFF}, // umber
	{0x2A, 0x2A, 0x2E, 0xFF}, // slate
	{0x24, 0x36, 0x3D, 0xFF}, // teal
}

var (
	paper = color.RGBA{0xF6, 0xF1, 0xE6, 0xFF}
	ink   = color.RGBA{0x1E, 0x1B, 0x18, 0xFF}
)

// cover adds the cover: the editor's own picture, or one drawn from title,
// editors and date.
func (b *book) cover() {
	if b.options.NoCover {
		return
	}
	data, alt := b.options.Cover, or(b.options.CoverAlt, b.label("cover")+": "+b.title())
	if data == nil {
		data, alt = b.drawnCover(), b.coverText()
	}
	if data == nil {
		return
	}
	img, err := newPicture(data)
	if err != nil || img.mediaType == "image/svg+xml" || img.mediaType == "image/gif" {
		reason := "is not a PNG or JPEG"
		if err != nil {
			reason = err.Error()
		}
		b.diagnostics.Add(source.ImageRefused, source.Span{}, "the cover %s; left out", reason)
		return
	}
	b.pictures.add(img, "cover")
	c := b.newPage()
	c.out.raw(`<section class="cover" epub:type="cover"><img`)
	c.out.attr("src", "../"+img.file)
	c.out.attr("alt", alt)
	c.out.raw(` role="doc-cover"/></section>`, "\n")
	f := b.add("cover", b.label("cover"), b.lang, "cover", &c.text)
	f.cover, f.mark = true, "cover"
}

// coverText is what the drawn cover says, for those who cannot see it.
func (b *book) coverText() string {
	e := b.edition
	said := nonEmpty(b.title(), edition.PlainText(e.Subtitle), b.editedBy(), e.Publisher, e.Date)
	return b.label("cover") + ": " + strings.Join(said, ". ")
}

func (b *book) editedBy() string {
	if names := b.joined(b.edition.Editors); names != "" {
		return b.label("edited-by") + " " + names
	}
	return ""
}

// author is who wrote all documents of the edition: a novel's author, a diarist,
// not the many hands of a correspondence. "" where there is nobody.
func (b *book) author() string {
	var by []edition.Agent
	found := 0
	for _, d := range b.documents {
		if b.isMatter[d] || len(d.Meta.Authors) == 0 {
			continue
		}
		if found > 0 && namesOf(d.Meta.Authors) != namesOf(by) {
			return ""
		}
		by = d.Meta.Authors
		found++
	}
	if len(by) > 3 || found*2 < len(b.documents) {
		return ""
	}
	return b.joined(by)
}

// drawnCover is the cover as a PNG; nil where the fonts cannot be opened.
func (b *book) drawnCover() []byte {
	fonts, err := typeset.DefaultFonts()
	if err != nil {
		return nil
	}
	e := b.edition
	h := fnv.New32a()
	_, _ = h.Write([]byte(e.ID))
	c := newCanvas(cloths[h.Sum32()%uint32(len(cloths))])
	c.panel()
	title := b.coverTitle(fonts)
	// Optical centre: a little above the middle of the panel.
	c.paint(title, panelX+panelMargin, panelY+(panelHeight-title.height)*0.44, onPaper)
	foot := set(fonts, b.lang, lineWidth, []words{
		{text: b.editedBy(), size: 62, italic: true, leading: 78},
		{text: strings.Join(nonEmpty(e.Publisher, e.Date), " · "), size: 54, smallCaps: true, leading: 74, before: 46},
	})
	c.paint(foot, panelX+panelMargin, coverHeight-300-foot.height, onCloth)
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, c.image); err != nil {
		return nil
	}
	return out.Bytes()
}

// coverTitle sets title and subtitle in the largest size in which they fit.
func (b *book) coverTitle(fonts *typeset.Fonts) setting {
	var s setting
	by := b.author()
	for _, size := range []float64{176, 156, 138, 122, 108, 94, 82, 70, 58, 46, 36, 28} {
		under := 0.0
		if by != "" {
			under = size*0.2 + 40
		}
		s = set(fonts, b.lang, lineWidth, []words{
			{text: by, size: size*0.3 + 28, italic: true, leading: size*0.36 + 34},
			{text: b.title(), size: size, leading: size * 1.16, before: under},
			{text: edition.PlainText(b.edition.Subtitle), size: size*0.36 + 24, italic: true, leading: size*0.42 + 30, before: size*0.3 + 50, rule: true},
		})
		if s.height < panelHeight-2*panelMargin && !s.broken {
			break
		}
	}
	return s
}

// words are one paragraph of the cover.
type words struct {
	text                  string
	size, leading, before float64
	italic, smallCaps     bool
	rule                  bool // a short rule stands above
}

// setting is text set in centred lines, and how high it stands.
type setting struct {
	page   *typeset.Page
	height float64
	broken bool // a word had to be broken
}

// set sets paragraphs of the cover one below the other.
func set(fonts *typeset.Fonts, lang string, width float64, paragraphs []words) setting {
	var blocks []typeset.Block
	for _, w := range paragraphs {
		if strings.TrimSpace(w.text) == "" {
			continue
		}
		if w.rule {
			blocks = append(blocks, &typeset.RuleBlock{Width: 180, Thickness: 3, Before: w.before, Align: typeset.Center})
		}
		blocks = append(blocks, &typeset.Paragraph{
			Content: []typeset.Inline{&typeset.Text{Text: w.text}},
			Lang:    lang, Align: typeset.Center, NoHyphens: true, Before: w.before, Leading: w.leading,
			RTL:   direction(lang) == "rtl",
			Style: typeset.Style{Size: w.size, Italic: w.italic, SmallCaps: w.smallCaps, Figures: typeset.OldStyle},
		})
	}
	pages, report := typeset.Set(blocks, fonts, typeset.Geometry{Width: width, Height: 20000, Size: 20, Leading: 2, NoteRule: -1, Ragged: true})
	s := setting{}
	if len(pages) == 0 {
		return s
	}
	s.page = pages[0]
	for _, p := range report.Problems {
		s.broken = s.broken || p.Kind == typeset.LongWord
	}
	for _, item := range s.page.Items {
		if r, ok := item.(*typeset.Run); ok {
			s.height = max(s.height, r.Y)
		}
	}
	return s
}

// canvas is the cover as a picture of 256 colours: two ramps, from cloth to
// paper and from paper to ink, since every edge lies between two of the three.
type canvas struct {
	image *image.Paletted
}

// ramp says on what a glyph is painted.
type ramp int

const (
	onCloth ramp = 0   // paper-coloured letters on the cloth
	onPaper ramp = 128 // ink on the paper
)

func newCanvas(cloth color.RGBA) *canvas {
	palette := make(color.Palette, 256)
	for i := range 128 {
		palette[i] = between(cloth, paper, i)
		palette[128+i] = between(paper, ink, i)
	}
	return &canvas{image.NewPaletted(image.Rect(0, 0, coverWidth, coverHeight), palette)}
}

// between is the colour i/127 of the way from a to b.
func between(a, b color.RGBA, i int) color.RGBA {
	mix := func(x, y uint8) uint8 { return uint8((int(x)*(127-i) + int(y)*i + 63) / 127) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xFF}
}

// fill paints a rectangle in one colour of the palette.
func (c *canvas) fill(x, y, w, h int, index uint8) {
	for row := y; row < y+h; row++ {
		line := c.image.Pix[row*c.image.Stride+x:]
		for i := range w {
			line[i] = index
		}
	}
}

// panel paints the label with its double frame.
func (c *canvas) panel() {
	c.fill(panelX, panelY, panelWidth, panelHeight, uint8(onPaper))
	c.frame(28, 7)
	c.frame(44, 2)
}

func (c *canvas) frame(inset, thick int) {
	x, y, w, h := panelX+inset, panelY+inset, panelWidth-2*inset, panelHeight-2*inset
	const line = uint8(onPaper) + 110
	c.fill(x, y, w, thick, line)
	c.fill(x, y+h-thick, w, thick, line)
	c.fill(x, y, thick, h, line)
	c.fill(x+w-thick, y, thick, h, line)
}
