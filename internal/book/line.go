package book

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/source"
	"colophon/internal/typeset"
)

// line builds the content of one paragraph: the pieces for the typesetter, and
// the content of the structure element they belong to, hand in hand.
type line struct {
	m      *maker
	out    []typeset.Inline
	elem   *Element
	tag    typeset.Tag // the slot of elem that is open; 0: none
	style  typeset.Style
	lang   string
	target string
	spaced bool // what was last emitted ended in white space
	// joinEnds: the line that ends does so inside a word.
	joinEnds bool
	floor    int  // the space before this place in out is kept
	gone     bool // a deletion that is not printed stood here, behind a space
	joined   bool // a break that joins was the last, and white space is none
	inNote   bool
	inEntry  bool // of a dictionary: its parts differ in type
	depth    int
	// inLetter is true where parts share a line, as openers have them; else a
	// part stands on a line of its own. owed: the line ends before what comes.
	inLetter, owed bool
	// parted: a part of a letter's opener, or a block in a line, has ended
	// without a space; what follows does not continue its last word.
	parted bool
	// sign is what closes and stands close although parted, as long as nothing
	// but such signs came.
	sign  *typeset.Text
	apart int // how many elements that hold no text of the record are open
}

func (m *maker) line(e *Element) *line {
	return &line{m: m, elem: e, spaced: true}
}

// text emits words of the edition. White space of any length is one space, and
// none begins a paragraph.
func (l *line) text(s string, at source.Span) {
	if s = l.squeeze(s); s == "" {
		return
	}
	if l.gone {
		l.gone = false
		l.closeGap(s)
	}
	if l.owed && strings.TrimSpace(s) != "" {
		l.owed = false
		spaced := l.spaced // as it is after s, which is squeezed already
		l.breakLine()
		l.spaced = spaced
		s = strings.TrimLeft(s, " ")
	}
	l.holdSign(s)
	t := &typeset.Text{Text: s, Style: l.style, Lang: l.lang, Tag: l.open(at), Target: l.target}
	l.keepApart(t)
	l.out = append(l.out, t)
}

// keepApart keeps words apart that are two in the text, as after the mark of a note
// that stands close to the first. A sign that closes stands close as well, but
// not where it begins the next word: ".X.", or ";" and "II" in an element.
func (l *line) keepApart(t *typeset.Text) {
	first, _, ends := strings.Cut(t.Text, " ")
	closes := strings.Trim(first, ".,;:!?)]}»”’…") == ""
	switch {
	case l.sign != nil && first != "" && !closes && strings.Trim(l.sign.Text, ")]}»”’") == "":
		t.Text = " " + t.Text
	case l.sign != nil && first != "" && !closes:
		l.sign.Text = " " + l.sign.Text
	case l.parted && !closes:
		t.Text = " " + t.Text
	}
	if ends || !closes {
		l.sign = nil
	} else if l.parted {
		l.sign = t
	}
	l.parted = false
}

// print emits words of Colophon's own.
func (l *line) print(s string) { l.text(s, source.Span{}) }

// open gives the slot for content of the current element.
func (l *line) open(at source.Span) typeset.Tag {
	if l.tag == 0 {
		l.tag = l.m.slot(l.elem, at)
		l.m.book.Slots[l.tag].Apart = l.apart > 0
		return l.tag
	}
	if slot := &l.m.book.Slots[l.tag]; !at.IsZero() {
		slot.Span = slot.Span.To(at)
	}
	return l.tag
}

// squeeze makes one space of all white space but the spaces that do not break.
// No line begins with a sign that closes a sentence after a space, as French
// sets it.
func (l *line) squeeze(s string) string {
	if l.squeezed(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F' && r != '\u2007' {
			switch {
			case l.spaced:
			case closesAfterSpace(s[i:], cmp.Or(l.lang, l.m.lang())):
				b.WriteRune('\u00A0')
			default:
				b.WriteByte(' ')
			}
			l.spaced = true
			continue
		}
		if unicode.IsControl(r) || r == '\uFEFF' || r == '\uFFFE' || r == '\uFFFF' {
			continue // no signs of writing
		}
		l.spaced, l.joined = false, false
		b.WriteRune(r)
	}
	return b.String()
}

