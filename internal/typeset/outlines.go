package typeset

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// The shaper needs no outlines where a face places its marks itself (GPOS): it
// asks for their extents only to place marks by eye. Parsed, they take 38 MB of
// the long test edition's 240, and most of the time it takes to open a face; so
// they are parsed when the picture of a glyph is asked for, and not before.

// parse reads what shaping needs of a font.
func parse(data []byte, loader *opentype.Loader) (*font.Font, error) {
	if !loader.HasTable(opentype.MustNewTag("GPOS")) {
		return font.NewFont(loader)
	}
	bare, err := opentype.NewLoader(withoutOutlines(data))
	if err != nil {
		return nil, err
	}
	return font.NewFont(bare)
}

// withoutOutlines is a font file as a parser sees it that must not find its
// outlines: their two entries in the table directory have another name.
func withoutOutlines(data []byte) opentype.Resource {
	head := bytes.Clone(data[:min(len(data), 12+16*int(u16(data, 4)))])
	for at := 12; at+16 <= len(head); at += 16 {
		if tag := string(head[at : at+4]); tag == "glyf" || tag == "loca" {
			head[at+3] = '-'
		}
	}
	return io.NewSectionReader(patched{head, data}, 0, int64(len(data)))
}

// patched is data that begins otherwise.
type patched struct{ head, data []byte }

func (p patched) ReadAt(to []byte, off int64) (int, error) {
	n, err := bytes.NewReader(p.data).ReadAt(to, off)
	if off < int64(len(p.head)) {
		copy(to[:n], p.head[off:])
	}
	return n, err
}

// outlines is the whole font, once a glyph's outline was asked for.
type outlines struct {
	once sync.Once
	font *font.Font
}

func (f *Face) whole() *font.Font {
	f.outlines.once.Do(func() {
		f.outlines.font, _ = parseWhole(f.Data)
		if f.outlines.font == nil {
			f.outlines.font = f.font
		}
	})
	return f.outlines.font
}

func parseWhole(data []byte) (_ *font.Font, err error) {
	defer func() { // see LoadFace
		if recover() != nil {
			err = errors.New("the outlines are broken")
		}
	}()
	loader, err := opentype.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return font.NewFont(loader)
}
