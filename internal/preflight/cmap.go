package preflight

import (
	"cmp"
	"slices"
)

// cmap is what a CMap says: of the codes of a font (ISO 32000-1, 9.7.5), or of
// their text (9.10.3).
type cmap struct {
	text   map[int]string // of ToUnicode
	cids   map[int]int
	ranges []codeRange // by their first code
	spaces []codespace
	other  bool // it uses another CMap
	most   int  // the highest CID
	wmode  int  // how the CMap itself says that it is written
}

// codeRange is a range of codes whose texts or CIDs follow one another. It is
// kept as it is: a line can range over millions.
type codeRange struct {
	from, to int
	text     string // of the first code, as UTF-16; "" in a range of CIDs
	cid      int
}

type codespace struct {
	size      int
	low, high int
}

// readCMap reads the words between begin and end of each kind of block.
func readCMap(b []byte) *cmap {
	m := &cmap{text: map[int]string{}, cids: map[int]int{}}
	l := lexer{b: b}
	var block array
	for {
		v := l.next(false)
		if v == endOfBytes {
			slices.SortStableFunc(m.ranges, func(a, b codeRange) int { return cmp.Compare(a.from, b.from) })
			return m
		}
		word, ok := v.(keyword)
		if !ok {
			block = append(block, v)
			continue
		}
		switch word {
		case "endbfchar":
			m.chars(block)
		case "endbfrange":
			m.textRanges(block)
		case "endcidchar":
			m.cidChars(block)
		case "endcidrange":
			m.cidRanges(block)
		case "endcodespacerange":
			m.codespaces(block)
		case "usecmap":
			m.other = true
		case "def":
			if n := len(block); n > 1 && block[n-2] == name("WMode") {
				m.wmode, _ = block[n-1].(int)
			}
		}
		block = block[:0]
	}
}

func code(v any) (int, bool) {
	s, ok := v.(text)
	if !ok || len(s) == 0 || len(s) > 4 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		n = n<<8 | int(s[i])
	}
	return n, true
}

func (m *cmap) chars(b array) {
	for i := 0; i+1 < len(b); i += 2 {
		if n, ok := code(b[i]); ok {
			if s, isText := b[i+1].(text); isText {
				m.text[n] = fromUTF16([]byte(s))
			}
		}
	}
}

// longestText is how many bytes the text of a code in a range may have
// (Adobe Technical Note 5014: a destination string of up to 512 bytes).
const longestText = 512

func (m *cmap) textRanges(b array) {
	for i := 0; i+2 < len(b); i += 3 {
		from, ok1 := code(b[i])
		to, ok2 := code(b[i+1])
		if !ok1 || !ok2 || to < from {
			continue
		}
		switch v := b[i+2].(type) {
		case array:
			for j, e := range v {
				if s, ok := e.(text); ok && from+j <= to {
					m.text[from+j] = fromUTF16([]byte(s))
				}
			}
		case text:
			if len(v) > 0 && len(v) <= longestText {
				m.ranges = append(m.ranges, codeRange{from: from, to: to, text: string(v)})
			}
		}
	}
}

func (m *cmap) cidChars(b array) {
	for i := 0; i+1 < len(b); i += 2 {
		n, ok := code(b[i])
		if cid, isInt := b[i+1].(int); ok && isInt {
			m.cids[n] = cid
			m.most = max(m.most, cid)
		}
	}
}

func (m *cmap) cidRanges(b array) {
	for i := 0; i+2 < len(b); i += 3 {
		from, ok1 := code(b[i])
		to, ok2 := code(b[i+1])
		cid, ok3 := b[i+2].(int)
		if ok1 && ok2 && ok3 && to >= from {
			m.most = max(m.most, cid+to-from)
			m.ranges = append(m.ranges, codeRange{from: from, to: to, cid: cid})
		}
	}
}

// find is the range that a code is in; nil for none. Where ranges overlap, which
// no whole CMap has, the nearest few are looked at.
func (m *cmap) find(code int) *codeRange {
	i, _ := slices.BinarySearchFunc(m.ranges, code+1, func(r codeRange, code int) int { return cmp.Compare(r.from, code) })
	for k := i - 1; k >= 0 && k >= i-8; k-- {
		if code <= m.ranges[k].to {
			return &m.ranges[k]
		}
	}
	return nil
}

// textOf is the text of a code.
func (m *cmap) textOf(code int) (string, bool) {
	if s, ok := m.text[code]; ok {
		return s, true
	}
	r := m.find(code)
	if r == nil || r.text == "" {
		return "", false
	}
	u := []byte(r.text)
	for k, carry := len(u)-1, code-r.from; k >= 0 && carry > 0; k-- {
		carry += int(u[k])
		u[k] = byte(carry)
		carry >>= 8
	}
	return fromUTF16(u), true
}

// cidOf is the CID of a code; 0, that of .notdef, where it has none.
func (m *cmap) cidOf(code int) int {
	if n, ok := m.cids[code]; ok {
		return n
	}
	if r := m.find(code); r != nil && r.text == "" {
		return r.cid + code - r.from
	}
	return 0
}

func (m *cmap) codespaces(b array) {
	for i := 0; i+1 < len(b); i += 2 {
		low, ok1 := code(b[i])
		high, ok2 := code(b[i+1])
		if ok1 && ok2 {
			m.spaces = append(m.spaces, codespace{len(b[i].(text)), low, high})
		}
	}
}

// split cuts a string into codes by the code space.
func (m *cmap) split(s []byte) []int {
	var out []int
	for len(s) > 0 {
		n, size := 0, 0
		for k := 1; k <= 4 && k <= len(s) && size == 0; k++ {
			n = n<<8 | int(s[k-1])
			for _, c := range m.spaces {
				if c.size == k && n >= c.low && n <= c.high {
					size = k
				}
			}
		}
		if size == 0 {
			size, n = 1, int(s[0])
		}
		out = append(out, n)
		s = s[size:]
	}
	return out
}
