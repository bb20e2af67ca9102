package preflight

import (
	"bytes"
	"math"
)

// collectPages walks the page tree, each node once.
func (c *checker) collectPages() {
	c.pageOf, c.forms, c.byFont, c.shown = map[int]int{}, map[int]int{}, map[uintptr]*usedFont{}, map[mcid]bool{}
	c.untold, c.ran, c.inks = map[mcid]bool{}, map[int]ran{}, map[name]array{}
	seen := map[int]bool{}
	var walk func(v any, from dict, deep int)
	walk = func(v any, from dict, deep int) {
		c.spend(1)
		d, n := c.file.dict(v), number0(v)
		if d == nil || seen[n] && n > 0 || deep > deepest {
			return
		}
		seen[n] = true
		own := dict{}
		for _, k := range []name{"Resources", "MediaBox", "CropBox", "Rotate"} {
			if own[k] = from[k]; d[k] != nil {
				own[k] = d[k]
			}
		}
		if kids := c.list(d["Kids"]); len(kids) > 0 && c.name(d["Type"]) != "Page" {
			for _, k := range kids {
				walk(k, own, deep+1)
			}
			return
		}
		if c.name(d["Type"]) == "Pages" {
			return
		}
		c.pageOf[n] = len(c.pages)
		c.pages = append(c.pages, page{n, d, own})
	}
	walk(c.catalog()["Pages"], dict{}, 0)
	if len(c.pages) == 0 {
		c.fail("object-broken", number0(c.catalog()["Pages"]), "the file has no page")
	}
}

// checkPages runs the content of every page and looks at the page itself.
func (c *checker) checkPages() {
	for i, p := range c.pages {
		c.current = i + 1
		c.guarded(func() { c.checkPage(p) })
	}
	c.current = 0
}

func (c *checker) checkPage(p page) {
	c.seen = false
	c.checkContent(p)
	if p.dict["AA"] != nil {
		c.fail("action-additional", p.number, "the page has additional actions")
		c.fail("x-action", p.number, "the page has additional actions")
	}
	if p.dict["PresSteps"] != nil {
		c.fail("presentation", p.number, "the page has PresSteps")
	}
	c.checkAnnotations(p)
	group := c.file.dict(p.dict["Group"])
	if c.seen && c.intent == "" && group["CS"] == nil {
		c.fail("blend-space", p.number, "the page is transparent, and neither its group nor an output intent names a colour space")
	}
	c.checkGroup(p.number, p.dict["Group"])
	c.checkBoxes(p)
	if len(c.list(p.dict["Annots"])) > 0 && c.name(p.dict["Tabs"]) != "S" {
		c.fail("tabs", p.number, "the page has annotations, and Tabs is not S")
	}
}

func (c *checker) checkContent(p page) {
	var content bytes.Buffer
	for _, v := range c.list(p.dict["Contents"]) {
		c.spend(1)
		if s := c.stm(v); s != nil {
			if b, err := c.decode(s); err == nil {
				content.Write(b)
				content.WriteByte('\n')
			}
		}
	}
	q := &painter{checker: c, at: p.number, owner: p.number, resources: c.file.dict(p.from["Resources"]),
		inherited: p.dict["Resources"] == nil, tags: true}
	q.run(content.Bytes())
}

type box struct{ left, bottom, right, top float64 }

// box reads a rectangle, its corners in any order.
func (c *checker) box(v any) (box, bool) {
	a := c.list(v)
	if len(a) != 4 {
		return box{}, false
	}
	var n [4]float64
	for i := range n {
		var ok bool
		if n[i], ok = c.number(a[i]); !ok {
			return box{}, false
		}
	}
	return box{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}, true
}

func (b box) inside(o box) bool {
	const near = 0.01 // point: what writers lose in rounding
	return b.left >= o.left-near && b.bottom >= o.bottom-near && b.right <= o.right+near && b.top <= o.top+near
}

func (b box) touches(o box) bool {
	const near = 0.01
	return b.left < o.right-near && b.right > o.left+near && b.bottom < o.top-near && b.top > o.bottom+near
}

// checkBoxes looks at a page's boundaries (ISO 32000-1, 14.11.2).
func (c *checker) checkBoxes(p page) {
	media, hasMedia := c.box(p.from["MediaBox"])
	if !hasMedia {
		c.fail("x-boxes", p.number, "the page has no MediaBox")
		return
	}
	for _, k := range []name{"MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"} {
		from := p.dict
		if k == "MediaBox" || k == "CropBox" {
			from = p.from
		}
		b, ok := c.box(from[k])
		if !ok {
			continue
		}
		if w, h := math.Abs(b.right-b.left), math.Abs(b.top-b.bottom); w < 3 || h < 3 || w > 14400 || h > 14400 {
			c.fail("limits", p.number, "the %s is %g by %g points; 3 to 14400 are allowed", k, w, h)
		}
	}
	trim, hasTrim := c.box(p.dict["TrimBox"])
	art, hasArt := c.box(p.dict["ArtBox"])
	bleed, hasBleed := c.box(p.dict["BleedBox"])
	crop, hasCrop := c.box(p.from["CropBox"])
	switch {
	case !hasTrim && !hasArt:
		c.fail("x-boxes", p.number, "the page has no TrimBox")
	case hasTrim && hasArt:
		c.fail("x-boxes", p.number, "the page has both a TrimBox and an ArtBox")
	case hasArt:
		trim = art
	}
	within := func(inner string, a box, outer string, b box) {
		if !a.inside(b) {
			c.fail("x-boxes", p.number, "the %s reaches out of the %s", inner, outer)
		}
	}
	if hasTrim || hasArt {
		within("TrimBox", trim, "MediaBox", media)
		if hasBleed {
			within("TrimBox", trim, "BleedBox", bleed)
		}
	}
	if hasBleed {
		within("BleedBox", bleed, "MediaBox", media)
		if hasCrop {
			within("BleedBox", bleed, "CropBox", crop)
		}
	}
	if hasCrop {
		within("CropBox", crop, "MediaBox", media)
	}
}

// printed is the part of a page that annotations keep clear of in PDF/X.
func (c *checker) printed(p page) box {
	for _, v := range []any{p.dict["BleedBox"], p.dict["TrimBox"], p.dict["ArtBox"], p.from["CropBox"], p.from["MediaBox"]} {
		if b, ok := c.box(v); ok {
			return b
		}
	}
	return box{}
}
