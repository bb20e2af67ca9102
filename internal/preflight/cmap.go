package preflight

import "slices"

// cmap is what a CMap says: of the codes of a font (ISO 32000-1, 9.7.5), or of
// their text (9.10.3).
type cmap struct {
	text   map[int]string // of ToUnicode
	cids   map[int]int
	spaces []codespace
	other  bool // it uses another CMap
	most   int  // the highest CID
	wmode  int  // how the CMap itself says that it is written
	left   *int // how many entries may still be made
}

type codespace struct {
	size      int
	low, high int
}

// readCMap reads the words between begin and end of each kind of block.
func readCMap(b []byte, left *int) *cmap {
	m := &cmap{text: map[int]string{}, cids: map[int]int{}, left: left}
	l := lexer{b: b}
	var block array
	for {
		v := l.next(false)
		if v == endOfBytes {
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
			m.ranges(block)
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

func (m *cmap) ranges(b array) {
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
			if len(v) > longestText {
				continue
			}
			for j := 0; j <= to-from && *m.left > 0; j++ {
				u := []byte(v)
				for k, carry := len(u)-1, j; k >= 0 && carry > 0; k-- {
					carry += int(u[k])
					if u = slices.Clone(u); true {
						u[k] = byte(carry)
					}
					carry >>= 8
				}
				m.text[from+j] = fromUTF16(u)
				*m.left--
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
		}
		for j := 0; ok1 && ok2 && ok3 && j <= to-from && *m.left > 0; j++ {
			m.cids[from+j] = cid + j
			*m.left--
		}
	}
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
