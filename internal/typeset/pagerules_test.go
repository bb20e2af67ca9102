package typeset

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// printedLine is a line of text as a reader sees it.
type printedLine struct {
	page   int
	y      float64
	tag    Tag
	hyphen bool
}

func printedLines(pages []*Page, part Part) (out []printedLine) {
	for _, p := range pages {
		y := -1.0
		for _, it := range p.Items {
			r, ok := it.(*Run)
			if !ok || r.Part != part || r.Tag == superiorTag {
				continue
			}
			if r.Y != y {
				out = append(out, printedLine{page: p.Index, y: r.Y - p.Block.Y, tag: r.Tag})
				y = r.Y
			}
			out[len(out)-1].hyphen = r.Hyphen
		}
	}
	return out
}

const superiorTag Tag = 1 << 30

// chapters is prose under headings, with notes: paragraph i has tag i, and
// headings the tags from headingTag on.
func chapters(r *rand.Rand) (blocks []Block) {
	words := strings.Fields(`the of and a to in that was he his it with as had for not at on which be by but from they were him an all
		she her their one this there would so what when who more no up out if about them then could into said time than other some
		committee minister afternoon discussion difficult question provisions agreed letter government extraordinary circumstances`)
	prose := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(words[r.IntN(len(words))])
			b.WriteByte(' ')
		}
		return b.String()
	}
	for i := range 260 {
		if i%23 == 11 {
			blocks = append(blocks, &Paragraph{Content: []Inline{&Text{Text: prose(4), Tag: headingTag + Tag(i)}}, Style: Style{Size: 14}, Leading: 17, Before: 20, After: 9, KeepNext: true, Align: Left})
		}
		p := &Paragraph{Lang: "en", FirstIndent: 13.5, Content: []Inline{&Text{Text: prose(8 + r.IntN(180)), Tag: Tag(i + 1)}}}
		if r.IntN(4) == 0 {
			p.Content = append(p.Content, &Text{Text: fmt.Sprint(i), Style: Style{Superior: true}, Tag: superiorTag},
				&Note{Content: []Block{&Paragraph{Lang: "en", Content: []Inline{&Text{Text: prose(5 + r.IntN(120)), Tag: Tag(i + 1)}}}}},
				&Text{Text: " " + prose(30), Tag: Tag(i + 1)})
		}
		blocks = append(blocks, p)
	}
	return blocks
}

const headingTag Tag = 1 << 20

// TestPageRules holds pages to print.md: no page ends in a hyphen, begins with
// the last line of a paragraph, ends with the first of one or with a heading;
// lines stand on the grid; facing pages end alike. What could not be kept must
// be reported, and must be rare.
func TestPageRules(t *testing.T) {
	fonts := defaultFonts(t)
	pagesMade, broken := 0, 0
	for seed := range uint64(6) {
		pages, report := Set(chapters(rand.New(rand.NewPCG(seed, 5))), fonts, measured())
		reported := map[int]bool{}
		for _, p := range report.Problems {
			if p.Kind == BrokenRule {
				reported[p.Page] = true
				broken++
			}
		}
		pagesMade += len(pages)
		lines := printedLines(pages, PartText)
		for i, l := range lines {
			if grid := (l.y - 13.5*0.79) / 13.5; l.tag < headingTag && math.Abs(grid-math.Round(grid)) > 0.01 {
				t.Errorf("seed %d, page %d: a line at %.2f is off the grid", seed, l.page, l.y)
			}
			if i == 0 || lines[i-1].page == l.page || reported[lines[i-1].page] {
				continue
			}
			last, alone := lines[i-1], func(k, step int) bool {
				return k+step < 0 || k+step >= len(lines) || lines[k+step].tag != lines[k].tag
			}
			switch {
			case last.hyphen:
				t.Errorf("seed %d: page %d ends in a hyphen", seed, last.page)
			case last.tag >= headingTag:
				t.Errorf("seed %d: page %d ends with a heading", seed, last.page)
			case last.tag == l.tag && alone(i-1, -1):
				t.Errorf("seed %d: page %d ends with the first line of a paragraph", seed, last.page)
			case last.tag == l.tag && alone(i, 1):
				t.Errorf("seed %d: page %d begins with the last line of a paragraph", seed, l.page)
			case i > 1 && lines[i-2].tag >= headingTag && lines[i-2].page == last.page && l.tag == last.tag:
				t.Errorf("seed %d: page %d has a heading with one line of its text", seed, last.page)
			}
		}
		facing(t, seed, pages, reported)
	}
	t.Logf("%d pages, %d reported", pagesMade, broken)
	if broken*50 > pagesMade {
		t.Errorf("%d of %d pages could not keep the rules", broken, pagesMade)
	}
}

// facing compares the last baselines of facing pages.
func facing(t *testing.T, seed uint64, pages []*Page, reported map[int]bool) {
	foot := map[int]float64{}
	for _, part := range []Part{PartText, PartNotes} {
		for _, l := range printedLines(pages, part) {
			foot[l.page] = math.Max(foot[l.page], l.y)
		}
	}
	for i := 1; i+1 < len(pages)-1; i += 2 {
		if !reported[i] && !reported[i+1] && math.Abs(foot[i]-foot[i+1]) > 0.1 {
			t.Errorf("seed %d: page %d ends at %.2f, page %d at %.2f", seed, i, foot[i], i+1, foot[i+1])
		}
	}
}

// TestKeptSpace asks that white above a title stays, and that other white does
// not stand at the head of a page.
func TestKeptSpace(t *testing.T) {
	title := &Paragraph{Content: []Inline{&Text{Text: "Title", Tag: 1}}}
	for _, c := range []struct {
		keep bool
		want float64
	}{{true, 100 + 13.5*0.79}, {false, 13.5 * 0.79}} {
		pages, _ := Set([]Block{title, &Break{}, &Space{Height: 100, Keep: c.keep}, title}, defaultFonts(t), measured())
		lines := printedLines(pages, PartText)
		if got := lines[len(lines)-1].y; len(pages) != 2 || math.Abs(got-c.want) > 13.5 {
			t.Errorf("keep %v: %d pages, the title at %.1f, want about %.1f", c.keep, len(pages), got, c.want)
		}
	}
}

// TestKeptNoFurther asks that what is kept with the lines before it ends where
// its document does: two short letters are never one block.
func TestKeptNoFurther(t *testing.T) {
	line := func(s string, keep bool) *Paragraph {
		return &Paragraph{Content: []Inline{&Text{Text: s, Tag: 1}}, KeepNext: keep}
	}
	letter := []Block{line("Dear Keeper", true), line("The carts came.", true), line("Yours,", true), line("The Librarian", false)}
	g := measured()
	g.Foot = g.Height - g.Head - 6*13.5 - 1 // six lines
	set := NewSetter(defaultFonts(t), g)
	space := []Block{&Space{Height: 13.5, Stretch: true}}
	pages, report := set.Pages(set.Galley(letter), set.Galley(append(space, letter...)))
	if len(pages) != 2 || len(printedLines(pages[1:], PartText)) != 4 {
		t.Errorf("%d pages\n%s", len(pages), Dump(pages))
	}
	for _, p := range report.Problems {
		if p.Text == broken(costNever) {
			t.Errorf("reported: %s", p.Text)
		}
	}
}
