package epub

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"colophon/internal/typeset"
)

// standby are the faces that stand in for a reader's own, in the order they
// are tried.
var standby = []string{
	"NotoSerif-Regular", "NotoSerifHebrew-Regular", "NotoNaskhArabic-Regular",
	"NotoSansSymbols-Regular", "NotoSansSymbols2-Regular", "NotoSerifSC-Regular",
}

// textFace is the one among them made for text in all of the Latin script.
const textFace = 0

// rareRanges are the characters that the fonts of reading systems are not sure
// to have. Everything else is left to the reader's own font.
var rareRanges = [][2]rune{
	{0x0180, 0x0191}, {0x0193, 0x0217}, {0x021C, 0x036F}, // medieval letters, phonetic signs, combining marks
	{0x0460, 0x048F}, {0x0492, 0x052F}, {0x0590, 0x077F}, {0x08A0, 0x08FF},
	{0x1D00, 0x1FFF}, // phonetic, Latin additional, polytonic Greek
	{0x2070, 0x209F}, {0x20A0, 0x20AB}, {0x20AD, 0x2115}, {0x2117, 0x2121}, {0x2123, 0x2BFF},
	{0x2C60, 0x2C7F}, {0x2DE0, 0x2DFF}, {0x2E80, 0x30FF}, {0x3400, 0x9FFF}, {0xA640, 0xA69F}, {0xA720, 0xA7FF},
	{0xAB30, 0xAB6F}, {0xF900, 0xFAFF}, {0xFB1D, 0xFDFF}, {0xFE20, 0xFE2F}, {0xFE70, 0xFEFE}, {0x10000, 0x3FFFF},
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
	faces []*typeset.Face
	words []map[string]bool
}

// faceFor is the first face that has every character of a cluster; -1 for none.
func (w *wardrobe) faceFor(cluster string) int {
	if w.faces == nil {
		w.faces = make([]*typeset.Face, len(standby))
		w.words = make([]map[string]bool, len(standby))
	}
	for i := range standby {
		if w.faces[i] == nil {
			f, err := typeset.Open(standby[i])
			if err != nil {
				continue
			}
			w.faces[i], w.words[i] = f, map[string]bool{}
		}
		if covers(w.faces[i], cluster) {
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
func (w *wardrobe) dressed(s *sheet, text string) {
	for text != "" {
		rare := strings.IndexFunc(text, isRare)
		if rare < 0 {
			s.text(text)
			return
		}
		start := 0
		if i := strings.LastIndexFunc(text[:rare], unicode.IsSpace); i >= 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			start = i + size
		}
		end := len(text)
		if i := strings.IndexFunc(text[rare:], unicode.IsSpace); i >= 0 {
			end = rare + i
		}
		s.text(text[:start])
		w.word(s, text[start:end])
		text = text[end:]
	}
}

// word writes a word that has rare characters.
func (w *wardrobe) word(s *sheet, word string) {
	if w.faceFor(word) == textFace {
		w.put(s, textFace, word)
		return
	}
	state, run, face := -1, "", -1
	for word != "" {
		var cluster string
		cluster, word, _, state = uniseg.FirstGraphemeClusterInString(word, state)
		f := -1
		if strings.IndexFunc(cluster, isRare) >= 0 {
			f = w.faceFor(cluster)
		}
		if f != face {
			w.put(s, face, run)
			run, face = "", f
		}
		run += cluster
	}
	w.put(s, face, run)
}

// put writes text in a face; -1 is the reader's own.
func (w *wardrobe) put(s *sheet, face int, text string) {
	switch {
	case text == "":
	case face < 0:
		s.text(text)
	default:
		w.words[face][text] = true
		s.raw(`<span class="face-`, strconv.Itoa(face+1), `">`)
		s.text(text)
		s.raw("</span>")
	}
}

// fontFile is an embedded font.
type fontFile struct {
	name  string // fonts/NotoSerif-Regular.ttf
	class string
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
		face := w.faces[i]
		text := strings.Join(slices.Sorted(maps.Keys(used)), " ")
		data, err := face.Subset(face.GlyphsOf(text, dresses...))
		if err != nil {
			continue // the reader's own font will have to do
		}
		out = append(out, fontFile{"fonts/" + face.Name + ".ttf", "face-" + strconv.Itoa(i+1), data})
	}
	return out
}

// fontStyles is the stylesheet of the embedded fonts. Forms that only some
// languages use (locl) are switched off: the fonts have not got them.
func fontStyles(files []fontFile) string {
	var b strings.Builder
	for _, f := range files {
		family := "Colophon " + f.class
		b.WriteString("\n@font-face { font-family: \"" + family + "\"; src: url(../" + f.name + "); }\n")
		b.WriteString("." + f.class + " { font-family: \"" + family + "\", serif; font-feature-settings: \"locl\" 0; }\n")
	}
	return b.String()
}
