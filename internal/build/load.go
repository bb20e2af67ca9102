package build

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"path/filepath"
	"slices"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// parsed is what one source file gave.
type parsed struct {
	content
	input    Input
	encoding string // that it was read in; "" is UTF-8
	diags    source.Diagnostics
}

// load reads one edition: its documents side by side, then what edition.yaml
// says of them, in its order.
func load(p *plan, o Options) (*Loaded, source.Diagnostics) {
	l := &Loaded{plan: p, Edition: newEdition(p), nodes: map[string]string{}, entries: map[string]bool{}, encodings: map[string]string{}}
	var diags source.Diagnostics
	diags = append(diags, checkProject(p)...)
	l.readConfig()
	diags = append(diags, l.readRegisters()...)

	results := make([]parsed, len(p.files))
	var done progress
	parallel(len(p.files), func(i int) {
		results[i] = p.read(p.files[i])
		done.add(o.Progress, len(p.files))
	})
	parts(results)
	for i := range results {
		diags = append(diags, l.take(&results[i], &l.Edition.Documents)...)
	}
	l.chapters(results)
	diags = append(diags, l.matter("front", p.project.Front, &l.Edition.Front)...)
	diags = append(diags, l.matter("back", p.project.Back, &l.Edition.Back)...)
	diags = append(diags, l.merge()...)
	l.shared(results)
	diags = append(diags, l.cite()...)
	diags = append(diags, l.arrange()...)
	return l, diags
}

// matter reads the records that stand before or after the documents.
func (l *Loaded) matter(key string, files []string, into *[]*edition.Document) source.Diagnostics {
	var diags source.Diagnostics
	for i, name := range files {
		rel := path.Clean(filepath.ToSlash(name))
		if !filepath.IsLocal(filepath.FromSlash(rel)) || !exists(filepath.Join(l.plan.root, filepath.FromSlash(rel))) {
			diags.Add(source.EditionFile, l.plan.place(key, i), "%q is not in the edition's folder", name)
			continue
		}
		r := l.plan.read(rel)
		diags = append(diags, l.take(&r, into)...)
	}
	return diags
}

// read reads one source file.
func (p *plan) read(rel string) parsed {
	r := readerOf(rel)
	f, raw, diags := p.readFile(rel, r.decode)
	out := parsed{diags: diags}
	out.input = Input{Path: rel, Kind: r.kind, SHA256: sum(raw)}
	out.encoding = p.usedEncoding(rel, raw)
	if f == nil {
		return out
	}
	c, d := r.read(p, f, rel, slug(rel))
	out.diags = append(out.diags, d...)
	out.content = c
	for _, doc := range c.documents {
		p.pictures(doc, rel)
		if doc.Span.File == nil {
			doc.Span = f.Span(0, 0)
		}
	}
	return out
}

func sum(raw []byte) string {
	h := sha256.Sum256(raw)
	return hex.EncodeToString(h[:])
}

// take adds what a file gave to the edition, but for the documents that an
// error stops.
func (l *Loaded) take(r *parsed, into *[]*edition.Document) source.Diagnostics {
	for _, d := range r.documents {
		if !stopped(d, len(r.documents), r.diags) {
			*into = append(*into, d)
		}
	}
	if len(r.documents) == 0 {
		r.links.Pointers = nil // what is not in the edition may point where it likes
	}
	l.Edition.Links = append(l.Edition.Links, r.links)
	l.Edition.Kept = append(l.Edition.Kept, r.corpus...)
	l.addRegister(&r.register)
	for id, node := range r.nodes {
		l.nodes[id] = node
	}
	l.Inputs = append(l.Inputs, r.input)
	for _, i := range r.included {
		if !slices.ContainsFunc(l.Inputs, func(x Input) bool { return x.Path == i.input.Path }) {
			l.Inputs = append(l.Inputs, i.input)
		}
	}
	l.encodings[r.input.Path] = r.encoding
	return r.diags
}

// stopped reports whether an error speaks of a document: one inside its span,
// or any error of its file where it is the only document.
func stopped(d *edition.Document, siblings int, diags source.Diagnostics) bool {
	return slices.ContainsFunc(diags, func(x source.Diagnostic) bool {
		if x.Severity != source.Error {
			return false
		}
		if siblings == 1 || x.Span.File != d.Span.File {
			return true
		}
		return d.Span.Start <= x.Span.Start && x.Span.Start <= max(d.Span.Start, d.Span.End)
	})
}

