package xmlread

import (
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

func (e *Error) hint(format string, args ...any) *Error {
	e.Hints = append(e.Hints, fmt.Sprintf(format, args...))
	return e
}

func (e *Error) related(at source.Span, format string, args ...any) *Error {
	e.Related = append(e.Related, source.Related{Span: at, Message: fmt.Sprintf(format, args...)})
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
