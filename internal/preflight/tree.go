package preflight

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// mcid is marked content: the page or form it stands in, and its number.
type mcid struct{ owner, id int }

// node is one element of the structure tree.
type node struct {
	number  int
	dict    dict
	role    name   // as it is named
	kind    string // as the role map says
	parent  *node
	kids    []*node
	objects int // how many annotations it holds
	content int // how much marked content and how many objects it holds itself
	page    int
}

func sortedMCIDs[V any](m map[mcid]V) []mcid {
	return slices.SortedFunc(maps.Keys(m), func(a, b mcid) int { return cmp.Or(a.owner-b.owner, a.id-b.id) })
}

// tree is the structure tree (ISO 32000-1, 14.7).
type tree struct {
	root    dict
	roles   dict
	tops    []*node
	nodes   []*node // in the order of reading
	content map[mcid]*node
	objects map[int]*node // of annotations
	parents map[int]any   // the parent tree
	seen    map[int]bool
}

var standardTypes = strings.Fields(`Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6
	L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
	Figure Formula Form`)

const mostNodes = 5 << 20

// collectTree reads the structure tree, each element once.
func (c *checker) collectTree() {
	v := c.catalog()["StructTreeRoot"]
	t := &tree{root: c.file.dict(v), content: map[mcid]*node{}, objects: map[int]*node{}, parents: map[int]any{}, seen: map[int]bool{}}
	c.tree = t
	if t.root == nil {
		c.fail("structure", 0, "the catalog has no StructTreeRoot")
		return
	}
	t.roles = c.file.dict(t.root["RoleMap"])
	for _, k := range c.listRefs(t.root["K"]) {
		if n := c.grow(k, nil, 0); n != nil {
			t.tops = append(t.tops, n)
			if p := number0(n.dict["P"]); p != number0(v) {
				c.fail("tree", n.number, "the parent of the element is the root, but P is %s", objectName(p))
			}
		}
	}
	c.numberTree(t.root["ParentTree"], map[int]bool{}, 0)
}

func objectName(n int) string {
	if n == 0 {
		return "no object"
	}
	return sprintf("object %d", n)
}

// grow reads an element and what it holds.
func (c *checker) grow(v any, parent *node, deep int) *node {
	t, d, n := c.tree, c.file.dict(v), number0(v)
	if d == nil || deep > 500 || len(t.nodes) > mostNodes {
		return nil
	}
	if n > 0 && t.seen[n] {
		c.fail("tree", n, "the element is reached twice")
		return nil
	}
	t.seen[n] = true
	e := &node{number: n, dict: d, role: c.name(d["S"]), parent: parent}
	e.kind = c.standardType(e)
	if e.page = number0(d["Pg"]); e.page == 0 && parent != nil {
		e.page = parent.page
	}
	t.nodes = append(t.nodes, e)
	for _, k := range c.listRefs(d["K"]) {
		c.spend(1)
		c.growKid(e, k, deep)
	}
	return e
}

func (c *checker) growKid(e *node, k any, deep int) {
	t := c.tree
	hold := func(m mcid) {
		e.content++
		if t.content[m] != nil {
			c.fail("tree", e.number, "the marked content %d of object %d is reached twice", m.id, m.owner)
		}
		t.content[m] = e
	}
	switch v := c.get(k).(type) {
	case int:
		hold(mcid{e.page, v})
	case dict:
		id, marked := c.int(v["MCID"])
		switch kind := c.name(v["Type"]); {
		case kind == "MCR" || marked && v["S"] == nil:
			owner := e.page
			if n := number0(v["Pg"]); n > 0 {
				owner = n
			}
			if n := number0(v["Stm"]); n > 0 {
				owner = n
			}
			hold(mcid{owner, id})
		case kind == "OBJR":
			e.content++
			e.objects++
			t.objects[number0(v["Obj"])] = e
		default:
			kid := c.grow(k, e, deep+1)
			if kid == nil {
				return
			}
			e.kids = append(e.kids, kid)
			if p := number0(kid.dict["P"]); p != e.number {
				c.fail("tree", kid.number, "the parent of the element is object %d, but P is %s", e.number, objectName(p))
			}
		}
	}
}

