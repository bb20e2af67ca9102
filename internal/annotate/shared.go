package annotate

import (
	"slices"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// sharedForms reports, once for the edition, the forms that several entries
// have: none of them can be meant by rule, so they stay unmarked. Where every
// document is TEI, whose names are marked already, no form is looked for.
func (w *whole) sharedForms() {
	if !slices.ContainsFunc(allDocuments(w.Edition), func(d *edition.Document) bool { return !d.FromTEI }) {
		return
	}
	for _, p := range w.forms.plain.patterns {
		owners := w.forms.sharing(p)
		if len(owners) < 2 {
			continue
		}
		var ids []string
		for _, e := range owners {
			ids = append(ids, "\""+e.ID+"\"")
		}
		d := w.diags.Add(source.NameShared, owners[0].Span, "%q is a form of %s; left unmarked", p.form, strings.Join(ids, " and "))
		d.Hint("give one of them a longer form, or name documents under \"always\", \"only\" or \"never\"")
		if owners[0].Span.File == nil {
			d.Path = "registers"
		}
		for _, e := range owners[1:] {
			if e.Span.File != nil {
				d.Related = append(d.Related, source.Related{Span: e.Span, Message: "also a form of \"" + e.ID + "\""})
			}
		}
	}
}

// sharing are the owners of a form in some document where several are allowed.
// Entries that are kept apart by the documents they allow do not share.
func (f *forms) sharing(p pattern) []*edition.Entry {
	docs := []string{""} // a document that no entry speaks of
	for _, e := range p.entries {
		docs = append(docs, f.target(e).Only...)
	}
	for _, doc := range docs {
		if owners := f.owners(p, doc); len(owners) > 1 {
			return owners
		}
	}
	return nil
}

// pointers checks what entries say of other entries and of documents.
func (w *whole) pointers() {
	docs := map[string]bool{}
	for _, d := range allDocuments(w.Edition) {
		docs[d.ID] = true
	}
	r := &w.Register
	for _, list := range [][]*edition.Entry{r.Persons, r.Places, r.Organisations, r.Terms, r.Abbreviations} {
		for _, e := range list {
			for _, x := range []struct{ key, id string }{{"see", e.See}, {"parent", e.Parent}} {
				if x.id != "" && w.forms.entries[x.id] == nil {
					w.pointer(e, x.key, x.id, "no entry of the registers", keysOfMap(w.forms.entries))
				}
			}
			for _, x := range []struct {
				key string
				ids []string
			}{{"never", e.Never}, {"only", e.Only}, {"always", e.Always}} {
				for _, id := range x.ids {
					if !docs[id] {
						w.pointer(e, x.key, id, "no document of the edition", keysOfMap(docs))
					}
				}
			}
		}
	}
}

func (w *whole) pointer(e *edition.Entry, key, id, what string, known []string) {
	d := w.diags.Add(source.NamePointer, e.Span, "%q names %q under %q, which is %s; it has no effect", e.ID, id, key, what)
	if e.Span.File == nil {
		d.Path = "registers"
	}
	if near := nearest(id, known); near != "" {
		d.Hint("did you mean %q?", near)
	}
}
