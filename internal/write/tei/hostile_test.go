package tei

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/relaxng"
	"colophon/internal/source"
	"colophon/schemas"
)

// hostile makes documents no reader would: any node in any place, names and
// values that TEI refuses, ids twice, pointers to nothing.
type hostile struct {
	r        *rand.Rand
	elements []string
}

func (h *hostile) pick(s ...string) string { return s[h.r.IntN(len(s))] }

func (h *hostile) base() edition.Base {
	b := edition.Base{}
	if h.r.IntN(4) == 0 {
		b.ID = h.pick("a", "b", "1", "x y", "é", "d1.a", "-", "a:b")
	}
	if h.r.IntN(5) == 0 {
		b.Type = h.pick("gloss", "two words", "foreign", "\x01", "head", " ")
	}
	if h.r.IntN(5) == 0 {
		b.Lang = h.pick("ru", "no such language", "und-Hani", "x")
	}
	if h.r.IntN(5) == 0 {
		b.Rend = h.pick("brackets", "*", "a  b", "\u00A0", "⟨⟩")
	}
	if h.r.IntN(5) == 0 {
		b.N = h.pick("1", "a b", "<&\">", "\x00")
	}
	for range h.r.IntN(3) {
		b.Attrs = append(b.Attrs, edition.Attr{
			Name:  h.pick("when", "next", "ref", "xml:id", "xml:space", "xml:base", "resp", "subtype", "who", "nonsense", "a b", "x:y", "calendar", "target", "notBefore", "cert", "rows", "unit", "quantity", "precision", "url", "part", "place"),
			Value: h.pick("#a", "#nothing", "1950-02-30", "1950", "--02-30", "24:00:00", "x y", "", "high", "I", "0000", "12345-01-01", "default", "http://example.org/a b")})
	}
	return b
}

func (h *hostile) act() edition.Act {
	return edition.Act{Base: h.base(), Resp: h.pick("", "", "ed", "nobody", "a"), Cert: h.pick("", "low", "maybe"),
		Reason: h.pick("", "editorial", "two words"), As: h.pick("", "", "sic!", "i.e., ", "a_b", "…")}
}

func (h *hostile) inlines(depth int) []edition.Inline {
	var out []edition.Inline
	for range h.r.IntN(4) {
		out = append(out, h.inline(depth+1))
	}
	return out
}

func (h *hostile) blocks(depth int) []edition.Block {
	var out []edition.Block
	for range h.r.IntN(5) {
		out = append(out, h.block(depth+1))
	}
	return out
}

func (h *hostile) node(depth int) edition.Node {
	if h.r.IntN(2) == 0 {
		return h.block(depth)
	}
	return h.inline(depth)
}

func (h *hostile) nodes(depth int) []edition.Node {
	var out []edition.Node
	for range h.r.IntN(4) {
		out = append(out, h.node(depth+1))
	}
	return out
}

func (h *hostile) text() *edition.Text {
	return &edition.Text{Value: h.pick("word", " ", "a\x07b", "]]>", "<&>", "", "two words ", "\n", "中")}
}

func (h *hostile) unknown(depth int) *edition.Unknown {
	u := &edition.Unknown{Base: h.base(), Name: h.elements[h.r.IntN(len(h.elements))], Content: h.nodes(depth)}
	if h.r.IntN(6) == 0 {
		u.Name, u.Space = h.pick("custom", "math", "p", "1 x"), h.pick("", "http://example.org/ns", Namespace)
	}
	return u
}

func (h *hostile) block(depth int) edition.Block {
	if depth > 6 {
		return &edition.Paragraph{Base: h.base(), Content: []edition.Inline{h.text()}}
	}
	switch h.r.IntN(16) {
	case 0:
		return &edition.Division{Base: h.base(), Content: h.blocks(depth)}
	case 1:
		return &edition.Heading{Base: h.base(), Content: h.inlines(depth)}
	case 2:
		return &edition.Quote{Base: h.base(), Content: h.blocks(depth)}
	case 3:
		return &edition.Verse{Base: h.base(), Content: h.blocks(depth)}
	case 4:
		return &edition.Line{Base: h.base(), Part: h.pick("", "I", "Q"), Content: h.inlines(depth)}
	case 5:
		l := &edition.List{Base: h.base(), Content: h.blocks(depth)}
		if h.r.IntN(2) == 0 {
			l.Content = append(l.Content, &edition.Item{Label: h.inlines(depth), Content: h.blocks(depth)})
		}
		return l
	case 6:
		return &edition.Item{Base: h.base(), Label: h.inlines(depth), Content: h.blocks(depth)}
	case 7:
		return &edition.Table{Base: h.base(), Content: append(h.blocks(depth), &edition.Row{Cells: []*edition.Cell{{Content: h.blocks(depth)}}})}
	case 8:
		return &edition.Figure{Base: h.base(), Description: h.inlines(depth), Content: h.blocks(depth)}
	case 9:
		return &edition.Speech{Base: h.base(), Who: h.pick("", "#a", "a b"), Content: append(h.blocks(depth), &edition.Speaker{Content: h.inlines(depth)})}
	case 10:
		return &edition.CastList{Base: h.base(), Group: h.r.IntN(2) == 0, Content: append(h.blocks(depth), &edition.CastItem{Content: h.inlines(depth)})}
	case 11:
		return &edition.Opener{Base: h.base(), Content: h.inlines(depth)}
	case 12:
		return &edition.Closer{Base: h.base(), Content: h.inlines(depth)}
	case 13:
		return h.both(depth)
	}
	return &edition.Paragraph{Base: h.base(), Bare: h.r.IntN(3) == 0, Anonymous: h.r.IntN(3) == 0, Content: h.inlines(depth)}
}

