package build

import (
	"errors"
	"path"
	"slices"

	"colophon/internal/relaxng"
	"colophon/internal/source"
)

// teiMistakes are what the grammar of tei_all can object to in a source. A file
// that cannot be read at all, or an xi:include that cannot be followed, has
// diagnostics of its own from the reader.
var teiMistakes = []*source.Code{
	source.ElementUnknown, source.ElementMisplaced, source.ElementEarly, source.ElementEnds,
	source.AttributeUnknown, source.AttributeMissing, source.AttributeValue,
	source.TextMisplaced, source.TextValue, source.IDDouble, source.IDMissing,
}

// sourceValid holds a TEI source against tei_all while it is read, and returns
// the way to the verdict: nothing, or one hint at the first mistake. A third of
// the world's TEI files is not valid, and an editor ought to know before an
// archive says so; but what is written is valid all the same, so it never is
// more than a hint.
//
// The validator streams, and stops at the first mistake: to count the others
// would cost as much as a valid file does, and say little. Files that are
// included whole are read in their place; where an xi:include cannot be
// followed, or takes a part of a file, what comes after it is not judged.
func (p *plan) sourceValid(f *source.File, rel string) func() source.Diagnostics {
	done := make(chan source.Diagnostics, 1)
	go func() { done <- p.invalidSource(f, rel) }()
	return func() source.Diagnostics { return <-done }
}

func (p *plan) invalidSource(f *source.File, rel string) source.Diagnostics {
	include := func(from, href string) (*source.File, error) {
		if from != f.Name { // a file included by an included one: its folder is not known by its shown name
			return nil, errors.New("files within included files are not judged")
		}
		in, _, err := p.include(path.Join(path.Dir(rel), href))
		return in, err
	}
	for _, wrong := range teiSchema().Validate(f, relaxng.Options{MaxErrors: 1, Include: include}) {
		if !slices.Contains(teiMistakes, wrong.Code) {
			continue
		}
		mistake := wrong.Message
		if wrong.Code != source.ElementEnds { // what is missing is the mistake
			mistake = firstClause(mistake)
		}
		var out source.Diagnostics
		d := out.Add(source.TEIInvalid, wrong.Span, "the file is not valid TEI: %s; it was read all the same", mistake)
		d.Kind, d.Path = source.TEIInvalid.Name, wrong.Path
		d.Hint("what is written from it is valid; all mistakes: colophon validate --schema tei_all %s", f.Name)
		return out
	}
	return nil
}

// firstClause leaves out what a schema allows instead, which can be two hundred
// names, and what the validator did to go on: validate says it.
func firstClause(message string) string {
	quoted := false
	for i, c := range message {
		switch {
		case c == '"':
			quoted = !quoted
		case c == ';' && !quoted:
			return message[:i]
		}
	}
	return message
}
