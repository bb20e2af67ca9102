package xmlread

import (
	"bytes"
	"fmt"

	"colophon/internal/source"
)

// Error says where and why a file could not be read as XML. Its Message is
// worded as a diagnostic's is.
type Error struct {
	Code    *source.Code
	Span    source.Span
	Message string
	Hints   []string
	Related []source.Related
}

// Error is file, line, column and message on one line.
func (e *Error) Error() string {
	p := e.Span.File.Position(int(e.Span.Start))
	return fmt.Sprintf("%s:%d:%d: %s", e.Span.File.Name, p.Line, p.Column, e.Message)
}

// Diagnostic is the error as a diagnostic.
func (e *Error) Diagnostic() source.Diagnostic {
	return source.Diagnostic{
		Code: e.Code, Severity: e.Code.Severity, Span: e.Span,
		Message: e.Message, Hints: e.Hints, Related: e.Related,
	}
}

// NotDecoded is an error of Decode as a diagnostic: with its place where it has
// one, else with the file's name.
func NotDecoded(name string, err error) source.Diagnostic {
	d := source.Diagnostic{Path: name, Message: err.Error()}
	if e, ok := err.(*Error); ok {
		d = e.Diagnostic()
	}
	d.Code, d.Severity = source.FileEncoding, source.FileEncoding.Severity
	return d
}

func (e *Error) hint(format string, args ...any) *Error {
	e.Hints = append(e.Hints, fmt.Sprintf(format, args...))
	return e
}

func (e *Error) related(at source.Span, format string, args ...any) *Error {
	e.Related = append(e.Related, source.Related{Span: at, Message: fmt.Sprintf(format, args...)})
	return e
}

// noticedAt moves the error to where jing's parser notices it, the end of the
// tag, if that is on another line; the place itself is then said beside it.
func (r *Reader) noticedAt(end int, e *Error) *Error {
	f, exact := e.Span.File, e.Span
	if end = min(end, len(f.Text)); r.in.entity != nil || end <= int(exact.Start) || bytes.IndexByte(f.Text[exact.Start:end], '\n') < 0 {
		return e
	}
	e.Span = f.Span(end-1, end)
	e.Related = append([]source.Related{{Span: exact, Message: "it stands here"}}, e.Related...)
	return e
}

// malformed makes the error for bytes from to of the input being read.
func (r *Reader) malformed(from, to int, format string, args ...any) *Error {
	return r.failure(source.XMLMalformed, from, to, format, args...)
}

func (r *Reader) beyond(from, to int, format string, args ...any) *Error {
	return r.failure(source.XMLLimit, from, to, format, args...)
}

func (r *Reader) failure(c *source.Code, from, to int, format string, args ...any) *Error {
	n := len(r.in.text)
	from, to = min(from, n), min(max(from, to), n)
	return &Error{Code: c, Span: r.span(from, to), Message: fmt.Sprintf(format, args...)}
}