// standardType follows the role map (ISO 14289-1, 7.1).
func (c *checker) standardType(e *node) string {
	roles := c.tree.roles
	role := e.role
	if slices.Contains(standardTypes, string(role)) {
		if roles[role] != nil {
			c.fail("role", number0(c.catalog()["StructTreeRoot"]), "the standard type %q is mapped", role)
		}
		return string(role)
	}
	for seen := map[name]bool{}; !seen[role]; {
		seen[role] = true
		next := c.name(roles[role])
		if next == "" {
			c.fail("role", e.number, "the structure type %q is neither standard nor mapped to one", e.role)
			return string(e.role)
		}
		if role = next; slices.Contains(standardTypes, string(role)) {
			return string(role)
		}
	}
	c.fail("role", e.number, "the role map leads the structure type %q in a circle", e.role)
	return string(e.role)
}

// numberTree reads the parent tree (ISO 32000-1, 7.9.7).
func (c *checker) numberTree(v any, seen map[int]bool, deep int) {
	d, n := c.file.dict(v), number0(v)
	if d == nil || seen[n] && n > 0 || deep > 50 {
		return
	}
	seen[n] = true
	nums := c.list(d["Nums"])
	c.spend(len(nums))
	for i := 0; i+1 < len(nums); i += 2 {
		if k, ok := c.int(nums[i]); ok {
			c.tree.parents[k] = nums[i+1]
		}
	}
	for _, k := range c.list(d["Kids"]) {
		c.numberTree(k, seen, deep+1)
	}
}

// checkTree holds the tree against the content of the pages, then looks at
// what its elements mean.
func (c *checker) checkTree() {
	t := c.tree
	if t == nil || !c.asked(UA1, A2a) {
		return
	}
	if c.text(c.catalog()["Lang"]) == "" {
		c.checkUntold()
	}
	if t.root == nil {
		return
	}
	c.checkParents()
	for _, k := range sortedMCIDs(t.content) {
		if e := t.content[k]; !c.shown[k] {
			c.fail("dangling", e.number, "the marked content %d of object %d is not there", k.id, k.owner)
		}
	}
	for _, e := range t.nodes {
		c.checkLanguage(e.number, "the element", e.dict["Lang"])
		c.atPage(e.page)
		c.checkElement(e)
	}
	c.current = 0
	c.checkHeadings()
	c.checkNotes()
}

// atPage notes the page, by its object, that is looked at.
func (c *checker) atPage(number int) {
	c.current = 0
	if i, ok := c.pageOf[number]; ok {
		c.current = i + 1
	}
}

// checkParents holds the parent tree against the content and the tree.
func (c *checker) checkParents() {
	t := c.tree
	owners := map[int]bool{}
	for k := range c.shown {
		owners[k.owner] = true
	}
	keys := sortedCodes(owners)
	lists := map[int]array{}
	for _, n := range keys {
		key, ok := c.int(c.file.dict(ref{n, 0})["StructParents"])
		if !ok {
			c.fail("tree", n, "it has tagged content and no StructParents")
			continue
		}
		list, isList := c.get(t.parents[key]).(array)
		if !isList {
			c.fail("tree", n, "the parent tree has no list for its StructParents %d", key)
			continue
		}
		lists[n] = list
	}
	for _, k := range sortedMCIDs(c.shown) {
		list, ok := lists[k.owner]
		if !ok {
			continue
		}
		parent := 0
		if k.id >= 0 && k.id < len(list) {
			parent = number0(list[k.id])
		}
		e := t.content[k]
		switch {
		case parent == 0:
			c.fail("tree", k.owner, "the parent tree has nothing for its marked content %d", k.id)
		case e == nil:
			c.fail("tree", k.owner, "its marked content %d is in no element of the structure tree", k.id)
		case e.number != parent:
			c.fail("tree", k.owner, "the parent tree gives its marked content %d to object %d, the structure tree to object %d", k.id, parent, e.number)
		}
	}
	highest := -1
	for k := range t.parents {
		highest = max(highest, k)
	}
	if next, ok := c.int(t.root["ParentTreeNextKey"]); highest >= 0 && ok && next <= highest {
		c.fail("tree", number0(c.catalog()["StructTreeRoot"]), "ParentTreeNextKey is %d, but the parent tree has the key %d", next, highest)
	}
}
