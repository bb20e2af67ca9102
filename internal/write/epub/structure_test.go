package epub

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"sync"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

// element is an element of a finished file, with its attributes by local name.
type element struct {
	name  string
	attrs map[string]string
	depth int
}

// elements reads a file as XML and lists its elements.
func elements(data string) ([]element, error) {
	var out []element
	d := xml.NewDecoder(strings.NewReader(data))
	d.Strict = true
	depth := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			e := element{token.Name.Local, map[string]string{}, depth}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			out = append(out, e)
		case xml.EndElement:
			depth--
		}
	}
}

// sound checks what holds for every book: files well-formed, listed and in the
// spine, ids single, links leading to something, every note with its way there
// and back in one file.
func sound(t *testing.T, book []byte) map[string]string {
	t.Helper()
	files := unzipped(t, book)
	ids := map[string]map[string]element{}
	parsed := map[string][]element{}
	for name, data := range files {
		if !strings.HasSuffix(name, ".xhtml") && !strings.HasSuffix(name, ".opf") && !strings.HasSuffix(name, ".ncx") {
			continue
		}
		list, err := elements(data)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, data)
		}
		parsed[name] = list
		ids[name] = map[string]element{}
		for _, e := range list {
			if id := e.attrs["id"]; id != "" {
				if _, twice := ids[name][id]; twice {
					t.Errorf("%s has the id %s twice", name, id)
				}
				ids[name][id] = e
			}
		}
	}
	for name, list := range parsed {
		for _, e := range list {
			checkLink(t, name, e, files, ids)
		}
	}
	checkManifest(t, files, parsed[packagePath])
	return files
}

func checkLink(t *testing.T, file string, e element, files map[string]string, ids map[string]map[string]element) {
	t.Helper()
	href := e.attrs["href"]
	if e.name == "content" || e.name == "img" {
		href = e.attrs["src"]
	}
	if href == "" || strings.Contains(href, ":") {
		return
	}
	to, id, _ := strings.Cut(href, "#")
	at := file
	if to != "" {
		at = path.Join(path.Dir(file), to)
	}
	if _, ok := files[at]; !ok {
		t.Errorf("%s: %s leads to no file", file, href)
		return
	}
	if id == "" {
		return
	}
	there, ok := ids[at][id]
	if !ok {
		t.Errorf("%s: %s leads to no id", file, href)
		return
	}
	switch role := e.attrs["role"]; {
	case role == "doc-noteref" && (at != file || there.attrs["role"] != "doc-footnote"):
		t.Errorf("%s: reference %s does not open a note of the same file", file, href)
	case role == "doc-backlink" && there.attrs["role"] != "doc-noteref":
		t.Errorf("%s: way back %s does not lead to a reference", file, href)
	}
}

func checkManifest(t *testing.T, files map[string]string, opf []element) {
	t.Helper()
	listed := map[string]bool{packagePath: true, "mimetype": true, "META-INF/container.xml": true}
	items := map[string]bool{}
	for _, e := range opf {
		switch e.name {
		case "item":
			listed[folder+e.attrs["href"]] = true
			items[e.attrs["id"]] = true
		case "itemref":
			if !items[e.attrs["idref"]] {
				t.Errorf("the spine names %s, which is no item", e.attrs["idref"])
			}
		}
	}
	for name := range files {
		if !listed[name] {
			t.Errorf("%s is in the archive and not in the manifest", name)
		}
	}
	if len(listed) != len(files) {
		t.Errorf("%d files listed, %d there", len(listed), len(files))
	}
}

func TestEveryBookIsSound(t *testing.T) {
	for seed := range uint64(60) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			sound(t, made(t, editiontest.Edition(editiontest.Generate(seed), editiontest.Sample()), Options{NoCover: true}))
		})
	}
}

