package epub

import (
	"slices"
	"strings"
	"unicode"

	"colophon/internal/edition"
)

// dress says in which of our faces a document is set. A text in which every
// second word has a rare letter would change its look from word to word, were
// only those words set in a face of ours: then all of it is.
type dress struct {
	whole   int                   // the number of the face of all its text; 0 is the reader's own
	scripts []*unicode.RangeTable // scripts whose words are all set in the text face
}

// dresses reports whether a word is one of a script that is dressed throughout.
func (d dress) dresses(word string) bool {
	if len(d.scripts) == 0 {
		return false
	}
	for _, r := range word {
		if unicode.IsLetter(r) {
			return unicode.In(r, d.scripts...)
		}
	}
	return false
}

// wardrobeScripts are the scripts that our faces are made for.
var wardrobeScripts = []struct {
	letters *unicode.RangeTable
	face    int // of standby
}{
	{unicode.Latin, textFace}, {unicode.Greek, textFace}, {unicode.Cyrillic, textFace},
	{unicode.Hebrew, 1}, {unicode.Arabic, 2}, {unicode.Han, 5},
}

// rareShare is how many words of a script stand for one with a rare letter
// before the whole script is dressed: a fiftieth is a word in each few lines.
const rareShare = 50

// dressFor decides how a document is dressed.
func (w *wardrobe) dressFor(d *edition.Document) dress {
	var letters, words, rare [6]int
	d.Walk(func(n edition.Node) bool {
		t, ok := n.(*edition.Text)
		if !ok {
			return true
		}
		for word := range strings.FieldsSeq(t.Value) {
			script := scriptOfWord(word)
			if script < 0 {
				continue
			}
			letters[script] += len(word)
			words[script]++
			if strings.IndexFunc(word, isRare) >= 0 {
				rare[script]++
			}
		}
		return true
	})
	needs := func(i int) bool { return rare[i] > 0 && rare[i]*rareShare >= words[i] }
	most := slices.Index(letters[:], slices.Max(letters[:]))
	var out dress
	if needs(most) && w.face(wardrobeScripts[most].face) != nil {
		out.whole = wardrobeScripts[most].face + 1
		w.italic = w.italic || out.whole-1 == textFace
	}
	for i, s := range wardrobeScripts {
		if i != most && s.face == textFace && out.whole-1 != textFace && needs(i) {
			out.scripts = append(out.scripts, s.letters)
		}
	}
	return out
}

// scriptOfWord is the script of a word's first letter, by its place among
// wardrobeScripts; -1 for a word without letters or of another script.
func scriptOfWord(word string) int {
	for _, r := range word {
		if !unicode.IsLetter(r) {
			continue
		}
		for i, s := range wardrobeScripts {
			if unicode.Is(s.letters, r) {
				return i
			}
		}
		return -1
	}
	return -1
}
