package annotate

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"colophon/internal/edition"
)

// ids gives ids to notes at a reference and to divisions with a heading. An id
// is made of what the thing itself says, the mark or the heading, so that it
// does not move when a paragraph elsewhere comes or goes; a running count
// would. Where the source gives the same mark twice, all of them add a
// fingerprint of their text.
func (d *document) ids() {
	if d.FromTEI {
		return
	}
	x := namer{taken: map[string]bool{}, wanted: map[string]int{}}
	d.Walk(func(n edition.Node) bool {
		if b := n.Common(); b != nil && b.ID != "" {
			x.taken[b.ID] = true
		}
		return true
	})
	d.referenced(func(n *edition.Note) { x.want(&n.Base, noteName(n), edition.BlockText(n.Content)) })
	d.Walk(func(n edition.Node) bool {
		if div, ok := n.(*edition.Division); ok {
			x.want(&div.Base, headName(headOf(div)), edition.BlockText(div.Content))
		}
		return true
	})
	x.give()
}

// namer gives ids once all wishes are known.
type namer struct {
	taken  map[string]bool
	wanted map[string]int
	list   []wish
}

type wish struct {
	base       *edition.Base
	name, text string
}

func (x *namer) want(b *edition.Base, name, text string) {
	if b.ID == "" && name != "" {
		x.list = append(x.list, wish{b, name, text})
		x.wanted[name]++
	}
}

func (x *namer) give() {
	for _, w := range x.list {
		id := w.name
		if x.wanted[id] > 1 || x.taken[id] {
			id += "-" + fingerprint(w.text)
		}
		// Two notes with one mark and one text: only here a count decides.
		for i, first := 2, id; x.taken[id]; i++ {
			id = fmt.Sprintf("%s-%d", first, i)
		}
		x.taken[id] = true
		w.base.ID = id
	}
}

func fingerprint(s string) string {
	h := fnv.New32a()
	h.Write([]byte(s))
	return fmt.Sprintf("%08x", h.Sum32())
}

// noteName is note-1 by its mark in the source, note-a and note-e for marks by
// series; a note without a letter or digit in its mark goes by its text.
func noteName(n *edition.Note) string {
	mark := slug(n.N)
	if mark == "" {
		mark = fingerprint(edition.BlockText(n.Content))
	}
	switch n.Type {
	case "author", "editorial", "translator":
		return "note-" + n.Type[:1] + "-" + mark
	}
	return "note-" + mark
}

func headOf(d *edition.Division) string {
	for _, b := range d.Content {
		if h, ok := b.(*edition.Heading); ok {
			return edition.PlainText(h.Content)
		}
	}
	return ""
}

// headName is a heading as an id: an NCName does not begin with a digit.
func headName(head string) string {
	s := slug(head)
	if s != "" && s[0] >= '0' && s[0] <= '9' {
		return "div-" + s
	}
	return s
}

// slug is a text in small letters, digits and hyphens, at most forty of them.
func slug(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.IsMark(r):
		case n >= 40:
		case unicode.IsLetter(r) && r != 'ª' && r != 'º' && r != 'µ', r >= '0' && r <= '9':
			b.WriteRune(r)
			n++
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
			n++
		}
	}
	return strings.Trim(norm.NFC.String(b.String()), "-")
}
