package record

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// para is a piece of the body: a paragraph, or what stands in its place.
type para struct {
	kind   paraKind
	lines  []line
	flow   *flow  // of a paragraph, heading, item; what is behind the marker
	label  *flow  // of an item: the marker; of a speech: the speaker
	level  int    // of a heading
	marker marker // of an item
	cells  []tableRow
	inner  []para // of a quotation
	verse  bool
	indent int
	figure *figureParts
}

type paraKind uint8

const (
	isPara paraKind = iota
	isHeading
	isItem
	isQuote
	isTable
	isFigure
	isBreak      // a rule in the text
	isPageNumber // a page number left in the text
)

type tableRow struct {
	line  line
	cells []*flow
	head  bool
}

// figureParts are the parts of ![what it shows](map.png "caption").
type figureParts struct {
	description, caption *flow
	url                  string
	line                 line
}

var (
	headingLine = regexp.MustCompile(`^(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?$`)
	ruleOfSigns = regexp.MustCompile(`^(?:-{3,}|—{2,}|–{3,}|_{3,}|\*{3,}|(?:[*•⁂][ \t]*){3,}|(?:-[ \t]+){2,}-|⁂|~{3,})$`)
	figureLine  = regexp.MustCompile(`^!\[([^\[\]]*)\]\(([^\s()]+)(?:[ \t]+["“]([^"“”]*)["”])?\)$`)
	tableRule   = regexp.MustCompile(`^\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?$`)
)

func isRule(s string) bool { return ruleOfSigns.MatchString(s) }

// longLine is the length from which on a line cannot have been wrapped by hand
// or by a mailer: its end is the end of its paragraph.
const longLine = 120

// paragraphs parts lines into pieces. Blank lines part paragraphs; so do an
// indented first line, a line too long to be a wrapped one, and the lines that
// are something else by their first sign.
func (r *reader) paragraphs(lines []line, depth int) []para {
	var out []para
	for i := 0; i < len(lines); {
		if lines[i].text == "" {
			i++
			continue
		}
		end := i
		for end < len(lines) && lines[end].text != "" {
			end++
		}
		out = append(out, r.chunk(lines[i:end], depth)...)
		i = end
	}
	return out
}

// chunk parts lines between two blank lines.
func (r *reader) chunk(lines []line, depth int) []para {
	var out []para
	least, hanging := indents(lines)
	var current []line
	end := func() {
		if len(current) > 0 {
			out = append(out, r.paragraph(current))
			current = nil
		}
	}
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if p, n := r.special(lines[i:], depth); n > 0 {
			end()
			out = append(out, p)
			i += n - 1
			continue
		}
		if len(current) > 0 {
			prev := current[len(current)-1]
			switch {
			case !hanging && l.indent >= least+2,
				len(prev.text) > longLine && utf8.RuneCountInString(prev.text) > longLine,
				r.beginsItem(current, l),
				r.beginsSpeech(l):
				end()
			}
		}
		current = append(current, l)
	}
	end()
	return out
}

// indents finds the least indentation of a chunk and whether it hangs: the
// first line less indented than most of the others.
func indents(lines []line) (least int, hanging bool) {
	least = lines[0].indent
	more := 0
	for _, l := range lines[1:] {
		least = min(least, l.indent)
		if l.indent > lines[0].indent {
			more++
		}
	}
	if more == 0 || 2*more < len(lines)-1 {
		return least, false
	}
	// Where the first line ends long before the others do, it is a paragraph
	// of its own and not the head of a hanging one.
	widest := 0
	for _, l := range lines[1:] {
		widest = max(widest, columns(l.text))
	}
	return least, columns(lines[0].text)+ragged >= min(widest, longLine)
}

