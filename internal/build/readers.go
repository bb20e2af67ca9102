package build

import (
	"path"

	"colophon/internal/edition"
	"colophon/internal/read/record"
	"colophon/internal/source"
)

// reader is a kind of source: how its bytes become text, and the text documents.
type reader struct {
	kind string
	open func(p *plan, rel string) (*source.File, []byte, source.Diagnostics)
	read func(f *source.File, p *plan, rel, id string) ([]*edition.Document, *edition.Register, source.Diagnostics)
}

// readers is the table of sources.
var readers = map[string]reader{
	kindRecord: {kindRecord, (*plan).readFile, readRecord},
}

func readerOf(rel string) reader {
	return readers[or(kindOf(path.Base(rel)), kindRecord)]
}

func readRecord(f *source.File, p *plan, rel, id string) ([]*edition.Document, *edition.Register, source.Diagnostics) {
	docs, diags := record.Read(f, recordOptions(p, rel, id))
	return docs, nil, diags
}
