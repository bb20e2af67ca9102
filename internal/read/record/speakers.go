package record

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"colophon/internal/edition"
	"colophon/internal/source"
)

var (
	// An editor's brackets may stand in the name: KRENZ [interrupting]:
	speakerColon = regexp.MustCompile(`^(\*{1,2}|_{1,2})?((?:[^:*_\[\]|>#"“«]{0,40}\[[^:*_\[\]|]{1,40}\]){0,2}[^:*_\[\]|>#"“«]{0,60}?)(\*{1,2}|_{1,2})?(?::(\*{1,2}|_{1,2})?[ \t\x{A0}]+|：)`)
	speakerStop  = regexp.MustCompile(`^([\p{Lu}][\p{Lu}\p{M} .'’-]{2,40})\.[ \t\x{A0}—–-]+`)
)

// questionStop is "Q." and "A." of an interview.
var questionStop = regexp.MustCompile(`^[QAFВО]\.[ \t]+`)

// dialogue reports a document whose kind says that people speak in it.
func (r *reader) dialogue() bool {
	switch r.doc.Kind {
	case "minutes", "conversation", "transcript", "interview":
		return true
	}
	return false
}

// speakerOf reads the speaker at the head of a line, as row 44 has it, and
// tells how long it is with its sign; "" where there is none.
func (r *reader) speakerOf(s string) (name string, n int) {
	if m := speakerColon.FindStringSubmatch(s); m != nil && len(m[0]) < len(s) {
		if m[1] != m[3] && m[1] != m[4] {
			return "", 0
		}
		if r.canSpeak(m[2]) {
			return fold(unmarked(m[2])), len(m[0])
		}
		return "", 0
	}
	if m := questionStop.FindString(s); m != "" && len(m) < len(s) && r.dialogue() {
		return fold(m), len(m)
	}
	if m := speakerStop.FindStringSubmatch(s); m != nil && len(m[0]) < len(s) && r.canSpeak(m[1]) {
		if utf8.RuneCountInString(strings.ReplaceAll(m[1], " ", "")) >= 3 && !allCapitals(s[len(m[0]):]) && !digitFirst(s[len(m[0]):]) {
			return fold(m[1]), len(m[0])
		}
	}
	return "", 0
}

func digitFirst(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// neverSpeak are words before a colon that number points or head remarks.
var neverSpeak = map[string]bool{
	"first": true, "second": true, "third": true, "fourth": true, "fifth": true, "firstly": true, "secondly": true, "thirdly": true, "finally": true,
	"addressed": true, "endorsed": true, "docketed": true, "endorsement": true, "postmarked": true, "notation": true, "marginal note": true, "signed": true, "witness": true, "witnesses": true, "done": true, "note": true, "remark": true, "example": true, "result": true, "conclusion": true, "summary": true, "decision": true, "resolution": true, "agenda": true,
	"warning": true, "attention": true, "ps": true, "p.s": true, "address": true, "telephone": true, "source": true, "however": true, "therefore": true,
	"decided": true, "resolved": true, "heard": true, "proposal": true, "article": true, "chapter": true, "appendix": true, "annex": true, "enclosure": true,
	"erstens": true, "zweitens": true, "drittens": true, "во-первых": true, "во-вторых": true, "в-третьих": true, "premièrement": true, "deuxièmement": true, "primero": true, "segundo": true, "tercero": true, "primo": true, "secondo": true, "terzo": true,
	"时间": true, "地点": true, "日期": true, "题目": true, "слушали": true, "постановили": true, "решили": true,
}

var (
	bracketApart = regexp.MustCompile(`(?:^|[ \x{A0}])\[[^\]]*\]`)
	bracketSigns = strings.NewReplacer("[", "", "]", "")
)

// unmarked is a speaker's name without what an editor says in brackets beside
// it, and with what he adds to its words: "K[im] [shouting]" is Kim.
func unmarked(name string) string {
	return bracketSigns.Replace(bracketApart.ReplaceAllString(name, ""))
}

// canSpeak reports a name or title that can be a speaker's.
func (r *reader) canSpeak(name string) bool {
	name = strings.TrimSpace(unmarked(name))
	if k := strings.Index(name, " ("); k > 0 && strings.HasSuffix(name, ")") {
		name = name[:k]
	}
	f := fold(name)
	if f == "" || r.forParty(name) || neverSpeak[f] || strings.Count(name, " ") > 5 {
		return false
	}
	for _, l := range r.words.own {
		if l.memo[f] != "" && !contains([]string{"chairman", "chair", "interpreter", "translator"}, f) || l.fields[f] != "" && f != "translator" {
			return false
		}
	}
	small := 0
	for _, t := range strings.Fields(name) {
		t = strings.Trim(t, `().,'’`)
		switch {
		case t == "":
		case startsUpper(t):
		case len(t) <= 3:
			small++
		default:
			return false
		}
	}
	return startsUpper(name) && small <= 2
}

// countSpeakers decides whether the paragraphs of a body are speeches: where
// at least two in a row begin with a speaker, or one speaker comes back. In
// minutes one is enough.
func (r *reader) countSpeakers(lines []line) {
	if r.rules.off[44] {
		return
	}
	times := map[string]int{}
	total, row, longest, twice := 0, 0, 0, false
	var at source.Span
	for i, l := range lines {
		if l.text == "" || i > 0 && lines[i-1].text != "" && len(lines[i-1].text) < narrowest {
			if _, n := r.speakerOf(l.text); l.text == "" || n == 0 {
				continue
			}
		}
		if i > 0 && lines[i-1].text != "" {
			if _, n := r.speakerOf(l.text); n == 0 {
				continue
			}
		}
		name, n := r.speakerOf(l.text)
		if n == 0 || strings.ContainsRune(l.text[:n], '[') {
			// A name with brackets in it may be one, and shows nothing.
			if n == 0 && !strings.HasPrefix(l.text, "[") {
				row = 0
			}
			continue
		}
		if total == 0 {
			at = r.file.Span(l.start, l.start+n)
		}
		total++
		row++
		longest = max(longest, row)
		times[name]++
		twice = twice || times[name] > 1
	}
	r.speeches = total > 0 && r.dialogue() || longest >= 2 || total >= 3 && twice
	if r.speeches && !twice && !r.minutes() {
		r.once(source.PatternAmbiguous, "speakers", at, "%q and the like at the head of paragraphs are read as speakers; they could be headings", strings.TrimSpace(at.Text()))
	}
}

// beginsSpeech reports a line that begins a speech.
func (r *reader) beginsSpeech(l line) bool {
	if !r.speeches {
		return false
	}
	_, n := r.speakerOf(l.text)
	return n > 0
}

// speech makes a speech of a paragraph that begins with a speaker, and of the
// indented ones behind it.
func (r *reader) speech(paras []para) (edition.Block, int) {
	p := paras[0]
	s := &edition.Speech{}
	speaker := &edition.Speaker{Content: r.joined(&scanner{r: r, f: p.label, speaker: true})}
	speaker.Span = r.whole(p.label)
	text := &edition.Paragraph{Content: r.inlines(p.flow)}
	text.Span = r.whole(p.flow)
	s.Content = []edition.Block{speaker, text}
	s.Span = speaker.Span.To(text.Span)
	n := 1
	for n < len(paras) && paras[n].kind == isPara && paras[n].label == nil && paras[n].indent >= 2 && p.indent == 0 {
		blocks := r.block(paras[n])
		s.Content = append(s.Content, blocks...)
		s.Span = s.Span.To(spanOf(blocks))
		n++
	}
	return s, n
}
