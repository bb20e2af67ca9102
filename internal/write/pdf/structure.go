package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"colophon/internal/book"
	"colophon/internal/typeset"
)

// structure writes the structure tree (ISO 32000-1, 14.7): what the book calls
// its parts, and which marked content on which page belongs to them.
type structure struct {
	out       *file
	pages     []int  // object numbers of the pages
	marks     []mark // sorted by slot
	links     map[typeset.Tag][]annotation
	boxes     map[typeset.Tag][4]float64 // of pictures
	number    map[*book.Element]int
	parents   [][]int // per page: object number of the element that owns each MCID
	owners    []int   // per annotation key: the element
	ids       []named
	firstLink int // the first StructParent key of an annotation
}

type named struct {
	name   string
	number int
}

// annotation is a link's object number and its key in the parent tree.
type annotation struct{ object, key, page int }

// write writes the whole tree and gives the number of its root.
func (s *structure) write(document *book.Element) int {
	root := s.out.reserve()
	slices.SortStableFunc(s.marks, func(a, b mark) int { return int(a.slot) - int(b.slot) })
	s.number = map[*book.Element]int{}
	s.parents = make([][]int, len(s.pages))
	top := s.element(document, root)
	parentTree, idTree := s.out.reserve(), s.out.reserve()
	s.writeParentTree(parentTree)
	s.writeIDTree(idTree)
	b := fmt.Appendf(nil, "<</Type/StructTreeRoot/ParentTree %d 0 R/ParentTreeNextKey %d/IDTree %d 0 R", parentTree, s.firstLink+len(s.owners), idTree)
	if top != 0 {
		b = fmt.Appendf(b, "/K[%d 0 R]", top)
	}
	s.out.object(root, append(b, ">>"...))
	return root
}

// marksOf are the pieces of marked content of a slot.
func (s *structure) marksOf(tag typeset.Tag) []mark {
	from, _ := slices.BinarySearchFunc(s.marks, tag, func(m mark, t typeset.Tag) int { return int(m.slot) - int(t) })
	to := from
	for to < len(s.marks) && s.marks[to].slot == tag {
		to++
	}
	return s.marks[from:to]
}

// element writes an element and everything below it; 0 where it holds nothing:
// an element without content is none (but a table's cell, which keeps its row
// regular).
func (s *structure) element(e *book.Element, parent int) int {
	number := s.out.reserve()
	kids, page := s.kids(e, number)
	if len(kids) == 0 && e.Actual == "" && e.Role != "TD" && e.Role != "TH" {
		return 0
	}
	b := append([]byte("<</S"), name(e.Role)...)
	b = ref(append(b, "/P "...), parent)
	if page >= 0 {
		b = ref(append(b, "/Pg "...), s.pages[page])
	}
	b = appendText(b, "/ID", e.ID)
	b = appendText(b, "/T", e.Title)
	b = appendText(b, "/Lang", language(e.Lang))
	b = appendText(b, "/Alt", e.Alt)
	b = appendText(b, "/ActualText", e.Actual)
	b = appendText(b, "/E", e.Expand)
	b = append(b, s.attributes(e)...)
	if len(kids) > 0 {
		b = append(append(append(b, "/K["...), kids...), ']')
	}
	s.out.object(number, append(b, ">>"...))
	if e.ID != "" {
		s.ids = append(s.ids, named{e.ID, number})
	}
	return number
}

