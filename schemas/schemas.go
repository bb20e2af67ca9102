// Package schemas holds the schemas Colophon writes and validates against, and
// embeds them, so that the one binary is enough.
//
//   - TEIAll: all of TEI P5, the widest schema a file may follow
//   - Colophon: what Colophon itself writes; generated from colophon.odd and
//     tei_all.rng, and only ever narrower
//   - CMIF: the Correspondence Metadata Interchange Format
//   - Models: the content models and attributes of TEI P5 in a short notation,
//     which the TEI writer asks what may stand where
//
// ORIGIN.md says where the files come from. What is generated here is made by
// `make schema` (schemas/generate), which needs nothing but Go.
package schemas

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"sync"
)

//go:embed tei_all.rng.gz
var teiAllPacked []byte

//go:embed colophon.rng.gz
var colophonPacked []byte

//go:embed cmi-customization.rng
var cmif []byte

//go:embed tei_all.models
var models string

// TEIAll is tei_all.rng, TEI P5 4.12.0.
var TEIAll = sync.OnceValue(func() []byte { return unpack(teiAllPacked) })

// Colophon is colophon.rng.
var Colophon = sync.OnceValue(func() []byte { return unpack(colophonPacked) })

// CMIF is cmi-customization.rng.
func CMIF() []byte { return cmif }

// Models is the table the TEI writer reads; package schemas/generate states
// its notation.
func Models() string { return models }

// unpack cannot fail on what this package embeds; a test unpacks all.
func unpack(packed []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic("schemas: " + err.Error())
	}
	data, err := io.ReadAll(r)
	if err != nil {
		panic("schemas: " + err.Error())
	}
	return data
}
