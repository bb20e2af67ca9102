package pdf

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/go-pdf/fpdf"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"colophon/internal/typeset"
)

// noConfigFolder keeps pdfcpu from writing a folder of its own into the user's
// home.
var noConfigFolder = sync.OnceFunc(api.DisableConfigDir)

// The numbers of the objects that every file begins with: the page tree, the
// resources all pages share, then each page and its content.
const (
	treeObject = 1 + iota
	resourcesObject
	firstPage
)

// chunk is how many pages fpdf holds at once. It keeps every page in memory
// three times until it is done; a long book is written piece by piece. With 256
// a book of 362 pages took 42 MB more than its pages, with 64 25 MB, and no
// longer; with 16 it took as much and twice as long.
const chunk = 64

// finish paints and writes the whole file: pages first, then what is theirs.
func (w *writer) finish(out io.Writer) error {
	noConfigFolder()
	n := len(w.book.Pages)
	w.out = newFile(out, w.kind.version(), firstPage+2*n, w.kind.classic())
	for i := range n {
		w.pages = append(w.pages, firstPage+2*i)
	}
	for from := 0; from < n; from += chunk {
		if err := w.writeChunk(from, min(from+chunk, n)); err != nil {
			return err
		}
	}
	w.writeTree()
	w.writeResources(resourcesObject)
	catalog := w.out.reserve()
	entries := w.kind.catalog(w)
	w.out.object(catalog, fmt.Appendf(nil, "<</Type/Catalog/Pages %d 0 R%s>>", treeObject, entries))
	info := w.out.reserve()
	w.out.object(info, w.kind.info(w.about))
	return w.out.finish(catalog, info)
}

// writeChunk lets fpdf write some pages, reads its file and writes them under
// our numbers, completed.
func (w *writer) writeChunk(from, to int) error {
	contents := w.paintPages(from, to)
	raw, err := w.layPages(from, contents)
	if err != nil {
		return err
	}
	ctx, err := api.ReadContext(bytes.NewReader(raw), model.NewDefaultConfiguration())
	if err != nil {
		return fmt.Errorf("reading the painted pages: %w", err)
	}
	pages, err := pagesOf(ctx)
	if err != nil {
		return err
	}
	for i, page := range pages {
		sd, ok := objectOf(ctx, page["Contents"]).(types.StreamDict)
		if !ok || !bytes.Contains(sd.Raw, contents[i]) {
			return fmt.Errorf("reading the painted pages: page %d has lost its content", from+i+1)
		}
		w.out.rawStream(w.pages[from+i]+1, "/Filter/FlateDecode", contents[i])
		w.writePage(from+i, page)
	}
	return w.out.err
}

// paintPages gives the contents of some pages, deflated on all cores.
func (w *writer) paintPages(from, to int) [][]byte {
	contents := make([][]byte, to-from)
	for i := range contents {
		p := w.book.Pages[from+i]
		contents[i] = append(bytes.Clone(w.painter.paint(from+i, p)), w.kind.marks(p)...)
	}
	w.deflaters.all(contents)
	return contents
}

// layPages lets fpdf write pages into a file. It has their contents deflated,
// and copies them three times: as they were painted, they would be four times as
// long. What it writes before them, a pen and a colour that every page begins
// with anyway (ISO 32000-1, 8.4.1), stays behind.
func (w *writer) layPages(from int, contents [][]byte) ([]byte, error) {
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: w.sheet(w.book.Pages[from])})
	doc.SetCompression(false)
	doc.SetAutoPageBreak(false, 0)
	doc.SetCatalogSort(true)
	doc.SetCreationDate(w.about.date)
	doc.SetModificationDate(w.about.date)
	for i, content := range contents {
		doc.AddPageFormat("P", w.sheet(w.book.Pages[from+i]))
		doc.RawWriteBuf(bytes.NewReader(content))
	}
	var b bytes.Buffer
	err := doc.Output(&b)
	return b.Bytes(), err
}

func (w *writer) sheet(p *typeset.Page) fpdf.SizeType {
	return fpdf.SizeType{Wd: p.Width + 2*w.dx, Ht: p.Height + 2*w.dy}
}

// pagesOf finds the pages of fpdf's file, in order.
func pagesOf(ctx *model.Context) ([]types.Dict, error) {
	catalog, err := ctx.Catalog()
	if err != nil {
		return nil, fmt.Errorf("reading the painted pages: %w", err)
	}
	tree, _ := objectOf(ctx, catalog["Pages"]).(types.Dict)
	var pages []types.Dict
	for _, kid := range tree.ArrayEntry("Kids") {
		if d, ok := objectOf(ctx, kid).(types.Dict); ok {
			pages = append(pages, d)
		}
	}
	return pages, nil
}

func objectOf(ctx *model.Context, o types.Object) types.Object {
	if r, ok := o.(types.IndirectRef); ok {
		if e, ok := ctx.Table[r.ObjectNumber.Value()]; ok {
			return e.Object
		}
	}
	return o
}

// writePage writes a page. fpdf's Group is left behind: it would make every
// page transparent, in RGB. So is its MediaBox: it is rounded to hundredths,
// and the bleed would not lie within.
func (w *writer) writePage(i int, d types.Dict) {
	delete(d, "Group")
	delete(d, "MediaBox")
	d["Parent"] = *types.NewIndirectRef(treeObject, 0)
	d["Resources"] = *types.NewIndirectRef(resourcesObject, 0)
	d["Contents"] = *types.NewIndirectRef(w.pages[i]+1, 0)
	body := serialise(nil, d)
	body = append(body[:len(body)-2], w.pageEntries(i)...)
	w.out.object(w.pages[i], append(body, ">>"...))
}

