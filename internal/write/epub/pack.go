package epub

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"

	goepub "github.com/bmaupin/go-epub"
)

// packed is one file of the archive, by its path in it.
type packed struct {
	path string
	data []byte
}

// Names that go-epub gives.
const (
	folder         = "EPUB/"
	packagePath    = folder + "package.opf"
	navigationFile = "nav.xhtml"
	navigationPath = folder + navigationFile
	ncxPath        = folder + "toc.ncx"
)

// packing guards go-epub's working files: it keeps them in one store for the
// whole program. Each packing starts with an empty store in memory and leaves
// an empty one, so that nothing stays behind and nothing touches the disk.
var packing sync.Mutex

// pack lets go-epub make the files of the book, then completes them. go-epub
// calls itself unmaintained; nothing outside this file knows it. It is handed
// text only, never an address or a path: it would fetch it.
func (b *book) pack() ([]packed, error) {
	book := goepub.NewEpub(b.title())
	book.SetIdentifier(b.identifier())
	book.SetLang(b.lang)
	if b.edition.Description != "" {
		book.SetDescription(xmlText(b.edition.Description))
	}
	if direction(b.lang) == "rtl" {
		book.SetPpd("rtl")
	}
	for _, f := range b.files {
		if f.body == nil {
			continue // the contents: go-epub makes them
		}
		body := f.body.resolved(func(t target) string { return b.resolve(f.name, t) })
		if _, err := book.AddSection(body, xmlText(f.title), f.name, ""); err != nil {
			return nil, fmt.Errorf("packing %s: %w", f.name, err)
		}
	}
	archive, err := run(book)
	if err != nil {
		return nil, err
	}
	files, err := unpack(archive)
	if err != nil {
		return nil, err
	}
	return b.complete(files)
}

// run has go-epub write its archive. It panics where its store fails it.
func run(book *goepub.Epub) (archive []byte, err error) {
	packing.Lock()
	defer packing.Unlock()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("packing the EPUB: %v", p)
		}
		goepub.Use(goepub.MemoryFS)
	}()
	goepub.Use(goepub.MemoryFS)
	var out bytes.Buffer
	if _, err := book.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("packing the EPUB: %w", err)
	}
	return out.Bytes(), nil
}

// unpack reads go-epub's archive, by path.
func unpack(archive []byte) (map[string][]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("reading the packed EPUB: %w", err)
	}
	files := map[string][]byte{}
	for _, f := range r.File {
		data, err := readFile(f)
		if err != nil {
			return nil, fmt.Errorf("reading %s of the packed EPUB: %w", f.Name, err)
		}
		files[f.Name] = data
	}
	return files, nil
}

func readFile(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	data := make([]byte, f.UncompressedSize64)
	_, err = io.ReadFull(r, data)
	return data, err
}

// complete is the finishing pass: every file in the order of the archive, the
// package document, navigation and NCX completed, heads rewritten.
func (b *book) complete(files map[string][]byte) ([]packed, error) {
	b.fonts = b.wardrobe.files()
	opf, err := b.packageDocument(files[packagePath])
	if err != nil {
		return nil, fmt.Errorf("completing the package document: %w", err)
	}
	nav, err := b.navigation(files[navigationPath])
	if err != nil {
		return nil, fmt.Errorf("completing the navigation: %w", err)
	}
	ncx, err := b.ncx(files[ncxPath])
	if err != nil {
		return nil, fmt.Errorf("completing the NCX: %w", err)
	}
	out := []packed{
		{"META-INF/container.xml", files["META-INF/container.xml"]},
		{packagePath, opf}, {navigationPath, nav}, {ncxPath, ncx},
		{folder + stylePath, []byte(stylesheet + fontStyles(b.fonts))},
	}
	if len(b.options.CSS) > 0 {
		out = append(out, packed{folder + ownStylePath, b.options.CSS})
	}
	for _, f := range b.files {
		if f.body == nil {
			continue
		}
		body, err := bodyOf(files[folder+f.href()])
		if err != nil {
			return nil, fmt.Errorf("completing %s: %w", f.name, err)
		}
		head := b.headOf(f)
		data := make([]byte, 0, len(head)+len(body)+20)
		data = append(append(append(data, head...), body...), "</body>\n</html>\n"...)
		out = append(out, packed{folder + f.href(), data})
	}
	for _, img := range b.pictures.list {
		out = append(out, packed{folder + img.file, img.data})
	}
	for _, f := range b.fonts {
		out = append(out, packed{folder + f.name, f.data})
	}
	return out, nil
}

// bodyOf is what stands between body and /body.
func bodyOf(data []byte) ([]byte, error) {
	from, to := bytes.Index(data, []byte("<body>")), bytes.LastIndex(data, []byte("</body>"))
	if from < 0 || to < from {
		return nil, fmt.Errorf("no body")
	}
	return bytes.TrimLeft(data[from+len("<body>"):to], "\n"), nil
}

// headOf is a file's beginning, up to its body: go-epub's has no language.
func (b *book) headOf(f *file) []byte {
	var s sheet
	s.raw(`<?xml version="1.0" encoding="UTF-8"?>`, "\n<!DOCTYPE html>\n",
		`<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"`)
	s.language(f.lang, "")
	s.raw(">\n<head>\n<meta charset=\"utf-8\"/>\n<title>")
	s.text(or(strings.TrimSpace(f.title), b.title()))
	s.raw("</title>\n")
	for _, css := range b.stylesheets() {
		s.raw(`<link rel="stylesheet" type="text/css" href="../`, css, `"/>`, "\n")
	}
	s.raw("</head>\n<body")
	if f.kind != "" {
		s.attr("class", f.kind)
		s.attr("epub:type", f.kind)
	}
	s.raw(">\n")
	return s.buf
}

func (b *book) stylesheets() []string {
	if len(b.options.CSS) > 0 {
		return []string{stylePath, ownStylePath}
	}
	return []string{stylePath}
}

// xmlText is a text without the characters that XML cannot hold.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
