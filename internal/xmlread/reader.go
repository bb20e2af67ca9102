package xmlread

import (
	"bytes"
	"io"
	"unsafe"

	"colophon/internal/source"
)

// Reader reads one file, token by token.
type Reader struct {
	file   *source.File
	limits Limits
	in     input
	outer  []input // what waits while an entity is read
	err    error

	names    map[string]*qname
	prefixes map[string]*prefix
	open     []openElement
	bindings []*prefix // undone at the end of the element that made them
	dtd      dtd
	expanded int // bytes that entities have given so far

	rootSeen, rootDone, doctypeSeen bool
	pendingEnd                      bool // an empty-element tag waits for its end

	start   StartElement
	end     EndElement
	text    Text
	comment Comment
	pi      PI
	doctype Doctype
	buf     []byte
	seen    map[Name]bool
	raw     []rawAttr
}

// input is a text being read: the file, or the replacement of an entity.
type input struct {
	text   []byte
	pos    int
	entity *entity     // nil for the file
	ref    source.Span // the reference in the file that led here
	depth  int         // elements open when it began
}

type openElement struct {
	name     *qname
	space    string
	bindings int
	span     source.Span
}

// NewReader reads f from its start. A byte order mark there is passed over.
func NewReader(f *source.File, l Limits) *Reader {
	r := &Reader{file: f, limits: l.orDefault(), names: map[string]*qname{}, prefixes: map[string]*prefix{}}
	r.in.text = f.Text
	r.prefixOf("xml").bound = []string{XMLSpace}
	r.err = r.begin()
	return r
}

// begin checks what concerns the file as a whole and reads its XML declaration.
func (r *Reader) begin() error {
	if n := len(r.file.Text); n > r.limits.Size {
		return r.beyond(0, 0, "the file has %d bytes, more than the %d that are read as XML", n, r.limits.Size)
	}
	if err := checkUTF8(r.file); err != nil {
		return err
	}
	r.in.pos = len(r.in.text) - len(bytes.TrimPrefix(r.in.text, []byte("\uFEFF")))
	if rest := r.in.text[r.in.pos:]; bytes.HasPrefix(rest, []byte("<?xml")) && len(rest) > 5 && isSpace(rest[5]) {
		if err := r.xmlDecl(); err != nil {
			return err
		}
	}
	return nil
}

// span is a stretch of the input being read; inside an entity it is the
// reference that led there.
func (r *Reader) span(from, to int) source.Span {
	if r.in.entity != nil {
		return r.in.ref
	}
	return source.Span{File: r.file, Start: uint32(from), End: uint32(to)}
}

// str is a stretch of the input as a string. The file's text never changes
// (see source.File) and so is shared, which saves a copy of every name, value
// and piece of text; so are the replacements of entities.
func (r *Reader) str(from, to int) string {
	if from >= to {
		return ""
	}
	return unsafe.String(&r.in.text[from], to-from)
}

// Depth is the number of elements open after the last token.
func (r *Reader) Depth() int { return len(r.open) }

// Next gives the next token, io.EOF after the last, or an *Error; once it has
// failed it goes on failing.
func (r *Reader) Next() (Token, error) {
	if r.err != nil {
		return nil, r.err
	}
	tok, err := r.next()
	if err != nil {
		r.err = err
		return nil, err
	}
	return tok, nil
}

func (r *Reader) next() (Token, error) {
	if r.pendingEnd {
		r.pendingEnd = false
		return r.endElement(r.start.Span), nil
	}
	for {
		if r.in.pos >= len(r.in.text) {
			if r.in.entity == nil {
				return nil, r.endOfFile()
			}
			if err := r.leaveEntity(); err != nil {
				return nil, err
			}
			continue
		}
		var tok Token
		var err error
		switch c := r.in.text[r.in.pos]; {
		case c == '<':
			tok, err = r.markup()
		case len(r.open) == 0:
			err = r.outside()
		case c == '&':
			tok, err = r.reference()
		default:
			tok, err = r.characters()
		}
		if tok != nil || err != nil {
			return tok, err
		}
	}
}

func (r *Reader) endOfFile() error {
	end := len(r.in.text)
	if n := len(r.open); n > 0 {
		o := r.open[n-1]
		return r.malformed(end, end, "the file ends before \"%s\" is closed", o.name.full).
			related(o.span, "\"%s\" is opened here", o.name.full)
	}
	if !r.rootSeen {
		if len(bytes.TrimSpace(r.in.text)) == 0 {
			return r.malformed(end, end, "the file is empty; an XML file needs a root element")
		}
		return r.malformed(end, end, "the file has no root element")
	}
	return io.EOF
}

// outside passes over white space before and after the root; nothing else may
// stand there.
func (r *Reader) outside() error {
	from := r.in.pos
	for r.in.pos < len(r.in.text) && isSpace(r.in.text[r.in.pos]) {
		r.in.pos++
	}
	if r.in.pos > from {
		return nil
	}
	to := from
	for to < len(r.in.text) && r.in.text[to] != '<' && r.in.text[to] != '\n' {
		to++
	}
	if r.rootDone {
		return r.malformed(from, to, "text stands after the end of the root element")
	}
	return r.malformed(from, to, "text stands before the root element")
}

// markup reads what begins with "<".
func (r *Reader) markup() (Token, error) {
	rest := r.in.text[r.in.pos:]
	if len(rest) > 1 {
		switch rest[1] {
		case '/':
			return tokenOf(r.endTag())
		case '?':
			return tokenOf(r.procInst())
		case '!':
			return r.declaration(rest)
		}
	}
	return tokenOf(r.startTag())
}

func (r *Reader) declaration(rest []byte) (Token, error) {
	from := r.in.pos
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return tokenOf(r.readComment())
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		if len(r.open) == 0 {
			return nil, r.malformed(from, from+9, "a CDATA section stands outside the root element")
		}
		return tokenOf(r.cdata())
	case bytes.HasPrefix(rest, []byte("<!DOCTYPE")):
		switch {
		case r.rootSeen:
			return nil, r.malformed(from, from+9, "the DOCTYPE stands after the start of the root element; it belongs before it")
		case r.doctypeSeen:
			return nil, r.malformed(from, from+9, "a second DOCTYPE; a file has at most one")
		}
		return tokenOf(r.readDoctype())
	}
	return nil, r.malformed(from, from+2, "\"<!\" begins neither a comment nor a CDATA section nor a DOCTYPE").
		hint("write &lt; for a \"<\" that is text")
}

// tokenOf keeps a nil pointer from becoming a Token that is not nil.
func tokenOf[T any, P interface {
	*T
	Token
}](t P, err error) (Token, error) {
	if err != nil || t == nil {
		return nil, err
	}
	return t, nil
}
