package typeset

import (
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/text/unicode/bidi"
)

// TestBidiDirections compares the direction of every byte with what x/text
// finds, on random strings of letters, digits, signs, marks and embeddings.
func TestBidiDirections(t *testing.T) {
	letters := []rune("abאבجد12٣٤+-,.:%$ \u05B0\u0301\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F")
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		text := make([]rune, 1+r.IntN(14))
		for i := range text {
			text[i] = letters[r.IntN(len(letters))]
		}
		for _, rtl := range []bool{false, true} {
			s := "a" + string(text) + "a" // x/text goes by the first strong letter
			if rtl {
				s = "א" + string(text) + "א"
			}
			want := directionsOf(t, s)
			var got []bool
			if levels := levelsOf(s, nil, rtl); levels == nil {
				got = make([]bool, len(s))
			} else {
				for _, l := range levels {
					got = append(got, l&1 == 1)
				}
			}
			for i, c := range s { // what X9 takes out has no direction of its own
				switch p, _ := bidi.LookupRune(c); classOf(p, c) {
				case bidi.LRE, bidi.RLE, bidi.PDF, bidi.LRO, bidi.RLO, bidi.BN:
					for k := i; k < i+len(string(c)); k++ {
						got[k], want[k] = false, false
					}
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%+q rtl=%v:\n got %v\nwant %v", s, rtl, got, want)
			}
		}
	}
}

func directionsOf(t *testing.T, s string) []bool {
	var p bidi.Paragraph
	if _, err := p.SetString(s); err != nil {
		t.Fatal(err)
	}
	o, err := p.Order()
	if err != nil {
		t.Fatal(err)
	}
	var out []bool // Run.Pos counts characters, a run has its bytes
	for i := range o.NumRuns() {
		run := o.Run(i)
		for range run.Bytes() {
			out = append(out, run.Direction() == bidi.RightToLeft)
		}
	}
	return out
}

// TestBrackets has pairs of brackets by hand (UAX #9, N0 and its examples).
func TestBrackets(t *testing.T) {
	for _, c := range []struct {
		text, levels string
		rtl          bool
	}{
		{"a(א)b", "00100", false},
		{"א(b)ג", "11211", true},
		{"אב(גד[&ef]!)gh", "11111112211122", true},
		{"abc א (ב) d", "00001111100", false},
		{"אב 12 גד", "11122111", false},
	} {
		levels := levelsOf(c.text, nil, c.rtl)
		got := ""
		for i := range c.text {
			got += string(rune('0' + levels[i]))
		}
		if got != c.levels {
			t.Errorf("%q: got %s, want %s", c.text, got, c.levels)
		}
	}
}

// TestMirrored asks that brackets turn round in what runs from right to left,
// in every face that may draw them.
func TestMirrored(t *testing.T) {
	s := newShaper(mustFonts(), new(Geometry))
	l := s.look(Style{Size: 10}, "en")
	for _, c := range []struct{ text, drawn string }{{"(", ")"}, {"[", "]"}, {"«", "»"}, {"›", "‹"}, {"<", ">"}, {"“", "“"}, {"/", "/"}} {
		got, want := s.word(l, c.text, true), s.word(l, c.drawn, false)
		if got.glyphs[0].id != want.glyphs[0].id {
			t.Errorf("%s from right to left is glyph %d, want that of %s, %d", c.text, got.glyphs[0].id, c.drawn, want.glyphs[0].id)
		}
	}
}