// squeezed reports whether squeeze would change nothing, as of most text; then
// it is noted how the line stands behind it.
func (l *line) squeezed(s string) bool {
	spaced, blank := l.spaced, true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			if spaced || closesAfterSpace(s[i:], cmp.Or(l.lang, l.m.lang())) {
				return false
			}
			spaced = true
		case c < ' ' || c == 0x7F:
			return false
		case c < utf8.RuneSelf:
			spaced, blank = false, false
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError || unicode.IsSpace(r) || unicode.IsControl(r) || r == '\uFEFF' || r == '\uFFFE' || r == '\uFFFF' {
				return false
			}
			spaced, blank = false, false
			i += n - 1
		}
	}
	l.spaced, l.joined = spaced, l.joined && blank
	return true
}

// holdSign keeps a sign that closes a sentence on the line of the word before,
// where the space between them belongs to another part of the text.
func (l *line) holdSign(s string) {
	if !closesAfterSpace(s, cmp.Or(l.lang, l.m.lang())) {
		return
	}
	for n := len(l.out) - 1; n >= 0; n-- {
		switch i := l.out[n].(type) {
		case *typeset.Text:
			if words, ok := strings.CutSuffix(i.Text, " "); ok {
				i.Text = words + "\u00A0"
			}
			return
		case *typeset.Spot:
		default:
			return
		}
	}
}

// closesAfterSpace reports whether white space is followed by a sign that closes
// what stands before it.
func closesAfterSpace(s, lang string) bool {
	for s != "" && (s[0] == ' ' || s[0] == '\t' || s[0] == '\r' || s[0] == '\n') {
		s = s[1:]
	}
	sign, n := utf8.DecodeRuneInString(s)
	if sign != ',' && sign != '?' && sign != '!' && sign != ';' && sign != ':' && (sign != '»' || !strings.HasPrefix(lang, "fr")) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(s[n:])
	return s[n:] == "" || !unicode.IsLetter(after) && !unicode.IsDigit(after)
}

// within emits into a child element of the current one.
func (l *line) within(child *Element, emit func()) {
	parent := l.elem
	apart := child.Role == "Reference" || child.Title == "apparatus"
	if apart {
		l.apart++
	}
	l.elem, l.tag = parent.Add(child), 0
	emit()
	l.elem, l.tag = parent, 0
	if apart {
		l.apart--
	}
}

// styled emits in a changed style.
func (l *line) styled(change func(*typeset.Style), emit func()) {
	before := l.style
	change(&l.style)
	emit()
	l.style = before
}

// inLang emits in another language: a Span that says so, where it differs.
func (l *line) inLang(lang string, emit func()) {
	if lang == "" || lang == l.lang {
		emit()
		return
	}
	before := l.lang
	l.lang = lang
	l.within(&Element{Role: "Span", Lang: lang}, emit)
	l.lang = before
}

// apparatus emits words that are Colophon's and not the text's.
func (l *line) apparatus(emit func()) {
	l.within(&Element{Role: "Span", Title: "apparatus"}, emit)
}

// link emits content that leads to a target: a place in the book or an
// address. voice is what a reader's voice says of it.
func (l *line) link(target, voice string, emit func()) {
	if l.target != "" || target == "" {
		emit()
		return
	}
	l.target = target
	l.m.book.Links[target] = voice
	l.within(&Element{Role: "Link"}, emit)
	l.target = ""
}

// mark puts a piece without text into the line.
func (l *line) add(i typeset.Inline) { l.out = append(l.out, i) }

// breakLine ends the line here.
func (l *line) breakLine() {
	l.trim()
	l.add(&typeset.LineBreak{Joins: l.joinEnds})
	l.spaced, l.sign = true, nil
	if l.tag != 0 {
		l.tag = 0
	}
}

// trim takes the space before a line's end away.
func (l *line) trim() {
	for n := len(l.out) - 1; n >= l.floor; n-- {
		switch i := l.out[n].(type) {
		case *typeset.Text:
			i.Text = strings.TrimRight(i.Text, " ")
			if i.Text != "" {
				return
			}
			l.out = append(l.out[:n], l.out[n+1:]...)
		case *typeset.Spot, *typeset.Mark:
		default:
			return
		}
	}
}

// join joins what stands on both sides: a word that goes on on the next line
// or page of the source, whatever white the file has there.
func (l *line) join() {
	l.trim()
	l.spaced, l.joined = true, true
}

// empty reports whether nothing visible was emitted.
func (l *line) empty() bool {
	for _, i := range l.out {
		switch i := i.(type) {
		case *typeset.Text:
			if strings.TrimSpace(i.Text) != "" {
				return false
			}
		case *typeset.Icon, *typeset.Note, *typeset.Ruby:
			return false
		}
	}
	return true
}
