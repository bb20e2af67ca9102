// Package prove checks the law of the text on finished files: nothing lost,
// nothing invented, nothing moved without a trace.
//
// In comes a folder that `colophon build` filled, with its build.json. Each
// source is read again from disk, each output opened as a stranger would: the
// TEI by its elements, the EPUB by its spine and classes, the PDF by its
// structure tree. Every output is turned back into the record's notation by
// one rule for every row of the conventions (supplied → […], sic → word [sic],
// gap → its wording in brackets, pb → [p. 23], a note → the note where the
// record had it) and its words are held against the words of the record's
// body, both ways, in order, marks included: [Soviet] is not Soviet.
//
// The apparatus is no text; what it must have is proved beside: each reading
// that a TEI source has and the text rejects, once (apparatus.go).
//
// What it decides: what a word is (white space parts them; the signs that are
// markup and soft hyphens are no part of them) and where notes belong (each
// where the source has it, whole, under the mark its reference has). What it
// refuses to decide: whether a mark was understood rightly. It would let a
// reader pass that takes every bracket for a supplied word, and none that
// loses one.
//
// It shares no code with the readers or the writers: two that make the same
// mistake would agree.
//
// The press file has no structure to read: it is held against the file for
// reading, glyph by glyph (press.go).
//
// Start reading at [Run]; words.go says what a word is, align.go how two texts
// are compared, record.go, tei.go, epub.go and pdf.go how each is read.
package prove

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"colophon/internal/source"
)

// Options say how much to print. The zero value is good.
type Options struct {
	Differences int // how many to name per document and output; 0 is 3
}

// build is what prove needs of build.json.
type build struct {
	Edition   string
	Root      string
	Reading   string
	Apparatus []string
	Inputs    []input
	Documents []document
	Outputs   []output
	Further   []build // other editions of the same build
}

type input struct {
	Path, SHA256 string
}

type document struct {
	ID, Input, Kind, Encoding string
	Node                      string
	Start, End, Body          int
}

type output struct {
	Path, Format, Document, SHA256 string
}

// Proof is the result for one document in one output. The words of the
// source, how many of them the output has in their place, how many it lost
// and how many it adds.
type Proof struct {
	Document    string   `json:"document"`
	Output      string   `json:"output"`
	Format      string   `json:"format"`
	Words       int      `json:"words"`
	Kept        int      `json:"kept"`
	Lost        int      `json:"lost"`
	Added       int      `json:"added"`
	Differences []string `json:"differences,omitempty"`
	more        int
}

// Holds reports whether nothing was lost and nothing added.
func (p *Proof) Holds() bool { return p.Lost == 0 && p.Added == 0 }

// Hash is a file as it was when the proof was made.
type Hash struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

// Report is the outcome of a proof.
type Report struct {
	Edition  string   `json:"edition"`
	Inputs   []Hash   `json:"inputs"`
	Outputs  []Hash   `json:"outputs"`
	Proofs   []*Proof `json:"proofs"`
	Press    []*Press `json:"press,omitempty"`
	Problems []string `json:"problems,omitempty"` // outputs that could not be opened, documents that are not there
}

// Holds reports whether every document stands whole in every output, and the
// press file shows what the file for reading does.
func (r *Report) Holds() bool {
	return len(r.Problems) == 0 && !slices.ContainsFunc(r.Proofs, func(p *Proof) bool { return !p.Holds() }) &&
		!slices.ContainsFunc(r.Press, func(p *Press) bool { return !p.Holds() })
}

// JSON is the report as proof.json holds it.
func (r *Report) JSON() []byte {
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		panic(err) // strings and numbers only
	}
	return append(b, '\n')
}

// Lines are the report as the command prints it: a line per document and
// output, the first differences below it.
func (r *Report) Lines() []string {
	var out []string
	for _, p := range r.Proofs {
		verdict := "holds"
		if !p.Holds() {
			verdict = "FAILS"
		}
		out = append(out, fmt.Sprintf("%s  %s  %s: %d words, %d kept, %d lost, %d added",
			verdict, p.Document, p.Output, p.Words, p.Kept, p.Lost, p.Added))
		for _, d := range p.Differences {
			out = append(out, "       "+d)
		}
		if p.more > 0 {
			out = append(out, fmt.Sprintf("       and %d more", p.more))
		}
	}
	for _, p := range r.Press {
		out = append(out, p.lines()...)
	}
	return append(out, r.Problems...)
}

// Run proves a finished edition. dist is the folder that holds build.json. The
// error says that it, or a source, could not be read; what is wrong with an
// output is in the report.
func Run(dist string, o Options) (*Report, error) {
	var b build
	raw, err := os.ReadFile(filepath.Join(dist, "build.json"))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(raw, &b); err != nil {
		return nil, fmt.Errorf("build.json: %w", err)
	}
	if o.Differences == 0 {
		o.Differences = 3
	}
	report := &Report{Edition: b.Edition}
	for _, b := range append([]build{b}, b.Further...) {
		p := &prover{dist: dist, build: b, options: o, report: report}
		if err := p.readSources(); err != nil {
			return nil, err
		}
		for _, out := range b.Outputs {
			p.output(out)
		}
	}
	return report, nil
}

