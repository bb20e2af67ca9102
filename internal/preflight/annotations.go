package preflight

import "slices"

// Types of annotations: those of ISO 32000-1, table 169 that ISO 19005-3,
// 6.3.1 allows.
var annotationTypes = []name{"Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline",
	"Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Widget", "PrinterMark", "TrapNet", "Watermark", "Redact"}

// Flags of annotations (ISO 32000-1, table 165).
const (
	flagInvisible    = 1 << 0
	flagHidden       = 1 << 1
	flagPrint        = 1 << 2
	flagNoView       = 1 << 5
	flagToggleNoView = 1 << 8
)

// checkAnnotations looks at the annotations of a page.
func (c *checker) checkAnnotations(p page) {
	for _, v := range c.list(p.dict["Annots"]) {
		c.spend(100)
		if d := c.file.dict(v); d != nil {
			c.checkAnnotation(p, v, d)
		}
	}
}

func (c *checker) checkAnnotation(p page, v any, d dict) {
	n := number0(v)
	at := n
	if at == 0 {
		at = p.number
	}
	kind := c.name(d["Subtype"])
	if !slices.Contains(annotationTypes, kind) {
		c.fail("annotation-type", at, "the annotation is of the type %q", kind)
	}
	flags, ok := c.int(d["F"])
	if kind != "Popup" {
		switch {
		case !ok:
			c.fail("annotation-flags", at, "the %s annotation has no F", kind)
		case flags&flagPrint == 0 || flags&(flagInvisible|flagHidden|flagNoView|flagToggleNoView) != 0:
			c.fail("annotation-flags", at, "the %s annotation is not printed, or hidden (F is %d)", kind, flags)
		}
	}
	c.checkLook(p, at, kind, d)
	c.checkPressAnnotation(p, at, kind, d)
	if kind == "Widget" && (d["AA"] != nil || d["A"] != nil) {
		c.fail("form-field", at, "the widget has an action")
	}
	if flags&flagHidden == 0 && kind != "Popup" && c.onPage(p, d) {
		c.checkAnnotationTags(n, at, kind, d)
	}
}

// onPage reports whether any of an annotation can be seen.
func (c *checker) onPage(p page, d dict) bool {
	b, ok := c.box(d["Rect"])
	v := p.from["CropBox"]
	if v == nil {
		v = p.from["MediaBox"]
	}
	crop, hasCrop := c.box(v)
	return !ok || !hasCrop || b.right >= crop.left && b.left <= crop.right && b.top >= crop.bottom && b.bottom <= crop.top
}

// checkLook looks at the appearance (ISO 19005-3, 6.3.3).
func (c *checker) checkLook(p page, at int, kind name, d dict) {
	look := c.file.dict(d["AP"])
	b, ok := c.box(d["Rect"])
	empty := ok && b.left == b.right && b.bottom == b.top
	if look == nil {
		if kind != "Link" && kind != "Popup" && !empty {
			c.fail("annotation-look", at, "the %s annotation has no appearance", kind)
		}
		return
	}
	if len(look) != 1 || look["N"] == nil {
		c.fail("annotation-look", at, "the %s annotation has other appearances than the normal one", kind)
	}
	q := &painter{checker: c, at: at, owner: at, resources: c.file.dict(p.from["Resources"])}
	normal := look["N"]
	button := kind == "Widget" && c.name(c.inherited(d, "FT")) == "Btn"
	if c.stm(normal) != nil {
		if button {
			c.fail("annotation-look", at, "the appearance of the button is not one for each of its states")
		}
		q.appearance(normal)
		return
	}
	if !button && normal != nil {
		c.fail("annotation-look", at, "the appearance of the %s annotation is not one stream", kind)
	}
	states := c.file.dict(normal)
	for _, k := range sortedKeys(states) {
		q.appearance(states[k])
	}
}

// appearance runs what an annotation looks like.
func (p *painter) appearance(v any) {
	p.checkGroup(number0(v), p.file.dict(v)["Group"])
	p.inside(v, false)
}

