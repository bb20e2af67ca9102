package build

import (
	"path"

	"colophon/internal/edition"
	"colophon/internal/read/record"
	"colophon/internal/read/tei"
	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// content is what a source file holds.
type content struct {
	documents []*edition.Document
	sections  []*edition.Section // chapters over documents of one file
	register  edition.Register
	title     []edition.Inline  // of the file as a whole
	nodes     map[string]string // where each document stands in the file
	included  []inclusion
	links     edition.Links
	corpus    []edition.Kept   // of the header of a corpus
	series    []edition.Inline // of the series or edition the file says it belongs to
	part      string           // the root of a file that is a part of a document
}

// reader is a kind of source: how its bytes become text, and the text documents.
type reader struct {
	kind   string
	decode func(shown string, raw []byte, declared string) (*source.File, source.Diagnostics)
	read   func(p *plan, f *source.File, rel, id string) (content, source.Diagnostics)
}

// readers is the table of sources.
var readers = map[string]reader{
	kindRecord: {kindRecord, decode, readRecord},
	kindTEI:    {kindTEI, decodeXML, readTEI},
}

func readerOf(rel string) reader {
	return readers[or(kindOf(path.Base(rel)), kindRecord)]
}

func readRecord(p *plan, f *source.File, rel, id string) (content, source.Diagnostics) {
	docs, diags := record.Read(f, recordOptions(p, rel, id))
	return content{documents: docs}, diags
}

func readTEI(p *plan, f *source.File, rel, id string) (content, source.Diagnostics) {
	o := teiReadOptions(p, rel, id)
	included := p.including(rel, &o)
	invalid := p.sourceValid(f, rel)
	r, diags := tei.Read(f, o)
	if wrong := invalid(); r != nil && r.Part == "" && !diags.HasErrors() {
		diags = append(diags, wrong...)
	}
	if r == nil {
		return content{}, diags
	}
	return content{r.Documents, r.Sections, r.Register, r.Title, r.Nodes, included(r), r.Links, r.Corpus, r.Series, r.Part}, diags
}

// decodeXML leaves the encoding to what the file itself declares, as XML asks.
func decodeXML(shown string, raw []byte, declared string) (*source.File, source.Diagnostics) {
	if blank(raw) {
		return fail(shown, source.FileEmpty, "the file is empty")
	}
	if what := magicOf(raw); what != "" {
		return fail(shown, source.FileBinary, "the file is not a text: %s", what)
	}
	f, err := xmlread.Decode(shown, raw)
	if err != nil {
		return nil, source.Diagnostics{xmlread.NotDecoded(shown, err)}
	}
	return f, nil
}