// special reads the lines that are something else by their first sign, and
// tells how many there are.
func (r *reader) special(lines []line, depth int) (para, int) {
	l := lines[0]
	off := r.rules.off
	switch l.text[0] {
	case '#':
		if m := headingLine.FindStringSubmatchIndex(l.text); m != nil && !off[39] && m[4] < m[5] {
			return para{kind: isHeading, lines: lines[:1], level: m[3], flow: newFlow([]line{sub(l, m[4], m[5])}, nil)}, 1
		}
	case '>':
		if !off[40] && depth < 6 {
			n := 1
			for n < len(lines) && lines[n].text[0] == '>' {
				n++
			}
			return r.quote(lines[:n], depth), n
		}
	case '|':
		n := 0
		for n < len(lines) && lines[n].text[0] == '|' && strings.Count(lines[n].text, "|") > 1 {
			n++
		}
		if n > 0 && !off[45] {
			return table(lines[:n]), n
		}
	case '!':
		if m := figureLine.FindStringSubmatchIndex(l.text); m != nil && len(lines) == 1 && !off[47] {
			f := &figureParts{url: l.text[m[4]:m[5]], line: l, description: newFlow([]line{sub(l, m[2], m[3])}, nil)}
			if m[6] >= 0 {
				f.caption = newFlow([]line{sub(l, m[6], m[7])}, nil)
			}
			return para{kind: isFigure, lines: lines[:1], figure: f}, 1
		}
	}
	if isRule(l.text) {
		return para{kind: isBreak, lines: lines[:1]}, 1
	}
	if len(lines) == 1 && pageAlone.MatchString(l.text) {
		return para{kind: isPageNumber, lines: lines[:1], flow: newFlow(lines[:1], nil)}, 1
	}
	return para{}, 0
}

// sub is part of a line.
func sub(l line, i, j int) line {
	for i < j && (l.text[i] == ' ' || l.text[i] == '\t') {
		i++
	}
	t := strings.TrimRight(l.text[i:j], " \t")
	return line{start: l.start + i, end: l.start + i + len(t), text: t, indent: l.indent, broken: l.broken}
}

var pageAlone = regexp.MustCompile(`^(?:[0-9]{1,4}|[-–—] ?[0-9]{1,4} ?[-–—]|(?:Page|page|Seite|Стр\.|стр\.|p\.|S\.) [0-9]{1,4})$`)

// paragraph makes a paragraph or an item of lines.
func (r *reader) paragraph(lines []line) para {
	p := para{lines: lines, indent: lines[0].indent}
	if r.speeches {
		if _, n := r.speakerOf(lines[0].text); n > 0 {
			p.label = newFlow([]line{sub(lines[0], 0, n)}, nil)
			rest := append([]line{sub(lines[0], n, len(lines[0].text))}, lines[1:]...)
			p.flow = newFlow(rest, lineEnds(rest))
			return p
		}
	}
	if m, n := itemMarker(lines[0].text); n > 0 && !r.rules.off[38] {
		p.kind, p.marker = isItem, m
		p.label = newFlow([]line{sub(lines[0], 0, n)}, nil)
		rest := append([]line{sub(lines[0], n, len(lines[0].text))}, lines[1:]...)
		p.flow = newFlow(rest, lineEnds(rest))
		return p
	}
	keep := lineEnds(lines)
	if r.doc.Kind == "verse" || r.doc.Kind == "poem" {
		for i := range keep {
			keep[i] = true
		}
	}
	p.flow = newFlow(lines, keep)
	return p
}

// Bounds of the width at which a hard-wrapped text was wrapped, and how far a
// line may fall short of it and still be a wrapped one.
const (
	narrowest = 60
	widest    = 100
	ragged    = 15
)

// lineEnds tells which line ends of a paragraph were meant: those where the
// first word of the next line would have fitted on the line. A wrapped text
// fills its lines.
func lineEnds(lines []line) []bool {
	if len(lines) < 2 {
		return nil
	}
	width := narrowest
	for _, l := range lines {
		width = max(width, min(widest, columns(l.text)))
	}
	if len(lines) > 1 && labelled(lines[0].text) && labelled(lines[1].text) {
		width = widest
	}
	keep := make([]bool, len(lines))
	for i, l := range lines[:len(lines)-1] {
		word, _, _ := strings.Cut(lines[i+1].text, " ")
		fits := columns(l.text)+1+min(columns(word), ragged) <= width-ragged
		next := lines[i+1].text
		keep[i] = fits && (breaks(l.text, word) || labelled(next) && labelled(l.text) || next[0] == '[' && next[len(next)-1] == ']') || l.broken
	}
	return keep
}

