package epub

import (
	"bytes"
	"html"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"colophon/internal/typeset"
)

// standby are the faces that stand in for a reader's own.
var standby = typeset.AllStandIns()

// textFace is the one among them made for text in all of the Latin script.
const textFace = 0

// textItalic is its slanted sister.
const textItalic = "NotoSerif-Italic"

// rareRanges are the characters that the fonts of reading systems are not sure
// to have. Everything else is left to the reader's own font.
var rareRanges = [][2]rune{
	{0x0180, 0x0191}, {0x0193, 0x0217}, {0x021C, 0x036F}, // medieval letters, phonetic signs, combining marks
	{0x0460, 0x048F}, {0x0492, 0x10FF}, // old Cyrillic, and the scripts from Armenian to Georgian
	{0x1200, 0x1FFF}, // from Ethiopic on; phonetic, Latin additional, polytonic Greek
	{0x2070, 0x209F}, {0x20A0, 0x20AB}, {0x20AD, 0x2115}, {0x2117, 0x2121}, {0x2123, 0x2DFF},
	{0x2E80, 0x30FF}, {0x3400, 0x9FFF}, {0xA500, 0xABFF},
	{0xF900, 0xFAFF}, {0xFB13, 0xFDFF}, {0xFE20, 0xFE4F}, {0xFE70, 0xFEFE}, {0xFF00, 0xFFEF}, {0x10000, 0x3FFFF},
}

func isRare(r rune) bool {
	if r < 0x180 {
		return false
	}
	i, found := slices.BinarySearchFunc(rareRanges, r, func(x [2]rune, r rune) int { return int(x[0] - r) })
	return found || i > 0 && r <= rareRanges[i-1][1]
}

// wardrobe holds the faces opened so far and the words each is to set.
type wardrobe struct {
	faces  []*typeset.Face
	words  []map[string]bool
	italic bool // the text face sets whole documents, slanted words and all
}

// face opens a face of standby; nil where it cannot be had.
func (w *wardrobe) face(i int) *typeset.Face {
	if w.faces == nil {
		w.faces = make([]*typeset.Face, len(standby))
		w.words = make([]map[string]bool, len(standby))
	}
	if w.faces[i] == nil {
		f, err := typeset.Open(standby[i])
		if err != nil {
			return nil
		}
		w.faces[i], w.words[i] = f, map[string]bool{}
	}
	return w.faces[i]
}

// faceFor is the first face that has every character of a cluster; -1 for none.
func (w *wardrobe) faceFor(cluster string) int {
	for _, name := range typeset.StandIns(cluster) {
		i := slices.Index(standby, name)
		if f := w.face(i); f != nil && covers(f, cluster) {
			return i
		}
	}
	return -1
}

func covers(f *typeset.Face, cluster string) bool {
	for _, r := range cluster {
		if _, ok := f.Glyph(r); !ok {
			return false
		}
	}
	return true
}

// dressed writes text with its rare words in spans that name a face for them: a
// whole word where the text face has all of it, else cluster by cluster, since
// a letter and its marks come from one face.
func (w *wardrobe) dressed(s *sheet, text string, d dress) {
	if d.whole == 0 && len(d.scripts) == 0 && strings.IndexFunc(text, isRare) < 0 {
		s.text(text)
		return
	}
	for text != "" {
		start := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) })
		if start < 0 {
			start = len(text)
		}
		s.text(text[:start])
		text = text[start:]
		end := strings.IndexFunc(text, unicode.IsSpace)
		if end < 0 {
			end = len(text)
		}
		w.word(s, text[:end], d)
		text = text[end:]
	}
}

// word writes a word in the face it needs.
func (w *wardrobe) word(s *sheet, word string, d dress) {
	rare := strings.IndexFunc(word, isRare) >= 0
	switch {
	case word == "":
		return
	case d.whole > 0 && covers(w.faces[d.whole-1], word):
		w.put(s, d.whole-1, word, d)
		return
	case !rare && d.whole == 0 && !d.dresses(word):
		s.text(word)
		return
	case w.faceFor(word) == textFace && (rare || d.dresses(word)):
		w.put(s, textFace, word, d)
		return
	}
	state, run, face := -1, "", -1
	for word != "" {
		var cluster string
		cluster, word, _, state = uniseg.FirstGraphemeClusterInString(word, state)
		f := -1
		if d.whole > 0 && covers(w.faces[d.whole-1], cluster) {
			f = d.whole - 1
		} else if strings.IndexFunc(cluster, isRare) >= 0 {
			f = w.faceFor(cluster)
		}
		if f != face {
			w.put(s, face, run, d)
			run, face = "", f
		}
		run += cluster
	}
	w.put(s, face, run, d)
}

