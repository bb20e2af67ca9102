package apparatus

import (
	"slices"
	"strings"

	"colophon/internal/edition"
)

// Witness is a line of a list of sigla: a manuscript, print or hand that
// readings are taken from, or, without a siglum, the heading of a group of them.
type Witness struct {
	Siglum  string
	Content []edition.Inline // what it is
	Depth   int              // how many groups it stands in
}

// WitnessList is the witnesses of documents that have the same ones.
type WitnessList struct {
	Documents []*edition.Document
	Witnesses []Witness
}

// WitnessLists gives the witnesses that the headers of the documents describe,
// where their apparatus names some: without them nobody knows what "A B" is. A
// list that stands in a text is read there and is none of these.
func WitnessLists(e *edition.Edition) []WitnessList {
	var out []WitnessList
	known := map[string]int{} // by what the list says
	for _, docs := range [][]*edition.Document{e.Front, e.Documents, e.Back} {
		for _, d := range docs {
			witnesses := witnessesOf(e, d)
			if len(witnesses) == 0 {
				continue
			}
			says := sayOf(witnesses)
			i, ok := known[says]
			if !ok {
				i = len(out)
				known[says] = i
				out = append(out, WitnessList{Witnesses: witnesses})
			}
			out[i].Documents = append(out[i].Documents, d)
		}
	}
	return out
}

// Siglum is what print sets before a witness of a list in the text itself, where
// the text does not say what it is called.
func Siglum(p *edition.Part) string {
	if p.Kind != "witness" || writtenSiglum(p, true) != "" {
		return ""
	}
	name := siglum(p)
	if name == "" && len([]rune(p.ID)) <= longestID {
		name = p.ID
	}
	if _, said := behindSiglum(p.Content, name); said {
		return ""
	}
	return name
}

// longestID is how many letters an id has that may be a siglum; a longer one is
// a number of the file's.
const longestID = 6

func sayOf(witnesses []Witness) string {
	var b strings.Builder
	for _, w := range witnesses {
		b.WriteString(strings.Repeat("\t", w.Depth) + w.Siglum + "\t" + edition.PlainText(w.Content) + "\n")
	}
	return b.String()
}

// witnessesOf are those of the lists in a document's header, then what else is
// described there that a reading names as its witness.
func witnessesOf(e *edition.Edition, d *edition.Document) []Witness {
	if len(e.Apparatus) > 0 && !slices.Contains(e.Apparatus, edition.ApparatusVariants) {
		return nil
	}
	cited := citedWitnesses(d)
	if len(cited) == 0 {
		return nil
	}
	var listed, others []Witness
	for _, k := range d.Meta.Kept {
		edition.Walk(k.Node, func(n edition.Node) bool {
			u, ok := n.(*edition.Unknown)
			switch {
			case !ok:
			case u.Name == "listWit":
				listed = append(listed, listedWitnesses(u, 0)...)
				return false
			case sources[u.Name] && cited[u.ID]:
				others = append(others, witness(u, 0)...)
				return false
			}
			return true
		})
	}
	return append(listed, others...)
}

// sources are what may be a witness outside a list of them.
var sources = map[string]bool{"bibl": true, "biblStruct": true, "biblFull": true, "msDesc": true, "object": true}

// citedWitnesses are the ids of the witnesses that the readings of a document
// name.
func citedWitnesses(d *edition.Document) map[string]bool {
	cited := map[string]bool{}
	d.Walk(func(n edition.Node) bool {
		if r, ok := n.(*edition.Reading); ok {
			for pointer := range strings.FieldsSeq(r.Witness) {
				cited[pointer[strings.LastIndexByte(pointer, '#')+1:]] = true
			}
		}
		return true
	})
	return cited
}

// listedWitnesses are those of a listWit; a list in it is a group.
func listedWitnesses(list *edition.Unknown, depth int) []Witness {
	var out []Witness
	for _, c := range list.Content {
		u, ok := c.(*edition.Unknown)
		if !ok {
			continue
		}
		if u.Name == "listWit" {
			out = append(out, group(u, depth)...)
			continue
		}
		out = append(out, witness(u, depth)...)
	}
	return out
}

