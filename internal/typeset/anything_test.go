package typeset

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// Tags of what TestRulesOfAnything sets: a block's number, above these.
const (
	aHeading Tag = (iota + 1) << 16
	aMark
	aNote
	aLoose // off the grid, or not to be judged line by line
)

// anything is a random book of everything: prose with notes of two series,
// headings of two ranks, quotations, verse, lists, tables, pictures, breaks.
func anything(r *rand.Rand) (blocks []Block) {
	i := Tag(0)
	text := func(n int, tag Tag) *Text { return &Text{Text: wordsOf(r, n), Tag: tag} }
	for range 120 {
		i++
		p := &Paragraph{Lang: "en", FirstIndent: 13.5, Tag: i, Content: []Inline{text(30+r.IntN(900), i)}}
		switch r.IntN(14) {
		case 0, 1:
			blocks = append(blocks, &Paragraph{Content: []Inline{text(10+r.IntN(60), aHeading+i)}, Style: Style{Size: 14}, Leading: 17, Before: 20, After: 9, KeepNext: true, Align: Left, Stretch: true})
			if r.IntN(3) == 0 {
				blocks = append(blocks, &Paragraph{Content: []Inline{text(20, aHeading+i+4096)}, Before: 13.5, KeepNext: true, Align: Left})
			}
		case 2:
			p.Leading, p.Style.Size, p.Content[0].(*Text).Tag, p.Tag = 11, 9, aLoose+i, aLoose+i
			blocks = append(blocks, &Group{Left: 20, Right: 20, Content: []Block{p}})
			continue
		case 3:
			v := &Paragraph{Align: Left, Hanging: 20, Left: 30, Before: 6.75, After: 6.75, Tag: i}
			for range 2 + r.IntN(8) {
				v.Content = append(v.Content, text(30, i), &LineBreak{})
			}
			v.Content = v.Content[:len(v.Content)-1]
			blocks = append(blocks, v)
			continue
		case 4:
			for k := range Tag(2 + r.IntN(5)) {
				blocks = append(blocks, &Paragraph{Lang: "en", Left: 20, LabelGap: 5, Label: []Inline{&Text{Text: fmt.Sprint(k + 1), Tag: aLoose}}, Content: []Inline{text(20+r.IntN(200), i+k)}, Tag: i + k})
			}
			i += 5
			continue
		case 5:
			t := &Table{Rules: true, Before: 13.5, After: 13.5}
			for range 1 + r.IntN(12) {
				t.Rows = append(t.Rows, Row{Cells: []Cell{{Content: []Block{&Paragraph{Align: Left, Content: []Inline{text(20, aLoose+i)}}}}, {Content: []Block{&Paragraph{Align: Left, Content: []Inline{text(10+r.IntN(80), aLoose+i)}}}}}})
			}
			blocks = append(blocks, t)
			continue
		case 6:
			blocks = append(blocks, &Picture{Name: "p", Width: 200, Height: 40 + float64(r.IntN(200)), Before: 13.5, After: 13.5, Caption: []*Paragraph{{Align: Center, Content: []Inline{text(30, aLoose+i)}}}})
			continue
		case 7:
			if r.IntN(4) == 0 {
				blocks = append(blocks, &Break{Side: Side(r.IntN(3)), Opening: true})
			}
		}
		for k := range r.IntN(6) - 2 {
			series := r.IntN(2)
			p.Content = append(p.Content, &Text{Text: "*", Style: Style{Superior: true}, Tag: aMark + i<<3 + Tag(k)},
				&Note{Series: series, Content: []Block{&Paragraph{Lang: "en", Content: []Inline{text(30+r.IntN(500), aNote+i<<3+Tag(k))}}}}, text(100, i))
		}
		blocks = append(blocks, p)
	}
	return blocks
}

// seen is a line of the text as a reader sees it.
type seen struct {
	page   int
	y      float64
	tag    Tag
	hyphen bool
}

func readLines(pages []*Page, part Part) (out []seen) {
	for _, p := range pages {
		y := -1.0
		for _, it := range p.Items {
			r, ok := it.(*Run)
			if !ok || r.Part != part || r.Tag >= aMark && r.Tag < aNote || r.Tag == aLoose {
				continue
			}
			if math.Abs(r.Y-y) > 0.01 {
				out = append(out, seen{page: p.Index, y: r.Y - p.Block.Y, tag: r.Tag})
				y = r.Y
			}
			out[len(out)-1].hyphen = r.Hyphen
		}
	}
	return out
}