// chapters takes the chapters over documents that stand in one file, and the
// title of a file that is the whole edition. With several such files each is a
// part of its own; edition.yaml's own sections go before all.
func (l *Loaded) chapters(results []parsed) {
	withChapters := 0
	for _, r := range results {
		if len(r.sections) > 0 {
			withChapters++
		}
	}
	if len(results) == 1 && l.plan.adHoc && len(results[0].title) > 0 {
		l.Edition.Title = results[0].title
	}
	if withChapters == 0 || len(l.plan.project.Sections) > 0 || l.plan.project.Order == "date" {
		return
	}
	for _, r := range results {
		switch {
		case len(results) == 1:
			l.Edition.Sections = r.sections
		case len(r.sections) > 0:
			l.Edition.Sections = append(l.Edition.Sections, &edition.Section{ID: "section-" + slug(r.input.Path), Title: r.title, Sections: r.sections})
		case len(r.documents) > 0:
			l.Edition.Sections = append(l.Edition.Sections, &edition.Section{ID: "section-" + slug(r.input.Path), Documents: slices.Clone(r.documents)})
		}
	}
	gone := map[*edition.Document]bool{}
	for _, r := range results {
		for _, d := range r.documents {
			gone[d] = !slices.Contains(l.Edition.Documents, d)
		}
	}
	l.drop(gone)
}

// addRegister adds entries; of those with one id, which the files of a corpus
// repeat, the first stays.
func (l *Loaded) addRegister(r *edition.Register) {
	to := &l.Edition.Register
	for _, x := range []struct {
		into *[]*edition.Entry
		from []*edition.Entry
	}{
		{&to.Persons, r.Persons}, {&to.Places, r.Places}, {&to.Organisations, r.Organisations},
		{&to.Terms, r.Terms}, {&to.Abbreviations, r.Abbreviations},
	} {
		for _, e := range x.from {
			if e.ID == "" || !l.entries[e.ID] {
				l.entries[e.ID] = true
				*x.into = append(*x.into, e)
			}
		}
	}
}

// drop leaves documents out of the edition and its sections.
func (l *Loaded) drop(gone map[*edition.Document]bool) {
	if len(gone) == 0 {
		return
	}
	out := func(d *edition.Document) bool { return gone[d] }
	e := l.Edition
	e.Documents = slices.DeleteFunc(e.Documents, out)
	e.Front = slices.DeleteFunc(e.Front, out)
	e.Back = slices.DeleteFunc(e.Back, out)
	var clean func([]*edition.Section)
	clean = func(sections []*edition.Section) {
		for _, s := range sections {
			s.Documents = slices.DeleteFunc(s.Documents, out)
			clean(s.Sections)
		}
	}
	clean(e.Sections)
}

// manifest says what was read.
func (l *Loaded) manifest(out string) *Manifest {
	m := &Manifest{Colophon: Version, Edition: l.Edition.ID, Root: relativeTo(out, l.plan.root),
		Reading: string(l.Edition.Reading), Apparatus: l.Edition.Apparatus, Stamp: l.Edition.Stamp, Inputs: l.Inputs,
		Documents: []ManifestDocument{}, Outputs: []Output{}}
	for _, d := range l.all() {
		rel := l.relative(d)
		m.Documents = append(m.Documents, ManifestDocument{
			ID: d.ID, Input: rel, Kind: readerOf(rel).kind, Encoding: l.encodings[rel],
			Start: int(d.Span.Start), End: int(d.Span.End), Body: bodyStart(d), Node: l.nodes[d.ID],
		})
	}
	return m
}

// relativeTo is the way from one folder to another, with slashes.
func relativeTo(from, to string) string {
	a, err := filepath.Abs(from)
	if err != nil {
		return filepath.ToSlash(to)
	}
	b, err := filepath.Abs(to)
	if err != nil {
		return filepath.ToSlash(to)
	}
	rel, err := filepath.Rel(a, b)
	if err != nil {
		return filepath.ToSlash(b)
	}
	return filepath.ToSlash(rel)
}

// bodyStart is where the text of a document begins in its file.
func bodyStart(d *edition.Document) int {
	start := -1
	d.Walk(func(n edition.Node) bool {
		at := n.Where()
		if at.File == d.Span.File && at.File != nil && (start < 0 || int(at.Start) < start) {
			start = int(at.Start)
		}
		return true
	})
	return max(start, 0)
}
