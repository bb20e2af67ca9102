package annotate

import (
	"slices"
	"strings"

	"colophon/internal/edition"
)

// identifications finds row 16 in a flow: a form of an entry, then another
// form of it in brackets. Where both together are a form (Mao [Zedong]), they
// are one name instead.
func (d *document) identifications(f *flow, all []found) map[*edition.Supplied]found {
	ids := map[*edition.Supplied]found{}
	var byEnd map[int][]int
	var reach []int
	for _, b := range f.boxes[1:] {
		s, ok := b.node.(*edition.Supplied)
		if !ok || !mayIdentify(s) || b.end == b.start || b.end-b.start > longestForm {
			continue
		}
		behind := d.forms.whole(f.text[b.start:b.end], d.ID)
		if len(behind) == 0 {
			continue
		}
		if byEnd == nil {
			byEnd, reach = endings(all), reaches(all)
		}
		before := len(strings.TrimRight(f.text[:b.start], " \u00a0\n"))
		for _, i := range byEnd[before] { // the longest first
			x := all[i]
			common := slices.DeleteFunc(slices.Clone(behind), func(e *edition.Entry) bool {
				return !slices.Contains(d.forms.whole(f.text[x.start:x.end], d.ID), e)
			})
			if len(common) == 1 && reach[i] <= b.start && f.text[x.start:x.end] != f.text[b.start:b.end] {
				ids[s] = found{x.start, x.end, common[0]}
				break
			}
		}
	}
	return ids
}

// longestForm is in bytes; a longer bracket identifies nobody.
const longestForm = 200

// mayIdentify asks for an editor's bracket without doubt, whole, with text.
func mayIdentify(s *edition.Supplied) bool {
	if s.Cert != "" || s.Reason != "" && s.Reason != "editorial" || edition.Attribute(s, "next") != "" || edition.Attribute(s, "prev") != "" {
		return false
	}
	return !slices.ContainsFunc(s.Content, func(n edition.Inline) bool {
		switch n.(type) {
		case *edition.Text, *edition.Emphasis:
			return false
		}
		return true
	})
}

// endings are the places where forms end, with the longest form first.
func endings(all []found) map[int][]int {
	out := map[int][]int{}
	for i, x := range all {
		out[x.end] = append(out[x.end], i) // all is sorted by start: the longest comes first
	}
	return out
}

// reaches tells for each form how far it or one that begins before it goes.
func reaches(all []found) []int {
	out := make([]int, len(all))
	far := 0
	for i, x := range all {
		far = max(far, x.end)
		out[i] = far
	}
	return out
}

// identify puts the note in the place of the bracket.
func identify(content []edition.Inline, ids map[*edition.Supplied]found) {
	for i, n := range content {
		s, ok := n.(*edition.Supplied)
		if _, identifies := ids[s]; ok && identifies {
			note := &edition.Note{Act: s.Act, Place: "inline"}
			note.Type, note.Reason = "identification", ""
			note.Content = []edition.Block{&edition.Paragraph{Base: edition.Base{Span: s.Span}, Bare: true, Content: s.Content}}
			content[i] = note
			continue
		}
		if below := seenThrough(n); below != nil {
			identify(*below, ids)
		} else if name, ok := n.(*edition.Name); ok {
			identify(name.Content, ids)
		}
	}
}
