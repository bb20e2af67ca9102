package xsd

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Translate turns a regular expression of XML Schema (Part 2, appendix F) into
// one of Go's that matches the whole of a value: ^ and $ are plain characters
// there, a dot is no line end, \i and \c are XML's names, and a class may be
// taken from a class.
func Translate(pattern string) (string, error) {
	if !utf8.ValidString(pattern) {
		return "", errors.New("it is not UTF-8")
	}
	p := &regexReader{in: []rune(pattern)}
	out, err := p.alternatives(0)
	if err != nil {
		return "", err
	}
	if p.i < len(p.in) {
		return "", errors.New("a \")\" is closed that was never opened")
	}
	return `^(?:` + out + `)$`, nil
}

type regexReader struct {
	in []rune
	i  int
}

// deepest is how many parentheses may stand within one another.
const deepest = 200

func (p *regexReader) peek() rune {
	if p.i < len(p.in) {
		return p.in[p.i]
	}
	return -1
}

func (p *regexReader) alternatives(depth int) (string, error) {
	if depth > deepest {
		return "", errors.New("too many parentheses within one another")
	}
	var b strings.Builder
	for {
		switch c := p.peek(); c {
		case -1, ')':
			return b.String(), nil
		case '|':
			p.i++
			b.WriteByte('|')
			continue
		}
		atom, err := p.atom(depth)
		if err != nil {
			return "", err
		}
		quantifier, err := p.quantifier()
		if err != nil {
			return "", err
		}
		if quantifier != "" {
			atom = "(?:" + atom + ")" + quantifier
		}
		b.WriteString(atom)
	}
}

func (p *regexReader) atom(depth int) (string, error) {
	c := p.peek()
	p.i++
	switch c {
	case '(':
		in, err := p.alternatives(depth + 1)
		if err != nil {
			return "", err
		}
		if p.peek() != ')' {
			return "", errors.New("a \"(\" is never closed")
		}
		p.i++
		return "(?:" + in + ")", nil
	case '[':
		set, err := p.class(depth)
		if err != nil {
			return "", err
		}
		return set.regexp(), nil
	case '.':
		return `[^\n\r]`, nil
	case '\\':
		set, err := p.escape()
		if err != nil {
			return "", err
		}
		return set.regexp(), nil
	case '?', '*', '+', '{', '}', ']':
		return "", fmt.Errorf("\"%c\" stands where it repeats nothing", c)
	}
	return quoteMeta(c), nil
}

func quoteMeta(c rune) string {
	if strings.ContainsRune(`\.+*?()|[]{}^$`, c) {
		return `\` + string(c)
	}
	return string(c)
}

// quantifier reads ?, *, +, {n}, {n,}, {n,m}. Go repeats at most 1,000 times.
func (p *regexReader) quantifier() (string, error) {
	switch c := p.peek(); c {
	case '?', '*', '+':
		p.i++
		return string(c), nil
	case '{':
	default:
		return "", nil
	}
	end := p.i
	for end < len(p.in) && p.in[end] != '}' {
		end++
	}
	if end == len(p.in) {
		return "", errors.New("a \"{\" is never closed")
	}
	s := string(p.in[p.i+1 : end])
	p.i = end + 1
	low, high, comma := strings.Cut(s, ",")
	n, err := strconv.Atoi(low)
	if err != nil || !allDigits(low) {
		return "", fmt.Errorf("\"{%s}\" is not a number of times", s)
	}
	if comma && high != "" {
		m, err := strconv.Atoi(high)
		if err != nil || !allDigits(high) || m < n {
			return "", fmt.Errorf("\"{%s}\" is not a number of times", s)
		}
	}
	return "{" + s + "}", nil
}

// class reads what follows "[".
func (p *regexReader) class(depth int) (runeSet, error) {
	if depth > deepest {
		return nil, errors.New("too many classes within one another")
	}
	negated := p.peek() == '^'
	if negated {
		p.i++
	}
	var set runeSet
	for first := true; ; first = false {
		c := p.peek()
		switch {
		case c == -1:
			return nil, errors.New("a \"[\" is never closed")
		case c == ']' && !first:
			p.i++
			return set.negateIf(negated), nil
		case c == '-' && p.i+1 < len(p.in) && p.in[p.i+1] == '[' && !first:
			p.i += 2
			minus, err := p.class(depth + 1)
			if err != nil {
				return nil, err
			}
			if p.peek() != ']' {
				return nil, errors.New("a class taken from a class does not end it")
			}
			p.i++
			return set.negateIf(negated).minus(minus), nil
		case c == '[' || c == ']':
			return nil, fmt.Errorf("\"%c\" stands in a class without \"\\\"", c)
		}
		part, err := p.classPart()
		if err != nil {
			return nil, err
		}
		set = append(set, part...)
	}
}

// classPart reads a character, a range or an escape within a class.
func (p *regexReader) classPart() (runeSet, error) {
	from, set, err := p.classChar()
	if err != nil || set != nil {
		return set, err
	}
	if p.peek() != '-' || p.i+1 >= len(p.in) || p.in[p.i+1] == ']' || p.in[p.i+1] == '[' {
		return runeSet{{from, from}}, nil
	}
	p.i++
	to, set, err := p.classChar()
	if err != nil {
		return nil, err
	}
	if set != nil || to < from {
		return nil, errors.New("a range in a class goes from a character to an earlier one")
	}
	return runeSet{{from, to}}, nil
}

func (p *regexReader) classChar() (rune, runeSet, error) {
	c := p.peek()
	p.i++
	if c != '\\' {
		return c, nil, nil
	}
	set, err := p.escape()
	if err == nil && len(set) == 1 && set[0].from == set[0].to {
		return set[0].from, nil, nil
	}
	return 0, set, err
}

// escape reads what follows "\".
func (p *regexReader) escape() (runeSet, error) {
	c := p.peek()
	p.i++
	switch c {
	case 'n':
		return runeSet{{'\n', '\n'}}, nil
	case 'r':
		return runeSet{{'\r', '\r'}}, nil
	case 't':
		return runeSet{{'\t', '\t'}}, nil
	case 'p', 'P':
		set, err := p.property()
		if err != nil {
			return nil, err
		}
		return set.negateIf(c == 'P'), nil
	}
	if strings.ContainsRune(`\|.-^?*+{}()[]`, c) {
		return runeSet{{c, c}}, nil
	}
	if set, ok := shorthand[unicode.ToLower(c)]; ok && c < 0x80 {
		return set().negateIf(unicode.IsUpper(c)), nil
	}
	if c == -1 {
		return nil, errors.New("it ends with a \"\\\"")
	}
	return nil, fmt.Errorf("\"\\%c\" has no meaning", c)
}

// property reads {Lu} or {IsCyrillic} after \p.
func (p *regexReader) property() (runeSet, error) {
	if p.peek() != '{' {
		return nil, errors.New("\"\\p\" is not followed by \"{\"")
	}
	end := p.i
	for end < len(p.in) && p.in[end] != '}' {
		end++
	}
	if end == len(p.in) {
		return nil, errors.New("a \"{\" is never closed")
	}
	name := string(p.in[p.i+1 : end])
	p.i = end + 1
	if block, ok := strings.CutPrefix(name, "Is"); ok {
		if b, ok := blocks[block]; ok {
			return runeSet{b}, nil
		}
		return nil, fmt.Errorf("\"%s\" is no block of Unicode", block)
	}
	if set, ok := category(name); ok {
		return set, nil
	}
	return nil, fmt.Errorf("\"%s\" is no category of Unicode", name)
}
