// Package source holds what every reader starts from: a file's bytes, spans
// into them, and the diagnostics that point back at them.
//
// In comes text already known to be UTF-8; out come diagnostics as an editor
// reads them, with the line and a caret under the place:
//
//	f := source.NewFile("1950-10-11.txt", text)
//	var diags source.Diagnostics
//	diags.Add(source.BracketUnclosed, f.Span(13, 14), "%q is never closed; kept as written", "[")
//	diags.Sort()
//	fmt.Print(diags[0].String())
//
// A [Span] is a file and two byte offsets. Line and column are made only when
// a diagnostic is printed, so that carrying a span on every node of an edition
// costs next to nothing. Codes of diagnostics are declared once, in codes.go.
// The room decides how diagnostics look and in what order they stand, the same
// on any number of cores; what is wrong, and whether anything is, the readers,
// passes and writers say. It opens no file and decodes nothing.
//
// Start reading at [File], then [Diagnostic].
package source

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"
)

// File is one source file, in memory, as UTF-8. Text is never changed after
// NewFile; offsets of spans count its bytes.
type File struct {
	Name string // as shown to the user: relative to where they stand, slashes
	Text []byte // UTF-8; a file declared in another encoding is decoded before

	once  sync.Once
	lines []int // offset of the first byte of each line
}

// NewFile makes a File of text already known to be UTF-8.
func NewFile(name string, text []byte) *File {
	return &File{Name: name, Text: text}
}

// Span is a stretch of a file: bytes Start (included) to End (excluded). The
// zero Span says "nowhere": a node that no source wrote.
type Span struct {
	File       *File
	Start, End uint32
}

// Span makes a span of f.
func (f *File) Span(start, end int) Span {
	return Span{File: f, Start: uint32(start), End: uint32(end)}
}

// IsZero reports whether the span stands nowhere.
func (s Span) IsZero() bool { return s.File == nil }

// Text is the source text the span covers; "" for the zero span.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return string(s.File.Text[s.Start:s.End])
}

// To is the span from the start of s to the end of t, which stands later in
// the same file. Where one of them is zero, it is the other.
func (s Span) To(t Span) Span {
	if s.File == nil {
		return t
	}
	if t.File != s.File {
		return s
	}
	return Span{File: s.File, Start: min(s.Start, t.Start), End: max(s.End, t.End)}
}

// Position is a place as an editor names it: both count from 1, the column in
// characters, not bytes.
type Position struct {
	Line, Column int
}

// Position tells line and column of a byte offset.
func (f *File) Position(offset int) Position {
	f.once.Do(f.index)
	offset = max(0, min(offset, len(f.Text)))
	line := sort.SearchInts(f.lines, offset+1) - 1
	start := f.lines[line]
	return Position{Line: line + 1, Column: utf8.RuneCount(f.Text[start:offset]) + 1}
}

// Offset is the byte offset of a line and column, both counted from 1: the way
// back from Position, for libraries that only know lines.
func (f *File) Offset(line, column int) int {
	f.once.Do(f.index)
	if line < 1 || line > len(f.lines) {
		return len(f.Text)
	}
	at := f.lines[line-1]
	for range column - 1 {
		_, size := utf8.DecodeRune(f.Text[at:])
		if size == 0 || f.Text[at] == '\n' {
			break
		}
		at += size
	}
	return at
}

// Line is the text of a line, counted from 1, without its line end.
func (f *File) Line(n int) string {
	f.once.Do(f.index)
	if n < 1 || n > len(f.lines) {
		return ""
	}
	line := f.Text[f.lines[n-1]:]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	return string(bytes.TrimSuffix(line, []byte{'\r'}))
}

func (f *File) index() {
	f.lines = append(f.lines, 0)
	for i, b := range f.Text {
		if b == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
}
