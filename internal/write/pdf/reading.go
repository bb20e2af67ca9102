package pdf

import (
	"crypto/md5"
	"embed"
	"fmt"
	"path"
	"slices"

	"colophon/internal/typeset"
)

// profiles are the two colour profiles of the reading file: gray for the
// output intent, sRGB for colour images (zlib licence, profiles/LICENSE).
//
//go:embed profiles/Gray.icc profiles/sRGB.icc
var profiles embed.FS

func profile(name string) []byte {
	b, err := profiles.ReadFile(path.Join("profiles", name))
	if err != nil {
		panic(err) // the embed directive above names it
	}
	return b
}

// reading is the file for reading and the archive: PDF 1.7, PDF/A-3u,
// PDF/UA-1.
type reading struct{}

func (reading) version() string               { return "1.7" }
func (reading) classic() bool                 { return false }
func (reading) tagged() bool                  { return true }
func (reading) colour() bool                  { return true }
func (reading) inks() *inks                   { return nil }
func (reading) frame() (sheet, bleed float64) { return 0, 0 }
func (reading) marks(*typeset.Page) []byte    { return nil }
func (reading) info(d description) []byte     { return d.info("") }

// catalog writes tags, outline, metadata, output intent and attachments.
func (reading) catalog(w *writer) []byte {
	tree := &structure{out: w.out, pages: w.pages, marks: w.painter.marks, links: w.links, boxes: w.painter.boxes,
		firstLink: len(w.book.Pages), owners: make([]int, w.keys)}
	root := tree.write(w.book.Structure)
	metadata := w.out.reserve()
	w.out.rawStream(metadata, "/Type/Metadata/Subtype/XML", w.about.xmp(w.book))
	gray := w.out.reserve()
	w.out.stream(gray, "/N 1", profile("Gray.icc"))
	b := fmt.Appendf(nil, "/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>/Metadata %d 0 R/Lang%s/ViewerPreferences<</DisplayDocTitle true>>", root, metadata, text(orElse(language(w.book.Lang), "en")))
	b = fmt.Appendf(b, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(Gray)/Info(Black on white paper, one ink)/DestOutputProfile %d 0 R>>]", gray)
	b = append(append(b, "/PageLabels"...), pageLabels(w.book.Labels)...)
	if outline := w.writeOutline(w.book.Outline); outline != 0 {
		b = fmt.Appendf(b, "/Outlines %d 0 R/PageMode/UseOutlines", outline)
	}
	return append(b, w.attach()...)
}

// attach embeds the attachments and gives the catalog's entries for them
// (ISO 19005-3, 6.8: MIME type, date, relationship, AF).
func (w *writer) attach() []byte {
	if len(w.options.Attachments) == 0 {
		return nil
	}
	files := slices.Clone(w.options.Attachments)
	slices.SortFunc(files, func(a, b Attachment) int { return compareStrings(a.Name, b.Name) })
	files = slices.CompactFunc(files, func(a, b Attachment) bool { return a.Name == b.Name })
	specs := make([]int, len(files))
	var af []byte
	for i, a := range files {
		embedded, spec := w.out.reserve(), w.out.reserve()
		specs[i] = spec
		date := pdfDate(w.about.date)
		dict := fmt.Sprintf("/Type/EmbeddedFile/Subtype%s/Params<</Size %d/CreationDate%s/ModDate%s/CheckSum<%x>>>",
			name(orElse(a.MIME, "application/tei+xml")), len(a.Data), date, date, md5.Sum(a.Data))
		w.out.stream(embedded, dict, a.Data)
		b := fmt.Appendf(nil, "<</Type/Filespec/F%s/UF%s/AFRelationship/Source/EF<</F %d 0 R/UF %d 0 R>>/Desc%s>>",
			text(a.Name), text(a.Name), embedded, embedded, text(orElse(clean(a.Description), "The edition in TEI P5, from which this file was made")))
		w.out.object(spec, b)
		af = append(ref(af, spec), ' ')
	}
	tree := w.out.reserve()
	writeNameTree(w.out, tree, len(files), func(i int) (string, []byte) { return files[i].Name, ref([]byte(" "), specs[i]) })
	return fmt.Appendf(nil, "/AF[%s]/Names<</EmbeddedFiles %d 0 R>>", af, tree)
}
