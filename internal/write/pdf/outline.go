package pdf

import (
	"fmt"

	"colophon/internal/book"
)

// writeOutline writes the bookmarks and gives the root's number; 0 where the
// book has none (ISO 32000-1, 12.3.3). A positive Count says how many entries
// show below an open one; a closed one has it negative.
func (w *writer) writeOutline(marks []*book.Bookmark) int {
	marks = w.reachable(marks)
	if len(marks) == 0 {
		return 0
	}
	root := w.out.reserve()
	first, last, visible := w.bookmarks(marks, root)
	w.out.object(root, fmt.Appendf(nil, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", first, last, visible))
	return root
}

// reachable drops bookmarks that lead nowhere, with their children moved up.
func (w *writer) reachable(marks []*book.Bookmark) []*book.Bookmark {
	var out []*book.Bookmark
	for _, m := range marks {
		if _, ok := w.book.Places[m.Target]; ok && clean(m.Title) != "" {
			out = append(out, m)
			continue
		}
		out = append(out, w.reachable(m.Kids)...)
	}
	return out
}

// bookmarks writes one level, and tells how many entries show in it when it
// is open.
func (w *writer) bookmarks(marks []*book.Bookmark, parent int) (first, last, visible int) {
	numbers := make([]int, len(marks))
	for i := range marks {
		numbers[i] = w.out.reserve()
	}
	for i, m := range marks {
		b := fmt.Appendf(nil, "<</Title%s/Parent %d 0 R/Dest%s", text(shortened(clean(m.Title), longestLine)), parent, w.destination(m.Target))
		if i > 0 {
			b = fmt.Appendf(b, "/Prev %d 0 R", numbers[i-1])
		}
		if i < len(marks)-1 {
			b = fmt.Appendf(b, "/Next %d 0 R", numbers[i+1])
		}
		visible++
		if kids := w.reachable(m.Kids); len(kids) > 0 {
			f, l, n := w.bookmarks(kids, numbers[i])
			b = fmt.Appendf(b, "/First %d 0 R/Last %d 0 R", f, l)
			count := -n
			if m.Open {
				count = n
				visible += n
			}
			b = fmt.Appendf(b, "/Count %d", count)
		}
		w.out.object(numbers[i], append(b, ">>"...))
	}
	return numbers[0], numbers[len(numbers)-1], visible
}

// destination is where a place is: the page, and the height so that the line
// shows a little below the window's edge.
func (w *writer) destination(target string) []byte {
	p := w.book.Places[target]
	y := w.book.Pages[p.Page].Height - p.Y + w.dy + 18
	b := ref([]byte("["), w.pages[p.Page])
	b = fixed(append(b, "/XYZ null "...), y)
	return append(b, " null]"...)
}

// pageLabels is the value of the catalog's PageLabels (ISO 32000-1, 12.4.2).
func pageLabels(labels []book.PageLabel) []byte {
	b := []byte("<</Nums[")
	if len(labels) == 0 || labels[0].First != 0 {
		b = append(b, "0<</S/D>>"...)
	}
	for _, l := range labels {
		b = fmt.Appendf(b, "%d<<", l.First)
		if l.Style != "" {
			b = append(b, "/S"+name(l.Style)...)
			if l.Start > 1 {
				b = fmt.Appendf(b, "/St %d", l.Start)
			}
		}
		b = append(b, ">>"...)
	}
	return append(b, "]>>"...)
}
