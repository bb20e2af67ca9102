package annotate

import (
	"sort"
	"strings"

	"colophon/internal/edition"
)

// A flow is the text of a paragraph, heading or the like as one string, with
// the way back to its nodes. Marks inside are looked through, so that Z[hou]
// Enlai is one name and October 1[2] one date; what stands between words for
// something else (a gap, a list, a remark in the line) is one character that
// is part of no word.
type flow struct {
	text   string
	leaves []leaf
	boxes  []box // boxes[0] is the flow itself
	edges  []int // where boxes begin and end; made when asked for
	see    func(edition.Inline) *[]edition.Inline
}

// leaf is a Text in a flow.
type leaf struct {
	start, box int
}

// box is a container in a flow, from byte start to end. last is the number of
// the box after those inside it.
type box struct {
	start, end   int
	parent, last int
	node         edition.Node
}

// object stands for what is no text.
const object = "\uFFFC"

// newFlow reads inline content into a flow.
func newFlow(content []edition.Inline) *flow { return newFlowThrough(content, seenThrough) }

// newFlowThrough is newFlow with a choice of what is looked through.
func newFlowThrough(content []edition.Inline, see func(edition.Inline) *[]edition.Inline) *flow {
	f := &flow{boxes: []box{{parent: -1}}, see: see}
	var b strings.Builder
	f.add(&b, content, 0)
	f.text = b.String()
	f.boxes[0].end, f.boxes[0].last = len(f.text), len(f.boxes)
	return f
}

func (f *flow) add(b *strings.Builder, content []edition.Inline, parent int) {
	for _, n := range content {
		if t, ok := n.(*edition.Text); ok {
			if t.Value != "" {
				f.leaves = append(f.leaves, leaf{b.Len(), parent})
				b.WriteString(t.Value)
			}
			continue
		}
		inside := f.see(n)
		if inside == nil {
			b.WriteString(standIn(n))
			continue
		}
		i := len(f.boxes)
		f.boxes = append(f.boxes, box{start: b.Len(), parent: parent, node: n})
		f.add(b, *inside, i)
		f.boxes[i].end, f.boxes[i].last = b.Len(), len(f.boxes)
	}
}

// seenThrough is the content of a mark that does not part the text; nil for
// other nodes.
func seenThrough(n edition.Inline) *[]edition.Inline {
	if b := n.Common(); b != nil && b.Lang != "" {
		return nil
	}
	switch n := n.(type) {
	case *edition.Emphasis:
		return &n.Content
	case *edition.Supplied:
		return &n.Content
	case *edition.Surplus:
		return &n.Content
	case *edition.Unclear:
		return &n.Content
	case *edition.Damage:
		return &n.Content
	case *edition.Addition:
		return &n.Content
	case *edition.Deletion:
		return &n.Content
	case *edition.Variant:
		return &n.Content
	case *edition.Reference:
		return &n.Content
	case *edition.Phrase:
		if !technical(n) {
			return &n.Content
		}
	}
	return nil
}

// technical phrases are no running text.
func technical(p *edition.Phrase) bool {
	return p.Kind == "formula" || p.Kind == "idno" || p.Kind == "email"
}

// seenThroughNames looks through names and dates, too.
func seenThroughNames(n edition.Inline) *[]edition.Inline {
	switch n := n.(type) {
	case *edition.Name:
		return &n.Content
	case *edition.Date:
		return &n.Content
	}
	return seenThrough(n)
}

// standIn is what a node that is not seen through counts as: nothing for what
// may stand inside a word, a space for a line end, else an object.
func standIn(n edition.Inline) string {
	switch n := n.(type) {
	case *edition.Note:
		if n.Place == "inline" {
			return object
		}
		return ""
	case *edition.PageBreak, *edition.Milestone:
		return ""
	case *edition.LineBreak:
		if n.Join {
			return ""
		}
		return "\n"
	case *edition.Text:
		return n.Value
	}
	return object
}

// deepest is how many marks around a place are looked at; text nested deeper
// keeps its names unmarked.
const deepest = 64

