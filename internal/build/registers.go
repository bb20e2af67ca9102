package build

import (
	"os"
	"path/filepath"

	"colophon/internal/project"
	"colophon/internal/source"
)

// readConfig notes edition.yaml among the inputs.
func (l *Loaded) readConfig() source.Diagnostics {
	if l.plan.adHoc {
		return nil
	}
	if raw, err := os.ReadFile(filepath.Join(l.plan.root, project.FileName)); err == nil {
		l.Inputs = append(l.Inputs, Input{Path: project.FileName, Kind: "config", SHA256: sum(raw)})
	}
	return nil
}

func (l *Loaded) readRegisters() source.Diagnostics { return nil }