// TestSameBytes writes one edition several times at once.
func TestSameBytes(t *testing.T) {
	e := editiontest.Edition(editiontest.Sample(), editiontest.Generate(1), editiontest.Generate(2))
	want := made(t, e, Options{})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			var b bytes.Buffer
			if _, err := Write(&b, e, Options{}); err != nil {
				t.Error(err)
			}
			if !bytes.Equal(b.Bytes(), want) {
				t.Error("the same edition gave other bytes")
			}
		})
	}
	all.Wait()
}

// TestMimetypeFirst: EPUB 3.3, 4.2.3: first, stored, no extra field, so that
// the kind of file can be told from its first bytes.
func TestMimetypeFirst(t *testing.T) {
	book := made(t, editiontest.Edition(editiontest.Sample()), Options{})
	if want := "mimetypeapplication/epub+zipPK"; string(book[30:30+len(want)]) != want {
		t.Errorf("the file begins with %q", book[30:60])
	}
}

// TestTextIsKept: the words of a generated document come out of its div.text,
// letter by letter, apparatus left out.
func TestTextIsKept(t *testing.T) {
	for seed := range uint64(100) {
		d := editiontest.Generate(seed)
		files := unzipped(t, made(t, editiontest.Edition(d), Options{NoCover: true}))
		got := textOf(t, files["EPUB/xhtml/"+fileStem(d.ID)+".xhtml"])
		want := printed(d)
		if got != want {
			i := 0
			for i < min(len(got), len(want)) && got[i] == want[i] {
				i++
			}
			t.Fatalf("seed %d differs at %d:\n got …%s\nwant …%s", seed, i, clip(got, i), clip(want, i))
		}
	}
}

func clip(s string, at int) string { return s[max(0, at-40):min(len(s), at+60)] }

// textOf reads the text back by the rules of the package comment, without its
// white space and its notes.
func textOf(t *testing.T, data string) string {
	t.Helper()
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(data))
	text, skip := 0, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			class := " "
			for _, a := range token.Attr {
				if a.Name.Local == "class" {
					class += a.Value + " "
				}
			}
			if text > 0 || strings.Contains(class, " text ") {
				text++
			}
			if skip > 0 || strings.Contains(class, " apparatus ") || strings.Contains(class, " noteref ") {
				skip++
			}
		case xml.EndElement:
			text, skip = max(0, text-1), max(0, skip-1)
		case xml.CharData:
			if text > 0 && skip == 0 {
				b.WriteString(strings.Join(strings.Fields(string(token)), ""))
			}
		}
	}
}

// printed is what a document's text should read as: what edition's functions
// say is printed, without white space and notes.
func printed(d *edition.Document) string {
	var b strings.Builder
	var node func(n edition.Node)
	all := func(nodes []edition.Inline) {
		for _, n := range nodes {
			node(n)
		}
	}
	node = func(n edition.Node) {
		if edition.Omitted(n, d, edition.Edited) {
			return
		}
		before, after := edition.Printed(n)
		switch n := n.(type) {
		case *edition.Text:
			b.WriteString(n.Value)
			return
		case *edition.Note:
			if n.Place == "bottom" {
				return
			}
		case *edition.Choice:
			s := edition.ShowChoice(n, edition.Edited)
			for _, half := range []struct {
				signs string
				nodes []edition.Inline
			}{{"", s.First}, {s.Open, s.Second}} {
				b.WriteString(half.signs)
				for _, v := range half.nodes {
					if v, ok := v.(*edition.Variant); ok && len(s.Second) > 0 {
						all(v.Content)
						continue
					}
					node(v)
				}
			}
			b.WriteString(s.Close)
			return
		case *edition.Apparatus:
			all(edition.ShowApparatus(n))
			return
		case *edition.Figure:
			return
		}
		b.WriteString(before)
		edition.EachChild(n, node)
		b.WriteString(after)
	}
	for _, list := range [][]edition.Block{d.Front, d.Body, d.Back} {
		for _, n := range list {
			node(n)
		}
	}
	return strings.Join(strings.Fields(b.String()), "")
}
