// Package relaxng validates XML against RELAX NG schemas in XML syntax.
//
// In comes a schema, with what it includes, then any number of files; out come
// diagnostics that say what was found, where, and what was allowed there:
//
//	schema, diags := relaxng.Compile(f, load)
//	diags = schema.Validate(file, relaxng.Options{})
//
// A schema can be used by several goroutines at once.
//
// It agrees with jing: in the verdict, and in the line of the first error. An
// error that concerns a tag stands where jing reports it, at the end of the
// tag, if the tag goes over several lines; the exact place is then said beside
// it. After an error it goes on with the least that makes sense of what
// follows, so that one mistake gives one message: an element that is too early
// counts as if what is missing had stood before it, one out of place is
// checked by its own definition, one that is unknown is passed over.
//
// What it decides: RELAX NG (the OASIS specification of 2001, sections 4 to
// 7), the data types of XML Schema (package xsd), IDs and references to them
// (RELAX NG DTD Compatibility, section 5). What it refuses to decide: what a
// grammar cannot say. Schematron rules within a schema are passed over.
//
// Start reading at [Compile] in compile.go, which makes patterns (pattern.go),
// then machine.go, which derives them, and validate.go, which runs a file.
package relaxng

import (
	"sync"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// Schema is a compiled schema.
type Schema struct {
	start    *pattern
	table    *table
	elements []*element
	byName   map[name]*element // those with a name of their own, the first of each
	ids      map[name]map[name]idKind

	sampling sync.Once
	heights  map[*pattern]int // for Sample

	mu   sync.Mutex
	idle []*machine // they know what former runs have learnt
}

// Options of a validation.
type Options struct {
	// MaxErrors is after how many errors a file is given up; 0 stands for 200.
	MaxErrors int
	// NoIDs leaves identifiers and references to them unchecked.
	NoIDs bool
	// Include opens a file that the file named from includes by XInclude; nil
	// opens none, so that fallbacks stand in their place.
	Include func(from, href string) (*source.File, error)
	// Limits of reading.
	Limits xmlread.Limits
}

// Validate checks a file and reports what is wrong with it; nothing is wrong
// where it returns none.
func (s *Schema) Validate(f *source.File, o Options) source.Diagnostics {
	if o.MaxErrors <= 0 {
		o.MaxErrors = 200
	}
	m := s.machine()
	v := newRun(s, m, f, o)
	v.read()
	s.release(m)
	return v.diags
}

// machine gives a machine for one run.
func (s *Schema) machine() *machine {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.idle); n > 0 {
		m := s.idle[n-1]
		s.idle = s.idle[:n-1]
		return m
	}
	return newMachine(s.table)
}

func (s *Schema) release(m *machine) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle = append(s.idle, m)
}

// index makes what recovery and messages look things up in.
func (s *Schema) index() {
	s.byName = map[name]*element{}
	for _, e := range s.elements {
		eachName(e.name, func(n name) {
			if s.byName[n] == nil {
				s.byName[n] = e
			}
		})
	}
}
