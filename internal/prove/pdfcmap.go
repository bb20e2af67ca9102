package prove

import "strings"

// cmap is a ToUnicode table (ISO 32000-1, 9.10.3) of codes of one or two
// bytes.
type cmap struct {
	width int // bytes of a code
	to    map[int]string
}

// decode turns the bytes of a shown string into text.
func (c *cmap) decode(b *strings.Builder, s string) {
	width := max(1, c.width)
	for i := 0; i+width <= len(s); i += width {
		code := int(s[i])
		if width == 2 {
			code = code<<8 | int(s[i+1])
		}
		b.WriteString(c.to[code])
	}
}

// readCMap reads the codespace, bfchar and bfrange sections.
func readCMap(data []byte) *cmap {
	c := &cmap{to: map[int]string{}}
	l := &contentLexer{b: data}
	var stack []operand
	for {
		o, operator, ok := l.next()
		if !ok {
			return c
		}
		if operator == "" {
			stack = append(stack, o)
			continue
		}
		switch operator {
		case "endcodespacerange":
			if len(stack) >= 2 {
				c.width = len(stack[len(stack)-1].str)
			}
		case "endbfchar":
			for i := 0; i+1 < len(stack); i += 2 {
				c.to[codeOf(stack[i])] = utf16Text([]byte(stack[i+1].str))
			}
		case "endbfrange":
			c.ranges(stack)
		}
		stack = stack[:0]
	}
}

func (c *cmap) ranges(stack []operand) {
	for i := 0; i+2 < len(stack); i += 3 {
		from, to := codeOf(stack[i]), codeOf(stack[i+1])
		last := []byte(stack[i+2].str)
		for code := from; code <= to && code-from < 1<<16; code++ {
			if items := stack[i+2].items; items != nil {
				if code-from < len(items) {
					c.to[code] = utf16Text([]byte(items[code-from].str))
				}
				continue
			}
			c.to[code] = utf16Text(last)
			if n := len(last); n > 0 {
				last[n-1]++
			}
		}
	}
}

func codeOf(o operand) int {
	n := 0
	for i := range len(o.str) {
		n = n<<8 | int(o.str[i])
	}
	return n
}
