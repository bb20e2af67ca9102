package build

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"colophon/internal/build/outfile"
	"colophon/internal/source"
)

// Run builds: it loads the editions and writes their outputs. The error is of
// the file system; then everything is as it was before.
func Run(o Options) (*Result, source.Diagnostics, error) {
	formats, err := chosen(o.Formats)
	if err != nil {
		return nil, nil, err
	}
	loaded, diags, err := Load(o)
	if err != nil {
		return nil, diags, err
	}
	r := &Result{Editions: loaded}
	var tasks []*task
	for _, l := range loaded {
		if len(l.Edition.Documents) > 0 {
			tasks = append(tasks, tasksOf(newJob(l), formats)...)
		}
	}
	if len(tasks) == 0 {
		return r, diags, nil
	}
	last, err := lastManifest(o.Out)
	if err != nil {
		return r, diags, err
	}
	set := outfile.New(o.Out)
	d, err := runTasks(set, tasks, o.Progress)
	diags = append(diags, saidOnce(d)...)
	now := manifestOf(o, loaded, tasks, formats)
	if err == nil {
		err = writeManifest(set, now)
	}
	if err != nil {
		set.Abort()
		return r, diags, err
	}
	if err := set.Commit(); err != nil {
		return r, diags, err
	}
	r.Removed, err = removeStale(o.Out, last, now)
	for _, t := range tasks {
		if t.made {
			r.Outputs = append(r.Outputs, t.output)
		}
	}
	slices.SortFunc(r.Outputs, func(a, b Output) int { return strings.Compare(a.Path, b.Path) })
	return r, diags, err
}

// saidOnce leaves out what a second output says of the same picture.
func saidOnce(diags source.Diagnostics) source.Diagnostics {
	said := map[source.Span]bool{}
	return slices.DeleteFunc(diags, func(d source.Diagnostic) bool {
		if d.Code != source.ImageNoAlt || d.Span.IsZero() {
			return false
		}
		again := said[d.Span]
		said[d.Span] = true
		return again
	})
}

// lastManifest reads the build.json of the last build. One that cannot be read
// is no reason to fail: then nothing is removed.
func lastManifest(out string) (*Manifest, error) {
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file; outputs need a folder", out)
	}
	m, err := ReadManifest(out)
	if err != nil {
		return nil, nil
	}
	return m, nil
}

// task is one output to be made.
type task struct {
	job    *job
	output Output
	write  writeFunc
	turn   int // what takes long begins first: 0 the files of documents, then as formats.go says
	made   bool
}

// runTasks makes all outputs, side by side, the long ones first: one that began
// last would leave all cores but one waiting. One that may not be shipped is
// left out; an error of the file system stops the build.
func runTasks(set *outfile.Set, tasks []*task, report func(done, total int)) (source.Diagnostics, error) {
	diags := make([]source.Diagnostics, len(tasks))
	errs := make([]error, len(tasks))
	var done progress
	order := make([]int, len(tasks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(tasks[b].turn, tasks[a].turn) })
	parallel(len(tasks), func(n int) {
		i := order[n]
		diags[i], errs[i] = tasks[i].run(set)
		done.add(report, len(tasks))
	})
	return slices.Concat(diags...), firstOfEach(errs)
}

// firstOfEach joins errors and says each only once: a folder that cannot be
// written fails for every output in the same words.
func firstOfEach(errs []error) error {
	said := map[string]bool{}
	return errors.Join(slices.DeleteFunc(errs, func(err error) bool {
		if err == nil || said[err.Error()] {
			return true
		}
		said[err.Error()] = true
		return false
	})...)
}

func (t *task) run(set *outfile.Set) (diags source.Diagnostics, err error) {
	f, err := set.Create(t.output.Path)
	if err != nil {
		return nil, fmt.Errorf("cannot be written: %w", readError(err))
	}
	diags, err = t.write(t.job, f)
	if errors.Is(err, errNotMade) || err == nil && (f.Size == 0 || refused(diags)) {
		set.Drop(f)
		return diags, nil
	}
	if err != nil {
		return diags, fmt.Errorf("%s: %w", t.output.Path, err)
	}
	if err := f.Close(); err != nil {
		return diags, readError(err)
	}
	t.output.SHA256, t.output.Size = f.SHA256, f.Size
	t.made = true
	return diags, nil
}

// refused reports whether an output may not be shipped. Other errors of a
// writer, such as a picture that is missing, are told and leave the rest of the
// book as it is.
func refused(diags source.Diagnostics) bool {
	return slices.ContainsFunc(diags, func(d source.Diagnostic) bool { return d.Code == source.OutputInvalid })
}

// errNotMade is a writer's word for "a diagnostic says why".
var errNotMade = errors.New("not made")

// manifestOf says what was read and made: the first edition, and the others as
// its Further.
func manifestOf(o Options, loaded []*Loaded, tasks []*task, formats []*Format) *Manifest {
	var all []*Manifest
	for _, l := range loaded {
		m := l.manifest(o.Out)
		m.Settings = settings(l, formats)
		for _, t := range tasks {
			if t.made && t.job.Loaded == l {
				m.Outputs = append(m.Outputs, t.output)
			}
		}
		slices.SortFunc(m.Outputs, func(a, b Output) int { return strings.Compare(a.Path, b.Path) })
		all = append(all, m)
	}
	all[0].Further = all[1:]
	return all[0]
}

// settings are what the command line and edition.yaml decided about the outputs.
func settings(l *Loaded, formats []*Format) map[string]string {
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	return map[string]string{"formats": strings.Join(names, ","), "language": l.Edition.Lang}
}

func writeManifest(set *outfile.Set, m *Manifest) error {
	f, err := set.Create(ManifestName)
	if err != nil {
		return readError(err)
	}
	if err := m.write(f); err != nil {
		return err
	}
	return f.Close()
}
