// Package apparatus makes the entries of an edition's apparatus: what the
// editors chose, and what they did not.
//
// In comes a finished [edition.Edition] and a document of it, which stays as it
// is; out go entries as data, in the order of the text. Print shows them at the
// foot of the page by the number of the line, an EPUB as notes, and neither
// decides anything. From
//
//	th<choice><sic>h</sic><corr/></choice>e <app><lem wit="#A">psalms</lem><rdg wit="#B">salms</rdg></app>
//
// come the entries
//
//	the] thhe sic
//	psalms] A; salms B
//
// What it decides: which choices are worth an entry (see [Of]), what the lemma
// is (whole words, few of them), how readings are called, in the words of the
// edition's labels ("apparatus." and a key), and which of the principles
// ([Principles]) speak of it. What it does not decide: which reading the text
// shows; edition.ShowChoice, ShowApparatus and Omitted say that. The number of
// a line of prose is known to the page alone. Who the witnesses are that it names
// is said once for a book: [WitnessLists].
//
// Start reading at [Of], then collect.go, which walks the text, and compose.go,
// which finds the words; content.go is for what stands in a reading.
package apparatus

import (
	"slices"
	"strings"

	"colophon/internal/edition"
)

// Entry is one entry of the apparatus: what the text has at a place where the
// source, a witness or another editor has something else. Print shows it at the
// foot of the page, an EPUB as a note, both as
//
//	lemma¹] support; label reading words witnesses; …
//
// [Of] makes them all; what shows them decides nothing.
type Entry struct {
	At   edition.Node // in the text: the entry's reference stands after it
	Kind edition.ApparatusKind
	Note *edition.Note // the note that holds it; nil in the text itself
	Part string        // "head", "table": it stands where lines are not counted
	Line string        // the number the source gives its line of verse; "" in prose
	// Lemma is the words of the text, in full words: a correction of one letter
	// shows the whole word, a long passage its first word and its last. It is ""
	// where the text has no word to name the place by.
	Lemma string
	// Nth tells a lemma from others like it in its line of verse: 1, 2, …; 0
	// where there is only one. Lines of prose are known to the page alone;
	// Before, the text that precedes the lemma, is for finding it there.
	Nth      int
	Before   string
	Inside   bool   // the word goes on behind At: a reference waits for its end
	Support  string // who or what has the lemma: "A B", "Bentley"
	Readings []Lection
}

// Lection is one reading of an entry. Content marks as Reading what the text
// does not have; what stands beside is the rest of the word.
type Lection struct {
	Label     string // before the reading: "followed by deleted"
	Content   []edition.Inline
	Words     string // after it: "sic", "om.", "added above the line"
	Witnesses string // sigla and names: "A B"
}

// denseSpelling: where more than one word of so many is regularised, a page
// would be all apparatus; the principles say then that spelling was changed.
const denseSpelling = 12

// Of gives the entries of a document's apparatus, in the order of its text.
//
// An edited reading of a TEI source has one wherever the editors chose and the
// text does not show it; a record prints its marks in the line and needs none.
// A diplomatic reading and one that shows both have entries for variants of
// witnesses alone, as everything else stands in the line.
//
// Unless Edition.Apparatus names the kinds, expanded abbreviations have no
// entry (a press expands silently and says so once), nor has regularised
// spelling where most lines would have several.
func Of(e *edition.Edition, d *edition.Document) []*Entry {
	c := &collector{edition: e, document: d, mode: e.Reading, sigla: siglaOf(e, d)}
	for _, k := range edition.ApparatusKinds {
		if len(e.Apparatus) == 0 && k != edition.ApparatusAbbreviations || slices.Contains(e.Apparatus, k) {
			c.kinds = append(c.kinds, k)
		}
	}
	if len(c.kinds) == 0 {
		return nil
	}
	for _, blocks := range [][]edition.Block{d.Front, d.Body, d.Back} {
		for _, b := range blocks {
			c.node(b, false)
		}
	}
	if len(e.Apparatus) == 0 && c.count(edition.ApparatusRegularizations)*denseSpelling > c.words {
		c.drafts = slices.DeleteFunc(c.drafts, func(x *draft) bool { return x.Kind == edition.ApparatusRegularizations })
	}
	return c.compose()
}

