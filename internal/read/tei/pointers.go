package tei

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// pointing are the attributes that hold pointers: those of tei_all whose data
// type is teidata.pointer, and @rend, which older files point with. What in
// them is no pointer to an id (a date in @from, an address in @ref) is not
// looked at.
var pointing = set(`active adj adjFrom adjTo ana calendar change children class code copyOf corresp datcat datingMethod
	datingPoint decls defaultExceptions domains edRef end except exclude fVal facs feats filter follow from fromUnit
	given hand inst lemmaRef location mergedIn mutual new next nymRef origin parent parts passive perf period prev
	property ref rend rendition replyTo require resp sameAs scheme scribeRef scriptRef select since source spanTo
	start synch target targetDatcat targetEnd to toUnit toWhom unitRef valueDatcat where who wit`)

// links notes which ids the file gives, and where it points to one it does not
// give itself; whether another file of the edition does, is not known here.
// The tree is as the file has it: nothing is cut out or renamed yet.
func (r *reader) links(tree *xmlread.Node) {
	l := linker{ids: map[string]bool{}, found: map[linkKey]int{}, prefixes: prefixesOf(tree)}
	each(tree, l.identify)
	each(tree, l.pointers)
	r.result.Links = edition.Links{File: r.file.Name, Pointers: l.pending}
	for id := range l.ids {
		r.result.Links.IDs = append(r.result.Links.IDs, id)
	}
	slices.Sort(r.result.Links.IDs)
}

type linker struct {
	ids      map[string]bool
	prefixes map[string][]prefix
	pending  []edition.Pointer
	found    map[linkKey]int // where among pending
}

type linkKey struct {
	in       *source.File
	attr, as string
}

func (l *linker) identify(n *xmlread.Node) {
	for i := range n.Attrs {
		// Elements of other namespaces, such as svg, have an id of no namespace.
		if a := &n.Attrs[i]; a.Name.Local == "id" && (a.Name.Space == xmlread.XMLSpace || a.Name.Space == "") {
			l.ids[a.Value] = true
		}
	}
}

func (l *linker) pointers(n *xmlread.Node) {
	if n.Name.Space != Namespace {
		return
	}
	for i := range n.Attrs {
		a := &n.Attrs[i]
		if a.Name.Space != "" || !pointing[a.Name.Local] || a.Name.Local == "rend" && !strings.HasPrefix(a.Value, "#") {
			continue
		}
		for token := range strings.FieldsSeq(a.Value) {
			l.pointer(a, token)
		}
	}
}

// pointer notes one that the file's own ids do not answer.
func (l *linker) pointer(a *xmlread.Attr, token string) {
	file, id, ok := strings.Cut(l.address(token), "#")
	if !ok || strings.Contains(file, ":") || strings.HasPrefix(file, "/") || a.Name.Local == "rend" && (file != "" || isLook(id)) {
		return
	}
	if plain, err := url.PathUnescape(id); err == nil {
		id = plain
	}
	// "#" alone is the file, and a bracket begins an XPointer of another scheme.
	if id == "" || strings.ContainsAny(id, "()") || file == "" && l.ids[id] {
		return
	}
	key := linkKey{a.Span.File, a.Name.Local, token}
	if at, ok := l.found[key]; ok {
		l.pending[at].Count++
		return
	}
	if file != "" {
		if plain, err := url.PathUnescape(file); err == nil {
			file = plain
		}
		file = path.Join(path.Dir(a.Span.File.Name), file)
	}
	l.found[key] = len(l.pending)
	l.pending = append(l.pending, edition.Pointer{Span: within(a.ValueSpan, token), Attr: a.Name.Local, As: token, File: file, ID: id, Count: 1})
}

// within is the place of a word in a longer value; that of the value where its
// text stands there in another form, with entities.
func within(value source.Span, word string) source.Span {
	if at := strings.Index(value.Text(), word); at >= 0 {
		value.Start += uint32(at)
		value.End = value.Start + uint32(len(word))
	}
	return value
}

// isLook reports a word of @rend that says how something looks.
func isLook(word string) bool {
	return styleOf(word) != 0 || colour.MatchString(word)
}

var colour = regexp.MustCompile(`^(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6});?$`)

// prefix is one way in which a file abbreviates addresses (TEI P5 ch. 17,
// prefixDef).
type prefix struct {
	match *regexp.Regexp
	full  string
}

var backReference = regexp.MustCompile(`\$([0-9])`)

// prefixesOf are the abbreviations of addresses that the headers explain, by
// what stands before the colon. One whose pattern Go does not know is left out.
func prefixesOf(tree *xmlread.Node) map[string][]prefix {
	prefixes := map[string][]prefix{}
	for _, n := range all(tree, "prefixDef") {
		match, err := regexp.Compile("^(?:" + attr(n, "", "matchPattern") + ")$")
		if err == nil {
			ident := attr(n, "", "ident")
			full := backReference.ReplaceAllString(attr(n, "", "replacementPattern"), "$${$1}")
			prefixes[ident] = append(prefixes[ident], prefix{match, full})
		}
	}
	return prefixes
}

// address is what a pointer stands for: itself, or the whole of an abbreviated
// one.
func (l *linker) address(token string) string {
	ident, rest, ok := strings.Cut(token, ":")
	if !ok {
		return token
	}
	for _, p := range l.prefixes[ident] {
		if p.match.MatchString(rest) {
			return p.match.ReplaceAllString(rest, p.full)
		}
	}
	return token
}
