package cli

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"colophon/internal/build"
	"colophon/internal/project"

	"github.com/spf13/cobra"
)

// beginning holds the files of a new edition. __ID__ and __TITLE__ stand for
// the id and the title made from the folder's name.
//
//go:embed beginning
var beginning embed.FS

func newInit() *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "Begin an edition that builds at once",
		Long: `Init makes a small edition in DIR: an edition.yaml with the keys most editions
need, two records and a register of names. It builds at once. A file that is
already there is never overwritten.`,
		Example: "  colophon init letters\n  colophon build letters",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage{errors.New("colophon init needs one folder")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return runInit(cmd.OutOrStdout(), args[0]) },
	}
}

func runInit(w io.Writer, dir string) error {
	if _, err := os.Stat(filepath.Join(dir, project.FileName)); err == nil {
		return usage{fmt.Errorf("%s is an edition already", dir)}
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	name := filepath.Base(abs)
	fill := strings.NewReplacer("__ID__", build.Slug(name), "__TITLE__", yamlText(name))
	return fs.WalkDir(beginning, "beginning", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := beginning.ReadFile(p)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(p, "beginning/")))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			fmt.Fprintf(w, "%s was there already\n", filepath.ToSlash(to))
			return nil
		}
		if err != nil {
			return err
		}
		_, err = fill.WriteString(f, string(text))
		if err = errors.Join(err, f.Close()); err == nil {
			fmt.Fprintf(w, "%s\n", path.Clean(filepath.ToSlash(to)))
		}
		return err
	})
}
