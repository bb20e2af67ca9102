package epub

import (
	"strconv"
	"strings"

	"colophon/internal/edition"
)

// terms are the rights that several documents share. They are told once, in the
// imprint: a licence in full under each of three hundred letters is noise.
type terms struct {
	texts []string       // in the order in which they first occur
	count map[string]int // how many documents have each of all rights
}

// gatherTerms finds the rights that documents share.
func (b *book) gatherTerms() {
	b.terms.count = map[string]int{}
	for _, d := range b.documents {
		text := strings.TrimSpace(d.Meta.Rights)
		if text == "" {
			continue
		}
		b.terms.count[text]++
		if b.terms.count[text] == 2 {
			b.terms.texts = append(b.terms.texts, text)
		}
	}
}

// rightsOf says whose the rights in a document are, where it is not said in the
// imprint of all documents alike: of shared rights the imprint has the words.
func (b *book) rightsOf(d *edition.Document) []fact {
	text := strings.TrimSpace(d.Meta.Rights)
	switch {
	case text == "" || len(b.terms.count) == 1 && len(b.terms.texts) == 1:
		return nil
	case b.terms.count[text] < 2:
		return []fact{{key: "rights", value: text}}
	}
	c := b.chapterOf[d]
	return []fact{{key: "rights", write: func() {
		c.out.raw("<a")
		c.out.href(target{id: termsID(b.terms.number(text))})
		c.out.raw(">")
		c.out.text(b.label("imprint"))
		c.out.raw("</a>")
	}}}
}

func (t terms) number(text string) int {
	for i, x := range t.texts {
		if x == text {
			return i + 1
		}
	}
	return 0
}

func termsID(n int) string { return "terms-" + strconv.Itoa(n) }

// sharedTerms writes the rights that documents share into the imprint.
func (c *chapter) sharedTerms() {
	for i, text := range c.book.terms.texts {
		if i == 0 {
			c.out.raw(`<h2 class="head">`)
			c.out.text(c.book.label("rights"))
			c.out.raw("</h2>\n")
		}
		c.out.raw(`<p class="terms" id="`, termsID(i+1), `">`)
		c.out.text(text)
		c.out.raw("</p>\n")
	}
}

// placeTerms notes where they came to stand.
func (b *book) placeTerms(f *file) {
	for i := range b.terms.texts {
		b.place(target{id: termsID(i + 1)}, f.name+"#"+termsID(i+1))
	}
}
