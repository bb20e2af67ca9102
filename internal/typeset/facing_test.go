package typeset

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"colophon/internal/casetest"
)

// TestFacingCases sets every testdata/facing/*.txtar: left.txt and right.txt
// are as input.txt is in TestCases, each block a step.
func TestFacingCases(t *testing.T) {
	fonts := defaultFonts(t)
	casetest.Run(t, "testdata/facing/*.txtar", func(t *testing.T, c *casetest.Case) {
		left, right := parseCase(c.Section("left.txt")), parseCase(c.Section("right.txt"))
		s := NewSetter(fonts, left.g)
		pages, _ := s.Pages(s.Facing(steps(left.blocks), steps(right.blocks), false))
		c.HoldIfThere("lines.txt", lineDump(pages))
	})
}

func steps(blocks []Block) (out []Block) {
	for _, b := range blocks {
		out = append(out, &Step{}, b)
	}
	return out
}

// pairsOf makes two texts of as many steps, one of them longer than the other as
// translations are; some steps are headings, some are empty on one side, some
// have notes.
func pairsOf(r *rand.Rand, n int) (left, right []Block) {
	tag := Tag(0)
	words := func(n int) *Paragraph {
		tag++
		return &Paragraph{Lang: "en", FirstIndent: 13.5, Content: []Inline{&Text{Text: strings.Repeat("the committee met again ", n), Tag: tag}}}
	}
	for i := range n {
		a, b := words(1+r.IntN(60)), words(1+r.IntN(70))
		switch r.IntN(8) {
		case 0:
			a.KeepNext, b.KeepNext = true, true
			a.Before, b.Before = 20, 27
		case 1:
			note := words(1 + r.IntN(90))
			b.Content = append(b.Content, &Note{Content: []Block{note}})
		case 2:
			a.Content = append(a.Content, &Note{Content: []Block{words(3)}}, &Text{Text: " again"})
		}
		left, right = append(left, &Step{}, &Place{Name: fmt.Sprint("l", i)}, a), append(right, &Step{}, &Place{Name: fmt.Sprint("r", i)}, b)
		if r.IntN(9) == 0 {
			left = left[:len(left)-1]
		}
	}
	return left, right
}

// TestFacingKeepsStep asks of facing pages, whatever stands on them, that they
// come in pairs, that all text is there once and in order, that steps which
// begin on one opening begin on both of its pages, level, and that text leaves no
// page.
func TestFacingKeepsStep(t *testing.T) {
	fonts := defaultFonts(t)
	for seed := range uint64(30) {
		left, right := pairsOf(rand.New(rand.NewPCG(seed, 3)), 60)
		s := NewSetter(fonts, measured())
		before := s.Galley([]Block{&Paragraph{Content: []Inline{&Text{Text: "before"}}}})
		pages, _ := s.Pages(before, s.Facing(left, right, true), before)
		if len(pages)%2 == 1 {
			pages = append(pages, &Page{})
		}
		at := map[string]*Anchor{}
		on := map[string]int{}
		for _, p := range pages {
			for _, it := range p.Items {
				switch it := it.(type) {
				case *Anchor:
					at[it.Name], on[it.Name] = it, p.Index
				case *Run:
					if it.Y > p.Block.Y+p.Block.Height {
						t.Errorf("seed %d, page %d: a line at %.1f", seed, p.Index, it.Y)
					}
				}
			}
		}
		level := 0
		for i := range 60 {
			l, r := fmt.Sprint("l", i), fmt.Sprint("r", i)
			if at[l] == nil || at[r] == nil {
				t.Fatalf("seed %d: step %d is not on the pages", seed, i)
			}
			if on[l]%2 != 1 || on[r] != on[l]+1 {
				t.Errorf("seed %d: step %d begins on pages %d and %d", seed, i, on[l], on[r])
			}
			if math.Abs(at[l].Y-at[r].Y) < 0.01 {
				level++
			}
		}
		if level < 60 {
			t.Errorf("seed %d: only %d of 60 steps begin level", seed, level)
		}
		want := tagText(append(append([]Block{}, left...), right...))
		got := map[Tag]string{}
		for _, p := range pages {
			for _, it := range p.Items {
				if r, ok := it.(*Run); ok && r.Tag != 0 {
					got[r.Tag] += strings.ReplaceAll(r.Text, " ", "")
				}
			}
		}
		for tag, text := range want {
			if tag != 0 && got[tag] != text {
				t.Fatalf("seed %d: the text of %d is not whole: %d of %d signs", seed, tag, len(got[tag]), len(text))
			}
		}
	}
}

// tagText is the text of material by tag, without spaces.
func tagText(blocks []Block) map[Tag]string {
	out := map[Tag]string{}
	var walk func([]Block)
	walk = func(blocks []Block) {
		for _, b := range blocks {
			p, ok := b.(*Paragraph)
			if !ok {
				continue
			}
			for _, in := range p.Content {
				switch in := in.(type) {
				case *Text:
					out[in.Tag] += strings.ReplaceAll(in.Text, " ", "")
				case *Note:
					walk(in.Content)
				}
			}
		}
	}
	walk(blocks)
	return out
}
