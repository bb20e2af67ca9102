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

// paintPages lets fpdf write all pages.
func (w *writer) paintPages() ([]byte, error) {
	size := fpdf.SizeType{Wd: 432, Ht: 648}
	if len(w.book.Pages) > 0 {
		size = w.sheet(w.book.Pages[0])
	}
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: size})
	doc.SetCompression(false) // the finishing pass does it, with one writer for all pages
	doc.SetAutoPageBreak(false, 0)
	doc.SetCatalogSort(true)
	doc.SetCreationDate(w.about.date)
	doc.SetModificationDate(w.about.date)
	for i, p := range w.book.Pages {
		doc.AddPageFormat("P", w.sheet(p))
		content := w.painter.paint(i, p)
		doc.RawWriteBuf(bytes.NewReader(append(content, w.kind.marks(p)...)))
	}
	var b bytes.Buffer
	err := doc.Output(&b)
	return b.Bytes(), err
}

func (w *writer) sheet(p *typeset.Page) fpdf.SizeType {
	return fpdf.SizeType{Wd: p.Width + 2*w.dx, Ht: p.Height + 2*w.dy}
}

// finish reads fpdf's file and writes ours: its objects under their numbers,
// the pages completed, then all that is new.
func (w *writer) finish(out io.Writer, raw []byte) error {
	noConfigFolder()
	ctx, err := api.ReadContext(bytes.NewReader(raw), model.NewDefaultConfiguration())
	if err != nil {
		return fmt.Errorf("reading the painted pages: %w", err)
	}
	w.out = newFile(out, w.kind.version(), ctx.MaxObjNr+1, w.kind.classic())
	root, resources := w.collectPages(ctx)
	w.writePages(ctx, root, resources)
	w.writeResources(resources)
	catalog := w.out.reserve()
	entries := w.kind.catalog(w)
	w.out.object(catalog, fmt.Appendf(nil, "<</Type/Catalog/Pages %d 0 R%s>>", root, entries))
	info := w.out.reserve()
	w.out.object(info, w.kind.info(w.about))
	return w.out.finish(catalog, info)
}

// collectPages finds the page tree's root, the pages in order, and the number
// of the resources they share.
func (w *writer) collectPages(ctx *model.Context) (root, resources int) {
	catalog, err := ctx.Catalog()
	if err != nil {
		return 0, 0
	}
	if r := catalog.IndirectRefEntry("Pages"); r != nil {
		root = r.ObjectNumber.Value()
	}
	tree := dictOf(ctx, root)
	for _, kid := range tree.ArrayEntry("Kids") {
		if r, ok := kid.(types.IndirectRef); ok {
			w.pages = append(w.pages, r.ObjectNumber.Value())
		}
	}
	if len(w.pages) > 0 {
		if r := dictOf(ctx, w.pages[0]).IndirectRefEntry("Resources"); r != nil {
			resources = r.ObjectNumber.Value()
		}
	}
	return root, resources
}

func dictOf(ctx *model.Context, number int) types.Dict {
	if e, ok := ctx.Table[number]; ok {
		if d, ok := e.Object.(types.Dict); ok {
			return d
		}
	}
	return nil
}

// writePages writes the page tree, the pages and their contents. fpdf's
// /Group is left behind: it would make every page transparent, in RGB.
func (w *writer) writePages(ctx *model.Context, root, resources int) {
	tree := dictOf(ctx, root)
	delete(tree, "MediaBox")
	w.out.object(root, serialise(nil, tree))
	contents := make([]int, len(w.pages))
	streams := make([][]byte, len(w.pages))
	for i, number := range w.pages {
		contents[i] = dictOf(ctx, number).IndirectRefEntry("Contents").ObjectNumber.Value()
		if sd, ok := ctx.Table[contents[i]].Object.(types.StreamDict); ok {
			streams[i] = sd.Raw
		}
	}
	deflateAll(streams, func(i int, deflated []byte) {
		w.out.rawStream(contents[i], "/Filter/FlateDecode", deflated)
	})
	for i, number := range w.pages {
		d := dictOf(ctx, number)
		delete(d, "Group")
		delete(d, "MediaBox") // fpdf rounds to hundredths; the bleed would not lie within
		body := serialise(nil, d)
		body = body[:len(body)-2]
		body = append(body, w.pageEntries(i)...)
		w.out.object(number, append(body, ">>"...))
	}
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
	return orElse(clean(w.book.Links[target]), clean(target))
}

// writeResources writes the one resource dictionary that all pages share.
func (w *writer) writeResources(number int) {
	if number == 0 {
		return
	}
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