// fits tells whether a stretch can be wrapped without cutting a mark in two:
// every mark that it enters it holds whole, or stands whole inside it.
func (f *flow) fits(start, end int) bool {
	a, b := f.boxAt(start), f.boxAt(end-1)
	if a < 0 || b < 0 {
		return false
	}
	for i, depth := a, 0; i > 0; i, depth = f.boxes[i].parent, depth+1 {
		if x := f.boxes[i]; depth > deepest || x.end < end && x.start != start {
			return false
		}
	}
	for i, depth := b, 0; i > 0; i, depth = f.boxes[i].parent, depth+1 {
		if x := f.boxes[i]; depth > deepest || x.start > start && x.end != end {
			return false
		}
	}
	return true
}

// boxAt is the box that holds the Text at a byte; −1 where no Text is.
func (f *flow) boxAt(at int) int {
	i := sort.Search(len(f.leaves), func(i int) bool { return f.leaves[i].start > at }) - 1
	if i < 0 {
		return -1
	}
	return f.leaves[i].box
}

// An edit wraps the stretch from start to end.
type edit struct {
	start, end int
	wrap       func([]edition.Inline) edition.Inline
}

// rewrite carries out edits, which are in order, do not overlap, and fit.
func (f *flow) rewrite(content []edition.Inline, edits []edit) []edition.Inline {
	if len(edits) == 0 {
		return content
	}
	r := rewriter{flow: f, edits: edits, box: 1}
	return r.list(content)
}

// around tells whether an edit that begins with a box stands around it: where
// it is longer, and around a whole name or date.
func (e edit) around(x box) bool {
	switch x.node.(type) {
	case *edition.Name, *edition.Date:
		return x.end > x.start && e.end >= x.end
	}
	return x.end > x.start && e.end > x.end
}

type rewriter struct {
	*flow
	edits []edit
	next  int // the edit that comes next
	pos   int // byte reached
	box   int // box that comes next
}

// stretch collects the nodes of one content list, and inside an edit those
// that it wraps.
type stretch struct {
	out, held []edition.Inline
	open      *edit
}

func (s *stretch) put(n edition.Inline) {
	if s.open != nil {
		s.held = append(s.held, n)
	} else {
		s.out = append(s.out, n)
	}
}

func (s *stretch) close(at int) {
	if s.open != nil && s.open.end <= at {
		n := s.open.wrap(s.held)
		s.open, s.held = nil, nil
		s.put(n)
	}
}

func (r *rewriter) list(content []edition.Inline) []edition.Inline {
	s := stretch{out: make([]edition.Inline, 0, len(content)+2)}
	for _, n := range content {
		if t, ok := n.(*edition.Text); ok {
			r.cut(&s, t)
			continue
		}
		inside := r.see(n)
		if inside == nil {
			s.put(n)
			r.pos += len(standIn(n))
			continue
		}
		x := r.boxes[r.box]
		if s.open == nil && r.next < len(r.edits) && r.edits[r.next].start == x.start && r.edits[r.next].around(x) {
			s.open = &r.edits[r.next]
			r.next++
		}
		if s.open != nil {
			r.pos, r.box = x.end, x.last
		} else {
			r.box++
			*inside = r.list(*inside)
		}
		s.put(n)
		s.close(r.pos)
	}
	return s.out
}

// cut puts a Text, parted where edits begin and end.
func (r *rewriter) cut(s *stretch, t *edition.Text) {
	for t.Value != "" {
		end := r.pos + len(t.Value)
		at := end
		switch {
		case s.open != nil:
			at = min(s.open.end, end)
		case r.next < len(r.edits) && r.edits[r.next].start < end:
			at = r.edits[r.next].start
			if at == r.pos {
				s.open = &r.edits[r.next]
				r.next++
				continue
			}
		}
		head, tail := part(t, at-r.pos)
		s.put(head)
		r.pos, t = at, tail
		s.close(r.pos)
	}
}

// part cuts a Text in two. Their places in the source are exact where the
// source has the text letter by letter.
func part(t *edition.Text, at int) (head, tail *edition.Text) {
	head = &edition.Text{Span: t.Span, Value: t.Value[:at]}
	tail = &edition.Text{Span: t.Span, Value: t.Value[at:]}
	if sp := t.Span; sp.File != nil && int(sp.End-sp.Start) == len(t.Value) {
		head.Span = sp.File.Span(int(sp.Start), int(sp.Start)+at)
		tail.Span = sp.File.Span(int(sp.Start)+at, int(sp.End))
	}
	return head, tail
}
