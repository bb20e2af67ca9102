package xsd

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode"

	"colophon/internal/xmlread"
)

// builtin are the types by name. "string" and "token" are also those of RELAX
// NG's own library, which has no others.
var builtin = func() map[string]*base {
	m := map[string]*base{}
	for _, b := range append(append(textTypes(), numberTypes()...), timeTypes()...) {
		m[b.name] = b
	}
	return m
}()

func always(string, Context) bool { return true }

func textTypes() []*base {
	word := func(f func(string) bool) func(string, Context) bool {
		return func(s string, _ Context) bool { return f(s) }
	}
	listOf := func(f func(string) bool) func(string, Context) bool {
		return func(s string, _ Context) bool {
			items := Fields(s)
			for _, it := range items {
				if !f(it) {
					return false
				}
			}
			return len(items) > 0
		}
	}
	return []*base{
		{name: "string", noun: "a text", space: preserve, check: always},
		{name: "normalizedString", noun: "a text", space: replace, check: always},
		{name: "token", noun: "a text", space: collapse, check: always},
		{name: "language", noun: "a language tag", space: collapse, check: word(isLanguage)},
		{name: "NMTOKEN", noun: "a name token", space: collapse, check: word(xmlread.IsNmtoken)},
		{name: "NMTOKENS", noun: "a list of name tokens", space: collapse, list: true, check: listOf(xmlread.IsNmtoken)},
		{name: "Name", noun: "a name", space: collapse, check: word(xmlread.IsName)},
		{name: "NCName", noun: "a name without a colon", space: collapse, check: word(xmlread.IsNCName)},
		{name: "ID", noun: "an identifier (a name without a colon)", space: collapse, id: ID, check: word(xmlread.IsNCName)},
		{name: "IDREF", noun: "a reference to an identifier", space: collapse, id: IDREF, check: word(xmlread.IsNCName)},
		{name: "IDREFS", noun: "a list of references to identifiers", space: collapse, id: IDREFS, list: true, check: listOf(xmlread.IsNCName)},
		{name: "ENTITY", noun: "the name of an entity", space: collapse, check: word(xmlread.IsNCName)},
		{name: "ENTITIES", noun: "a list of names of entities", space: collapse, list: true, check: listOf(xmlread.IsNCName)},
		{name: "anyURI", noun: "an address (URI)", space: collapse, check: word(isURI)},
		{name: "boolean", noun: "\"true\" or \"false\"", space: collapse, check: word(isBoolean), key: booleanKey},
		{name: "QName", noun: "a name with a declared prefix", space: collapse, check: isQName, key: qnameKey},
		{name: "NOTATION", noun: "the name of a notation", space: collapse, check: isQName, key: qnameKey},
		{name: "hexBinary", noun: "bytes in hexadecimal", space: collapse, check: word(isHex), size: func(s string) int { return len(s) / 2 },
			key: func(s string, _ Context) string { return strings.ToUpper(s) }},
		{name: "base64Binary", noun: "bytes in Base64", space: collapse, check: word(isBase64), size: base64Size,
			key: func(s string, _ Context) string { return stripSpaces(s) }},
	}
}

// isLanguage: XML Schema 1.0 second edition, 3.3.3.
func isLanguage(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if len(part) < 1 || len(part) > 8 {
			return false
		}
		for _, c := range []byte(part) {
			letter := 'a' <= c|0x20 && c|0x20 <= 'z'
			if !letter && (i == 0 || c < '0' || c > '9') {
				return false
			}
		}
	}
	return true
}

func isBoolean(s string) bool { return s == "true" || s == "false" || s == "1" || s == "0" }

func booleanKey(s string, _ Context) string {
	switch s {
	case "1":
		return "true"
	case "0":
		return "false"
	}
	return s
}

// isURI is what jing checks of an anyURI: percent signs, one "#", the scheme.
func isURI(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && (i+2 >= len(s) || !isHexDigit(s[i+1]) || !isHexDigit(s[i+2])) {
			return false
		}
	}
	if i := strings.IndexByte(s, '#'); i >= 0 && strings.IndexByte(s[i+1:], '#') >= 0 {
		return false
	}
	i := strings.IndexAny(s, ":/?#")
	if i < 0 || s[i] != ':' {
		return true
	}
	if i+1 >= len(s) {
		return false
	}
	for j, c := range []byte(s[:i]) {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (j == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return i > 0
}

func isHexDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

func isQName(s string, c Context) bool {
	prefix, local, colon := strings.Cut(s, ":")
	if !colon {
		return xmlread.IsNCName(s)
	}
	if !xmlread.IsNCName(prefix) || !xmlread.IsNCName(local) {
		return false
	}
	if c == nil {
		return true
	}
	_, ok := c.Lookup(prefix)
	return ok
}

func qnameKey(s string, c Context) string {
	prefix, local, colon := strings.Cut(s, ":")
	if !colon {
		prefix, local = "", s
	}
	uri := ""
	if c != nil {
		uri, _ = c.Lookup(prefix)
	}
	return uri + " " + local
}

func isHex(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil
}

func stripSpaces(s string) string { return strings.ReplaceAll(s, " ", "") }

func isBase64(s string) bool {
	_, err := base64.StdEncoding.Strict().DecodeString(stripSpaces(s))
	return err == nil
}

func base64Size(s string) int {
	b, _ := base64.StdEncoding.DecodeString(stripSpaces(s))
	return len(b)
}

// isWord is [^\p{C}\p{Z}]+ as TEI has it.
func isWord(s string) bool {
	for _, c := range s {
		if c < 0x7F && c > ' ' {
			continue
		}
		if c <= ' ' || unicode.In(c, unicode.Z, unicode.C) || !assigned(c) {
			return false
		}
	}
	return s != ""
}

// assigned reports whether c is in any category; what is in none is Cn.
func assigned(c rune) bool {
	return unicode.In(c, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.C)
}
