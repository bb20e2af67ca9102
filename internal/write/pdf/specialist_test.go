package pdf

import (
	"fmt"
	"image"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"colophon/internal/book"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/preflight"
	"colophon/internal/source"
)

// What somebody looks for who checks a file for readers that cannot see it. The
// rules that preflight knows are asked of it; here are those a machine is
// seldom asked: that levels do not jump, that notes lead there and back, that
// every mark on a page has one owner, that the bookmarks are counted right.

// TestSpecialist asks it of the sample, of generated documents and of what no
// editor should write.
func TestSpecialist(t *testing.T) {
	books := map[string]*book.Book{
		"sample":           makeBook(t, book.Options{Omissions: true}, editiontest.Sample()),
		"scripts":          makeBook(t, book.Options{}, scripts()),
		"picture":          pictureBook(t, encodePNG(t, painted(image.NewGray(image.Rect(0, 0, 400, 300))))),
		"nothing":          makeBook(t, book.Options{}),
		"no heading above": makeBook(t, book.Options{}, deepHeadings()),
	}
	for seed := range uint64(12) {
		books[fmt.Sprint("generated ", seed)] = makeBook(t, book.Options{}, numbered(editiontest.Generate(100+seed), "g"), numbered(editiontest.Generate(200+seed), "h"))
	}
	for name, b := range books {
		t.Run(name, func(t *testing.T) {
			data := written(t, b, Options{Attachments: []Attachment{{Name: "a.xml", Data: []byte("<TEI/>")}}})
			diags, err := preflight.Check(source.NewFile("a.pdf", data), preflight.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for i := range diags {
				t.Errorf("preflight: %s", diags[i].Message)
			}
			inspect(t, open(t, data))
		})
	}
}

// deepHeadings is a document whose parts begin far down.
func deepHeadings() *edition.Document {
	heading := func(s string) edition.Block { return &edition.Heading{Content: edition.NewText(s)} }
	return &edition.Document{ID: "d", Body: []edition.Block{
		&edition.Division{Content: []edition.Block{&edition.Division{Content: []edition.Block{&edition.Division{Content: []edition.Block{heading("Deep"), paragraph("a")}}}}}},
		&edition.Quote{Content: []edition.Block{&edition.Division{Content: []edition.Block{heading("Quoted"), paragraph("b")}}}},
	}}
}

// walker looks at a structure tree.
type walker struct {
	t          *testing.T
	o          *opened
	level      int            // of the last heading
	owner      map[string]int // "page/MCID" → element's object number
	annots     map[int]int    // annotation → element
	notes      map[string]int // by ID: object number
	references map[string][]types.Dict
	numbers    map[int]bool
}

func inspect(t *testing.T, o *opened) {
	w := &walker{t: t, o: o, owner: map[string]int{}, annots: map[int]int{}, notes: map[string]int{}, references: map[string][]types.Dict{}, numbers: map[int]bool{}}
	root, err := o.ctx.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range o.array(o.dict(root["StructTreeRoot"])["K"]) {
		w.element(k, "StructTreeRoot", 0)
	}
	w.theNotes()
	w.pages(o.dict(root["StructTreeRoot"]))
	w.outline(o.dict(root["Outlines"]))
	if o.dict(root["MarkInfo"])["Marked"] != types.Boolean(true) || o.dict(root["ViewerPreferences"])["DisplayDocTitle"] != types.Boolean(true) || o.string(root["Lang"]) == "" {
		t.Error("the catalog does not say: marked, title shown, language")
	}
}

// inside says what may stand in what, where the roles ask for it (ISO 32000-1,
// 14.8.4.3).
var inside = map[string]string{
	"LI": "L", "LBody": "LI", "TR": "Table", "TH": "TR", "TD": "TR", "TOCI": "TOC",
}

func (w *walker) element(x types.Object, parent string, page int) {
	d := w.o.dict(x)
	number := x.(types.IndirectRef).ObjectNumber.Value()
	w.numbers[number] = true
	role := *d.NameEntry("S")
	if pg := d.IndirectRefEntry("Pg"); pg != nil {
		page = pg.ObjectNumber.Value()
	}
	if want := inside[role]; want != "" && parent != want {
		w.t.Errorf("%s stands in %s", role, parent)
	}
	w.look(d, role, number)
	var kids []string
	for _, k := range w.o.array(d["K"]) {
		if n, ok := k.(types.Integer); ok {
			w.own(fmt.Sprintf("%d/%d", page, n.Value()), number)
			continue
		}
		kid := w.o.dict(k)
		switch {
		case kid["MCID"] != nil:
			w.own(fmt.Sprintf("%d/%d", kid.IndirectRefEntry("Pg").ObjectNumber.Value(), *kid.IntEntry("MCID")), number)
		case kid["Obj"] != nil:
			w.annots[kid.IndirectRefEntry("Obj").ObjectNumber.Value()] = number
			if role != "Link" {
				w.t.Errorf("an annotation belongs to a %s", role)
			}
		default:
			kids = append(kids, *kid.NameEntry("S"))
			w.element(k, role, page)
		}
	}
	w.kids(role, kids, d)
}

// kids looks at the roles of an element's children.
func (w *walker) kids(role string, kids []string, d types.Dict) {
	switch role {
	case "LI":
		if len(kids) == 0 || kids[len(kids)-1] != "LBody" || len(kids) > 2 || len(kids) == 2 && kids[0] != "Lbl" {
			w.t.Errorf("an item holds %v", kids)
		}
	case "Table":
		width := -1
		taken := map[[2]int]bool{}
		row := 0
		for _, k := range w.o.array(d["K"]) {
			tr := w.o.dict(k)
			if *tr.NameEntry("S") != "TR" {
				continue
			}
			n := w.row(tr, row, taken)
			if width >= 0 && n != width {
				w.t.Errorf("a row has %d columns, the one before it %d", n, width)
			}
			width = n
			row++
		}
	}
}

// row counts the columns of a row, those that cells above reach down into too.
func (w *walker) row(tr types.Dict, row int, taken map[[2]int]bool) (column int) {
	for _, k := range w.o.array(tr["K"]) {
		across, down := 1, 1
		for _, a := range []types.Dict{w.o.dict(w.o.dict(k)["A"])} {
			if n := a.IntEntry("ColSpan"); n != nil {
				across = *n
			}
			if n := a.IntEntry("RowSpan"); n != nil {
				down = *n
			}
		}
		for taken[[2]int{row, column}] {
			column++
		}
		for y := range down {
			for x := range across {
				taken[[2]int{row + y, column + x}] = true
			}
		}
		column += across
	}
	for taken[[2]int{row, column}] {
		column++
	}
	return column
}

// look asks one element for what its role needs.
func (w *walker) look(d types.Dict, role string, number int) {
	title, attributes := w.o.string(d["T"]), w.o.dict(d["A"])
	switch {
	case len(role) == 2 && role[0] == 'H' && role[1] >= '1' && role[1] <= '6':
		level := int(role[1] - '0')
		if level > w.level+1 {
			w.t.Errorf("heading of level %d after one of level %d", level, w.level)
		}
		w.level = level
	case role == "Figure":
		if w.o.string(d["Alt"]) == "" {
			w.t.Error("a figure without Alt")
		}
		if box := w.o.array(attributes["BBox"]); len(box) != 4 || coordinate(box[2]) <= coordinate(box[0]) || coordinate(box[3]) <= coordinate(box[1]) {
			w.t.Errorf("a figure's BBox is %v", box)
		}
	case role == "TH":
		if s := attributes.NameEntry("Scope"); s == nil || *s != "Column" && *s != "Row" && *s != "Both" {
			w.t.Error("a head of a table without Scope")
		}
	case role == "L":
		if attributes.NameEntry("ListNumbering") == nil {
			w.t.Error("a list without ListNumbering")
		}
	case role == "Note":
		id := w.o.string(d["ID"])
		if id == "" || w.notes[id] != 0 {
			w.t.Errorf("a note's ID is %q", id)
		}
		w.notes[id] = number
	case role == "Reference" && strings.HasPrefix(title, "note "):
		id := strings.TrimPrefix(title, "note ")
		w.references[id] = append(w.references[id], d)
	}
	if d["ActualText"] != nil && len(w.o.array(d["K"])) > 0 {
		w.t.Errorf("ActualText %q stands over content of its own", w.o.string(d["ActualText"]))
	}
}

func (w *walker) own(mark string, number int) {
	if w.owner[mark] != 0 {
		w.t.Errorf("the marked content %s has two owners", mark)
	}
	w.owner[mark] = number
}

// theNotes asks that every reference has its note and every note a reference.
func (w *walker) theNotes() {
	for id := range w.references {
		if w.notes[id] == 0 {
			w.t.Errorf("no note has the ID %q", id)
		}
	}
	for id := range w.notes {
		if strings.Contains(id, "note") && len(w.references[id]) == 0 {
			w.t.Errorf("no reference leads to the note %q", id)
		}
	}
}

// pages asks that every piece of marked content and every link of a page is
// found through the parent tree at the element that has it, that what is in no
// element is an artifact of a kind, and that the pages say how to go from link
// to link.
func (w *walker) pages(root types.Dict) {
	parents := map[int]types.Object{}
	last := -1
	w.numberTree(root["ParentTree"], func(key int, value types.Object) {
		if key <= last {
			w.t.Errorf("the parent tree has %d after %d", key, last)
		}
		last = key
		parents[key] = value
	})
	if next := *root.IntEntry("ParentTreeNextKey"); next <= last {
		w.t.Errorf("ParentTreeNextKey is %d, and a key is %d", next, last)
	}
	for _, object := range w.o.pages {
		d := w.o.dict(*types.NewIndirectRef(object, 0))
		owners := w.o.array(parents[*d.IntEntry("StructParents")])
		content := string(w.o.stream(d["Contents"]))
		for _, m := range mcid.FindAllStringSubmatch(content, -1) {
			owner := w.owner[fmt.Sprintf("%d/%s", object, m[1])]
			if owner == 0 {
				w.t.Errorf("page object %d: no element has the marked content %s", object, m[1])
				continue
			}
			if i := int(number(m[1])); i >= len(owners) || owners[i].(types.IndirectRef).ObjectNumber.Value() != owner {
				w.t.Errorf("page object %d: the parent tree does not know whose the marked content %s is", object, m[1])
			}
		}
		w.marking(object, content)
		annots := w.o.array(d["Annots"])
		if len(annots) > 0 && (d.NameEntry("Tabs") == nil || *d.NameEntry("Tabs") != "S") {
			w.t.Errorf("page object %d has links and no order of tabs", object)
		}
		for _, a := range annots {
			w.link(a, d, parents)
		}
	}
}

// link looks at one annotation.
func (w *walker) link(x types.Object, page types.Dict, parents map[int]types.Object) {
	number := x.(types.IndirectRef).ObjectNumber.Value()
	a := w.o.dict(x)
	owner := w.annots[number]
	key := a.IntEntry("StructParent")
	if owner == 0 || key == nil || parents[*key] == nil || parents[*key].(types.IndirectRef).ObjectNumber.Value() != owner {
		w.t.Errorf("the link %d: its element is %d, the parent tree says %v", number, owner, key)
	}
	if strings.TrimSpace(w.o.string(a["Contents"])) == "" {
		w.t.Errorf("the link %d does not say what it is", number)
	}
	if f := a.IntEntry("F"); f == nil || *f != 4 {
		w.t.Errorf("the link %d is not to be printed", number)
	}
	rect, box := w.o.array(a["Rect"]), w.o.array(page["MediaBox"])
	for i := range 2 {
		if from, to := coordinate(rect[i]), coordinate(rect[i+2]); from >= to || from < coordinate(box[i])-1 || to > coordinate(box[i+2])+1 {
			w.t.Errorf("the link %d stands at %v, the page is %v", number, rect, box)
		}
	}
	if dest := w.o.array(a["Dest"]); dest != nil && !w.isPage(dest[0]) {
		w.t.Errorf("the link %d leads to no page", number)
	}
}

func (w *walker) isPage(x types.Object) bool {
	r, ok := x.(types.IndirectRef)
	for _, n := range w.o.pages {
		if ok && n == r.ObjectNumber.Value() {
			return true
		}
	}
	return false
}

// marking asks that nothing is painted outside marked content, and that what is
// no text says what it is.
func (w *walker) marking(page int, content string) {
	depth := 0
	for line := range strings.Lines(content) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasSuffix(line, "BDC"), strings.HasSuffix(line, "BMC"):
			depth++
			if strings.HasPrefix(line, "/Artifact") && !strings.Contains(line, "/Type/Layout") && !strings.Contains(line, "/Type/Pagination/Subtype/") {
				w.t.Errorf("page object %d: an artifact of no kind: %s", page, line)
			}
		case line == "EMC":
			depth--
		case strings.HasSuffix(line, "TJ"), strings.HasSuffix(line, " f"), strings.HasSuffix(line, " Do Q"):
			if depth == 0 {
				w.t.Errorf("page object %d: painted outside marked content: %.60q", page, line)
			}
		}
		if depth > 1 {
			w.t.Errorf("page object %d: marked content in marked content", page)
		}
	}
}

