package outfile

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func put(t *testing.T, s *Set, path, text string) *File {
	t.Helper()
	f, err := s.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return f
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	return string(b)
}

// names lists what lies below a folder, files and folders.
func names(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(p string, _ os.DirEntry, err error) error {
		if rel, _ := filepath.Rel(dir, p); rel != "." {
			all = append(all, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Nothing stands in its place before Commit, everything after.
func TestCommit(t *testing.T) {
	dir := t.TempDir()
	s := New(dir)
	f := put(t, s, "tei/a.xml", "<a/>")
	if got := read(t, filepath.Join(dir, "tei", "a.xml")); got != "" {
		t.Errorf("before Commit: %q", got)
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(dir, "tei", "a.xml")); got != "<a/>" {
		t.Errorf("after Commit: %q", got)
	}
	if f.Size != 4 || f.SHA256 != "29114363f749a0226b6988dda3ca2492a954117ab6b5f382706c20300dabc079" {
		t.Errorf("size %d, sum %s", f.Size, f.SHA256)
	}
	if got := names(t, dir); len(got) != 2 {
		t.Errorf("temporary files stay: %q", got)
	}
}

// Abort leaves what was there, and no folder that was not.
func TestAbort(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dist")
	s := New(dir)
	put(t, s, "a.xml", "old")
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	s = New(dir)
	put(t, s, "a.xml", "new")
	put(t, s, "tei/deep/b.xml", "b")
	s.Abort()
	if got := read(t, filepath.Join(dir, "a.xml")); got != "old" {
		t.Errorf("after Abort: %q", got)
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("Abort leaves %q", got)
	}
}

// The same content is not written again.
func TestSameContent(t *testing.T) {
	dir := t.TempDir()
	old := time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 2 {
		s := New(dir)
		put(t, s, "a.xml", "same")
		if err := s.Commit(); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(filepath.Join(dir, "a.xml"), old, old); err != nil {
			t.Fatal(err)
		}
	}
	s := New(dir)
	put(t, s, "a.xml", "same")
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, "a.xml"))
	if err != nil || !info.ModTime().Equal(old) {
		t.Errorf("the file was written again (%v)", err)
	}
}

func TestDrop(t *testing.T) {
	dir := t.TempDir()
	s := New(dir)
	s.Drop(put(t, s, "bad.xml", "<"))
	put(t, s, "good.xml", "<a/>")
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); len(got) != 1 || got[0] != "good.xml" {
		t.Errorf("after Drop: %q", got)
	}
}

// What cannot be written is an error and changes nothing.
func TestRefused(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"../outside", "/rooted", "file/below", "folder"} {
		s := New(dir)
		if _, err := s.Create(path); err == nil {
			t.Errorf("Create(%q) was allowed", path)
		}
		s.Abort()
	}
	if got := names(t, dir); len(got) != 2 {
		t.Errorf("after refusals: %q", got)
	}
}