// labelled reports a line that begins with a word and a colon: "Present: …".
func labelled(s string) bool { return lineLabel.MatchString(s) }

var lineLabel = regexp.MustCompile(`^\p{Lu}[\pL ]{1,24}:\s`)

// breaks reports that a line may end on purpose before a word: not inside a word,
// and not where a sentence runs on in small letters.
func breaks(before, word string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "[(*_\"“‘'"))
	if unicode.IsLower(next) && strings.ContainsRune("-)]\"'”’»", last) {
		return false // a word parted at the line's end, a sentence that runs on
	}
	return last != '\u00AD' && (!unicode.IsLower(next) || !unicode.IsLetter(last) && !unicode.IsDigit(last))
}

// quote reads lines that begin with ">": row 40.
func (r *reader) quote(lines []line, depth int) para {
	inner := make([]line, len(lines))
	for i, l := range lines {
		t := strings.TrimLeft(l.text[1:], " \t\u00A0")
		start := l.start + len(l.text) - len(t)
		inner[i] = line{start: start, end: l.end, text: t, indent: max(0, start-l.start-2), broken: l.broken}
	}
	p := para{kind: isQuote, lines: lines, inner: r.paragraphs(inner, depth+1), verse: verse(inner)}
	r.settleItems(p.inner)
	for _, x := range p.inner {
		p.verse = p.verse && x.kind == isPara && x.label == nil
	}
	if p.verse {
		for i := range p.inner {
			x := &p.inner[i]
			every := make([]bool, len(x.lines))
			for k := range every {
				every[k] = true
			}
			x.flow = newFlow(x.lines, every)
		}
	}
	return p
}

// verse reports lines whose ends are all kept: at least two, and none that was
// wrapped.
func verse(lines []line) bool {
	n := 0
	for start := 0; start < len(lines); {
		end := start
		for end < len(lines) && lines[end].text != "" {
			end++
		}
		stanza := lines[start:end]
		if len(stanza) == 0 {
			start++
			continue
		}
		for i, l := range stanza[:len(stanza)-1] {
			word, _, _ := strings.Cut(stanza[i+1].text, " ")
			if utf8.RuneCountInString(l.text)+1+utf8.RuneCountInString(word) > narrowest-ragged+8 {
				return false
			}
		}
		n = max(n, len(stanza))
		for end < len(lines) && lines[end].text == "" {
			end++
		}
		start = end
	}
	if n < 2 {
		return false
	}
	for _, l := range lines {
		if l.text == "" {
			continue
		}
		if _, n := itemMarker(l.text); n > 0 || strings.ContainsRune(">#|", rune(l.text[0])) {
			return false
		}
	}
	return true
}

// table reads rows of "|": row 45.
func table(lines []line) para {
	p := para{kind: isTable, lines: lines}
	for i, l := range lines {
		if tableRule.MatchString(l.text) && strings.Contains(l.text, "--") {
			if len(p.cells) == 1 && i == 1 {
				p.cells[0].head = true
			}
			continue
		}
		row := tableRow{line: l}
		start := 1
		for k := 1; k <= len(l.text); k++ {
			if k < len(l.text) && (l.text[k] != '|' || l.text[k-1] == '\\') {
				continue
			}
			if k == len(l.text) && strings.TrimSpace(l.text[start:k]) == "" {
				break
			}
			row.cells = append(row.cells, newFlow([]line{sub(l, start, k)}, nil))
			start = k + 1
		}
		p.cells = append(p.cells, row)
	}
	return p
}