// kids is the inside of the K array of an element, and the page its bare MCIDs
// are on (-1: it has none).
func (s *structure) kids(e *book.Element, number int) (kids []byte, page int) {
	page = -1
	for _, k := range e.Kids {
		if k.Element != nil {
			if n := s.element(k.Element, number); n != 0 {
				kids = append(ref(kids, n), ' ')
			}
			continue
		}
		for _, m := range s.marksOf(k.Content) {
			if page < 0 {
				page = int(m.page)
			}
			kids = s.content(kids, m, page)
			s.own(m, number)
		}
		for _, a := range s.links[k.Content] {
			kids = fmt.Appendf(kids, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", s.pages[a.page], a.object)
			s.owners[a.key-s.firstLink] = number
		}
	}
	return kids, page
}

func (s *structure) content(kids []byte, m mark, page int) []byte {
	if int(m.page) == page {
		return append(strconv.AppendInt(kids, int64(m.mcid), 10), ' ')
	}
	return fmt.Appendf(kids, "<</Type/MCR/Pg %d 0 R/MCID %d>>", s.pages[m.page], m.mcid)
}

// own notes the owner of a piece of marked content for the parent tree.
func (s *structure) own(m mark, number int) {
	p := &s.parents[m.page]
	for len(*p) <= int(m.mcid) {
		*p = append(*p, 0)
	}
	(*p)[m.mcid] = number
}

// attributes is the A entry: table spans and scopes, list numbering (ISO
// 32000-1, 14.8.5).
func (s *structure) attributes(e *book.Element) string {
	switch e.Role {
	case "TH", "TD":
		a := ""
		if e.Role == "TH" {
			a = "/Scope" + name(orElse(e.Scope, "Column"))
		}
		if e.Columns > 1 {
			a += fmt.Sprintf("/ColSpan %d", e.Columns)
		}
		if e.Rows > 1 {
			a += fmt.Sprintf("/RowSpan %d", e.Rows)
		}
		if a != "" {
			return "/A<</O/Table" + a + ">>"
		}
	case "L":
		return "/A<</O/List/ListNumbering" + name(orElse(e.Listing, "None")) + ">>"
	case "Figure":
		placement := "Block"
		if e.InLine {
			placement = "Inline"
		}
		return "/A<</O/Layout/Placement/" + placement + s.box(e) + ">>"
	}
	return ""
}

// box is the BBox of a figure (ISO 32000-1, 14.8.5.4.5): around its pictures, as
// far as they stand on one page.
func (s *structure) box(e *book.Element) string {
	var around [4]float64
	page := int32(-1)
	for _, k := range e.Kids {
		box, ok := s.boxes[k.Content]
		marks := s.marksOf(k.Content)
		if k.Element != nil || !ok || len(marks) == 0 || page >= 0 && marks[0].page != page {
			continue
		}
		if page < 0 {
			around, page = box, marks[0].page
		}
		around = [4]float64{min(around[0], box[0]), min(around[1], box[1]), max(around[2], box[2]), max(around[3], box[3])}
	}
	if page < 0 {
		return ""
	}
	b := []byte("/BBox[")
	for _, v := range around {
		b = append(fixed(b, v), ' ')
	}
	return string(b) + "]"
}

// language is a language tag as PDF wants it; "" where it is none (BCP 47, 2.1).
func language(tag string) string {
	tag = strings.ReplaceAll(tag, "_", "-")
	if !languageTag.MatchString(tag) {
		return ""
	}
	return tag
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func appendText(b []byte, key, value string) []byte {
	if value == "" {
		return b
	}
	return append(append(b, key...), text(shortened(value, longestText))...)
}

// treeLeaf is how many entries one leaf of a number or name tree holds.
const treeLeaf = 64

// writeParentTree writes the number tree from pages (keys 0 …) and annotations
// to the elements that own them (ISO 32000-1, 14.7.4.4).
func (s *structure) writeParentTree(number int) {
	var keys []int
	var values [][]byte
	for page, owners := range s.parents {
		if len(owners) == 0 {
			continue
		}
		array := s.out.reserve()
		b := []byte{'['}
		for _, n := range owners {
			if n == 0 {
				b = append(b, "null "...)
				continue
			}
			b = append(ref(b, n), ' ')
		}
		s.out.object(array, append(b, ']'))
		keys, values = append(keys, page), append(values, ref(nil, array))
	}
	for i, n := range s.owners {
		if n != 0 {
			keys, values = append(keys, s.firstLink+i), append(values, ref(nil, n))
		}
	}
	kids := []byte("<</Kids[")
	for from := 0; from < len(keys); from += treeLeaf {
		to := min(from+treeLeaf, len(keys))
		leaf := s.out.reserve()
		b := fmt.Appendf(nil, "<</Limits[%d %d]/Nums[", keys[from], keys[to-1])
		for i := from; i < to; i++ {
			b = fmt.Appendf(b, "%d %s ", keys[i], values[i])
		}
		s.out.object(leaf, append(b, "]>>"...))
		kids = append(ref(kids, leaf), ' ')
	}
	if len(keys) == 0 {
		kids = []byte("<</Nums[")
	}
	s.out.object(number, append(kids, "]>>"...))
}

func (s *structure) writeIDTree(number int) {
	slices.SortFunc(s.ids, func(a, b named) int { return compareStrings(a.name, b.name) })
	writeNameTree(s.out, number, len(s.ids), func(i int) (string, []byte) { return s.ids[i].name, ref(nil, s.ids[i].number) })
}

// writeNameTree writes a name tree (ISO 32000-1, 7.9.6) of n entries that come
// in the order of their names.
func writeNameTree(out *file, number, n int, at func(int) (string, []byte)) {
	if n == 0 {
		out.object(number, []byte("<</Names[]>>"))
		return
	}
	kids := []byte("<</Kids[")
	for from := 0; from < n; from += treeLeaf {
		to := min(from+treeLeaf, n)
		leaf := out.reserve()
		first, _ := at(from)
		last, _ := at(to - 1)
		b := fmt.Appendf(nil, "<</Limits[%s%s]/Names[", text(first), text(last))
		for i := from; i < to; i++ {
			key, value := at(i)
			b = append(append(b, text(key)...), value...)
		}
		out.object(leaf, append(b, "]>>"...))
		kids = append(ref(kids, leaf), ' ')
	}
	out.object(number, append(kids, "]>>"...))
}

// compareStrings orders names as the bytes of their text strings are ordered:
// what is UTF-16 begins with FE and comes after all ASCII.
func compareStrings(a, b string) int {
	return bytes.Compare(textBytes(a), textBytes(b))
}