// put writes text in a face; -1 is the reader's own.
func (w *wardrobe) put(s *sheet, face int, text string, d dress) {
	switch {
	case text == "":
	case face < 0:
		s.text(text)
	case face == d.whole-1:
		s.text(text) // wear takes the measure of the whole file
	default:
		w.words[face][text] = true
		s.raw(`<span class="`, faceClass(face), `">`)
		s.text(text)
		s.raw("</span>")
	}
}

// wear notes what a finished file of a document that is all set in one face
// needs: every word, headings of ours included, as the tags part it and as one,
// since letters join across tags; and what the stylesheet writes.
func (w *wardrobe) wear(d dress, xhtml []byte) {
	if d.whole == 0 {
		return
	}
	used := w.words[d.whole-1]
	used["0123456789|*[]\u2009\u2003\u202f"] = true
	note := func(text []byte) {
		for word := range strings.FieldsSeq(html.UnescapeString(string(text))) {
			used[word] = true
		}
	}
	var joined []byte
	for found := true; found; {
		var text []byte
		text, xhtml, found = bytes.Cut(xhtml, []byte("<"))
		note(text)
		joined = append(joined, text...)
		if i := bytes.LastIndexAny(joined, " \n"); i >= 0 {
			note(joined[:i])
			joined = append(joined[:0], joined[i+1:]...)
		}
		_, xhtml, _ = bytes.Cut(xhtml, []byte(">"))
	}
	note(joined)
}

func faceClass(face int) string { return "face-" + strconv.Itoa(face+1) }

// fontFile is an embedded font.
type fontFile struct {
	name  string // fonts/NotoSerif-Regular.ttf
	class string
	style string // "" upright
	data  []byte
}

// dresses are the styles that the stylesheet sets words in.
var dresses = []typeset.Style{{SmallCaps: true}, {Figures: typeset.Lining}, {Figures: typeset.Tabular}}

// files are the fonts that some text needs, cut down to it.
func (w *wardrobe) files() []fontFile {
	var out []fontFile
	for i, used := range w.words {
		if len(used) == 0 {
			continue
		}
		text := strings.Join(slices.Sorted(maps.Keys(used)), " ")
		text += " " + capitals(text)
		out = appendFont(out, w.faces[i], i, "", text)
		if i == textFace && w.italic {
			if face, err := typeset.Open(textItalic); err == nil {
				out = appendFont(out, face, i, "italic", text)
			}
		}
	}
	return out
}

// capitals are those of a text's letters: where a face has no small capitals,
// they are made of them.
func capitals(text string) string {
	upper := map[rune]bool{}
	for _, r := range text {
		if u := unicode.ToUpper(r); u != r {
			upper[u] = true
		}
	}
	return string(slices.Sorted(maps.Keys(upper)))
}

// appendFont adds a face cut down to a text. Where it cannot be cut, the
// reader's own font will have to do.
func appendFont(out []fontFile, face *typeset.Face, i int, style, text string) []fontFile {
	data, err := face.Subset(face.GlyphsOf(text, dresses...))
	if err != nil {
		return out
	}
	return append(out, fontFile{"fonts/" + face.Name + ".ttf", faceClass(i), style, data})
}

// fontStyles is the stylesheet of the embedded fonts. Forms that only some
// languages use (locl) are switched off: the fonts have not got them.
func fontStyles(files []fontFile) string {
	var b strings.Builder
	for _, f := range files {
		family := "Colophon " + f.class
		if f.style != "" {
			b.WriteString("@font-face { font-family: \"" + family + "\"; font-style: " + f.style + "; src: url(../" + f.name + "); }\n")
			continue
		}
		b.WriteString("\n@font-face { font-family: \"" + family + "\"; src: url(../" + f.name + "); }\n")
		b.WriteString("." + f.class + " { font-family: \"" + family + "\", serif; font-feature-settings: \"locl\" 0; }\n")
	}
	return b.String()
}