// writeTree writes the page tree: one level, which readers of today take.
func (w *writer) writeTree() {
	b := []byte("<</Type/Pages/Kids[")
	for _, n := range w.pages {
		b = append(ref(b, n), ' ')
	}
	w.out.object(treeObject, fmt.Appendf(b, "]/Count %d>>", len(w.pages)))
}

// pageEntries are the boxes of a page, its links and its place in the tags.
func (w *writer) pageEntries(i int) []byte {
	p := w.book.Pages[i]
	sheet, bleed := w.kind.frame()
	var b []byte
	for _, x := range []struct {
		key    string
		margin float64
	}{{"/MediaBox", sheet}, {"/BleedBox", bleed}, {"/TrimBox", 0}} {
		b = append(append(b, x.key...), '[')
		for _, v := range []float64{sheet - x.margin, sheet - x.margin, sheet + p.Width + x.margin, sheet + p.Height + x.margin} {
			b = append(fixed(b, v), ' ')
		}
		b = append(b, ']')
	}
	if !w.kind.tagged() {
		return b
	}
	if annots := w.annotations(i); len(annots) > 0 {
		b = append(append(append(b, "/Tabs/S/Annots["...), annots...), ']')
	}
	return fmt.Appendf(b, "/StructParents %d", i)
}

// annotations writes the links of a page (ISO 32000-1, 12.5.6.5) and gives
// references to them.
func (w *writer) annotations(i int) []byte {
	p := w.book.Pages[i]
	var refs []byte
	for _, item := range p.Items {
		l, ok := item.(*typeset.Link)
		if !ok {
			continue
		}
		action := w.action(l.Target)
		if action == nil || w.painter.slot(l.Tag).Element == nil {
			continue
		}
		key := len(w.book.Pages) + w.keys
		w.keys++
		object := w.out.reserve()
		b := []byte("<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[")
		for _, v := range []float64{l.X + w.dx, p.Height - l.Y - l.Height + w.dy, l.X + l.Width + w.dx, p.Height - l.Y + w.dy} {
			b = append(fixed(b, v), ' ')
		}
		b = fmt.Appendf(b, "]/P %d 0 R/StructParent %d/Contents%s", w.pages[i], key, text(w.contents(l.Target)))
		w.out.object(object, append(append(b, action...), ">>"...))
		w.links[l.Tag] = append(w.links[l.Tag], annotation{object, key, i})
		refs = append(ref(refs, object), ' ')
	}
	return refs
}

// action is where a link leads: a place in the book, or an address.
func (w *writer) action(target string) []byte {
	if _, ok := w.book.Places[target]; ok {
		return append([]byte("/Dest"), w.destination(target)...)
	}
	if !strings.Contains(target, ":") {
		return nil
	}
	return []byte("/A<</S/URI/URI(" + escapeLiteral(asciiURI(target)) + ")>>")
}

// asciiURI writes an address in seven bits: an IRI's other characters are
// percent-encoded (RFC 3987, 3.1).
func asciiURI(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' || s[i] > '~' {
			fmt.Fprintf(&b, "%%%02X", s[i])
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func (w *writer) contents(target string) string {
	return shortened(orElse(clean(w.book.Links[target]), clean(target)), longestLine)
}

// writeResources writes the one resource dictionary that all pages share.
func (w *writer) writeResources(number int) {
	b := []byte("<</Font<<")
	for _, f := range w.painter.fonts {
		n := w.out.reserve()
		f.write(w.out, n)
		b = ref(append(append(append(b, '/'), f.name...), ' '), n)
	}
	b = append(b, ">>"...)
	keys := make([]string, 0, len(w.painter.images))
	for key := range w.painter.images {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	if len(keys) > 0 {
		b = append(b, "/XObject<<"...)
		for _, key := range keys {
			n := w.out.reserve()
			w.writeImage(n, key)
			b = ref(append(append(b, name(imageName(key))...), ' '), n)
		}
		b = append(b, ">>"...)
	}
	w.out.object(number, append(b, ">>"...))
}

// serialise writes an object as pdfcpu holds it; dictionaries in the order of
// their keys, so that the bytes are the same every time.
func serialise(b []byte, o types.Object) []byte {
	switch o := o.(type) {
	case types.Dict:
		keys := make([]string, 0, len(o))
		for k := range o {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		b = append(b, "<<"...)
		for _, k := range keys {
			b = append(append(b, name(k)...), ' ')
			b = serialise(b, o[k])
		}
		return append(b, ">>"...)
	case types.Array:
		b = append(b, '[')
		for _, x := range o {
			b = append(serialise(b, x), ' ')
		}
		return append(b, ']')
	case types.IndirectRef:
		return ref(b, o.ObjectNumber.Value())
	case types.Name:
		return append(b, name(o.Value())...)
	case types.Integer:
		return fmt.Appendf(b, "%d", o.Value())
	case types.Float:
		return fixed(b, o.Value())
	case types.Boolean:
		return fmt.Appendf(b, "%t", o.Value())
	case types.StringLiteral:
		return append(append(append(b, '('), o.Value()...), ')')
	case types.HexLiteral:
		return append(append(append(b, '<'), o.Value()...), '>')
	}
	return append(b, "null"...)
}
