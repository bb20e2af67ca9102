// Package xmlread is the one way in for XML: strict, streaming, with a span
// on everything.
//
// In comes a [source.File] in UTF-8 (make it with [Decode] from the raw bytes,
// which knows byte order marks, UTF-16 and declared encodings); out come
// tokens, one per call of [Reader.Next], each with its place in the file:
//
//	f, err := xmlread.Decode("letter.xml", raw)
//	r := xmlread.NewReader(f, xmlread.Limits{})
//	for {
//		tok, err := r.Next() // io.EOF after the root and what follows it
//		switch t := tok.(type) {
//		case *xmlread.StartElement: // t.Name.Space, t.Name.Local, t.Attrs, t.Span
//		case *xmlread.EndElement:
//		case *xmlread.Text:
//		}
//	}
//
// A token is the reader's own and holds until the next call; the strings in
// it may be kept. Beyond the file, memory does not grow with its size. Who
// wants the whole at once takes [Parse], which gives a tree of nodes.
//
// Text comes in pieces: a new piece begins at every reference, CDATA section
// and entity, so that a piece is either the source's own bytes (Verbatim: the
// n-th byte of Data is the n-th byte of the span) or what one reference
// stands for. A tree joins the pieces again.
//
// What it decides. The file is well-formed by XML 1.0 and Namespaces 1.0 as
// jing's parser sees it, or the reader stops with an [Error] that says where
// and why in an editor's words; it never repairs. Line ends and attribute
// values are normalised as XML 1.0 asks. Entities declared in the document
// itself are expanded within a budget, defaults of attributes declared there
// are supplied. Nothing outside the file is ever opened: a DOCTYPE that names
// a DTD is read without it, and a reference to an external entity is an error,
// because its text would be lost.
//
// What it refuses to decide: anything about meaning. It knows no TEI, resolves
// no XInclude, validates against no DTD.
//
// Start reading at [Reader.Next] in reader.go; tags.go, text.go and doctype.go
// hold what it calls.
package xmlread

import (
	"html"
	"strings"

	"colophon/internal/source"
)

// XMLSpace and XMLNSSpace are the two namespaces that need no declaration.
const (
	XMLSpace   = "http://www.w3.org/XML/1998/namespace"
	XMLNSSpace = "http://www.w3.org/2000/xmlns/"
)

// Limits bound what a hostile file can make the reader do. A zero field has
// the default named beside it.
type Limits struct {
	Size       int // bytes of the file; 1 GiB
	Depth      int // elements within elements; 3,000
	Attributes int // of one element; 1,000
	Expansion  int // bytes that references to declared entities may add up to; 1 MiB
	EntityNest int // entities within entities; 20
	// Undeclared gives the text of an entity that the DTD may declare, where
	// the document names one, which is never read; nil refuses such a document.
	// Without a DTD an undeclared entity is an error (XML 1.0, 4.1).
	Undeclared func(name string, at source.Span) string
}

// EntityText is the text of an entity by the names of ISO 8879, which HTML took
// over and most DTDs declare; its reference as written where it has none there.
func EntityText(name string) string {
	reference := "&" + name + ";"
	// HTML takes &notes; for &not and es; here a name is whole.
	if text := html.UnescapeString(reference); !strings.HasSuffix(text, ";") {
		return text
	}
	return reference
}

func (l Limits) orDefault() Limits {
	set := func(n *int, d int) {
		if *n <= 0 {
			*n = d
		}
	}
	set(&l.Size, 1<<30)
	set(&l.Depth, 3000)
	set(&l.Attributes, 1000)
	set(&l.Expansion, 1<<20)
	set(&l.EntityNest, 20)
	return l
}

// Name is an expanded name: namespace and local part.
type Name struct {
	Space, Local string
}

// Token is one of *StartElement, *EndElement, *Text, *Comment, *PI, *Doctype.
type Token interface{ token() }

// StartElement is a start-tag, or an empty-element tag (an EndElement with the
// same span's end follows all the same). Attrs are in the order of the file,
// without namespace declarations; defaulted ones come last, with the span of
// the tag.
type StartElement struct {
	Name       Name
	Prefix     string
	Attrs      []Attr
	Namespaces []Namespace // declared on this tag
	Empty      bool        // written <a/>
	Span       source.Span
}

// Attr is an attribute with its normalised value.
type Attr struct {
	Name      Name
	Prefix    string
	Value     string
	Span      source.Span // name="value"
	ValueSpan source.Span // value, without the quotes
	Default   bool        // from an ATTLIST in the DOCTYPE
}

// Namespace is xmlns="URI" or xmlns:Prefix="URI".
type Namespace struct {
	Prefix, URI string
	Span        source.Span
}

// EndElement closes the element of that name.
type EndElement struct {
	Name   Name
	Prefix string
	Span   source.Span
}

// Text is a piece of character data.
type Text struct {
	Data     string
	CDATA    bool
	Verbatim bool // Data is exactly the bytes of Span (inside CDATA too)
	Span     source.Span
}

// Comment is <!--Data-->.
type Comment struct {
	Data string
	Span source.Span
}

// PI is a processing instruction <?Target Data?>; the XML declaration is none.
type PI struct {
	Target, Data string
	Span         source.Span
}

// Doctype is the document type declaration; its internal subset has been read.
type Doctype struct {
	Name, PublicID, SystemID string
	Span                     source.Span
}

func (*StartElement) token() {}
func (*EndElement) token()   {}
func (*Text) token()         {}
func (*Comment) token()      {}
func (*PI) token()           {}
func (*Doctype) token()      {}

// Attr finds an attribute by namespace and local name; nil where there is none.
func (s *StartElement) Attr(space, local string) *Attr {
	for i := range s.Attrs {
		if s.Attrs[i].Name.Local == local && s.Attrs[i].Name.Space == space {
			return &s.Attrs[i]
		}
	}
	return nil
}

// QName is the name as written: prefix, colon, local part.
func QName(prefix, local string) string {
	if prefix == "" {
		return local
	}
	return prefix + ":" + local
}
