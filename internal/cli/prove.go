package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"colophon/internal/build"
	"colophon/internal/build/outfile"
	"colophon/internal/prove"

	"github.com/spf13/cobra"
)

// proofName is the file that a proof is written to.
const proofName = "proof.json"

func newProve() *cobra.Command {
	var out string
	var quiet bool
	cmd := &cobra.Command{
		Use:   "prove [PATH…]",
		Short: "Compare the outputs with the sources, word by word",
		Long: `Prove opens the finished TEI, EPUB and PDF files of a build, turns each back into
the notation of the records, and compares it with the sources: every word, in
order, both ways, with its editorial marks. The press file is held against the
PDF for reading: every glyph, rule and picture in its place. It prints a line per
document and output and writes dist/proof.json. Anything lost or added is exit
code 1.

PATH is what was built; with it, prove makes sure that the outputs are of that
edition. The outputs have to be there: colophon build makes them.`,
		Example: "  colophon build seeds && colophon prove seeds",
		RunE: func(cmd *cobra.Command, args []string) error {
			return runProve(cmd.OutOrStdout(), args, out, quiet)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "dist", "the `folder` that was built into")
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "print only what does not hold")
	cmd.MarkFlagDirname("out")
	return cmd
}

func runProve(stdout io.Writer, paths []string, out string, quiet bool) error {
	m, err := build.ReadManifest(out)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s has no %s: colophon build makes what prove looks at", out, build.ManifestName)
	}
	if err != nil {
		return fmt.Errorf("%s/%s cannot be read: %w", out, build.ManifestName, err)
	}
	if err := m.IsOf(out, paths); err != nil {
		return err
	}
	r, err := prove.Run(out, prove.Options{})
	if err != nil {
		return err
	}
	if !quiet || !r.Holds() {
		for _, line := range r.Lines() {
			fmt.Fprintln(stdout, line)
		}
	}
	if err := writeProof(out, r.JSON()); err != nil {
		return err
	}
	if !r.Holds() {
		return exit(exitDocument)
	}
	return nil
}

func writeProof(out string, text []byte) error {
	set := outfile.New(out)
	f, err := set.Create(proofName)
	if err == nil {
		_, err = f.Write(text)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		set.Abort()
		return err
	}
	return set.Commit()
}
