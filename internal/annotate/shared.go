package annotate

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// sharedForms reports, once for the edition, the forms that several entries
// have: none of them can be meant by rule, so they stay unmarked.
func (w *whole) sharedForms() {
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
		d.Hint("give one of them a longer form, or name documents under \"only\" or \"never\"")
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
