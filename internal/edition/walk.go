package edition

// Walk visits n and everything below it, in reading order. Where visit returns
// false, what lies below that node is passed over.
func Walk(n Node, visit func(Node) bool) {
	if !visit(n) {
		return
	}
	EachChild(n, func(c Node) { Walk(c, visit) })
}

// WalkBlocks walks a list of blocks.
func WalkBlocks(blocks []Block, visit func(Node) bool) {
	for _, b := range blocks {
		Walk(b, visit)
	}
}

// WalkInlines walks a list of inlines.
func WalkInlines(inlines []Inline, visit func(Node) bool) {
	for _, i := range inlines {
		Walk(i, visit)
	}
}

// Walk visits every node of the document's text: front, body, back.
func (d *Document) Walk(visit func(Node) bool) {
	WalkBlocks(d.Front, visit)
	WalkBlocks(d.Body, visit)
	WalkBlocks(d.Back, visit)
}

func eachOf[N Node](nodes []N, visit func(Node)) {
	for _, n := range nodes {
		visit(n)
	}
}

// EachChild visits the nodes directly below n, labels before contents.
func EachChild(n Node, visit func(Node)) {
	switch n := n.(type) {
	case *Division:
		eachOf(n.Content, visit)
	case *Heading:
		eachOf(n.Content, visit)
	case *Paragraph:
		eachOf(n.Content, visit)
	case *Quote:
		eachOf(n.Content, visit)
	case *Verse:
		eachOf(n.Content, visit)
	case *Line:
		eachOf(n.Content, visit)
	case *List:
		eachOf(n.Content, visit)
	case *Item:
		eachOf(n.Label, visit)
		eachOf(n.Content, visit)
	case *Table:
		eachOf(n.Content, visit)
	case *Row:
		eachOf(n.Cells, visit)
	case *Cell:
		eachOf(n.Content, visit)
	case *Figure:
		eachOf(n.Description, visit)
		eachOf(n.Content, visit)
	case *Speech:
		eachOf(n.Content, visit)
	case *Speaker:
		eachOf(n.Content, visit)
	case *CastList:
		eachOf(n.Content, visit)
	case *CastItem:
		eachOf(n.Content, visit)
	case *Opener:
		eachOf(n.Content, visit)
	case *Closer:
		eachOf(n.Content, visit)
	case *Matter:
		eachOf(n.Content, visit)
	case *Part:
		eachOf(n.Content, visit)
	case *Note:
		eachOf(n.Label, visit)
		eachOf(n.Content, visit)
	case *Stage:
		eachOf(n.Content, visit)
	case *Stamp:
		eachOf(n.Content, visit)
	case *Hidden:
		eachOf(n.Content, visit)
	case *Unknown:
		eachOf(n.Content, visit)
	case *Gap:
		eachOf(n.Beside, visit)
	case *Blank:
		eachOf(n.Beside, visit)
	case *Graphic:
		eachOf(n.Description, visit)
	case *PageBreak, *Milestone, *Text, *LineBreak:
	default:
		eachOf(InlineContent(n), visit)
	}
}

// InlineContent is the inline content of a node that has only that: every
// inline container. It is nil for the others.
func InlineContent(n Node) []Inline {
	switch n := n.(type) {
	case *Emphasis:
		return n.Content
	case *Supplied:
		return n.Content
	case *Surplus:
		return n.Content
	case *Unclear:
		return n.Content
	case *Damage:
		return n.Content
	case *Choice:
		return n.Variants
	case *Variant:
		return n.Content
	case *Apparatus:
		return n.Content
	case *Reading:
		return n.Content
	case *Addition:
		return n.Content
	case *Deletion:
		return n.Content
	case *Substitution:
		return n.Content
	case *Name:
		return n.Content
	case *Date:
		return n.Content
	case *Reference:
		return n.Content
	case *Phrase:
		return n.Content
	}
	return nil
}
