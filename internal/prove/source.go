package prove

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"golang.org/x/text/encoding/ianaindex"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// source takes the words of a document from its source file.
func (p *prover) source(f *source.File, d document) (*sourceText, error) {
	if d.Kind == "tei" {
		return p.teiSource(f, d)
	}
	decoded, err := decode(f, d.Encoding)
	if err != nil {
		return nil, err
	}
	if d.Start < 0 || d.End > len(decoded.Text) || d.Start > d.End {
		return nil, fmt.Errorf("build.json: document %s is not within %s", d.ID, f.Name)
	}
	record := string(decoded.Text[d.Start:d.End])
	begin, ok := bodyOf(record)
	if !ok {
		// Nothing in the record says where its body begins: the build's word
		// is taken for it.
		begin = min(max(0, d.Body-d.Start), len(record))
	}
	return &sourceText{text: readRecord(record[begin:], d.Start+begin), file: decoded}, nil
}

// decode gives a file's text as UTF-8, by the encoding it was read in, without
// a byte-order mark: offsets count after it.
func decode(f *source.File, encoding string) (*source.File, error) {
	if encoding == "" {
		return source.NewFile(f.Name, bytes.TrimPrefix(f.Text, []byte("\uFEFF"))), nil
	}
	e, err := ianaindex.IANA.Encoding(encoding)
	if err != nil || e == nil {
		return nil, fmt.Errorf("%s: no encoding is called %q", f.Name, encoding)
	}
	text, err := e.NewDecoder().Bytes(f.Text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return source.NewFile(f.Name, bytes.TrimPrefix(text, []byte("\uFEFF"))), nil
}

// teiSource derives the reading text of a TEI source by the edition's reading.
func (p *prover) teiSource(f *source.File, d document) (*sourceText, error) {
	decoded, err := xmlread.Decode(f.Name, f.Text)
	if err != nil {
		return nil, err
	}
	tree, err := parseXML(decoded)
	if err != nil {
		return nil, err
	}
	inc := includer{root: filepath.Join(p.dist, filepath.FromSlash(p.build.Root))}
	inc.all(tree, d.Input, tree, 0)
	partTokens(tree)
	how := reading{mode: or(p.build.Reading, "edited"), fromTEI: true}
	t := new(text)
	for _, name := range strings.Split(d.Node, ",") {
		root := tree.Root()
		if name != "" {
			root = nodeNamed(tree, name)
		}
		if root == nil {
			return nil, fmt.Errorf("%s: nothing in it is called %q", f.Name, name)
		}
		if id := attrNS(root, xmlread.XMLSpace, "id"); root.Name.Local == "TEI" && p.rooted[id] == "" {
			p.rooted[id] = d.ID
		}
		t.append(readTEI(root, how))
		p.rejected(root, how, t)
	}
	t.settle()
	return &sourceText{text: t, file: decoded, fromTEI: true}, nil
}

// append adds the words of another text.
func (t *text) append(o *text) {
	for _, w := range o.words {
		shifted := make([]int, len(w.notes))
		for i, n := range w.notes {
			shifted[i] = n + len(t.notes)
		}
		w.notes = shifted
		t.words = append(t.words, w)
	}
	t.notes = append(t.notes, o.notes...)
}

// nodeNamed finds an element by xml:id, or by its place among all elements
// ("#12", counted from 1 in the file's order).
func nodeNamed(tree *xmlread.Node, name string) *xmlread.Node {
	var found *xmlread.Node
	count := 0
	walk(tree, func(n *xmlread.Node) bool {
		count++
		if found == nil && (attrNS(n, xmlread.XMLSpace, "id") == name || name == fmt.Sprintf("#%d", count)) {
			found = n
		}
		return found == nil
	})
	return found
}