type prover struct {
	dist    string
	build   build
	options Options
	report  *Report
	sources map[string]*sourceText
	rooted  map[string]string // documents by the id that their TEI has in the source
}

// sourceText is a document as its source has it.
type sourceText struct {
	*text
	file    *source.File
	fromTEI bool
}

// readSources reads every input once and the documents in it.
func (p *prover) readSources() error {
	files := map[string]*source.File{}
	for _, in := range p.build.Inputs {
		raw, err := os.ReadFile(filepath.Join(p.dist, filepath.FromSlash(p.build.Root), filepath.FromSlash(in.Path)))
		if err != nil {
			return err
		}
		p.report.Inputs = append(p.report.Inputs, Hash{in.Path, hash(raw)})
		if in.SHA256 != "" && in.SHA256 != hash(raw) {
			p.problem("%s: changed since the edition was built", in.Path)
		}
		files[in.Path] = source.NewFile(in.Path, raw)
	}
	p.sources, p.rooted = map[string]*sourceText{}, map[string]string{}
	for _, d := range p.build.Documents {
		f := files[d.Input]
		if f == nil {
			return fmt.Errorf("build.json: document %s comes from %q, which is no input", d.ID, d.Input)
		}
		s, err := p.source(f, d)
		if err != nil {
			return err
		}
		p.sources[d.ID] = s
	}
	return nil
}

func (p *prover) problem(format string, args ...any) {
	p.report.Problems = append(p.report.Problems, fmt.Sprintf(format, args...))
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// output opens one output and holds every document in it against its source.
func (p *prover) output(out output) {
	raw, err := os.ReadFile(filepath.Join(p.dist, filepath.FromSlash(out.Path)))
	if err != nil {
		p.problem("%s: %v", out.Path, err)
		return
	}
	p.report.Outputs = append(p.report.Outputs, Hash{out.Path, hash(raw)})
	if out.Format == "press" {
		p.press(out, raw)
		return
	}
	texts, err := p.open(out, raw)
	if err != nil {
		p.problem("%s: cannot be read back: %v", out.Path, err)
		return
	}
	if texts == nil {
		return
	}
	for _, d := range p.build.Documents {
		if out.Document != "" && out.Document != d.ID {
			continue
		}
		t := texts[d.ID]
		if t == nil {
			p.problem("%s: document %s is not in it", out.Path, d.ID)
			continue
		}
		p.document(d.ID, out, t)
	}
}

// open reads the documents of an output; nil for a kind that holds none: the
// correspondence list.
func (p *prover) open(out output, raw []byte) (map[string]*text, error) {
	switch out.Format {
	case "tei":
		return openTEI(out.Path, raw, p.documentOf, p.reading)
	case "epub":
		return openEPUB(raw, p.reading)
	case "pdf":
		return openPDFTexts(raw, p.reading)
	}
	return nil, nil
}

// documentOf is the id of the document whose TEI bears an id: its own, or that
// of its source.
func (p *prover) documentOf(root string) string {
	if d := p.rooted[root]; p.sources[root] == nil && d != "" {
		return d
	}
	return root
}

func (p *prover) reading(id string) reading {
	s := p.sources[id]
	return reading{mode: or(p.build.Reading, "edited"), fromTEI: s != nil && s.fromTEI}
}

func (p *prover) document(id string, out output, t *text) {
	s := p.sources[id]
	if s.fromTEI {
		t.settle()
	}
	r := compare(s.text, t)
	proof := &Proof{Document: id, Output: out.Path, Format: out.Format,
		Words: r.words, Kept: r.kept, Lost: r.lost, Added: r.added}
	p.apparatus(s, t, proof)
	for i, d := range r.differences {
		if i == p.options.Differences {
			proof.more = len(r.differences) - i
			break
		}
		at := s.file.Position(d.at)
		proof.Differences = append(proof.Differences, fmt.Sprintf("%s:%d:%d: %s", s.file.Name, at.Line, at.Column, d.String()))
	}
	p.report.Proofs = append(p.report.Proofs, proof)
}

// String says what differs, and names the row of the conventions where a
// mark shows which.
func (d difference) String() string {
	var s string
	switch d.kind {
	case "lost":
		s = fmt.Sprintf("lost: %q", d.source)
	case "added":
		s = fmt.Sprintf("added: %q", d.output)
	default:
		s = fmt.Sprintf("%q became %q", d.source, d.output)
	}
	if row := rowOf(d.source + " " + d.output); row != "" {
		s += " (" + row + ")"
	}
	return s
}
