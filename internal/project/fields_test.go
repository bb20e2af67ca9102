package project

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// A key that nobody reads is a promise that nobody keeps. This test looks
// through the packages that turn edition.yaml into options for the use of each
// field.
func TestEveryFieldIsRead(t *testing.T) {
	used := map[string]bool{}
	for _, dir := range []string{"../build", "../cli"} {
		usedFields(t, dir, used)
	}
	var visit func(rt reflect.Type)
	seen := map[reflect.Type]bool{}
	visit = func(rt reflect.Type) {
		switch rt.Kind() {
		case reflect.Slice, reflect.Map, reflect.Pointer:
			visit(rt.Elem())
		case reflect.Struct:
			if seen[rt] || !strings.HasSuffix(rt.PkgPath(), "/project") {
				return
			}
			seen[rt] = true
			for i := range rt.NumField() {
				f := rt.Field(i)
				if f.Tag.Get("yaml") == "-" {
					continue
				}
				if !used[rt.Name()+"."+f.Name] {
					t.Errorf("nobody reads %q of edition.yaml (%s.%s)", f.Tag.Get("yaml"), rt.Name(), f.Name)
				}
				visit(f.Type)
			}
		}
	}
	visit(reflect.TypeFor[Project]())
}

// usedFields notes Type.Field for every field of this package's types that a
// package selects. What it imports from elsewhere is not needed for that, and
// errors of missing imports are passed over.
func usedFields(t *testing.T, dir string, used map[string]bool) {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, filepath.Join(dir, e.Name()), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	info := &types.Info{Selections: map[*ast.SelectorExpr]*types.Selection{}}
	conf := types.Config{Importer: onlyProject{importer.ForCompiler(fset, "source", nil)}, Error: func(error) {}}
	conf.Check(dir, fset, files, info)
	for _, s := range info.Selections {
		recv := s.Recv()
		if p, ok := recv.(*types.Pointer); ok {
			recv = p.Elem()
		}
		if named, ok := recv.(*types.Named); ok && named.Obj().Pkg() != nil && strings.HasSuffix(named.Obj().Pkg().Path(), "/project") {
			used[named.Obj().Name()+"."+s.Obj().Name()] = true
		}
	}
}

// onlyProject imports this package and the standard library; every other
// package is empty.
type onlyProject struct{ types.Importer }

func (o onlyProject) Import(path string) (*types.Package, error) {
	if strings.HasSuffix(path, "/internal/project") {
		fset := token.NewFileSet()
		pkgs, err := filepath.Glob("*.go")
		if err != nil {
			return nil, err
		}
		var files []*ast.File
		for _, name := range pkgs {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(fset, name, nil, 0)
			if err != nil {
				return nil, err
			}
			files = append(files, f)
		}
		conf := types.Config{Importer: onlyProject{o.Importer}, Error: func(error) {}}
		p, _ := conf.Check(path, fset, files, nil)
		return p, nil
	}
	if !strings.Contains(path, ".") && !strings.HasPrefix(path, "colophon/") {
		return o.Importer.Import(path)
	}
	p := types.NewPackage(path, filepath.Base(path))
	p.MarkComplete()
	return p, nil
}