func (c *collector) count(kind edition.ApparatusKind) int {
	n := 0
	for _, x := range c.drafts {
		if x.Kind == kind {
			n++
		}
	}
	return n
}

// wants reports whether the apparatus has entries of a kind.
func (c *collector) wants(k edition.ApparatusKind) bool {
	if k != edition.ApparatusVariants && (!c.document.FromTEI || c.mode == edition.Diplomatic || c.mode == edition.Both) {
		return false
	}
	return slices.Contains(c.kinds, k)
}

// siglaOf finds how the sources of readings are called: witnesses by their
// siglum, people by their name.
func siglaOf(e *edition.Edition, d *edition.Document) map[string]string {
	sigla := map[string]string{}
	for _, agents := range [][]edition.Agent{e.Editors, d.Meta.Authors, d.Meta.Editors, d.Meta.Translators} {
		for _, a := range agents {
			if a.ID != "" {
				sigla[a.ID] = a.Name
			}
		}
	}
	visit := func(n edition.Node) bool {
		if b := n.Common(); b != nil && b.ID != "" {
			if s := siglum(n); s != "" {
				sigla[b.ID] = s
			}
		}
		return true
	}
	for _, k := range d.Meta.Kept {
		edition.Walk(k.Node, visit)
	}
	d.Walk(func(n edition.Node) bool {
		switch n.(type) {
		case *edition.Hidden, *edition.Unknown:
			edition.Walk(n, visit)
			return false
		case *edition.Matter, *edition.Part:
			visit(n)
		}
		return true
	})
	return sigla
}

// siglum is what a witness, a book or a hand of a list is called by: an abbr or
// idno @type="siglum" in it, else its @n. Only what is short is a siglum.
func siglum(n edition.Node) string {
	name := elementOf(n)
	switch name {
	case "witness", "bibl", "biblStruct", "biblFull", "msDesc", "person", "listWit", "handNote", "respStmt", "editor":
	default:
		return ""
	}
	found := writtenSiglum(n, name != "listWit")
	if found == "" && name != "bibl" {
		found = n.Common().N
	}
	if len([]rune(found)) > 24 {
		return ""
	}
	return found
}

// elementOf is the TEI element of what may bear a siglum.
func elementOf(n edition.Node) string {
	switch n := n.(type) {
	case *edition.Unknown:
		return n.Name
	case *edition.Part:
		return n.Kind
	case *edition.Matter:
		return n.Kind
	}
	return ""
}

// writtenSiglum is the first part of a description that says it is the siglum.
func writtenSiglum(n edition.Node, deep bool) string {
	found := ""
	edition.EachChild(n, func(c edition.Node) {
		edition.Walk(c, func(c edition.Node) bool {
			if b := c.Common(); b != nil && b.Type == "siglum" && found == "" {
				found = edition.PlainText(asInlines(c))
			}
			return deep
		})
	})
	return found
}

func asInlines(n edition.Node) []edition.Inline {
	var out []edition.Inline
	if i, ok := n.(edition.Inline); ok {
		return []edition.Inline{i}
	}
	edition.EachChild(n, func(c edition.Node) { out = append(out, asInlines(c)...) })
	return out
}

// named turns pointers ("#A #B") into sigla and names.
func (c *collector) named(pointers, between string) string {
	var names []string
	for _, p := range strings.Fields(pointers) {
		id := p[strings.LastIndexByte(p, '#')+1:]
		if name, ok := c.sigla[id]; ok {
			id = name
		}
		if id != "" {
			names = append(names, id)
		}
	}
	return strings.Join(names, between)
}

// whose names who is responsible for an act, and where it comes from.
func (c *collector) whose(a *edition.Act) string {
	return strings.Join(strings.Fields(c.named(a.Resp, ", ")+" "+c.named(edition.Attribute(a, "source"), ", ")), " ")
}
