package typeset

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// fallbackFaces are tried in this order for a cluster the text face lacks
// (see StandIns for those of single scripts): regular, italic, bold, bold
// italic.
var fallbackFaces = [][4]string{
	{"NotoSerif-Regular", "NotoSerif-Italic", "NotoSerif-Bold", "NotoSerif-BoldItalic"},
	{"NotoSerifHebrew-Regular"},
	{"NotoNaskhArabic-Regular"},
	{"NotoSansSymbols-Regular"},
	{"NotoSansSymbols2-Regular"},
}

// The faces of Han: in Japanese many signs have forms of their own.
const (
	hanFace      = "NotoSerifSC-Regular"
	japaneseFace = "NotoSerifJP-Regular"
)

// shared are the signs that Han and Latin writing have in common; in Chinese
// and Japanese each takes the room of a Han sign.
const shared = "“”‘’…—·"

func hasShared(text string) bool { return strings.ContainsAny(text, shared) }

// hanMark reports a mark of Han writing; a Latin face may have some of them
// (《 in EB Garamond), narrow, for editors' signs.
func hanMark(cluster string) bool {
	r, _ := utf8.DecodeRuneInString(cluster)
	return r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}

// fallbacks holds the stand-in faces once something needed them.
type fallbacks struct {
	mu    sync.Mutex
	faces map[string]*Face
}

// stand gives a stand-in face by name, loading it when first needed; nil
// where it cannot be had.
func (f *Fonts) stand(name string) *Face {
	f.loaded.mu.Lock()
	defer f.loaded.mu.Unlock()
	if face, ok := f.loaded.faces[name]; ok {
		return face
	}
	if f.loaded.faces == nil {
		f.loaded.faces = map[string]*Face{}
	}
	face, err := Open(name)
	if err != nil {
		face = nil
	}
	f.loaded.faces[name] = face
	return face
}

// cut divides a text where the face or the script must change. Whole clusters
// go to one face: a letter and its accent never come from two.
func (s *shaper) cut(l *look, text string, w *word) []cut {
	if plain(text) && l.face.covers(text) && !(l.han && hasShared(text)) {
		return []cut{{0, len(text), l.face, language.Latin}}
	}
	var cuts []cut
	state, rest, at := -1, text, 0
	for rest != "" {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		script := scriptOf(cluster)
		face := s.faceFor(l, cluster, cuts, w)
		last := len(cuts) - 1
		switch {
		case last >= 0 && cuts[last].face == face && (script == cuts[last].script || neutral(script)):
			cuts[last].to = at + len(cluster)
		case last >= 0 && cuts[last].face == face && neutral(cuts[last].script):
			cuts[last].to, cuts[last].script = at+len(cluster), script
		default:
			cuts = append(cuts, cut{at, at + len(cluster), face, script})
		}
		at += len(cluster)
	}
	for i := range cuts {
		if neutral(cuts[i].script) {
			cuts[i].script = language.Latin
		}
	}
	return cuts
}

// plain reports whether a text has only letters of Latin blocks and general
// punctuation: one script, and no marks to place.
func plain(text string) bool {
	for _, r := range text {
		if r > 0x24F && (r < 0x2010 || r > 0x2044) {
			return false
		}
	}
	return true
}

// faceFor finds the face of a cluster: the look's, then that of the cluster
// before it (a comma after Hebrew stays Hebrew only where the text face has
// none), then the stand-ins. Where none has it, the look's, and its box.
func (s *shaper) faceFor(l *look, cluster string, before []cut, w *word) *Face {
	if l.han && hasShared(cluster) || hanMark(cluster) && (l.han || len(before) > 0 && before[len(before)-1].face.Name == l.hanFace) {
		if face := s.fonts.stand(l.hanFace); face != nil && face.covers(cluster) {
			return face
		}
	}
	marked := hasMark(cluster)
	takes := func(f *Face) bool { return f.covers(cluster) && (!marked || s.places(f, cluster)) }
	if takes(l.face) {
		return l.face
	}
	if n := len(before); n > 0 && takes(before[n-1].face) {
		return before[n-1].face
	}
	var covering *Face // has the signs, if it cannot place them
	for _, name := range s.fonts.standIns(l, cluster) {
		face := s.fonts.stand(name)
		if face == nil {
			continue
		}
		if takes(face) {
			return face
		}
		if covering == nil && face.covers(cluster) {
			covering = face
		}
	}
	if l.face.covers(cluster) {
		return l.face // nobody does better
	}
	if covering != nil {
		return covering
	}
	for _, r := range cluster {
		if _, ok := l.face.Glyph(r); !ok && !harfbuzz.IsDefaultIgnorable(r) {
			w.missing = append(w.missing, r)
		}
	}
	return l.face
}

// hasMark reports whether a cluster has a mark that some face must place.
func hasMark(cluster string) bool {
	for i, r := range cluster {
		if i > 0 && unicode.Is(unicode.Mn, r) {
			return true
		}
	}
	return false
}

// standIns lists the faces that stand in for a look's, in its style.
func (f *Fonts) standIns(l *look, cluster string) []string {
	if f.Fallback != nil {
		return f.Fallback
	}
	style := 0
	if l.style.Italic {
		style |= 1
	}
	if l.style.Bold {
		style |= 2
	}
	names := StandIns(cluster)
	for _, four := range fallbackFaces {
		if i := slices.Index(names, four[0]); i >= 0 && four[style] != "" {
			names[i] = four[style]
		}
	}
	if i := slices.Index(names, hanFace); i >= 0 && l.hanFace != hanFace {
		names = slices.Insert(names, i, l.hanFace)
	}
	return names
}

// covers reports whether the face has every character of the text, composed
// or as it stands; what is never seen does not count.
func (f *Face) covers(text string) bool {
	if f.coversEach(text) {
		return true
	}
	if c := norm.NFC.String(text); c != text && f.coversEach(c) {
		return true
	}
	return false
}

func (f *Face) coversEach(text string) bool {
	for _, r := range text {
		if g, ok := f.font.NominalGlyph(r); (!ok || g == 0) && !harfbuzz.IsDefaultIgnorable(r) {
			return false
		}
	}
	return true
}

func scriptOf(cluster string) language.Script {
	for _, r := range cluster {
		if s := language.LookupScript(r); !neutral(s) {
			return s
		}
		if !unicode.Is(unicode.Mn, r) {
			break
		}
	}
	return language.Common
}

func neutral(s language.Script) bool {
	return s == language.Common || s == language.Inherited || s == language.Unknown
}
