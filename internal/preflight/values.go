package preflight

import "unicode/utf16"

// dict is the dictionary a value is, or that of the stream it is; nil, which
// can be asked, for anything else.
func (f *file) dict(v any) dict {
	switch v := f.get(v).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (f *file) stm(v any) *stream {
	s, _ := f.get(v).(*stream)
	return s
}

// list is the array a value is, or the value alone; nil for null.
func (f *file) list(v any) array {
	switch v := f.get(v).(type) {
	case nil:
		return nil
	case array:
		return v
	default:
		return array{v}
	}
}

// listRefs is list, but keeps a reference to a single value.
func (f *file) listRefs(v any) array {
	if a, ok := f.get(v).(array); ok {
		return a
	}
	if f.get(v) == nil {
		return nil
	}
	return array{v}
}

func (f *file) name(v any) name {
	n, _ := f.get(v).(name)
	return n
}

func (f *file) int(v any) (int, bool) {
	n, ok := f.get(v).(int)
	return n, ok
}

func (f *file) number(v any) (float64, bool) {
	switch v := f.get(v).(type) {
	case int:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// text is a text string in Unicode (ISO 32000-1, 7.9.2.2); the letters of
// PDFDocEncoding beyond Latin 1 are only told apart.
func (f *file) text(v any) string {
	s, ok := f.get(v).(text)
	if !ok {
		return ""
	}
	switch {
	case len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF:
		return fromUTF16([]byte(s[2:]))
	case len(s) >= 3 && s[:3] == "\xEF\xBB\xBF":
		return string(s[3:])
	}
	r := make([]rune, len(s))
	for i := range len(s) {
		r[i] = rune(s[i])
		if d, ok := docEncoding[s[i]]; ok {
			r[i] = d
		}
	}
	return string(r)
}

func fromUTF16(b []byte) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(u))
}

// docEncoding is where PDFDocEncoding is not Latin 1 (ISO 32000-1, D.2).
var docEncoding = map[byte]rune{
	0x18: '˘', 0x19: 'ˇ', 0x1A: 'ˆ', 0x1B: '˙', 0x1C: '˝', 0x1D: '˛', 0x1E: '˚', 0x1F: '˜',
	0x80: '•', 0x81: '†', 0x82: '‡', 0x83: '…', 0x84: '—', 0x85: '–', 0x86: 'ƒ', 0x87: '⁄',
	0x88: '‹', 0x89: '›', 0x8A: '−', 0x8B: '‰', 0x8C: '„', 0x8D: '“', 0x8E: '”', 0x8F: '‘',
	0x90: '’', 0x91: '‚', 0x92: '™', 0x93: 'ﬁ', 0x94: 'ﬂ', 0x95: 'Ł', 0x96: 'Œ', 0x97: 'Š',
	0x98: 'Ÿ', 0x99: 'Ž', 0x9A: 'ı', 0x9B: 'ł', 0x9C: 'œ', 0x9D: 'š', 0x9E: 'ž', 0xA0: '€',
}
