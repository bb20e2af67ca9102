package epub

import (
	"regexp"
	"strings"
)

// w3cDate is a date as dc:date wants it.
var w3cDate = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)

// accessibility says what is so (EPUB Accessibility 1.1, 2 discovery metadata).
// What states somebody's evaluation is written only where it was declared.
func (m *metadata) accessibility() {
	b := m.book
	pictures := b.hasPictures()
	m.meta("schema:accessMode", "textual")
	if pictures {
		m.meta("schema:accessMode", "visual")
	}
	if pictures && !b.described {
		m.meta("schema:accessModeSufficient", "textual,visual")
	} else {
		m.meta("schema:accessModeSufficient", "textual")
	}
	for _, f := range b.features() {
		m.meta("schema:accessibilityFeature", f)
	}
	m.meta("schema:accessibilityHazard", b.hazard())
	m.meta("schema:accessibilitySummary", b.summary(pictures))
	o := b.options
	if o.ConformsTo != "" {
		m.meta("dcterms:conformsTo", o.ConformsTo)
	}
	if o.Certifier != "" {
		c := m.meta("a11y:certifiedBy", o.Certifier)
		if address := webAddress(o.Report); address != "" {
			link := m.e.CreateElement("link")
			link.CreateAttr("rel", "a11y:certifierReport")
			link.CreateAttr("refines", "#"+m.id(c))
			link.CreateAttr("href", address)
		}
	}
}

// hazard is none, but for GIFs, which may flash: nobody has looked.
func (b *book) hazard() string {
	for _, img := range b.pictures.list {
		if img.mediaType == "image/gif" {
			return "unknown"
		}
	}
	return "none"
}

func (b *book) hasPictures() bool {
	for _, img := range b.pictures.list {
		if img.content {
			return true
		}
	}
	return false
}

func (b *book) features() []string {
	features := []string{"structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "ARIA"}
	if b.described && b.hasPictures() {
		features = append(features, "alternativeText")
	}
	if len(b.pageList) > 0 {
		features = append(features, "pageNavigation", "pageBreakMarkers")
	}
	for _, r := range b.registers() {
		if b.names.taken(r.key) {
			return append(features, "index")
		}
	}
	return features
}

// summary says in a few sentences of the edition's language what the features
// say in words for machines.
func (b *book) summary(pictures bool) string {
	sentences := []string{b.label("accessibility.text")}
	if len(b.pageList) > 0 {
		sentences = append(sentences, b.label("accessibility.pages"))
	}
	if pictures && b.described {
		sentences = append(sentences, b.label("accessibility.pictures"))
	}
	return strings.Join(sentences, " ")
}