func (c *checker) checkPressAnnotation(p page, at int, kind name, d dict) {
	if a := c.file.dict(d["A"]); a != nil || d["AA"] != nil {
		c.fail("x-action", at, "the %s annotation has an action %s", kind, c.name(a["S"]))
	}
	if kind == "TrapNet" || kind == "PrinterMark" {
		return
	}
	b, ok := c.box(d["Rect"])
	if !ok || b.touches(c.printed(p)) {
		c.fail("x-annotation", at, "the %s annotation reaches into the bleed box", kind)
	}
}

// checkAnnotationTags is ISO 14289-1, 7.18.
func (c *checker) checkAnnotationTags(n, at int, kind name, d dict) {
	if kind == "TrapNet" {
		c.fail("annotation-trap", at, "there is a TrapNet annotation")
	}
	e := c.element(n)
	if kind == "PrinterMark" {
		if e != nil {
			c.fail("printer-mark", at, "the PrinterMark annotation is in the structure tree")
		}
		return
	}
	c.checkAnnotationText(at, kind, d, e)
	if c.tree == nil || c.tree.root == nil {
		return
	}
	if e == nil {
		c.fail("annotation-tagged", at, "the %s annotation is not in the structure tree", kind)
		return
	}
	c.checkAnnotationPlace(at, kind, e)
	key, ok := c.int(d["StructParent"])
	if !ok {
		c.fail("annotation-tagged", at, "the %s annotation has no StructParent", kind)
	} else if number0(c.tree.parents[key]) != e.number {
		c.fail("annotation-tagged", at, "the parent tree gives the %s annotation to %s, the structure tree to object %d",
			kind, objectName(number0(c.tree.parents[key])), e.number)
	}
}

// checkAnnotationText asks for the text that says what an annotation is.
func (c *checker) checkAnnotationText(at int, kind name, d dict, e *node) {
	alt := e != nil && c.text(e.dict["Alt"]) != ""
	switch {
	case kind == "Widget":
		if c.text(c.fieldOf(d)["TU"]) == "" && !alt {
			c.fail("annotation-text", at, "the form field has no TU")
		}
	case c.text(d["Contents"]) != "":
	case kind == "Link":
		c.fail("link-text", at, "the Link annotation has no Contents")
	case !alt:
		c.fail("annotation-text", at, "the %s annotation has no Contents", kind)
	}
	if d["Contents"] != nil || kind == "Widget" && c.fieldOf(d)["TU"] != nil {
		c.needsLanguage(at, e, "the text of the annotation")
	}
}

// checkAnnotationPlace asks for the element that each kind of annotation must be
// in.
func (c *checker) checkAnnotationPlace(at int, kind name, e *node) {
	switch kind {
	case "Link":
		if e.kind != "Link" && (e.parent == nil || e.parent.kind != "Link") {
			c.fail("link", at, "the Link annotation is in %s", e.kind)
		}
	case "Widget":
		if e.kind != "Form" {
			c.fail("widget", at, "the Widget annotation is in %s", e.kind)
		}
	default:
		if e.kind != "Annot" {
			c.fail("annotation-tagged", at, "the %s annotation is in %s, not in Annot", kind, e.kind)
		}
	}
}

// fieldOf is the form field that a widget shows: itself, where it has a name or
// no parent, or what it is a kid of.
func (c *checker) fieldOf(d dict) dict {
	for range 50 {
		up := c.file.dict(d["Parent"])
		if d["T"] != nil || up == nil {
			return d
		}
		d = up
	}
	return d
}

// inherited finds a key in a form field or in those above it.
func (c *checker) inherited(d dict, key name) any {
	for range 50 {
		if d == nil || d[key] != nil {
			break
		}
		d = c.file.dict(d["Parent"])
	}
	return d[key]
}

// element is the structure element that holds an annotation; nil for none.
func (c *checker) element(n int) *node {
	if c.tree == nil || n == 0 {
		return nil
	}
	return c.tree.objects[n]
}