// both makes what may stand among blocks and in a line.
func (h *hostile) both(depth int) interface {
	edition.Block
	edition.Inline
} {
	switch h.r.IntN(11) {
	case 0:
		return &edition.Part{Base: h.base(), Kind: h.pick("dateline", "salute", "signed", "byline", "address", "addrLine", "trailer", "docTitle", "titlePart", "imprimatur", "nonsense"), Content: h.inlines(depth)}
	case 1:
		return &edition.Note{Act: h.act(), Place: h.pick("", "bottom", "two words"), Label: h.inlines(depth), Target: h.pick("", "#a"), Content: h.blocks(depth)}
	case 2:
		return &edition.Gap{Act: h.act(), Agent: h.pick("", "water", "two words"), Extent: edition.Extent{Quantity: h.pick("", "2", "two"), Unit: h.pick("", "word", "a b"), AtMost: h.pick("", "1", "x")}}
	case 3:
		return &edition.PageBreak{Base: h.base(), As: h.pick("", "page 2"), Join: true, Facs: h.pick("", "#a", "a b.png")}
	case 4:
		return &edition.Milestone{Base: h.base(), Kind: h.pick("cb", "gb", "milestone", "anchor", "handShift", ""), Unit: h.pick("", "section", "a b")}
	case 5:
		return &edition.Stage{Act: h.act(), Content: h.inlines(depth)}
	case 6:
		return &edition.Stamp{Act: h.act(), Content: h.inlines(depth)}
	case 7:
		return &edition.Graphic{Base: h.base(), URL: h.pick("", "a b.png", "x"), Width: h.pick("", "3cm", "wide")}
	case 8:
		return &edition.Hidden{Base: h.base(), Kind: h.pick("fw", "index", "x"), Content: h.nodes(depth)}
	case 9:
		return &edition.Matter{Base: h.base(), Kind: h.pick("postscript", "epigraph", "argument", "floatingText", "titlePage", "front", "back", "group", "body", "text"), Content: h.blocks(depth)}
	}
	return h.unknown(depth)
}

func (h *hostile) inline(depth int) edition.Inline {
	if depth > 6 || h.r.IntN(3) == 0 {
		return h.text()
	}
	switch h.r.IntN(20) {
	case 0:
		return &edition.Emphasis{Base: h.base(), Style: edition.Style(h.r.IntN(2048)), Stressed: h.r.IntN(2) == 0, Content: h.inlines(depth)}
	case 1:
		return &edition.Supplied{Act: h.act(), Content: h.inlines(depth)}
	case 2:
		return &edition.Surplus{Act: h.act(), Content: h.inlines(depth)}
	case 3:
		return &edition.Unclear{Act: h.act(), Content: h.inlines(depth)}
	case 4:
		return &edition.Damage{Act: h.act(), Content: h.inlines(depth)}
	case 5:
		return &edition.Blank{Act: h.act()}
	case 6:
		return &edition.Choice{Base: h.base(), Variants: h.inlines(depth)}
	case 7:
		return &edition.Variant{Act: h.act(), Kind: h.pick("sic", "corr", "orig", "reg", "abbr", "expan", "ex", "am", ""), Content: h.inlines(depth)}
	case 8:
		return &edition.Apparatus{Base: h.base(), Content: append(h.inlines(depth), &edition.Reading{Act: h.act(), Kind: h.pick("lem", "rdg", "rdgGrp"), Witness: "#a", Content: h.inlines(depth)})}
	case 9:
		return &edition.Addition{Act: h.act(), Place: h.pick("", "above", "two words"), Hand: h.pick("", "h1", "#h1", "a b"), Content: h.inlines(depth)}
	case 10:
		return &edition.Deletion{Act: h.act(), Hand: h.pick("", "h2"), Content: h.inlines(depth)}
	case 11:
		return &edition.Substitution{Base: h.base(), Content: h.inlines(depth)}
	case 12:
		return &edition.Name{Base: h.base(), Kind: edition.NameKind(h.pick("person", "place", "organisation", "term", "abbreviation", "other")), Ref: h.pick("", "anna", "nobody", "http://example.org/x"), Cert: h.pick("", "low"), Content: h.inlines(depth)}
	case 13:
		return &edition.Date{Base: h.base(), Time: h.r.IntN(2) == 0, Value: date.Date{When: h.pick("", "1950", "1950-02-30", "nonsense"), From: h.pick("", "1949"), NotBefore: h.pick("", "1948"), WhenISO: h.pick("", "1950-10-11T07", "x"), Calendar: h.pick("", "julian"), Cert: h.pick("", "low", "?"), Undated: h.r.IntN(3) == 0}, Content: h.inlines(depth)}
	case 14:
		return &edition.Reference{Base: h.base(), Target: h.pick("", "#a", "http://example.org/a b|c", "%"), Content: h.inlines(depth)}
	case 15, 16:
		return &edition.Phrase{Base: h.base(), Kind: h.elements[h.r.IntN(len(h.elements))], Content: h.inlines(depth)}
	case 17:
		return &edition.LineBreak{Base: h.base(), Join: h.r.IntN(2) == 0, Forced: h.r.IntN(2) == 0}
	}
	return h.both(depth)
}

