package annotate

import (
	"strings"

	"github.com/agnivade/levenshtein"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// links checks that what points into the edition arrives: "#id" is a document,
// a section, an entry of a register, a node of the same document, or a node of
// another by its document's id and a full stop (#d1950-01.note-1). Files that
// give ids themselves may point to any id of any of them, with any attribute.
func (w *whole) links() {
	shared := map[string]bool{}
	local := map[string]map[string]bool{}
	for _, d := range allDocuments(w.Edition) {
		shared[d.ID] = true
		ids := idsOf(d)
		local[d.ID] = ids
		for id := range ids {
			shared[d.ID+"."+strings.TrimPrefix(id, d.ID+".")] = true
		}
	}
	w.sectionIDs(w.Sections, shared)
	for id := range w.forms.entries {
		shared[id] = true
	}
	for _, a := range w.Editors {
		shared[a.ID] = a.ID != ""
	}
	files := map[string]*edition.Links{}
	for i := range w.Links {
		files[w.Links[i].File] = &w.Links[i]
	}
	for _, d := range allDocuments(w.Edition) {
		if d.Span.File != nil && files[d.Span.File.Name] != nil {
			continue // its pointers are all collected
		}
		d.Walk(func(n edition.Node) bool {
			if r, ok := n.(*edition.Reference); ok {
				w.link(r, d, local[d.ID], shared)
			}
			return true
		})
	}
	w.pointersOfFiles(shared)
}

func (w *whole) sectionIDs(list []*edition.Section, into map[string]bool) {
	for _, s := range list {
		if s.ID != "" {
			into[s.ID] = true
		}
		w.sectionIDs(s.Sections, into)
	}
}

// mostCompared keeps an edition with thousands of dangling links from being
// compared with all its ids thousands of times: a second's work.
const mostCompared = 1_000_000

func (w *whole) link(r *edition.Reference, d *edition.Document, local, shared map[string]bool) {
	for target := range strings.FieldsSeq(r.Target) {
		id, ok := strings.CutPrefix(target, "#")
		if !ok || local[id] || shared[id] {
			continue
		}
		at := r.Span
		if at.IsZero() {
			at = d.Span
		}
		x := w.diags.Add(source.LinkDangling, at, "%q points to nothing in the edition; kept as written", target)
		if near := w.near(id, shared, local); near != "" {
			x.Hint("did you mean \"#%s\"?", near)
		}
	}
}

// near is the nearest known id; "" where none is, or enough were compared.
func (w *whole) near(id string, among ...map[string]bool) string {
	var known []string
	for _, ids := range among {
		if w.compared += len(ids); w.compared > mostCompared {
			return ""
		}
		known = append(known, keysOfMap(ids)...)
	}
	return nearest(id, known)
}

// idsOf are the ids inside a document, those in kept parts of a TEI header
// included.
func idsOf(d *edition.Document) map[string]bool {
	ids := map[string]bool{}
	note := func(n edition.Node) bool {
		if b := n.Common(); b != nil && b.ID != "" {
			ids[b.ID] = true
		}
		return true
	}
	d.Walk(note)
	edition.WalkInlines(d.Meta.Title, note)
	edition.WalkBlocks(d.Meta.Summary, note)
	for _, k := range d.Meta.Kept {
		edition.Walk(k.Node, note)
	}
	for _, list := range [][]edition.Agent{d.Meta.Authors, d.Meta.Editors, d.Meta.Translators} {
		for _, a := range list {
			if a.ID != "" {
				ids[a.ID] = true
			}
		}
	}
	return ids
}

// nearest is the known name that a mistyped one is closest to; "" where none
// is within a third of its length.
func nearest(name string, known []string) string {
	best, at := "", len(name)/3+1
	for _, k := range known {
		if k == "" || len(k)-len(name) > at || len(name)-len(k) > at {
			continue
		}
		if n := levenshtein.ComputeDistance(name, k); n < at {
			best, at = k, n
		}
	}
	return best
}
