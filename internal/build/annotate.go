package build

import "colophon/internal/source"

// annotateEdition runs the passes over an edition that has been read.
func annotateEdition(l *Loaded) source.Diagnostics {
	return nil
}
