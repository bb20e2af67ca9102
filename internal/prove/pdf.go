package prove

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// pdfFile is a PDF opened for reading by its structure tree: what a screen
// reader speaks, not what a page looks like.
type pdfFile struct {
	ctx   *model.Context
	pages map[int]map[int]string // page object number → MCID → text
	cmaps map[int]*cmap          // font object number → its ToUnicode
	drawn map[int]*drawnFont     // font object number → what it draws
}

// element is one structure element, read.
type pdfElement struct {
	role, id, title string
	actual, alt     string
	hasActual       bool
	uri             string // of a link annotation that belongs to it
	kids            []pdfKid
}

// pdfKid is a child element or a stretch of text.
type pdfKid struct {
	element *pdfElement
	text    string
}

// openPDF reads a file and gives the root of its structure.
func openPDF(data []byte) (root *pdfElement, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("not a PDF that can be read: %v", r)
		}
	}()
	f, err := openFile(data)
	if err != nil {
		return nil, err
	}
	catalog, err := f.ctx.Catalog()
	if err != nil {
		return nil, err
	}
	tree := f.dict(catalog["StructTreeRoot"])
	if tree == nil {
		return nil, fmt.Errorf("the PDF has no structure tree")
	}
	root = &pdfElement{role: "StructTreeRoot"}
	err = f.kids(root, tree["K"], 0, 0)
	return root, err
}

func openFile(data []byte) (*pdfFile, error) {
	api.DisableConfigDir()
	ctx, err := api.ReadContext(bytes.NewReader(data), model.NewDefaultConfiguration())
	if err != nil {
		return nil, err
	}
	return &pdfFile{ctx: ctx, pages: map[int]map[int]string{}, cmaps: map[int]*cmap{}, drawn: map[int]*drawnFont{}}, nil
}

func (f *pdfFile) deref(o types.Object) types.Object {
	o, _ = f.ctx.Dereference(o)
	return o
}

func (f *pdfFile) dict(o types.Object) types.Dict {
	switch o := f.deref(o).(type) {
	case types.Dict:
		return o
	case types.StreamDict:
		return o.Dict
	case *types.StreamDict:
		return o.Dict
	}
	return nil
}

func objectNumber(o types.Object) int {
	if r, ok := o.(types.IndirectRef); ok {
		return r.ObjectNumber.Value()
	}
	return 0
}

// deepest is how many structure elements may nest.
const deepest = 400

// kids reads a K entry: a marked-content id, a dictionary or an array of them.
func (f *pdfFile) kids(into *pdfElement, k types.Object, page, depth int) error {
	if depth > deepest {
		return fmt.Errorf("structure elements nest deeper than %d", deepest)
	}
	switch o := f.deref(k).(type) {
	case nil:
		return nil
	case types.Integer:
		return f.marked(into, page, o.Value())
	case types.Array:
		for _, x := range o {
			if err := f.kids(into, x, page, depth); err != nil {
				return err
			}
		}
		return nil
	case types.Dict:
		return f.kid(into, o, page, depth)
	}
	return nil
}

func (f *pdfFile) kid(into *pdfElement, d types.Dict, page, depth int) error {
	if n := objectNumber(d["Pg"]); n != 0 {
		page = n
	}
	switch f.name(d["Type"]) {
	case "MCR":
		if id, ok := f.deref(d["MCID"]).(types.Integer); ok {
			return f.marked(into, page, id.Value())
		}
		return nil
	case "OBJR":
		if action := f.dict(f.dict(d["Obj"])["A"]); action != nil {
			into.uri = f.str(action["URI"])
		}
		return nil
	}
	e := &pdfElement{role: f.name(d["S"]), id: f.str(d["ID"]), title: f.str(d["T"])}
	if d["ActualText"] != nil {
		e.actual, e.hasActual = f.str(d["ActualText"]), true
	}
	e.alt = f.str(d["Alt"])
	into.kids = append(into.kids, pdfKid{element: e})
	return f.kids(e, d["K"], page, depth+1)
}

func (f *pdfFile) marked(into *pdfElement, page, id int) error {
	texts, ok := f.pages[page]
	if !ok {
		var err error
		if texts, err = f.page(page); err != nil {
			return err
		}
		f.pages[page] = texts
	}
	into.kids = append(into.kids, pdfKid{text: texts[id]})
	return nil
}

// page reads the text of every marked-content id of a page.
func (f *pdfFile) page(number int) (map[int]string, error) {
	d := f.dict(*types.NewIndirectRef(number, 0))
	if d == nil {
		return nil, fmt.Errorf("a structure element names page object %d, which is none", number)
	}
	content, err := f.contents(d)
	if err != nil {
		return nil, err
	}
	r := &contentReader{fonts: f.fonts(d), texts: map[int]*strings.Builder{}}
	r.run(content)
	out := make(map[int]string, len(r.texts))
	for id, b := range r.texts {
		out[id] = b.String()
	}
	return out, nil
}

func (f *pdfFile) stream(o types.Object) ([]byte, error) {
	s, _, err := f.ctx.DereferenceStreamDict(o)
	if err != nil || s == nil {
		return nil, fmt.Errorf("a page has no content: %w", err)
	}
	if err := s.Decode(); err != nil {
		return nil, err
	}
	return s.Content, nil
}

// fonts maps the names of a page's fonts to their ToUnicode tables.
func (f *pdfFile) fonts(page types.Dict) map[string]*cmap {
	out := map[string]*cmap{}
	for page != nil {
		if resources := f.dict(page["Resources"]); resources != nil {
			for name, o := range f.dict(resources["Font"]) {
				out[name] = f.toUnicode(o)
			}
			return out
		}
		page = f.dict(page["Parent"])
	}
	return out
}

func (f *pdfFile) toUnicode(font types.Object) *cmap {
	n := objectNumber(font)
	if c, ok := f.cmaps[n]; ok && n != 0 {
		return c
	}
	c := &cmap{}
	if d := f.dict(font); d != nil && d["ToUnicode"] != nil {
		if data, err := f.stream(d["ToUnicode"]); err == nil {
			c = readCMap(data)
		}
	}
	f.cmaps[n] = c
	return c
}

func (f *pdfFile) name(o types.Object) string {
	n, _ := f.deref(o).(types.Name)
	return string(n)
}

// str is a text string: UTF-16 or UTF-8 with a byte order mark, else bytes.
func (f *pdfFile) str(o types.Object) string {
	var raw []byte
	switch s := f.deref(o).(type) {
	case types.StringLiteral:
		b, err := types.Unescape(s.Value())
		if err != nil {
			return ""
		}
		raw = b
	case types.HexLiteral:
		b, err := s.Bytes()
		if err != nil {
			return ""
		}
		raw = b
	}
	return textString(raw)
}

func textString(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return utf16Text(raw[2:])
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		return string(raw[3:])
	}
	r := make([]rune, len(raw))
	for i, b := range raw {
		r[i] = rune(b)
	}
	return string(r)
}

func utf16Text(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(units))
}