func hostileDocument(seed uint64) *edition.Document {
	h := &hostile{r: rand.New(rand.NewPCG(seed, 1))}
	g := tei()
	for name := range g.lines {
		if g.model(name) != nil {
			h.elements = append(h.elements, name)
		}
	}
	slices.Sort(h.elements)
	d := &edition.Document{ID: fmt.Sprintf("h%d", seed), Kind: h.pick("", "letter", "two words"), FromTEI: h.r.IntN(3) == 0,
		Front: h.blocks(4), Body: h.blocks(0), Back: h.blocks(4), NotesHead: h.inlines(4)}
	if h.r.IntN(3) > 0 {
		d.Front, d.NotesHead = nil, nil
	}
	d.Meta.Title, d.Meta.Place = h.inlines(4), h.inlines(4)
	d.Meta.Sources = []edition.Citation{{Key: "k", Content: h.inlines(4)}}
	d.Meta.Summary = h.blocks(4)
	for range h.r.IntN(4) {
		d.Meta.Kept = append(d.Meta.Kept, edition.Kept{Parent: h.pick("fileDesc", "fileDesc/sourceDesc", "encodingDesc", "", "fileDesc/titleStmt", "profileDesc", "xenoData", "nonsense/x"), Node: h.unknown(4)})
	}
	if h.r.IntN(5) == 0 {
		whole := h.unknown(4)
		whole.Name, whole.Space = h.pick("teiHeader", "standOff", "facsimile"), ""
		d.Meta.Kept = append(d.Meta.Kept, edition.Kept{Node: whole})
	}
	return d
}

// TestHostile: whatever the edition holds, what comes out is valid, and no
// word of the text is lost.
func TestHostile(t *testing.T) {
	files := map[string][]byte{}
	var docs []*edition.Document
	for seed := range uint64(40) {
		d := hostileDocument(seed)
		docs = append(docs, d)
		e := editiontest.Edition(d)
		out := write(t, d, e)
		files[d.ID+".xml"] = out
		if got, want := strings.Count(string(out), "word"), wordsIn(d); got < want {
			t.Errorf("%s: %d words of %d are left", d.ID, got, want)
		}
	}
	files["corpus.xml"] = writeCorpus(t, editiontest.Edition(docs...))
	jing(t, teiAll, files)
}

func wordsIn(d *edition.Document) int {
	n := 0
	d.Walk(func(x edition.Node) bool {
		if x, ok := x.(*edition.Text); ok && strings.Contains(x.Value, "word") {
			n++
		}
		return true
	})
	return n
}

// FuzzHostile asks the same of any seed, by our own validator.
func FuzzHostile(f *testing.F) {
	for seed := range uint64(12) {
		f.Add(seed)
	}
	schema, _ := relaxng.Compile(source.NewFile("tei_all.rng", schemas.TEIAll()), nil)
	f.Fuzz(func(t *testing.T, seed uint64) {
		d := hostileDocument(seed)
		out := write(t, d, editiontest.Edition(d))
		if diags := schema.Validate(source.NewFile(d.ID, out), relaxng.Options{}); len(diags) > 0 {
			t.Errorf("%s", diags[0].String())
		}
	})
}
