package book

import (
	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// entryPart emits a part of a dictionary's entry: the headword and the numbers of
// its senses in bold type, grammar and usage in italics.
func (l *line) entryPart(p *edition.Phrase) {
	if p.Kind == "sense" && p.N != "" && l.depth == 0 {
		if !l.spaced {
			l.partWords()
		}
		l.apparatus(func() {
			l.styled(func(s *typeset.Style) { s.Bold, s.NoHyphens = true, true }, func() { l.text(p.N+"\u00A0", source.Span{}) })
		})
		l.spaced = true
	}
	l.styled(func(s *typeset.Style) {
		switch p.Kind {
		case "orth":
			s.Bold = true
		case "gramGrp", "gram", "pos", "gen", "number", "case", "subc", "colloc", "itype", "iType", "lbl", "usg", "mentioned", "emph", "title":
			s.Italic = true
		}
	}, func() { l.signed(p, p.Content) })
}

// entrySign emits a sign between two parts of an entry, which is ours.
func (l *line) entrySign(sign string) {
	if sign != "" && !l.spaced {
		l.apparatus(func() { l.text(sign, source.Span{}) })
	}
}
