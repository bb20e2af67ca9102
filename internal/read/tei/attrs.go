package tei

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// base reads the attributes every node has a field for; the others are kept.
// taken names those a node has fields of its own for.
func (r *reader) base(n *xmlread.Node, taken ...string) edition.Base {
	b := edition.Base{Span: n.Span}
	for i := range n.Attrs {
		a := &n.Attrs[i]
		if a.Default {
			continue // the DOCTYPE said it, not the file
		}
		switch {
		case a.Name.Space == xmlread.XMLSpace && a.Name.Local == "id":
			b.ID = a.Value
		case a.Name.Space == xmlread.XMLSpace && a.Name.Local == "lang":
			b.Lang = a.Value
		case a.Name.Space == "" && a.Name.Local == "n" && a.Value != "":
			b.N = a.Value
		case a.Name.Space == "" && a.Name.Local == "type":
			b.Type = a.Value
		case a.Name.Space == "" && a.Name.Local == "rend":
			b.Rend = a.Value
		case a.Name.Space == "" && contains(taken, a.Name.Local) && !isBareID(a):
		case a.Name.Space == xmlread.XMLSpace:
			b.Attrs = append(b.Attrs, edition.Attr{Name: "xml:" + a.Name.Local, Value: a.Value})
		default:
			b.Attrs = append(b.Attrs, edition.Attr{Name: xmlread.QName(a.Prefix, a.Name.Local), Value: a.Value, Space: a.Name.Space})
		}
	}
	return b
}

// bearer keeps the attributes of an element that is no node, and that there was
// one that holds nothing. The document's id is that of its TEI anyway.
func (r *reader) bearer(d *edition.Document, n *xmlread.Node) {
	b := r.base(n)
	if n.Name.Local == "TEI" && b.ID == d.ID {
		b.ID = ""
	}
	empty := len(n.Children) == 0 && (n.Name.Local == "front" || n.Name.Local == "back")
	if b.ID+b.Lang+b.Type+b.N+b.Rend != "" || len(b.Attrs) > 0 || empty {
		d.Meta.Kept = append(d.Meta.Kept, edition.Kept{Node: &edition.Unknown{Base: b, Name: n.Name.Local}})
	}
}

// isBareID reports a pointer that is an id without its #. It is understood, and
// goes back as it was written.
func isBareID(a *xmlread.Attr) bool {
	return (a.Name.Local == "ref" || a.Name.Local == "resp") && a.Value != "" && !strings.ContainsAny(a.Value, "#:/ ")
}

// act reads what an editorial act has besides.
func (r *reader) act(n *xmlread.Node, taken ...string) edition.Act {
	a := edition.Act{Base: r.base(n, append(taken, "resp", "cert", "reason")...)}
	a.Resp = strings.TrimPrefix(attr(n, "", "resp"), "#")
	a.Cert = attr(n, "", "cert")
	a.Reason = attr(n, "", "reason")
	a.Rend, a.As = wording(a.Rend)
	return a
}

// wording parts our own token for a row's wording off a @rend: what write/tei
// writes, this reads back.
func wording(rend string) (rest, as string) {
	if !strings.Contains(rend, "wording:") {
		return rend, ""
	}
	var kept []string
	for token := range strings.FieldsSeq(rend) {
		if w, ok := strings.CutPrefix(token, "wording:"); ok {
			as = strings.ReplaceAll(w, "_", " ")
		} else {
			kept = append(kept, token)
		}
	}
	return strings.Join(kept, " "), as
}

func extent(n *xmlread.Node) edition.Extent {
	return edition.Extent{Quantity: attr(n, "", "quantity"), AtLeast: attr(n, "", "atLeast"),
		AtMost: attr(n, "", "atMost"), Unit: attr(n, "", "unit")}
}

var extentAttrs = []string{"quantity", "atLeast", "atMost", "unit"}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// id takes the # off a pointer into this file.
func id(pointer string) string { return strings.TrimPrefix(pointer, "#") }

// pointer is id where there is one; several stay as they are.
func pointer(value string) string {
	if strings.ContainsRune(value, ' ') {
		return value
	}
	return id(value)
}