func (w *walker) numberTree(x types.Object, each func(int, types.Object)) {
	d := w.o.dict(x)
	for _, k := range w.o.array(d["Kids"]) {
		w.numberTree(k, each)
	}
	nums := w.o.array(d["Nums"])
	for i := 0; i+1 < len(nums); i += 2 {
		each(int(coordinate(nums[i])), nums[i+1])
	}
	if limits := w.o.array(d["Limits"]); len(nums) > 1 && limits != nil &&
		(coordinate(limits[0]) != coordinate(nums[0]) || coordinate(limits[1]) != coordinate(nums[len(nums)-2])) {
		w.t.Errorf("a leaf says %v", limits)
	}
}

// outline asks that the bookmarks hang together, lead to pages and are counted
// as they show.
func (w *walker) outline(root types.Dict) {
	if root == nil {
		return
	}
	visible, _ := w.bookmarks(root)
	if count := *root.IntEntry("Count"); count != visible {
		w.t.Errorf("%d bookmarks show, Count is %d", visible, count)
	}
}

// bookmarks counts what shows below an entry when it is open.
func (w *walker) bookmarks(parent types.Dict) (visible, all int) {
	var last types.Object
	for x := parent["First"]; x != nil; {
		d := w.o.dict(x)
		if w.o.string(d["Title"]) == "" || !w.isPage(w.o.array(d["Dest"])[0]) {
			w.t.Errorf("a bookmark %q leads to %v", w.o.string(d["Title"]), d["Dest"])
		}
		if last != nil && d["Prev"].(types.IndirectRef) != last.(types.IndirectRef) {
			w.t.Error("a bookmark's Prev is not the one before it")
		}
		visible++
		all++
		if d["First"] != nil {
			inner, below := w.bookmarks(d)
			all += below
			switch count := *d.IntEntry("Count"); {
			case count == inner:
				visible += inner
			case count != -inner:
				w.t.Errorf("a bookmark's Count is %d, and %d would show below it", count, inner)
			}
		}
		last, x = x, d["Next"]
	}
	if last == nil || parent["Last"].(types.IndirectRef) != last.(types.IndirectRef) {
		w.t.Error("Last is not the last bookmark")
	}
	return visible, all
}
