package register

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// accents are the commands that set a mark on the letter after them.
var accents = map[string]rune{
	"`": '\u0300', "'": '\u0301', "^": '\u0302', "~": '\u0303', "=": '\u0304', "u": '\u0306', ".": '\u0307',
	`"`: '\u0308', "r": '\u030A', "H": '\u030B', "v": '\u030C', "d": '\u0323', "c": '\u0327', "k": '\u0328', "b": '\u0331',
}

// letters are the commands that are a letter or sign themselves.
var letters = map[string]string{
	"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
	"i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dots": "…", "ldots": "…", "textendash": "–", "textemdash": "—",
	"&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", ",": "\u2009", "-": "", "/": "",
}

// latex turns the TeX of a value into text: accents, dashes, quotation marks;
// braces and commands of type are dropped, their content stays.
func latex(s string) string {
	var b strings.Builder
	for s != "" {
		switch {
		case s[0] == '\\':
			s = command(&b, s[1:])
			continue
		case s[0] == '{' || s[0] == '}':
			s = s[1:]
			continue
		case s[0] == '~':
			b.WriteRune('\u00a0')
			s = s[1:]
			continue
		}
		taken := false
		for _, sign := range [][2]string{{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}} {
			if strings.HasPrefix(s, sign[0]) {
				b.WriteString(sign[1])
				s, taken = s[len(sign[0]):], true
				break
			}
		}
		if !taken {
			_, w := utf8.DecodeRuneInString(s)
			b.WriteString(s[:w])
			s = s[w:]
		}
	}
	return norm.NFC.String(strings.TrimSpace(collapse(b.String())))
}

// collapse makes one space of several; a no-break space stays.
func collapse(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }), " ")
}

// command reads a command after its backslash and returns what follows.
func command(b *strings.Builder, s string) string {
	if s == "" {
		return ""
	}
	n := 0
	for n < len(s) && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z') {
		n++
	}
	named := n > 0
	if !named {
		_, n = utf8.DecodeRuneInString(s)
	}
	name, rest := s[:n], s[n:]
	if mark, ok := accents[name]; ok {
		if named {
			rest = strings.TrimLeft(rest, " ")
		}
		return accent(b, rest, mark)
	}
	if letter, ok := letters[name]; ok {
		b.WriteString(letter)
		if named {
			rest = strings.TrimLeft(strings.TrimPrefix(rest, "{}"), " ")
		}
		return rest
	}
	if !named {
		b.WriteString(name)
		return rest
	}
	return strings.TrimLeft(rest, " ") // \textit, \emph: what they hold stays
}

// accent sets a mark on the next letter, which may stand in braces and be a
// command itself: \'{\i}.
func accent(b *strings.Builder, s string, mark rune) string {
	braced := strings.HasPrefix(s, "{")
	s = strings.TrimPrefix(s, "{")
	letter := ""
	switch {
	case strings.HasPrefix(s, `\i`), strings.HasPrefix(s, `\j`):
		letter, s = s[1:2], strings.TrimLeft(s[2:], " ")
	case s != "":
		r, w := utf8.DecodeRuneInString(s)
		if !unicode.IsLetter(r) {
			return s
		}
		letter, s = s[:w], s[w:]
	}
	b.WriteString(letter)
	if letter != "" {
		b.WriteRune(mark)
	}
	if braced {
		s = strings.TrimPrefix(s, "}")
	}
	return s
}
