package typeset

import (
	"strings"
	"unicode/utf8"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// shaper turns words into glyphs. One goroutine uses it; what it shaped once it
// remembers, since half of a book's words are the same few hundred.
type shaper struct {
	fonts    *Fonts
	buffer   *harfbuzz.Buffer
	engines  map[*Face]*harfbuzz.Font
	looks    map[lookKey]*look
	problems []Problem

	slab     []Glyph // from which lines' glyphs are cut,
	lines    []line  // their lines,
	runSlab  []Run   // and their runs
	runs     []Run   // scratch of one line
	flat     flat    // scratch of one paragraph
	breaking breaking
	frags    []fragment
	items    []vitem // of the galley being set
	geometry *Geometry
}

// word is a shaped stretch of text without a space.
type word struct {
	glyphs []wordGlyph // in visual order
	parts  []wordPart
	width  length
	rtl    bool

	missing []rune // no face has them

	studied  bool // breaks and hyphens are known
	breaks   []inner
	hyphened bool
	hyphens  []inner
	left     length   // how far it may hang out of a line that it begins
	right    length   // and that it ends
	widths   []length // see upTo
}

type wordGlyph struct {
	id         uint16
	start, end uint16 // bytes of the word
	adv, x, y  int32
}

// wordPart is the glyphs up to to that share a face.
type wordPart struct {
	face *Face
	to   int
}

// inner is a place inside a word where a line may end: after the byte at.
type inner struct {
	at        int32
	pre, post length // width of what stands before and after the break
	penalty   int32
	hyphen    bool // a hyphen is added (its width is in pre)
}

func newShaper(f *Fonts, g *Geometry) *shaper {
	return &shaper{fonts: f, geometry: g, buffer: harfbuzz.NewBuffer(), engines: map[*Face]*harfbuzz.Font{}, looks: map[lookKey]*look{}}
}

// What is remembered is bounded: a novel has 10,000 words, a list of hashes
// has no end.
const (
	longestKept = 256     // bytes
	mostKept    = 1 << 16 // words of one look
)

// word is the text shaped in a look; remembered with the look.
func (s *shaper) word(l *look, text string, rtl bool) *word {
	words := &l.words
	if rtl {
		words = &l.wordsRTL
	}
	if w := (*words)[text]; w != nil {
		return w
	}
	w := s.shapeDirected(l, text, rtl)
	if len(text) > longestKept {
		return w
	}
	if *words == nil || len(*words) >= mostKept {
		*words = map[string]*word{}
	}
	(*words)[strings.Clone(text)] = w // not a piece of its paragraph, which would stay too
	return w
}

func (s *shaper) shape(l *look, text string) *word { return s.shapeDirected(l, text, false) }

// shapeDirected shapes a text of one direction. It is cut where the face or
// the script changes; the cuts follow one another in visual order.
func (s *shaper) shapeDirected(l *look, text string, rtl bool) *word {
	w := &word{rtl: rtl}
	cuts := s.cut(l, text, w)
	if rtl {
		for i := len(cuts) - 1; i >= 0; i-- {
			s.shapeCut(w, l, text, cuts[i])
		}
	} else {
		for _, c := range cuts {
			s.shapeCut(w, l, text, c)
		}
	}
	for _, g := range w.glyphs {
		w.width += length(g.adv)
	}
	w.left, w.right = protrusions(w, text)
	return w
}

// cut is a stretch of text of one face and script.
type cut struct {
	from, to int
	face     *Face
	script   language.Script
}

func (s *shaper) shapeCut(w *word, l *look, text string, c cut) {
	b := s.buffer
	b.Clear()
	for i := c.from; i < c.to; {
		r, n := utf8.DecodeRuneInString(text[i:])
		b.AddRune(r, i)
		i += n
	}
	b.Props = harfbuzz.SegmentProperties{Direction: harfbuzz.LeftToRight, Script: c.script, Language: l.hbLang}
	if w.rtl {
		b.Props.Direction = harfbuzz.RightToLeft
	}
	b.Shape(s.engine(c.face), l.features)

	first := len(w.glyphs)
	upem := c.face.upem
	unit := func(v harfbuzz.Position) int32 { return int32(length(v) * l.size / upem) }
	for i := range b.Info {
		pos := b.Pos[i]
		w.glyphs = append(w.glyphs, wordGlyph{
			id: uint16(b.Info[i].Glyph), start: uint16(b.Info[i].Cluster),
			adv: unit(pos.XAdvance), x: unit(pos.XOffset), y: unit(pos.YOffset),
		})
	}
	closeClusters(w.glyphs[first:], c, w.rtl)
	if l.tracking != 0 && tracks(c.script) {
		for i := range w.glyphs[first:] {
			if g := &w.glyphs[first+i]; g.end > g.start {
				g.adv += int32(l.tracking)
			}
		}
	}
	w.parts = append(w.parts, wordPart{face: c.face, to: len(w.glyphs)})
}

// tracks reports whether letters of a script may be spaced, as its capitals are:
// in scripts without them, cursive ones above all, the space would part what
// belongs together.
func tracks(s language.Script) bool {
	switch s {
	case language.Latin, language.Greek, language.Cyrillic, language.Armenian, language.Coptic, language.Common, language.Inherited, language.Unknown:
		return true
	}
	return false
}

// engine is the face as this shaper uses it: the engine keeps caches of its
// own, which goroutines cannot share.
func (s *shaper) engine(f *Face) *harfbuzz.Font {
	e := s.engines[f]
	if e == nil {
		e = harfbuzz.NewFont(font.NewFace(f.font))
		s.engines[f] = e
	}
	return e
}

// places reports whether a face can put a cluster's marks where they belong:
// each joined into one glyph with its letter, or moved to it.
func (s *shaper) places(f *Face, cluster string) bool {
	var w word
	s.shapeCut(&w, &look{face: f, size: f.upem}, cluster, cut{0, len(cluster), f, scriptOf(cluster)})
	for i, g := range w.glyphs {
		if i > 0 && g.end == g.start && g.x == 0 && g.y == 0 && g.adv == 0 {
			return false
		}
	}
	return true
}

// closeClusters finds the bytes each glyph stands for. The first glyph of a
// cluster on the page gets them all, the others of it none.
func closeClusters(g []wordGlyph, c cut, rtl bool) {
	end := uint16(c.to)
	if rtl {
		for i := 0; i < len(g); {
			j := i
			for j < len(g) && g[j].start == g[i].start {
				j++
			}
			claim(g[i:j], end)
			end = g[i].start
			i = j
		}
		return
	}
	for j := len(g); j > 0; {
		i := j - 1
		for i > 0 && g[i-1].start == g[i].start {
			i--
		}
		start := g[i].start
		claim(g[i:j], end)
		end = start
		j = i
	}
}

func claim(g []wordGlyph, end uint16) {
	g[0].end = end
	for i := 1; i < len(g); i++ {
		g[i].start, g[i].end = end, end
	}
}

// fresh cuts n glyphs from the slab.
func (s *shaper) fresh(n int) []Glyph {
	if n > len(s.slab) {
		s.slab = make([]Glyph, max(n, 8192))
	}
	out := s.slab[:n:n]
	s.slab = s.slab[n:]
	return out
}

// newLine gives a line, one of many that are allocated at once.
func (s *shaper) newLine() *line {
	if len(s.lines) == 0 {
		s.lines = make([]line, 64)
	}
	ln := &s.lines[0]
	s.lines = s.lines[1:]
	return ln
}

// keepRuns copies a line's runs from scratch.
func (s *shaper) keepRuns(runs []Run) []Run {
	n := len(runs)
	if n > len(s.runSlab) {
		s.runSlab = make([]Run, max(n, 128))
	}
	out := s.runSlab[:n:n]
	s.runSlab = s.runSlab[n:]
	copy(out, runs)
	return out
}
