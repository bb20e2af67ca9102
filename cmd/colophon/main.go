// Command colophon turns archive records and TEI into one scholarly edition:
// TEI P5, a print-ready PDF, an EPUB.
package main

import (
	"os"

	"colophon/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
