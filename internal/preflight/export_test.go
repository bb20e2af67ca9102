package preflight

// What the tests use to break files: the objects as they are read.
type (
	Name   = name
	Text   = text
	Array  = array
	Dict   = dict
	Ref    = ref
	Stream = stream
)

// Document is a file taken apart: all its objects, to be changed.
type Document struct {
	f       *file
	Objects map[int]any
	Trailer Dict
}

// Take reads all objects of a file.
func Take(b []byte) (*Document, error) {
	f, err := open(b)
	if err != nil {
		return nil, err
	}
	d := &Document{f, map[int]any{}, Dict{}}
	for _, n := range f.numbers() {
		v := f.load(n)
		if t := f.dict(v)["Type"]; t != Name("XRef") && t != Name("ObjStm") {
			d.Objects[n] = v
		}
	}
	for _, k := range []Name{"Root", "Info", "ID"} {
		d.Trailer[k] = f.trailer[k]
	}
	return d, nil
}

// Get follows a reference.
func (d *Document) Get(v any) any {
	if r, ok := v.(Ref); ok {
		return d.Objects[r.number]
	}
	return v
}

// Dict is the dictionary of a value.
func (d *Document) Dict(v any) Dict {
	switch v := d.Get(v).(type) {
	case Dict:
		return v
	case *Stream:
		return v.dict
	}
	return nil
}

// Array is the array of a value.
func (d *Document) Array(v any) Array {
	a, _ := d.Get(v).(Array)
	return a
}

// Content is what a stream holds.
func (d *Document) Content(v any) []byte {
	s, ok := d.Get(v).(*Stream)
	if !ok {
		return nil
	}
	b, err := d.f.decode(s)
	if err != nil {
		panic(err)
	}
	return b
}

// SetContent gives a stream other bytes, without filters.
func (d *Document) SetContent(v any, b []byte) {
	s := d.Get(v).(*Stream)
	delete(s.dict, "Filter")
	delete(s.dict, "DecodeParms")
	s.raw = b
}

// Add adds an object.
func (d *Document) Add(v any) Ref {
	n := 1
	for d.Objects[n] != nil {
		n++
	}
	d.Objects[n] = v
	return Ref{n, 0}
}

// MakeRef is a reference to an object.
func MakeRef(n int) Ref { return Ref{n, 0} }

// NewStream makes a stream.
func NewStream(d Dict, b []byte) *Stream { return &Stream{dict: d, raw: b} }

// StreamParts gives a stream's dictionary and its bytes as they are stored.
func StreamParts(s *Stream) (Dict, []byte) { return s.dict, s.raw }

// Number is that of a reference.
func Number(r Ref) int { return r.number }

// ReadParts reads bytes as each kind of thing that a PDF embeds.
func ReadParts(b []byte) {
	m := readCMap(b)
	m.textOf(65)
	m.cidOf(65)
	if o, err := readType1(b); err == nil {
		o.width(len(o.widths))
	}
	if o, err := readCFF(b); err == nil {
		o.width(len(o.widths))
	}
	if t, err := readTrueType(b); err == nil {
		t.postName("A")
		t.drawn(t.glyphs)
		for _, m := range t.cmaps {
			m.glyph('A')
		}
	}
	readJP2(b)
	if root, err := readElements(b); err == nil {
		x := &xmp{}
		x.collect(root)
		readExtensions(x)
	}
}

// Of reports whether a rule is one of a standard's.
func (r *Rule) Of(standard string) bool { return r.of(standard) }

// Mends are what can be done about broken rules.
func Mends() map[string]string { return mends }
