package typeset

import (
	"strings"
	"unicode/utf8"

	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// look is a Style made ready: the same for all text that looks alike, so that
// a word is shaped once for each.
type look struct {
	style     Style
	lang      string
	family    *Family
	face      *Face // the family's face for the style
	size      length
	raise     length // of the baseline
	features  []harfbuzz.Feature
	hbLang    language.Language
	space     word   // a word space
	tracking  length // after each letter
	hyphenate *hyphenator
	shifted   *look // see lookFor
	words     map[string]*word
	wordsRTL  map[string]*word
	unknown   bool   // the style names a family that is not there
	han       bool   // the language is written in Han signs
	hanFace   string // that of Han signs
}

// lookKey finds a look.
type lookKey struct {
	style Style
	lang  string
}

// The superior figures a face lacks are its own at 0.6 of their size, raised
// by a third: what EB Garamond's own come to.
const (
	superiorSize  = 0.62
	superiorRaise = 0.34
	inferiorRaise = -0.12
)

// look gives the look of a style whose size is set.
func (s *shaper) look(style Style, lang string) *look {
	key := lookKey{style, lang}
	if l := s.looks[key]; l != nil {
		return l
	}
	l := &look{style: style, lang: lang, size: sp(style.Size)}
	l.family, l.unknown = s.family(style.Family)
	l.face = l.family.face(style.Bold, style.Italic)
	l.hbLang = fontLanguage(lang)
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	japanese := primary == "ja" || primary == "jpn" || primary == "ojp"
	l.han = japanese || primary == "zh" || primary == "zho" || primary == "lzh"
	if l.hanFace = hanFace; japanese {
		l.hanFace = japaneseFace
	}
	l.tracking = l.size * length(style.Tracking) / 1000
	if !style.NoHyphens {
		l.hyphenate = hyphenatorFor(lang)
	}
	if style.Superior && !l.face.has("sups") || style.Inferior && !l.face.has("subs") {
		l.shift()
	}
	l.features = featuresOf(style)
	s.looks[key] = l
	l.space = *s.shape(l, " ")
	return l
}

// fontLanguage is the language a font is told. Of Latin it is not told: EB
// Garamond then writes every u as v, and how a source spells is the source's.
func fontLanguage(lang string) language.Language {
	if primary, _, _ := strings.Cut(strings.ToLower(lang), "-"); primary == "la" || primary == "lat" {
		return language.NewLanguage("und")
	}
	return language.NewLanguage(lang)
}

// shift makes a look smaller and raises or lowers it: what stands in for
// superior signs a face does not draw.
func (l *look) shift() {
	raise := superiorRaise
	if l.style.Inferior {
		raise = inferiorRaise
	}
	l.raise = sp(l.style.Size * raise)
	l.size = sp(l.style.Size * superiorSize)
}

// lookFor is the look a word really gets: superior only by the face where it
// has all of the word's signs so, else all of them made smaller.
func (s *shaper) lookFor(l *look, text string) *look {
	if !l.style.Superior && !l.style.Inferior || l.raise != 0 {
		return l
	}
	plain := l.style
	plain.Superior, plain.Inferior = false, false
	if strings.Trim(text, "*") == "" {
		return s.look(plain, l.lang) // an asterisk stands high by itself
	}
	plain.Figures = Lining
	if s.allDiffer(l, s.look(plain, l.lang), text) {
		return l
	}
	if l.shifted == nil {
		c := *l
		c.words, c.wordsRTL = nil, nil
		c.features = featuresOf(plain)
		c.shift()
		l.shifted = &c
	}
	return l.shifted
}

// raisedSigns are drawn superior as they are.
const raisedSigns = "°ªº⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"

// allDiffer reports whether each glyph of a text is another in one look than
// in the other.
func (s *shaper) allDiffer(l, plain *look, text string) bool {
	a, b := s.word(l, text, false), s.word(plain, text, false)
	if len(a.glyphs) != len(b.glyphs) {
		return true
	}
	for i := range a.glyphs {
		r, _ := utf8.DecodeRuneInString(text[a.glyphs[i].start:])
		if a.glyphs[i].id == b.glyphs[i].id && !strings.ContainsRune(raisedSigns, r) {
			return false
		}
	}
	return true
}

// face picks the face of a style, the nearest where the family lacks it.
func (f *Family) face(bold, italic bool) *Face {
	order := []*Face{f.Regular}
	switch {
	case bold && italic:
		order = []*Face{f.BoldItalic, f.Italic, f.Bold, f.Regular}
	case bold:
		order = []*Face{f.Bold, f.Regular}
	case italic:
		order = []*Face{f.Italic, f.Regular}
	}
	for _, x := range order {
		if x != nil {
			return x
		}
	}
	return nil
}

// family finds a family by its name; where there is none, the text family.
func (s *shaper) family(name string) (f *Family, unknown bool) {
	if name == "" || name == s.fonts.Text.Name {
		return s.fonts.Text, false
	}
	for _, f := range s.fonts.Others {
		if f.Name == name {
			return f, false
		}
	}
	return s.fonts.Text, true
}

// has reports whether the face has a substitution of that name.
func (f *Face) has(feature string) bool {
	_, ok := f.font.GSUB.FindFeatureIndex(opentype.MustNewTag(feature))
	return ok
}

// featuresOf turns a style into OpenType features. onum without pnum would
// give EB Garamond's old-style figures on the wide bodies of tables.
func featuresOf(style Style) []harfbuzz.Feature {
	var out []harfbuzz.Feature
	set := func(value uint32, tags ...string) {
		for _, t := range tags {
			out = append(out, harfbuzz.Feature{Tag: opentype.MustNewTag(t), Value: value, Start: harfbuzz.FeatureGlobalStart, End: harfbuzz.FeatureGlobalEnd})
		}
	}
	switch style.Figures {
	case OldStyle:
		set(1, "onum", "pnum")
	case Lining:
		set(1, "lnum", "pnum")
	case Tabular:
		set(1, "lnum", "tnum")
	}
	if style.SmallCaps || style.AllSmall {
		set(1, "smcp")
	}
	if style.AllSmall {
		set(1, "c2sc")
	}
	if style.Capitals {
		set(1, "case")
	}
	if style.Superior {
		set(1, "sups")
	}
	if style.Inferior {
		set(1, "subs")
	}
	if style.Tracking != 0 {
		set(0, "liga", "clig")
	}
	return out
}
