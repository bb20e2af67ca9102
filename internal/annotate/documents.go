package annotate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/source"
)

// SortByDate orders documents by their dates, what has none at the end; those
// of one date keep their order. Whether an edition is ordered so is for its
// edition.yaml to say.
func SortByDate(docs []*edition.Document) {
	slices.SortStableFunc(docs, func(a, b *edition.Document) int {
		return date.Compare(a.Meta.Date.Date, b.Meta.Date.Date)
	})
}

// numberDocuments numbers the documents in the edition's order. A novel or a
// play that is all there is has no number: there is nothing to count.
func (w *whole) numberDocuments() {
	if len(w.Documents) == 1 && w.Documents[0].FromTEI {
		return
	}
	for i, d := range w.Documents {
		if d.Number == "" {
			d.Number = strconv.Itoa(i + 1)
		}
	}
}

// letters links each letter with the one before and after it in the same
// correspondence: the same people on the two sides, whoever writes. Only
// letters with a date can be put in a row.
func (w *whole) letters() {
	rows := map[string][]*edition.Document{}
	var keys []string
	for _, d := range w.Documents {
		key, ok := correspondence(d)
		if _, dated := d.Meta.Date.Year(); !ok || !dated {
			continue
		}
		if rows[key] == nil {
			keys = append(keys, key)
		}
		rows[key] = append(rows[key], d)
	}
	for _, key := range keys {
		row := rows[key]
		SortByDate(row)
		for i, d := range row {
			if i > 0 && d.Previous == "" {
				d.Previous = row[i-1].ID
			}
			if i+1 < len(row) && d.Next == "" {
				d.Next = row[i+1].ID
			}
		}
	}
}

// correspondence names the two sides of a letter, the same for both ways;
// false where one side is not known. A translation is not another letter.
func correspondence(d *edition.Document) (string, bool) {
	if d.Meta.TranslationOf != "" {
		return "", false
	}
	var from, to []edition.Agent
	for _, a := range d.Meta.Correspondence {
		switch a.Type {
		case "sent":
			from = append(from, a.Agents...)
		case "received":
			to = append(to, a.Agents...)
		}
	}
	if len(to) == 0 {
		to = d.Meta.Recipients
	}
	if len(from) == 0 {
		from = d.Meta.Authors
	}
	a, b := side(from), side(to)
	if a == "" || b == "" || a == b {
		return "", false
	}
	if a > b {
		a, b = b, a
	}
	return a + "\n" + b, true
}

func side(agents []edition.Agent) string {
	var names []string
	for _, a := range agents {
		if name := cmp.Or(a.Ref, strings.TrimSpace(a.Name)); name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), "\t")
}

// translations lets the original know which documents translate it.
func (w *whole) translations() {
	byID := map[string]*edition.Document{}
	for _, d := range w.Documents {
		byID[d.ID] = d
		d.Translations = nil
	}
	for _, d := range w.Documents {
		id := strings.TrimPrefix(d.Meta.TranslationOf, "#")
		if id == "" {
			continue
		}
		original, ok := byID[id]
		if !ok || original == d {
			x := w.diags.Add(source.TranslationUnknown, d.Span, "%q is said to translate %q, which is no other document of the edition; kept as written", d.ID, id)
			if near := nearest(id, keysOfMap(byID)); near != "" {
				x.Hint("did you mean %q?", near)
			}
			continue
		}
		original.Translations = append(original.Translations, d.ID)
	}
}

func keysOfMap[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
