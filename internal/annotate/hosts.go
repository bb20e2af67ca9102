package annotate

import "colophon/internal/edition"

// A host is inline content that is one flow of text.
type host struct {
	node    edition.Node // the paragraph, heading, part … it belongs to
	content *[]edition.Inline
	lang    string // in which it is written
}

// eachHost visits every flow of the document's text in reading order; visit
// may put other content in place. Flows inside it are visited after it.
func (d *document) eachHost(visit func(host)) {
	w := walker{visit: visit}
	for _, blocks := range [][]edition.Block{d.Front, d.Body, d.Back} {
		for _, b := range blocks {
			w.node(b, d.lang())
		}
	}
}

type walker struct{ visit func(host) }

func (w *walker) host(n edition.Node, content *[]edition.Inline, lang string) {
	if len(*content) > 0 {
		w.visit(host{n, content, lang})
		w.inside(*content, lang)
	}
}

// inside looks for flows below inline content that is itself a flow.
func (w *walker) inside(content []edition.Inline, lang string) {
	for _, n := range content {
		if below := seenThrough(n); below != nil {
			w.inside(*below, lang)
			continue
		}
		w.node(n, lang)
	}
}

func (w *walker) node(n edition.Node, lang string) {
	if b := n.Common(); b != nil && b.Lang != "" {
		lang = b.Lang
	}
	switch n := n.(type) {
	case *edition.Hidden, *edition.Unknown, *edition.Text:
	case *edition.Name: // found already; only a note inside it is looked at
		w.inside(n.Content, lang)
	case *edition.Date:
		w.inside(n.Content, lang)
	default:
		if content := hosted(n); content != nil {
			w.host(n, content, lang)
			return
		}
		edition.EachChild(n, func(c edition.Node) { w.node(c, lang) })
	}
}

// hosted is the content of a node that begins a flow of its own.
func hosted(n edition.Node) *[]edition.Inline {
	switch n := n.(type) {
	case *edition.Paragraph:
		return &n.Content
	case *edition.Heading:
		return &n.Content
	case *edition.Line:
		return &n.Content
	case *edition.Speaker:
		return &n.Content
	case *edition.CastItem:
		return &n.Content
	case *edition.Opener:
		return &n.Content
	case *edition.Closer:
		return &n.Content
	case *edition.Part:
		return &n.Content
	case *edition.Stage:
		return &n.Content
	case *edition.Stamp:
		return &n.Content
	case *edition.Variant:
		return &n.Content
	case *edition.Reading:
		return &n.Content
	case *edition.Addition:
		return &n.Content
	case *edition.Deletion:
		return &n.Content
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
	case *edition.Reference:
		return &n.Content
	case *edition.Phrase:
		if !technical(n) {
			return &n.Content
		}
	}
	return nil
}
