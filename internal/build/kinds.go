package build

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"colophon/internal/source"
)

// The kinds of source files.
const (
	kindRecord = "record"
	kindTEI    = "tei"
)

// kindOf tells what a file is by its ending; "" is nothing Colophon reads.
func kindOf(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".md":
		return kindRecord
	case ".xml", ".tei":
		return kindTEI
	}
	return ""
}

// bystander reports whether a text file stands beside the documents without
// being one.
func bystander(rel string) bool {
	base := strings.ToLower(path.Base(rel))
	switch strings.TrimSuffix(base, path.Ext(base)) {
	case "readme", "license", "licence", "copying", "changelog":
		return true
	}
	return false
}

// excluded reports whether edition.yaml leaves a file out.
func (p *plan) excluded(rel string) bool {
	return slices.ContainsFunc([]string(p.project.Exclude), func(pattern string) bool { return matches(pattern, rel) })
}

// named reports whether edition.yaml names a file as something other than a
// document.
func (p *plan) named(rel string) bool {
	c := p.project
	for _, list := range [][]string{
		c.Registers.Files, c.Registers.Persons, c.Registers.Places, c.Registers.Organisations,
		c.Registers.Terms, c.Registers.Abbreviations, c.Bibliography, c.Front, c.Back,
		{c.EPUB.Cover.Image, c.EPUB.Stylesheet, c.PDF.Press.Profile},
	} {
		if slices.ContainsFunc(list, func(f string) bool { return f != "" && path.Clean(f) == rel }) {
			return true
		}
	}
	return path.Base(rel) == "edition.yaml"
}

// matches reports whether a path is a file, lies in a folder, or fits a
// pattern: *.txt fits in any folder, letters/*.txt only there, ** any depth.
func matches(pattern, rel string) bool {
	pattern = path.Clean(pattern)
	if pattern == rel || strings.HasPrefix(rel, pattern+"/") {
		return true
	}
	if ok, _ := path.Match(pattern, rel); ok {
		return true
	}
	if !strings.Contains(pattern, "/") {
		ok, _ := path.Match(pattern, path.Base(rel))
		return ok
	}
	if before, after, ok := strings.Cut(pattern, "/**"); ok && strings.HasPrefix(rel, before+"/") {
		return after == "" || matches(strings.TrimPrefix(after, "/"), rel[len(before)+1:])
	}
	return false
}

// silent are kinds that records and edition.yaml refer to; nobody expects them
// to be read as documents.
var silent = []string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".tif", ".tiff", ".webp", ".bmp", ".css", ".icc", ".ttf", ".otf"}

// words are kinds of word processors: named each, since an editor will look for
// the document in the book.
var words = map[string]string{".docx": "Word", ".doc": "Word", ".odt": "LibreOffice", ".rtf": "rich text", ".pdf": "PDF"}

// leftOut says once which kinds of files were not read, and names each file of
// a word processor.
func (p *plan) leftOut(files []string) source.Diagnostics {
	var diags source.Diagnostics
	counts := map[string]int{}
	for _, rel := range files {
		ext := strings.ToLower(path.Ext(rel))
		if maker, ok := words[ext]; ok {
			d := source.Diagnostic{Code: source.FileKind, Severity: source.Note, Path: p.show(rel),
				Message: fmt.Sprintf("%q is a %s file, which Colophon does not read; left out", path.Base(rel), maker)}
			d.Hint("save its text as %s.txt (plain text, UTF-8)", strings.TrimSuffix(path.Base(rel), path.Ext(rel)))
			diags = append(diags, d)
			continue
		}
		if !slices.Contains(silent, ext) {
			counts[or(ext, path.Base(rel))]++
		}
	}
	if len(counts) > 0 {
		var kinds []string
		total := 0
		for _, ext := range slices.Sorted(maps.Keys(counts)) {
			kinds = append(kinds, fmt.Sprintf("%s (%d)", ext, counts[ext]))
			total += counts[ext]
		}
		d := source.Diagnostic{Code: source.FileKind, Severity: source.Note, Path: p.show(""),
			Message: fmt.Sprintf("%s left out: %s", count(total, "file"), strings.Join(kinds, ", "))}
		d.Hint("documents are .txt and .md files (records) and .xml files (TEI)")
		diags = append(diags, d)
	}
	return diags
}

func or(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}

// count is a number with its noun: 1 file, 3 files.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
