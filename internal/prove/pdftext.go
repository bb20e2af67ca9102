package prove

import "strings"

// openPDFTexts reads every document of a reading file through its structure
// tree: a Sect titled "document" and the document's id, in it what is titled
// "text".
func openPDFTexts(data []byte, how func(id string) reading) (map[string]*text, error) {
	root, err := openPDF(data)
	if err != nil {
		return nil, err
	}
	p := &pdfTexts{texts: map[string]*text{}, how: how}
	p.find(root)
	return p.texts, nil
}

type pdfTexts struct {
	texts map[string]*text
	notes map[string]int // id of a Note element → index in the text being read
	doc   *text
	how   func(id string) reading
	tei   bool // the document being read came from TEI
}

// find looks for documents.
func (p *pdfTexts) find(e *pdfElement) {
	for _, k := range e.kids {
		if k.element == nil {
			continue
		}
		id, ok := strings.CutPrefix(k.element.title, "document ")
		if !ok {
			p.find(k.element)
			continue
		}
		p.doc = new(text)
		p.tei = p.how(id).fromTEI
		p.notes = map[string]int{}
		p.texts[id] = p.doc
		b := newBuilder(p.doc)
		p.document(k.element, b)
		b.line()
	}
}

func (p *pdfTexts) document(e *pdfElement, b *builder) {
	for _, k := range e.kids {
		switch {
		case k.element == nil:
		case k.element.title == "apparatus":
			p.apparatus(k.element, b)
		case k.element.title == "text":
			p.kids(k.element, b)
		case k.element.role == "Note":
			p.note(k.element)
		case k.element.title == "from-text":
			p.fromText(k.element, b)
		default:
			p.document(k.element, b)
		}
	}
}

// apparatus looks for words of the text in what is not: a source given at the
// end, shown in the headnote.
func (p *pdfTexts) apparatus(e *pdfElement, b *builder) {
	for _, k := range e.kids {
		switch {
		case k.element == nil:
		case k.element.title == "from-text":
			p.fromText(k.element, b)
		default:
			p.apparatus(k.element, b)
		}
	}
}

func (p *pdfTexts) kids(e *pdfElement, b *builder) {
	for _, k := range e.kids {
		if k.element != nil {
			p.element(k.element, b)
		} else {
			b.write(joinHyphens(k.text), 0)
		}
	}
}

// joinHyphens takes out the hyphens set at line ends and what parts the lines
// after them.
func joinHyphens(s string) string {
	return strings.NewReplacer("\u00AD ", "", "\u00AD\n", "", "\u00AD", "").Replace(s)
}

// runOnRoles are the inline-level structure types (ISO 32000-1, 14.8.4.4);
// every other one ends a word.
var runOnRoles = map[string]bool{"Span": true, "Link": true, "Reference": true, "Quote": true,
	"Code": true, "BibEntry": true, "Annot": true, "NonStruct": true}

func (p *pdfTexts) element(e *pdfElement, b *builder) {
	switch {
	case e.title == "apparatus":
		p.readings(e)
	case e.title == "from-text":
		p.fromText(e, b)
	case strings.HasPrefix(e.title, "pb "):
		number, _, _ := strings.Cut(strings.TrimPrefix(e.title, "pb "), " = ")
		b.notation(pageBreak(number))
	case e.role == "Reference" && strings.HasPrefix(e.title, "note "):
		b.refer(p.noteIndex(strings.TrimPrefix(e.title, "note ")))
	case e.role == "Note" && e.id != "":
		p.note(e)
	case e.role == "Figure":
		b.line()
		b.write(e.alt, 0)
		b.line()
		p.kids(e, b)
		b.line()
	case e.hasActual:
		b.write(e.actual, 0)
	case e.role == "Link" && isAddress(e.uri) && !p.tei:
		b.write("[", 0)
		p.kids(e, b)
		b.write("]("+e.uri+")", 0)
	case runOnRoles[e.role] && e.title != "line":
		p.kids(e, b)
	default:
		b.line()
		p.kids(e, b)
		b.line()
	}
}

func (p *pdfTexts) fromText(e *pdfElement, b *builder) {
	s := b.segment(&segment{loose: true})
	if e.hasActual {
		s.write(e.actual, 0)
	}
	p.kids(e, s)
	s.line()
}

func (p *pdfTexts) noteIndex(id string) int {
	i, ok := p.notes[id]
	if !ok {
		i = len(p.doc.notes)
		p.doc.notes = append(p.doc.notes, &segment{})
		p.notes[id] = i
	}
	return i
}

// note reads a note's paragraphs; its number is ours.
func (p *pdfTexts) note(e *pdfElement) {
	s := p.doc.notes[p.noteIndex(e.id)]
	b := &builder{out: p.doc, into: &s.words, head: true}
	for _, k := range e.kids {
		switch {
		case k.element == nil:
			b.write(joinHyphens(k.text), 0)
		default:
			p.element(k.element, b)
		}
	}
	b.line()
}
