package build

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"colophon/internal/project"
	"colophon/internal/source"
)

// plan is an edition to be built: where it lies, what its edition.yaml says,
// and which files are its documents.
type plan struct {
	root    string // the folder that paths are relative to
	shown   string // the same as the user knows it; prefix of the names of files
	name    string // stands in where edition.yaml gives no id
	adHoc   bool   // without an edition.yaml
	project *project.Project
	files   []string // relative to root, with slashes, in natural order
}

// show is how a file of the edition is named in diagnostics.
func (p *plan) show(rel string) string { return path.Join(filepath.ToSlash(p.shown), rel) }

// find makes plans of the paths the user gave. Folders are an edition each;
// single files together are one.
func find(paths []string, out string) ([]*plan, source.Diagnostics, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	var plans []*plan
	var diags source.Diagnostics
	var single []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, diags, readError(err)
		}
		if !info.IsDir() {
			single = append(single, filepath.Clean(p))
			continue
		}
		found, d, err := findFolder(filepath.Clean(p), out)
		diags = append(diags, d...)
		if err != nil {
			return nil, diags, err
		}
		plans = append(plans, found)
	}
	if len(single) > 0 {
		p, d := adHoc(single)
		diags = append(diags, d...)
		plans = append(plans, p)
	}
	return plans, diags, nil
}

// readError puts an error of the file system into the words of the exit codes.
func readError(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("%s: there is no such file or folder", pe.Path)
		case errors.Is(err, fs.ErrPermission):
			return fmt.Errorf("%s: no permission to %s", pe.Path, pe.Op)
		}
		return fmt.Errorf("%s: %w", pe.Path, pe.Err)
	}
	return err
}

// findFolder looks through a folder. A subfolder with its own edition.yaml is
// another edition and not gone into; neither are hidden folders and the folders
// builds write to.
func findFolder(root, out string) (*plan, source.Diagnostics, error) {
	p := &plan{root: root, shown: root, name: folderName(root), adHoc: true, project: &project.Project{}}
	var diags source.Diagnostics
	if b, err := os.ReadFile(filepath.Join(root, project.FileName)); err == nil {
		p.adHoc = false
		var f *source.File
		if f, diags = decode(p.show(project.FileName), b, ""); f != nil {
			var d source.Diagnostics
			p.project, d = project.Read(f)
			diags = append(diags, d...)
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, readError(err)
	}
	var others []string
	var inside []string
	err := filepath.WalkDir(root, func(full string, e fs.DirEntry, err error) error {
		if err != nil {
			if full == root {
				return readError(err)
			}
			diags = append(diags, unreadable(filepath.ToSlash(full), err))
			return nil
		}
		rel, _ := filepath.Rel(root, full)
		rel = filepath.ToSlash(rel)
		if e.IsDir() {
			if rel == "." {
				return nil
			}
			own := exists(filepath.Join(full, project.FileName))
			if own {
				inside = append(inside, filepath.ToSlash(full))
			}
			if own || hidden(rel) || isOutput(full, out) {
				return filepath.SkipDir
			}
			return nil
		}
		switch kind := kindOf(rel); {
		case hidden(rel) || p.excluded(rel) || p.named(rel):
		case kind != "" && !bystander(rel):
			p.files = append(p.files, rel)
		default:
			others = append(others, rel)
		}
		return nil
	})
	if err != nil {
		return nil, diags, err
	}
	diags = append(diags, p.leftOut(others)...)
	diags = append(diags, p.nothingFound(inside)...)
	slices.SortFunc(p.files, natural)
	return p, diags, nil
}

func (p *plan) nothingFound(inside []string) source.Diagnostics {
	if len(p.files) > 0 {
		return nil
	}
	d := source.Diagnostic{Code: source.EditionEmpty, Severity: source.Error, Path: filepath.ToSlash(p.shown),
		Message: "no documents here; nothing to build"}
	d.Hint("documents are .txt and .md files (records) and .xml files (TEI)")
	for _, dir := range inside {
		d.Hint("%s is an edition of its own: name it", dir)
	}
	return source.Diagnostics{d}
}

// adHoc makes one edition of single files, named after the file, or after the
// folder of several.
func adHoc(files []string) (*plan, source.Diagnostics) {
	root := filepath.Dir(files[0])
	for _, f := range files[1:] {
		for !within(root, f) {
			root = filepath.Dir(root)
		}
	}
	p := &plan{root: root, shown: root, name: folderName(root), adHoc: true, project: &project.Project{}}
	if len(files) == 1 {
		base := filepath.Base(files[0])
		p.name = strings.TrimSuffix(base, filepath.Ext(base))
	}
	var others []string
	for _, f := range files {
		rel, _ := filepath.Rel(root, f)
		rel = filepath.ToSlash(rel)
		if kindOf(rel) == "" {
			others = append(others, rel)
		} else if !slices.Contains(p.files, rel) {
			p.files = append(p.files, rel)
		}
	}
	diags := append(p.leftOut(others), p.nothingFound(nil)...)
	slices.SortFunc(p.files, natural)
	return p, diags
}

func within(root, file string) bool {
	rel, err := filepath.Rel(root, file)
	return err == nil && filepath.IsLocal(rel)
}

func folderName(root string) string {
	abs, err := filepath.Abs(root)
	if err != nil {
		return root
	}
	return filepath.Base(abs)
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func hidden(rel string) bool { return strings.HasPrefix(path.Base(rel), ".") }

// isOutput reports whether a folder is one that a build wrote: the one being
// written to, or any that holds a build.json of ours.
func isOutput(dir, out string) bool {
	if a, err := os.Stat(dir); err == nil {
		if b, err := os.Stat(out); err == nil && os.SameFile(a, b) {
			return true
		}
	}
	f, err := os.Open(filepath.Join(dir, ManifestName))
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 64)
	n, _ := f.Read(head)
	return bytes.Contains(head[:n], []byte(`"colophon"`))
}

// natural orders paths as people do: 2.txt before 10.txt.
func natural(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		nx, ny := digits(x), digits(y)
		if nx > 0 && ny > 0 {
			dx, dy := strings.TrimLeft(x[:nx], "0"), strings.TrimLeft(y[:ny], "0")
			if c := cmp.Or(cmp.Compare(len(dx), len(dy)), cmp.Compare(dx, dy)); c != 0 {
				return c
			}
			x, y = x[nx:], y[ny:]
			continue
		}
		if x[0] != y[0] {
			// A folder's files stand before those of a longer name.
			return cmp.Compare(rank(x[0]), rank(y[0]))
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

func rank(c byte) int {
	if c == '/' {
		return 0
	}
	return int(c)
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
