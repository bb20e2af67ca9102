package relaxng

import (
	"errors"
	"io"
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

const xincludeSpace = "http://www.w3.org/2001/XInclude"

// deepestInclude bounds files that include files.
const deepestInclude = 20

func isInclude(n name) bool { return n.Space == xincludeSpace && n.Local == "include" }

// include puts another file's root, its text, or the fallback in the place of
// an xi:include, as jing's parser does before it validates. The start-tag has
// been read; the end-tag is read here, too.
func (v *run) include(t *xmlread.StartElement) error {
	at, base := t.Span, v.in.Depth()-1
	f, text, err := v.included(t)
	switch {
	case err != nil:
	case text:
		v.characters(&xmlread.Text{Data: string(f.Text), Span: at})
	default:
		if err := v.readIncluded(f); err != nil {
			return err
		}
	}
	fellBack, err2 := v.includeContent(base, err != nil)
	switch {
	case err2 != nil:
		return err2
	case err != nil && !fellBack:
		v.report(source.IncludeFailed, at, int(at.End), "the tag begins here", "the file is not included: %v", err).
			Hint("an xi:include can hold an xi:fallback for this case")
		v.silent = true
		return io.EOF // jing stops here, for what stands in that file is not known
	case err != nil:
		v.diags.Add(source.IncludeFallback, at, "the file is not included: %v; what its fallback holds was checked in its place", err)
	}
	return nil
}

// included opens the file that an xi:include names.
func (v *run) included(t *xmlread.StartElement) (f *source.File, text bool, err error) {
	value := func(local string) string {
		if a := t.Attr("", local); a != nil {
			return a.Value
		}
		return ""
	}
	href := value("href")
	switch {
	case value("xpointer") != "":
		return nil, false, errors.New("parts of files (xpointer) are not read")
	case href == "":
		return nil, false, errors.New("it names no file")
	case v.opts.Include == nil:
		return nil, false, errors.New("no file is opened here")
	case strings.Contains(href, "://"):
		return nil, false, errors.New("\"" + href + "\" is not a local file")
	case len(v.within) >= deepestInclude:
		return nil, false, errors.New("too many files include one another")
	}
	f, err = v.opts.Include(v.file.Name, href)
	if err != nil {
		return nil, false, err
	}
	for _, name := range append(v.within, v.file.Name) {
		if name == f.Name {
			return nil, false, errors.New("\"" + f.Name + "\" includes itself")
		}
	}
	return f, value("parse") == "text", nil
}

// readIncluded checks another file's root in this place.
func (v *run) readIncluded(f *source.File) error {
	in, file := v.in, v.file
	v.within = append(v.within, file.Name)
	v.in, v.file = xmlread.NewReader(f, v.opts.Limits), f
	err := v.tokens(-1)
	v.in, v.file = in, file
	v.within = v.within[:len(v.within)-1]
	if err == io.EOF {
		return nil
	}
	return err
}

// includeContent passes over what an xi:include holds, up to its end-tag; the
// fallback's content is checked where it is needed.
func (v *run) includeContent(base int, need bool) (found bool, err error) {
	for {
		tok, err := v.in.Next()
		if err != nil {
			return found, err
		}
		switch t := tok.(type) {
		case *xmlread.StartElement:
			if need && !found && v.in.Depth() == base+2 && t.Name.Space == xincludeSpace && t.Name.Local == "fallback" {
				found = true
				if err := v.tokens(base + 1); err != nil {
					return found, err
				}
			}
		case *xmlread.EndElement:
			if v.in.Depth() == base {
				return found, nil
			}
		}
	}
}
