package epub

import (
	"strings"
	"testing"
	"testing/fstest"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// catalogued is an edition that says everything a catalogue can ask.
func catalogued() *edition.Edition {
	e := small(paragraph("text"))
	e.ID, e.Title, e.Subtitle = "letters", edition.NewText("Letters"), edition.NewText("Volume One")
	e.Publisher, e.Place, e.Date, e.Stamp = "The Press", "Rome", "2026", "2026-02-03T04:05:06Z"
	e.Holder, e.Licence = "A Holder", edition.Licence{Name: "CC BY 4.0", Target: "https://creativecommons.org/licenses/by/4.0/"}
	e.Subjects, e.Description = []string{"History", "Letters"}, "What it is."
	e.Series = edition.Series{Title: "A Series", Number: "7", ISSN: "1234-5678"}
	e.Editors = []edition.Agent{{Name: "Ann Editor", Role: "editor", Ref: "#ann"}, {Name: "Tom Word", Role: "translator"}}
	e.Register.Persons = []*edition.Entry{{ID: "ann", Name: "Ann Editor", Sort: "Editor, Ann"}}
	d := e.Documents[0]
	d.Lang, d.Meta.Authors = "fr", []edition.Agent{{Name: "Zola, Émile"}}
	d.Meta.Sources = []edition.Citation{{Content: edition.NewText("A Book, 1880.")}}
	return e
}

// withPages gives the edition's document a page break of its source.
func withPages(e *edition.Edition) *edition.Edition {
	p := e.Documents[0].Body[0].(*edition.Paragraph)
	p.Content = append(p.Content, &edition.PageBreak{Base: edition.Base{N: "12"}})
	return e
}

// withPicture gives it a picture with a description, or without one.
func withPicture(t *testing.T, e *edition.Edition, alt string) (*edition.Edition, Options) {
	e.Documents[0].Body = append(e.Documents[0].Body, &edition.Figure{Description: edition.NewText(alt), Content: []edition.Block{&edition.Graphic{URL: "a.png"}}})
	return e, Options{Files: fstest.MapFS{"a.png": {Data: onePixel(t)}}}
}

// packageCase is an edition and what its package document must and must not say.
type packageCase struct {
	name     string
	e        *edition.Edition
	o        Options
	has, not []string
}

func packageCases(t *testing.T) []packageCase {
	isbn := catalogued()
	isbn.Identifiers = []edition.Identifier{{Type: "ISBN", Value: "978-3-16-148410-0", Format: "epub"}, {Type: "ISBN", Value: "9780000000002", Format: "pdf"}, {Type: "DOI", Value: "https://doi.org/10.1/2"}}
	described, withAlt := withPicture(t, catalogued(), "a dot")
	undescribed, noAlt := withPicture(t, catalogued(), "")
	hebrew := small(paragraph("שלום"))
	hebrew.Lang = "he"
	printed := withPages(catalogued())
	printed.Documents[0].Body[0].(*edition.Paragraph).Content[0].(*edition.Text).Span = source.NewFile("d.txt", []byte("text")).Span(0, 4)
	print := []PrintPage{{Label: "iv", At: printed.Documents[0].Body[0].(*edition.Paragraph).Content[0].(*edition.Text).Span, Text: "text"}}
	return []packageCase{
		{name: "a catalogue's facts", e: catalogued(), has: []string{
			`<dc:identifier id="pub-id">urn:uuid:a652380e-30b4-5bc2-8b5e-e1aec9899258</dc:identifier>`,
			`<dc:title id="m01">Letters</dc:title>`, `property="title-type">main<`,
			`<dc:title id="m02">Volume One</dc:title>`, `property="title-type">subtitle<`,
			`<dc:language>en</dc:language>`, `<dc:language>fr</dc:language>`,
			`<dc:creator id="m03">Ann Editor</dc:creator>`, `<meta refines="#m03" property="role" scheme="marc:relators">edt</meta>`,
			`<meta refines="#m03" property="file-as">Editor, Ann</meta>`,
			`<dc:creator id="m04">Tom Word</dc:creator>`, `<meta refines="#m04" property="role" scheme="marc:relators">trl</meta>`,
			`<dc:contributor id="m05">Zola, Émile</dc:contributor>`, `<meta refines="#m05" property="role" scheme="marc:relators">aut</meta>`,
			`<meta refines="#m05" property="file-as">Zola, Émile</meta>`,
			`<dc:publisher>The Press</dc:publisher>`, `<dc:date>2026</dc:date>`, `<dc:description>What it is.</dc:description>`,
			`<dc:subject>History</dc:subject>`, `<dc:subject>Letters</dc:subject>`, `<dc:source>A Book, 1880.</dc:source>`,
			`<dc:rights>© 2026 A Holder. CC BY 4.0</dc:rights>`, `<link rel="dcterms:license" href="https://creativecommons.org/licenses/by/4.0/"/>`,
			`property="belongs-to-collection" id="m06">A Series<`, `<meta refines="#m06" property="collection-type">series</meta>`,
			`<meta refines="#m06" property="group-position">7</meta>`, `<meta refines="#m06" property="dcterms:identifier">urn:issn:1234-5678</meta>`,
			`property="dcterms:modified">2026-02-03T04:05:06Z<`,
			`schema:accessMode">textual<`, `schema:accessModeSufficient">textual<`, `schema:accessibilityFeature">tableOfContents<`,
			`schema:accessibilityHazard">none<`, `schema:accessibilitySummary">`,
		}, not: []string{"conformsTo", "certifi", "pageBreakSource", "pageBreakMarkers", ">visual<", "alternativeText", "page-progression-direction"}},
		{name: "identifiers", e: isbn, has: []string{
			`<dc:identifier id="pub-id">urn:isbn:9783161484100</dc:identifier>`, `<dc:identifier>doi:10.1/2</dc:identifier>`,
		}, not: []string{"urn:uuid", "9780000000002"}},
		{name: "an evaluation that somebody declared", e: catalogued(),
			o: Options{ConformsTo: "EPUB Accessibility 1.1 - WCAG 2.1 Level AA", Certifier: "A Tester", Report: "https://example.org/report"},
			has: []string{`property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.1 Level AA<`, `property="a11y:certifiedBy"`, `>A Tester<`,
				`<link rel="a11y:certifierReport" refines="#m07" href="https://example.org/report"/>`}},
		{name: "pages of the source", e: withPages(catalogued()), has: []string{
			`property="pageBreakSource">A Book, 1880.<`, `accessibilityFeature">pageBreakMarkers<`, `accessibilityFeature">pageNavigation<`}},
		{name: "pages of the source, named", e: withPages(catalogued()), o: Options{SourceOfPages: "urn:isbn:1"}, has: []string{`property="pageBreakSource">urn:isbn:1<`}},
		{name: "pages of the print edition", e: printed, o: Options{Pages: PagesPrint, PrintPages: print},
			has: []string{`property="pageBreakSource">Letters (PDF), The Press, 2026<`}},
		{name: "no pages", e: withPages(catalogued()), o: Options{Pages: PagesNone}, not: []string{"pageBreakSource", "pageBreakMarkers", "pageNavigation"}},
		{name: "a picture with a description", e: described, o: withAlt,
			has: []string{`schema:accessMode">visual<`, `accessModeSufficient">textual<`, `accessibilityFeature">alternativeText<`}},
		{name: "a picture without one", e: undescribed, o: noAlt,
			has: []string{`schema:accessMode">visual<`, `accessModeSufficient">textual,visual<`}, not: []string{"alternativeText"}},
		{name: "from right to left", e: hebrew, has: []string{`page-progression-direction="rtl"`, `<dc:language>he</dc:language>`}},
	}
}

// TestPackageDocument asks for what shops, libraries and reading systems read.
func TestPackageDocument(t *testing.T) {
	for _, c := range packageCases(t) {
		t.Run(c.name, func(t *testing.T) {
			files, _ := write(t, c.e, c.o)
			opf := files[packagePath]
			for _, s := range c.has {
				if !strings.Contains(opf, s) {
					t.Errorf("the package document has not %s\n%s", s, opf)
				}
			}
			for _, s := range c.not {
				if strings.Contains(opf, s) {
					t.Errorf("the package document has %s\n%s", s, opf)
				}
			}
		})
	}
}

// TestPagesWithOneNumber: each source begins with a page 1; an NCX may give a
// value once (OPF 2.0.1, 2.4.1), the page lists name all.
func TestPagesWithOneNumber(t *testing.T) {
	e := withPages(small(paragraph("one")))
	e.Documents = append(e.Documents, &edition.Document{ID: "other", Body: []edition.Block{paragraph("two")}})
	e.Documents[1].Body[0].(*edition.Paragraph).Content = append(e.Documents[1].Body[0].(*edition.Paragraph).Content, &edition.PageBreak{Base: edition.Base{N: "12"}})
	files, _ := write(t, e, Options{})
	if n := strings.Count(files["EPUB/toc.ncx"], `value="12"`); n != 1 {
		t.Errorf("the NCX gives the value 12 %d times", n)
	}
	if n := strings.Count(files["EPUB/toc.ncx"], `<pageTarget `); n != 2 {
		t.Errorf("the NCX lists %d pages of 2", n)
	}
	if n := strings.Count(files["EPUB/nav.xhtml"], `>12</a>`); n != 2 {
		t.Errorf("the page list has %d pages of 2", n)
	}
}

// TestLandmarks: what a reading system offers as places to go to.
func TestLandmarks(t *testing.T) {
	files, _ := write(t, withPages(catalogued()), Options{})
	_, nav, _ := strings.Cut(files["EPUB/nav.xhtml"], `epub:type="landmarks"`)
	for _, s := range []string{`epub:type="titlepage" href="xhtml/title-page.xhtml"`, `epub:type="toc" href="nav.xhtml"`, `epub:type="bodymatter" href="xhtml/d.xhtml"`} {
		if !strings.Contains(nav, s) {
			t.Errorf("the landmarks have not %s", s)
		}
	}
}

// TestPagesNotShown: where the source's pages cannot be seen, the principles do
// not speak of them.
func TestPagesNotShown(t *testing.T) {
	for _, other := range []bool{false, true} {
		files, _ := write(t, withPages(catalogued()), Options{Pages: PagesPrint, OtherPages: other})
		if said := strings.Contains(files["EPUB/xhtml/principles.xhtml"], "page of the source"); said != other {
			t.Errorf("other pages %v: the principles speak of pages: %v", other, said)
		}
	}
}

// TestSubsections: a section's page leads to the pages of its subsections.
func TestSubsections(t *testing.T) {
	e := small(paragraph("text"))
	e.Sections = []*edition.Section{{ID: "part", Title: edition.NewText("Part"), Sections: []*edition.Section{
		{ID: "sub", Title: edition.NewText("Chapter"), Documents: e.Documents}}}}
	files, _ := write(t, e, Options{})
	if page := files["EPUB/xhtml/section-part.xhtml"]; !strings.Contains(page, `<a href="section-sub.xhtml">Chapter</a>`) {
		t.Errorf("the part has no link to its chapter:\n%s", page)
	}
}
