package annotate

import (
	"fmt"
	"strings"
	"unicode"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// pointersOfFiles reports pointers to ids that no file of the edition gives,
// and that nothing else in it has: one warning for an attribute in a file,
// since a register that was left out makes all of them dangle. What points into
// a file that is not of the edition is not judged.
func (w *whole) pointersOfFiles(shared map[string]bool) {
	ids := map[string]map[string]bool{}
	for _, l := range w.Links {
		own := map[string]bool{}
		for _, id := range l.IDs {
			own[id], shared[id] = true, true
		}
		ids[l.File] = own
	}
	var all []*dangling
	of := map[danglingKey]*dangling{}
	for _, l := range w.Links {
		for _, p := range l.Pointers {
			known := shared
			if p.File != "" {
				if known = ids[p.File]; known == nil {
					continue
				}
			}
			if known[p.ID] {
				continue
			}
			key := danglingKey{p.Span.File, p.Attr}
			if of[key] == nil {
				of[key] = &dangling{known: known}
				all = append(all, of[key])
			}
			of[key].add(p)
		}
	}
	for _, d := range all {
		w.reportDangling(d)
	}
}

// dangling are the pointers of one attribute in one file that lead nowhere.
type dangling struct {
	first  edition.Pointer
	known  map[string]bool // where the first might have led
	ids, n int
}

type danglingKey struct {
	in   *source.File
	attr string
}

func (d *dangling) add(p edition.Pointer) {
	if d.ids == 0 {
		d.first = p
	}
	d.ids++
	d.n += p.Count
}

func (w *whole) reportDangling(d *dangling) {
	what, times := fmt.Sprintf("%q in %q points", d.first.As, d.first.Attr), ""
	if d.ids > 1 {
		what = fmt.Sprintf("%q and %d more in %q point", d.first.As, d.ids-1, d.first.Attr)
	}
	if d.n > d.ids {
		times = fmt.Sprintf(", %d times in all", d.n)
	}
	x := w.diags.Add(source.LinkDangling, d.first.Span, "%s to nothing in the edition%s; kept as written", what, times)
	x.Kind = source.LinkDangling.Name + " " + d.first.Attr
	if near := w.near(d.first.ID, d.known); near != "" && letters(near) != letters(d.first.ID) {
		x.Hint("did you mean %q?", strings.TrimSuffix(d.first.As, d.first.ID)+near)
	}
}

// letters are an id without its figures: nobody can tell which of two hundred
// ids that differ in their number was meant.
func letters(id string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, id)
}
