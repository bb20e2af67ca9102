package build

import (
	"os"
	"path"
	"path/filepath"

	"colophon/internal/edition"
	"colophon/internal/project"
	"colophon/internal/read/register"
	"colophon/internal/source"
)

// readConfig notes edition.yaml among the inputs.
func (l *Loaded) readConfig() {
	if l.plan.adHoc {
		return
	}
	if raw, err := os.ReadFile(filepath.Join(l.plan.root, project.FileName)); err == nil {
		l.Inputs = append(l.Inputs, Input{Path: project.FileName, Kind: "config", SHA256: sum(raw)})
	}
}

// readRegisters reads the registers that edition.yaml names. Of entries with
// one id the first stays.
func (l *Loaded) readRegisters() source.Diagnostics {
	var diags source.Diagnostics
	c := l.plan.project.Registers
	for _, x := range []struct {
		key   string
		kind  edition.NameKind
		files project.Strings
	}{
		{"files", "", c.Files},
		{"persons", edition.NamePerson, c.Persons},
		{"places", edition.NamePlace, c.Places},
		{"organisations", edition.NameOrganisation, c.Organisations},
		{"terms", edition.NameTerm, c.Terms},
		{"abbreviations", edition.NameAbbreviation, c.Abbreviations},
	} {
		for i, name := range x.files {
			f, d := l.readNamed(name, "register", registerPlace(l.plan, x.key, i))
			diags = append(diags, d...)
			if f == nil {
				continue
			}
			r, d := register.Read(f, x.kind)
			diags = append(diags, d...)
			l.addRegister(&r)
		}
	}
	return diags
}

// registerPlace is where a register's file is named: under registers itself or
// under a key of it.
func registerPlace(p *plan, key string, i int) source.Span {
	if s := p.place("registers."+key, i); !s.IsZero() {
		return s
	}
	return p.place("registers", i)
}

// readNamed reads a file that edition.yaml names, and notes it among the
// inputs. One that is not there is told at the place that names it.
func (l *Loaded) readNamed(name, kind string, at source.Span) (*source.File, source.Diagnostics) {
	rel := path.Clean(filepath.ToSlash(name))
	var diags source.Diagnostics
	if !filepath.IsLocal(filepath.FromSlash(rel)) {
		diags.Add(source.EditionFile, at, "%q is not in the edition's folder", name)
		return nil, diags
	}
	if _, err := os.Stat(filepath.Join(l.plan.root, filepath.FromSlash(rel))); err != nil {
		diags.Add(source.EditionFile, at, "%q cannot be read: %s", name, reason(err))
		return nil, diags
	}
	f, raw, diags := l.plan.readFile(rel, decode)
	if raw != nil {
		l.Inputs = append(l.Inputs, Input{Path: rel, Kind: kind, SHA256: sum(raw)})
	}
	return f, diags
}
