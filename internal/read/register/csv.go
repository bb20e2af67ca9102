package register

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// csv reads a table whose first line names its columns. It may be parted by
// commas, semicolons or tabs: what the first line has most of.
func (r *reader) csv() {
	in := csv.NewReader(strings.NewReader(string(r.file.Text)))
	in.Comma = separator(string(r.file.Text))
	in.FieldsPerRecord = -1
	in.LazyQuotes = false
	head, at, ok := r.row(in)
	if !ok {
		return
	}
	columns := make([]*field, len(head))
	for i, name := range head {
		name = strings.TrimPrefix(name, "\ufeff")
		if columns[i] = fieldNamed(name); columns[i] == nil && strings.TrimSpace(name) != "" {
			r.unknown(strings.TrimSpace(name), at[i])
		}
	}
	for {
		cells, at, ok := r.row(in)
		if !ok {
			return
		}
		r.line(columns, cells, at)
	}
}

// row reads the next line with the places of its cells; false at the end.
func (r *reader) row(in *csv.Reader) ([]string, []source.Span, bool) {
	cells, err := in.Read()
	var bad *csv.ParseError
	switch {
	case err == io.EOF:
		return nil, nil, false
	case errors.As(err, &bad):
		at := r.file.Offset(bad.StartLine, 1)
		r.diags.Add(source.RegisterSyntax, r.file.Span(at, at), "a quotation mark is never closed, or stands inside a cell that none encloses; the rest was left out").
			Hint("a cell with quotation marks in it is enclosed in others, and each of its own is doubled")
		return nil, nil, false
	case err != nil:
		r.diags.Add(source.RegisterSyntax, r.file.Span(0, 0), "%s", err)
		return nil, nil, false
	}
	at := make([]source.Span, len(cells))
	for i := range cells {
		line, column := in.FieldPos(i) // column counts bytes
		start := r.file.Offset(line, 1) + column - 1
		at[i] = r.file.Span(min(start, len(r.file.Text)), min(start+max(1, len(cells[i])), len(r.file.Text)))
	}
	return cells, at, true
}

func separator(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, r := range ";\t" {
		if strings.Count(head, string(r)) > strings.Count(head, string(best)) {
			best = r
		}
	}
	return best
}

// line makes an entry of one line; empty lines are none.
func (r *reader) line(columns []*field, cells []string, at []source.Span) {
	e := &edition.Entry{Kind: r.kind, Span: at[0]}
	empty := true
	for i, cell := range cells {
		if cell = strings.TrimSpace(cell); cell == "" {
			continue
		}
		empty = false
		if i >= len(columns) {
			r.diags.Add(source.RegisterValue, at[i], "%q stands in no column of the first line; left out", cell)
			continue
		}
		f := columns[i]
		if f == nil {
			continue // told of in the first line
		}
		values := []item{{cell, at[i]}}
		if !f.one {
			values = nil
			for s := range strings.FieldsFuncSeq(cell, func(c rune) bool { return c == ';' || c == '|' }) {
				if s = strings.TrimSpace(s); s != "" {
					values = append(values, item{s, at[i]})
				}
			}
		}
		if len(values) > 0 {
			f.set(r, e, values)
		}
	}
	if !empty {
		r.add(e)
	}
}
