package record

import (
	"regexp"
	"sort"
	"strings"

	"colophon/internal/date"
	"colophon/internal/edition"
)

// mark is a part of a citation that is certain. Group 1 of what matched it is
// what it holds.
type mark struct {
	i, j       int
	kind, unit string
}

var (
	citedAuthor = regexp.MustCompile(`^([\p{Lu}][^()\[\]"“”*_\d:;]{1,80}?)[,.]?\s*\((?:1[5-9]|20)\d\d[a-z]?\)`)
	citedYear   = regexp.MustCompile(`[(\[]((?:1[5-9]|20)\d\d)[a-z]?[)\]]`)
	citedTitle  = regexp.MustCompile(`["“„«]([^"“”„«»]{3,200}?)[,.]?["”“»]`)
	citedItalic = regexp.MustCompile(`[*_]([^*_]{3,200})[*_]`)
	citedVolume = regexp.MustCompile(`(?:\b[Vv]ol(?:ume|\.)?\s*|\bBd\.\s*|\bт\.\s*|, )(\d{1,4})\b`)
	citedIssue  = regexp.MustCompile(`, (\d{1,3})(?:\.\s+|\s*\(|,? [Nn]os?\.\s*|,? [Nn]r\.\s*|,? №\s*)(\d{1,4}(?:[-–/]\d{1,4})?)(\)?)`)
	volumeIssue = regexp.MustCompile(`\b[Vv]ol(?:ume|\.)?\s*(\d{1,4}),? [Nn]os?\.\s*(\d{1,4}(?:[-–/]\d{1,4})?)`)
	citedPages  = regexp.MustCompile(`((?:\bPages?|\bpages?|\bpp?\.|\bS\.|\bSeiten?|\bс\.|\bстр\.)\s*\d{1,5}(?:\s*[-–]\s*\d{1,5})?)`)
)

// citation reads a free citation: as written, with the parts that are certain
// marked: the author before a year in brackets, that year, a title in quotation
// marks or italics, volume and issue, pages, and the journals edition.yaml
// lists. Where a title without marks ends, nobody can know by rule.
func (r *reader) citation(f *flow) []edition.Inline {
	s := f.s
	var marks []mark
	add := func(kind, unit string, i, j int) {
		for _, m := range marks {
			if i < m.j && m.i < j {
				return
			}
		}
		if i >= 0 && i < j {
			marks = append(marks, mark{i, j, kind, unit})
		}
	}
	if m := citedAuthor.FindStringSubmatchIndex(s); m != nil {
		add("author", "", m[2], m[3])
	}
	if m := citedYear.FindStringSubmatchIndex(s); m != nil {
		add("date", "", m[2], m[3])
	}
	for _, j := range r.o.Journals {
		if k := strings.Index(s, j); k >= 0 && j != "" {
			add("title", "j", k, k+len(j))
		}
	}
	if m := citedTitle.FindStringSubmatchIndex(s); m != nil {
		add("title", "a", m[2], m[3])
	}
	if m := citedItalic.FindStringSubmatchIndex(s); m != nil {
		add("title", "", m[0], m[1])
	}
	if m := citedPages.FindStringSubmatchIndex(s); m != nil {
		add("biblScope", "page", m[2], m[3])
	}
	if m := volumeIssue.FindStringSubmatchIndex(s); m != nil {
		add("biblScope", "volume", m[2], m[3])
		add("biblScope", "issue", m[4], m[5])
	} else if m := citedIssue.FindStringSubmatchIndex(s); m != nil {
		add("biblScope", "volume", m[2], m[3])
		add("biblScope", "issue", m[4], m[5])
	} else if m := citedVolume.FindStringSubmatchIndex(s); m != nil && strings.ContainsAny(s[m[0]:m[1]], "oBт") {
		add("biblScope", "volume", m[2], m[3])
	}
	sort.Slice(marks, func(a, b int) bool { return marks[a].i < marks[b].i })
	return r.citationParts(f, marks)
}

func (r *reader) citationParts(f *flow, marks []mark) []edition.Inline {
	if r.notes == nil {
		r.notes = &noteTable{}
	}
	sc := &scanner{r: r, f: f}
	text := func(i, j int) []edition.Inline {
		if i >= j {
			return nil
		}
		return []edition.Inline{sc.text(i, j)}
	}
	var out []edition.Inline
	pos := 0
	for _, m := range marks {
		out = append(out, text(pos, m.i)...)
		at := r.span(f, m.i, m.j)
		pos = m.j
		if m.kind == "date" {
			d := &edition.Date{Value: date.Date{When: f.s[m.i:m.j]}, Content: text(m.i, m.j)}
			d.Span = at
			out = append(out, d)
			continue
		}
		p := &edition.Phrase{Kind: m.kind, Content: sc.content(m.i, m.j)}
		p.Span = at
		switch {
		case m.kind == "biblScope":
			p.Type = m.unit // TEI: biblScope @unit
		case m.unit != "":
			p.Attrs = []edition.Attr{{Name: "level", Value: m.unit}}
		}
		out = append(out, p)
	}
	return append(out, text(pos, len(f.s))...)
}