// group is a list in a list: under its siglum, or its own heading, where it has
// one.
func group(list *edition.Unknown, depth int) []Witness {
	inner := listedWitnesses(list, depth+1)
	name := siglum(list)
	switch {
	case name == "":
		if len(inner) == 0 || inner[0].Siglum != "" {
			return listedWitnesses(list, depth)
		}
		inner[0].Depth = depth
		return inner
	case len(inner) > 0 && inner[0].Siglum == "":
		inner[0].Siglum, inner[0].Depth = name, depth
		return inner
	}
	return append([]Witness{{Siglum: name, Depth: depth}}, inner...)
}

// witness is one line; none where nothing is said of it.
func witness(u *edition.Unknown, depth int) []Witness {
	said := trimmed(saidOf(u))
	if len(said) == 0 {
		return nil
	}
	if u.Name != "witness" && !sources[u.Name] {
		return []Witness{{Content: said, Depth: depth}}
	}
	name := siglum(u)
	if name == "" {
		name = u.ID
	}
	return []Witness{{Siglum: name, Content: withoutSiglum(said, name), Depth: depth}}
}

// withoutSiglum is a description that does not begin with the siglum again.
func withoutSiglum(said []edition.Inline, name string) []edition.Inline {
	rest, ok := behindSiglum(said, name)
	if !ok {
		return said
	}
	first := &edition.Text{Span: said[0].Where(), Value: rest}
	if short := trimmed(append([]edition.Inline{first}, said[1:]...)); len(short) > 0 {
		return short
	}
	return said
}

// behindSiglum is what follows a siglum at the beginning of a description, as in
// <witness xml:id="A">A: Paris, 1667</witness>. A sign must stand between: "A
// book" may begin so as well.
func behindSiglum(said []edition.Inline, name string) (rest string, ok bool) {
	if len(said) == 0 {
		return "", false
	}
	t, ok := said[0].(*edition.Text)
	if !ok {
		return "", false
	}
	rest, ok = strings.CutPrefix(strings.TrimLeft(t.Value, " "), name)
	next := strings.TrimLeft(rest, " ")
	return rest, ok && next != "" && strings.ContainsRune(":=,;(–—", []rune(next)[0])
}

// unsaid are the parts of a description that a line has no room for: what a
// manuscript holds and how it is made.
var unsaid = map[string]bool{"msContents": true, "physDesc": true, "history": true, "additional": true, "msPart": true,
	"msFrag": true, "altIdentifier": true}

// saidOf is what a node says: its text, or, where it has none between its
// elements, theirs, with commas.
func saidOf(n edition.Node) []edition.Inline {
	switch n := n.(type) {
	case *edition.Text:
		return []edition.Inline{n}
	case *edition.Unknown:
		if unsaid[n.Name] || n.Type == "siglum" {
			return nil
		}
		content := parts(n.Content)
		if n.Name == "title" && len(content) > 0 {
			return []edition.Inline{&edition.Phrase{Base: edition.Base{Span: n.Span, Lang: n.Lang}, Kind: "title", Content: content}}
		}
		return content
	}
	return nil
}

func parts(nodes []edition.Node) []edition.Inline {
	var out []edition.Inline
	mixed := slices.ContainsFunc(nodes, func(n edition.Node) bool {
		t, ok := n.(*edition.Text)
		return ok && strings.TrimSpace(t.Value) != ""
	})
	for _, n := range nodes {
		said := saidOf(n)
		if len(said) == 0 {
			continue
		}
		if !mixed && len(out) > 0 {
			out = append(out, &edition.Text{Value: ", "})
		}
		out = append(out, said...)
	}
	return out
}

// trimmed takes the white space, and the comma that followed a siglum, off the
// ends; nil where no text is left.
func trimmed(content []edition.Inline) []edition.Inline {
	for len(content) > 0 {
		t, ok := content[0].(*edition.Text)
		if !ok {
			break
		}
		if value := strings.TrimLeft(t.Value, " \t\n,;:="); value != "" {
			content = append([]edition.Inline{&edition.Text{Span: t.Span, Value: value}}, content[1:]...)
			break
		}
		content = content[1:]
	}
	for len(content) > 0 {
		last := len(content) - 1
		t, ok := content[last].(*edition.Text)
		if !ok {
			break
		}
		if value := strings.TrimRight(t.Value, " \t\n"); value != "" {
			return append(slices.Clone(content[:last]), &edition.Text{Span: t.Span, Value: value})
		}
		content = content[:last]
	}
	return content
}