// TestRulesOfAnything holds random books of everything to print.md: what is
// given up is given up last, and reported.
func TestRulesOfAnything(t *testing.T) {
	fonts := defaultFonts(t)
	pagesMade, told := 0, 0
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 21))
		g := measured()
		g.Series = append(g.Series, Series{Size: 8.5, Leading: 10.5, RunIn: seed%2 == 0})
		if seed%3 == 2 {
			g.Foot += 12 * 13.5 // 26 lines
		}
		pages, report := Set(anything(r), fonts, g)
		reported := map[int]bool{}
		for _, p := range report.Problems {
			if p.Kind == BrokenRule {
				reported[p.Page], told = true, told+1
			}
		}
		pagesMade += len(pages)
		breaksOf(t, seed, readLines(pages, PartText), reported)
		hyphenRuns(t, seed, append(readLines(pages, PartText), readLines(pages, PartNotes)...))
		notesWithMarks(t, seed, pages, reported)
		facingEnds(t, seed, pages, reported)
	}
	t.Logf("%d pages, %d reported", pagesMade, told)
	if told*12 > pagesMade {
		t.Errorf("%d of %d pages could not keep the rules", told, pagesMade)
	}
}

// breaksOf looks at the lines on both sides of every page's end.
func breaksOf(t *testing.T, seed uint64, lines []seen, reported map[int]bool) {
	t.Helper()
	for i := 1; i < len(lines); i++ {
		last, l := lines[i-1], lines[i]
		if last.page == l.page || reported[last.page] || reported[l.page] {
			continue
		}
		alone := func(k, step int) bool { return k+step < 0 || k+step >= len(lines) || lines[k+step].tag != lines[k].tag }
		switch {
		case last.tag >= aHeading && last.tag < aMark:
			t.Errorf("seed %d: page %d ends with a heading", seed, last.page)
		case last.tag != l.tag:
		case last.hyphen:
			t.Errorf("seed %d: page %d ends in a hyphen", seed, last.page)
		case last.tag < aHeading && alone(i-1, -1):
			t.Errorf("seed %d: page %d ends with the first line of a paragraph", seed, last.page)
		case last.tag < aHeading && alone(i, 1):
			t.Errorf("seed %d: page %d begins with the last line of a paragraph", seed, l.page)
		}
		if i > 1 && lines[i-2].page == last.page && lines[i-2].tag >= aHeading && lines[i-2].tag < aMark && last.tag == l.tag && last.tag < aHeading {
			t.Errorf("seed %d: page %d has a heading with one line of its text", seed, last.page)
		}
	}
}

func hyphenRuns(t *testing.T, seed uint64, lines []seen) {
	t.Helper()
	run := 0
	for _, l := range lines {
		if !l.hyphen {
			run = 0
		} else if run++; run > 2 {
			t.Errorf("seed %d, page %d: %d lines in a row end in hyphens", seed, l.page, run)
		}
	}
}

// facingEnds asks that facing pages end on the same line, where both end with
// notes or with text on the grid and nothing new begins behind them; and that no
// page has one line.
func facingEnds(t *testing.T, seed uint64, pages []*Page, reported map[int]bool) {
	t.Helper()
	count, last, foot := map[int]int{}, map[int]Tag{}, map[int]float64{}
	for _, l := range readLines(pages, PartText) {
		count[l.page]++
		last[l.page], foot[l.page] = l.tag, l.y
	}
	for _, l := range readLines(pages, PartNotes) {
		count[l.page]++
		last[l.page], foot[l.page] = 1, l.y
	}
	for i := 0; i+2 < len(pages); i++ {
		if count[i] == 1 && !reported[i] && !pages[i+1].Opening && !pages[i+1].Blank {
			t.Errorf("seed %d: page %d has one line", seed, i)
		}
		forced := reported[i] || reported[i+1] || pages[i+1].Opening || pages[i+1].Blank || pages[i+2].Opening || pages[i+2].Blank
		if i%2 == 1 && !forced && last[i] < aHeading && last[i+1] < aHeading && math.Abs(foot[i]-foot[i+1]) > 0.1 {
			t.Errorf("seed %d: page %d ends at %.2f, page %d at %.2f", seed, i, foot[i], i+1, foot[i+1])
		}
	}
}

// notesWithMarks asks that every note begins on the page of its mark.
func notesWithMarks(t *testing.T, seed uint64, pages []*Page, reported map[int]bool) {
	t.Helper()
	mark, note := map[Tag]int{}, map[Tag]int{}
	for _, p := range pages {
		for _, it := range p.Items {
			r, ok := it.(*Run)
			if !ok {
				continue
			}
			if r.Tag >= aMark && r.Tag < aNote {
				mark[r.Tag-aMark] = p.Index
			}
			if k := r.Tag - aNote; r.Tag >= aNote && r.Tag < aLoose {
				if _, ok := note[k]; !ok {
					note[k] = p.Index
				}
			}
		}
	}
	for k, page := range note {
		if mark[k] != page && !reported[page] && !reported[mark[k]] {
			t.Errorf("seed %d: a note begins on page %d, its mark stands on %d", seed, page, mark[k])
		}
	}
}
