package epub

import (
	"slices"
	"strconv"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// figure writes a picture with its caption. Its description is the alternative
// text; where no picture can be shown it stands in the picture's place.
func (c *chapter) figure(f *edition.Figure) {
	tag := c.tag("figure")
	alt := edition.PlainText(f.Description)
	c.ornament = edition.IsOrnament(f)
	defer func() { c.ornament = false }()
	small := c.small
	c.small = true
	c.start(tag, c.classed("figure"), f)
	c.out.raw("\n")
	c.within(f, func() {
		content := f.Content
		if c.inline > 0 {
			content = captionAfter(content)
			if !slices.ContainsFunc(content, isGraphic) && alt != "" {
				c.description(alt)
				alt = ""
			}
		}
		for _, b := range content {
			switch b := b.(type) {
			case *edition.Graphic:
				c.graphic(b, alt)
				c.out.raw("\n")
				alt = "" // said once
			case *edition.Heading:
				c.boxed("figcaption", "", b, b.Content)
			default:
				c.block(b)
			}
		}
		if alt != "" {
			c.description(alt)
		}
	})
	c.out.raw("</", tag, ">\n")
	c.small = small
}

// captionAfter has the parts of a figure in the order picture, caption, the rest:
// in a line there is no figcaption that says what is what.
func captionAfter(content []edition.Block) []edition.Block {
	rank := func(b edition.Block) int {
		switch b.(type) {
		case *edition.Graphic:
			return 0
		case *edition.Heading, *edition.Paragraph:
			return 1
		}
		return 2
	}
	content = slices.Clone(content)
	slices.SortStableFunc(content, func(a, b edition.Block) int { return rank(a) - rank(b) })
	return content
}

func isGraphic(b edition.Block) bool {
	_, ok := b.(*edition.Graphic)
	return ok
}

// description writes what a picture shows where there is none to see.
func (c *chapter) description(alt string) {
	c.out.raw(`<span class="missing"><span class="apparatus">[</span>`)
	c.words(alt)
	c.out.raw(`<span class="apparatus">]</span></span>`)
}

// boxedGraphic writes a picture that stands between blocks.
func (c *chapter) boxedGraphic(g *edition.Graphic) {
	tag := c.tag("p")
	c.out.raw("<", tag, ` class="`, c.classed("picture"), `">`)
	c.graphic(g, "")
	c.out.raw("</", tag, ">\n")
}

// placeholder stands for a picture that is left out; one on the net can be
// looked at there.
func (c *chapter) placeholder(g *edition.Graphic) {
	if address := webAddress(g.URL); address != "" && c.inLink == 0 {
		c.start("a", "apparatus missing", g, "href", address)
		c.out.text(g.URL)
		c.out.raw("</a>")
		return
	}
	c.start("span", "apparatus missing", g)
	c.out.raw("</span>")
}

// graphic writes a picture. One without a description gets its name for one
// (of class apparatus: no words of the text) and a diagnostic; of one that
// cannot be shown the description is written.
func (c *chapter) graphic(g *edition.Graphic, alt string) {
	if c.plain {
		return
	}
	if alt == "" {
		alt = edition.PlainText(g.Description)
	}
	img := c.book.pictures.get(g, &c.book.diagnostics)
	if img == nil {
		c.placeholder(g)
		if alt != "" {
			c.description(alt)
		}
		return
	}
	c.out.raw("<img")
	c.common(g)
	if alt == "" && (c.ornament || edition.IsOrnament(g)) {
		c.out.raw(` role="presentation" alt=""`)
	} else if alt == "" {
		c.book.described = false
		c.book.diagnostics.Add(source.ImageNoAlt, g.Span, "the image %q has no description; its name stands in", g.URL).
			Hint("describe it: ![what it shows](%s), or figDesc in TEI; a decoration is type=\"ornament\"", g.URL)
		alt = g.URL
		c.out.raw(` class="apparatus"`)
	}
	c.out.attr("src", "../"+img.file)
	c.out.attr("alt", alt)
	if img.width > 0 {
		c.out.raw(` width="`, strconv.Itoa(img.width), `" height="`, strconv.Itoa(img.height), `"`)
	}
	c.out.raw("/>")
}
