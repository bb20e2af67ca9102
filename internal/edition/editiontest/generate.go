package editiontest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"colophon/internal/date"
	"colophon/internal/edition"
)

// Generate makes a document from a seed: the same document for the same seed,
// on any machine. It nests what a reader may nest, in places a reader may put
// it, and holds text of several scripts and awkward characters.
func Generate(seed uint64) *edition.Document {
	g := &generator{r: rand.New(rand.NewPCG(seed, 20261124))}
	d := &edition.Document{
		ID:   fmt.Sprintf("d%d", seed),
		Lang: "en",
		Kind: g.pick("", "letter", "cable", "minutes"),
	}
	d.Meta.Title = edition.NewText(g.words(5))
	d.Meta.Authors = []edition.Agent{{Name: "Anna Example"}}
	d.Meta.Date = edition.DateOf{As: "11 October 1950", Date: date.Date{When: "1950-10-11"}}
	if g.chance(4) {
		d.Body = append(d.Body, g.opener())
	}
	for range 1 + g.r.IntN(6) {
		d.Body = append(d.Body, g.block(0))
	}
	if g.chance(3) {
		for range 1 + g.r.IntN(3) {
			d.Body = append(d.Body, g.division(0))
		}
	} else if g.chance(2) {
		d.Body = append(d.Body, g.closer())
	}
	if g.chance(3) {
		d.Body = append(d.Body, &edition.Note{
			Act: edition.Act{Base: edition.Base{Type: "editorial"}}, Place: "end",
			Label: edition.NewText("Remark"), Content: []edition.Block{g.paragraph(1)}})
	}
	return d
}

type generator struct {
	r     *rand.Rand
	notes int
}

func (g *generator) chance(n int) bool { return g.r.IntN(n) == 0 }

func (g *generator) pick(s ...string) string { return s[g.r.IntN(len(s))] }

var vocabulary = strings.Fields(`the a of and difference office affair agreed troops
	Korea Soviet artillery 1950 38th "quoted" it's — – … & <b> ½ Peking façade naïve
	Straße œuvre Москва слово 中国 שלום πόλις e.g. x=1 [ ] * _ \ co-operation I.`)

func (g *generator) words(n int) string {
	w := make([]string, 1+g.r.IntN(n))
	for i := range w {
		w[i] = vocabulary[g.r.IntN(len(vocabulary))]
	}
	return strings.Join(w, " ")
}

func (g *generator) opener() edition.Block {
	return &edition.Opener{Content: []edition.Inline{
		&edition.Part{Kind: "dateline", Content: edition.NewText("Peking, 11 October 1950")},
		&edition.LineBreak{Forced: true},
		&edition.Part{Kind: "salute", Content: edition.NewText("Dear " + g.words(2) + ",")},
	}}
}

func (g *generator) closer() edition.Block {
	return &edition.Closer{Content: []edition.Inline{
		&edition.Part{Kind: "salute", Content: edition.NewText("Yours,")},
		&edition.LineBreak{Forced: true},
		&edition.Part{Kind: "signed", Content: g.inlines(2)},
	}}
}

func (g *generator) division(depth int) edition.Block {
	d := &edition.Division{Base: edition.Base{Type: "section"}}
	d.Content = append(d.Content, &edition.Heading{Content: g.inlines(2)})
	for range 1 + g.r.IntN(3) {
		d.Content = append(d.Content, g.block(depth+1))
	}
	if depth < 2 && g.chance(3) {
		d.Content = append(d.Content, g.division(depth+1))
	}
	return d
}

func (g *generator) paragraph(depth int) edition.Block {
	return &edition.Paragraph{Content: g.inlines(depth)}
}

func (g *generator) bare(depth int) []edition.Block {
	return []edition.Block{&edition.Paragraph{Bare: true, Content: g.inlines(depth)}}
}

func (g *generator) block(depth int) edition.Block {
	if depth > 2 {
		return g.paragraph(depth)
	}
	switch g.r.IntN(14) {
	case 0:
		return g.list(depth)
	case 1:
		return &edition.Quote{Content: []edition.Block{g.paragraph(depth + 1)}}
	case 2:
		v := &edition.Verse{}
		for range 1 + g.r.IntN(4) {
			v.Content = append(v.Content, &edition.Line{Content: g.inlines(3)})
		}
		return v
	case 3:
		return &edition.Gap{Act: edition.Act{Reason: "editorial"}, Extent: edition.Extent{Unit: "paragraph"}}
	case 4:
		return g.table()
	case 5:
		return &edition.Speech{Content: []edition.Block{
			&edition.Speaker{Content: edition.NewText(g.words(1))}, g.paragraph(depth + 1)}}
	case 6:
		return &edition.Note{Act: edition.Act{Base: edition.Base{Type: "editorial", Rend: "brackets"}},
			Content: []edition.Block{g.paragraph(depth + 1)}}
	case 7:
		return &edition.PageBreak{Base: edition.Base{N: fmt.Sprint(g.r.IntN(300))}}
	}
	return g.paragraph(depth)
}

