package typeset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Penalties of a line that ends inside a word, as the square adds to a line's
// demerits: after a hyphen that stands there anyway; after a dash; in an
// address; where nothing else helps.
const (
	penaltyHyphen   = 60
	penaltyExplicit = 40
	penaltyDash     = 5
	penaltyAnywhere = 3000
)

// study finds where a line may end inside a word without a hyphen of ours:
// after a hyphen or a dash, in an address at its signs.
func (s *shaper) study(l *look, w *word, text string) {
	w.studied = true
	if !strings.ContainsAny(text, "-‐–—/\u200b|") && !address(text) && plain(text) {
		return
	}
	if address(text) {
		s.addressBreaks(l, w, text)
		return
	}
	state, rest, at := -1, text, 0
	for rest != "" {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		at += len(segment)
		if rest == "" {
			break
		}
		last, _ := utf8.DecodeLastRuneInString(segment)
		next, _ := utf8.DecodeRuneInString(rest)
		penalty := int32(penaltyExplicit)
		switch {
		case next == '—' || next == '–' || next == '…':
			continue // a dash stays with the word before it
		case last == '—':
			penalty = penaltyDash
		case last == '–' || last == '/':
			penalty = penaltyExplicit
		}
		if (last == '-' || last == '‐') && (letterCount(segment) < lettersBefore || letterCount(rest) < lettersBefore) {
			continue // x-ray, -s
		}
		w.breaks = append(w.breaks, s.innerAt(l, w, text, at, penalty, false))
	}
}

func letterCount(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// innerAt is the break after a byte of the word. Both halves are shaped as
// they will stand: a kern or a ligature across the break does not count.
func (s *shaper) innerAt(l *look, w *word, text string, at int, penalty int32, hyphen bool) inner {
	if len(text) > longText {
		pre := w.upTo(at)
		return inner{at: int32(at), pre: pre + l.size/8, post: w.width - pre + l.size/8, penalty: penalty, hyphen: hyphen}
	}
	before := text[:at]
	if hyphen {
		before += "-"
	}
	return inner{at: int32(at), pre: s.word(l, before, w.rtl).width, post: s.word(l, text[at:], w.rtl).width, penalty: penalty, hyphen: hyphen}
}

// hyphenate finds where a word may be divided with a hyphen. The patterns see
// whole runs of letters; one that is part of a compound only where it is long.
func (s *shaper) hyphenate(l *look, w *word, text string) {
	w.hyphened = true
	if l.hyphenate == nil || w.rtl || len(text) < lettersBefore+lettersAfter || address(text) {
		return
	}
	for from := 0; from < len(text); {
		r, n := utf8.DecodeRuneInString(text[from:])
		if !unicode.IsLetter(r) {
			if unicode.IsDigit(r) {
				return // 20th, H2SO4
			}
			from += n
			continue
		}
		to := from
		for to < len(text) {
			r, n := utf8.DecodeRuneInString(text[to:])
			if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !apostrophe(r) {
				break
			}
			to += n
		}
		s.divide(l, w, text, from, to)
		from = to
	}
}

func (s *shaper) divide(l *look, w *word, text string, from, to int) {
	letters := []rune(text[from:to])
	for len(letters) > 0 && !unicode.IsLetter(letters[len(letters)-1]) && !unicode.Is(unicode.M, letters[len(letters)-1]) {
		letters = letters[:len(letters)-1]
	}
	if len(letters) < lettersBefore+lettersAfter || len(letters) > longText {
		return
	}
	compound := strings.ContainsAny(text, "-‐–")
	penalty := int32(penaltyHyphen)
	if compound {
		penalty *= 3
	}
	at, k := from, 0
	for _, p := range l.hyphenate.points(letters) {
		for ; k < p; k++ {
			at += utf8.RuneLen(letters[k])
		}
		w.hyphens = append(w.hyphens, s.innerAt(l, w, text, at, penalty, true))
	}
}

// longText is the length from which halves of a word are not shaped but
// reckoned from its glyphs, with an eighth of an em for what that may miss.
const longText = 120

// upTo is the width of a word's glyphs up to a byte; inside a ligature, of its
// share.
func (w *word) upTo(at int) length {
	if w.widths == nil {
		n := at
		for i := range w.glyphs {
			n = max(n, int(w.glyphs[i].end))
		}
		own := make([]length, n+1) // of the byte before
		for i := range w.glyphs {
			g := &w.glyphs[i]
			if g.end == g.start {
				own[g.end] += length(g.adv)
			}
			for k := g.start; k < g.end; k++ {
				bytes := length(g.end - g.start)
				own[k+1] += length(g.adv)*length(k+1-g.start)/bytes - length(g.adv)*length(k-g.start)/bytes
			}
		}
		for k := range n {
			own[k+1] += own[k]
		}
		w.widths = own
	}
	return w.widths[min(at, len(w.widths)-1)]
}

// anywhere lists every place between two clusters: the last resort for a word
// that is longer than the line.
func (s *shaper) anywhere(l *look, w *word) []inner {
	order := make([]int, len(w.glyphs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(w.glyphs[a].start) - int(w.glyphs[b].start) })
	var out []inner
	var pre length
	for _, i := range order {
		g := &w.glyphs[i]
		if pre > 0 && g.end > g.start {
			out = append(out, inner{at: int32(g.start), pre: pre + l.size/8, post: w.width - pre + l.size/8, penalty: penaltyAnywhere})
		}
		pre += length(g.adv)
	}
	return out
}

// hasHan reports whether a text has signs that are set without spaces.
func hasHan(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < 0xE1 {
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if isHan(r) {
			return true
		}
		i += n - 1
	}
	return false
}

func isHan(r rune) bool {
	return r >= 0x2E80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) ||
		r >= 0x3000 && r <= 0x30FF || r >= 0xFF00 && r <= 0xFFEF)
}

// hanBreaks gives the ends of the pieces between which a line may break
// (UAX #14: no closing mark begins a line, no opening one ends it). Quotation
// marks open and close here as brackets do; in UAX #14 they could be either.
func hanBreaks(text string) []int {
	var out []int
	state, rest, at := -1, bracketQuotes.Replace(text), 0
	for rest != "" {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		at += len(segment)
		out = append(out, at)
	}
	return out
}

// bracketQuotes changes no length.
var bracketQuotes = strings.NewReplacer("“", "「", "‘", "「", "”", "」", "’", "」")

// hanging says how much of a character hangs out where a line begins or ends
// with it, in thousandths of its width.
var hanging = map[rune][2]int64{
	'.': {0, 700}, ',': {0, 700}, ';': {0, 300}, ':': {0, 300}, '!': {0, 100}, '?': {0, 100},
	'-': {0, 600}, '‐': {0, 600}, '–': {200, 300}, '—': {150, 200}, '…': {0, 200},
	'‘': {600, 0}, '’': {600, 600}, '“': {500, 0}, '”': {0, 500}, '"': {400, 400}, '\'': {600, 600},
	'«': {200, 200}, '»': {200, 200}, '„': {300, 0}, '‚': {400, 0}, '(': {80, 0}, ')': {0, 80},
}

// protrusions is how far a word may hang out at its two ends.
func protrusions(w *word, text string) (left, right length) {
	if w.rtl || len(w.glyphs) == 0 {
		return 0, 0
	}
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if h, ok := hanging[first]; ok {
		left = length(w.glyphs[0].adv) * h[0] / 1000
	}
	if h, ok := hanging[last]; ok {
		right = length(w.glyphs[len(w.glyphs)-1].adv) * h[1] / 1000
	}
	return left, right
}