func (g *generator) list(depth int) edition.Block {
	l := &edition.List{Base: edition.Base{Rend: "numbered"}}
	for i := range 1 + g.r.IntN(4) {
		item := &edition.Item{Label: edition.NewText(fmt.Sprintf("%d.", i+1)), Content: g.bare(depth + 1)}
		if depth < 2 && g.chance(5) {
			item.Content = []edition.Block{g.paragraph(depth + 1), g.list(depth + 1)}
		}
		l.Content = append(l.Content, item)
	}
	return l
}

func (g *generator) table() edition.Block {
	t := &edition.Table{}
	columns := 1 + g.r.IntN(3)
	for i := range 1 + g.r.IntN(3) {
		row := &edition.Row{Head: i == 0}
		for range columns {
			row.Cells = append(row.Cells, &edition.Cell{Content: g.bare(3)})
		}
		t.Content = append(t.Content, row)
	}
	return t
}

func (g *generator) inlines(depth int) []edition.Inline {
	var out []edition.Inline
	for range 1 + g.r.IntN(5) {
		out = append(out, &edition.Text{Value: g.words(8) + " "})
		if depth < 4 {
			out = append(out, g.inline(depth+1), &edition.Text{Value: g.pick(" ", ", ", ". ") + g.words(3)})
		}
	}
	return out
}

func (g *generator) inline(depth int) edition.Inline {
	act := edition.Act{Reason: "editorial"}
	word := edition.NewText(g.words(1))
	switch g.r.IntN(18) {
	case 0:
		return &edition.Supplied{Act: act, Content: g.inlines(depth + 2)}
	case 1:
		return &edition.Supplied{Act: edition.Act{Reason: "editorial", Cert: "low"}, Content: word}
	case 2:
		return &edition.Gap{Act: act}
	case 3:
		return &edition.Gap{Act: edition.Act{Reason: "illegible", As: "two words illegible"},
			Extent: edition.Extent{Quantity: "2", Unit: "word"}}
	case 4:
		return &edition.Variant{Kind: "sic", Content: word}
	case 5:
		return &edition.Choice{Variants: []edition.Inline{
			&edition.Variant{Kind: "sic", Content: word},
			&edition.Variant{Act: edition.Act{As: "recte: "}, Kind: "corr", Content: edition.NewText(g.words(1))}}}
	case 6:
		return &edition.Note{Act: edition.Act{As: "i.e., ", Base: edition.Base{Type: "gloss"}}, Place: "inline",
			Content: []edition.Block{&edition.Paragraph{Bare: true, Content: word}}}
	case 7:
		return &edition.Unclear{Act: edition.Act{Cert: "low"}, Content: word}
	case 8, 9:
		if depth > 3 {
			return &edition.Emphasis{Style: edition.Bold, Content: word}
		}
		g.notes++
		n := fmt.Sprint(g.notes)
		return &edition.Note{Act: edition.Act{Base: edition.Base{N: n, Type: g.pick("author", "editorial")}},
			Place: "bottom", Number: n, Content: g.bare(4)}
	case 10:
		return &edition.PageBreak{Base: edition.Base{N: fmt.Sprint(g.r.IntN(300))}}
	case 11:
		return &edition.Emphasis{Style: edition.Italic, Content: g.inlines(depth + 2)}
	case 12:
		return &edition.Phrase{Base: edition.Base{Lang: "ru"}, Kind: "foreign", Content: edition.NewText("слово и дело")}
	case 13:
		return &edition.Name{Kind: edition.NamePerson, Ref: "anna", Content: edition.NewText("Anna")}
	case 14:
		return &edition.Date{Value: date.Date{When: "1950-10-12"}, Content: edition.NewText("October 12")}
	case 15:
		return &edition.Deletion{Act: edition.Act{Base: edition.Base{Rend: "~~"}}, Content: word}
	case 16:
		return &edition.Addition{Act: edition.Act{As: "handwritten: "}, Content: word}
	}
	return &edition.Emphasis{Style: edition.SmallCaps, Content: word}
}
