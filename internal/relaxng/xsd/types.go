package xsd

import (
	"encoding/base64"
	"encoding/hex"
	"net/netip"
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

// never is for names of entities that are not text: a file that declares one
// (NDATA) has not been seen in this field, and without it no name is valid.
func never(string, Context) bool { return false }

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
		{name: "ENTITY", noun: "the name of a declared entity that is not text", space: collapse, check: never},
		{name: "ENTITIES", noun: "a list of names of declared entities that are not text", space: collapse, list: true, check: never},
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

// isURI is what jing checks of an anyURI: percent signs, one "#", the scheme
// and that something follows it, and "[" and "]" only around a host's number.
func isURI(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && (i+2 >= len(s) || !isHexDigit(s[i+1]) || !isHexDigit(s[i+2])) {
			return false
		}
	}
	s, fragment, _ := strings.Cut(s, "#")
	if strings.Contains(fragment, "#") {
		return false
	}
	hasFragment := fragment != ""
	if i := strings.IndexAny(s, ":/?"); i >= 0 && s[i] == ':' {
		if !isScheme(s[:i]) || s[i+1:] == "" {
			return false
		}
		if s = s[i+1:]; s[0] != '/' {
			return true
		}
	}
	s, _, hasQuery := strings.Cut(s, "?")
	if s == "//" && !hasQuery && !hasFragment {
		return false
	}
	return bracketsRight(s)
}

func isScheme(s string) bool {
	for j, c := range []byte(s) {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (j == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return s != ""
}

// bracketsRight looks for "[" and "]" in authority and path: RFC 2732.
func bracketsRight(s string) bool {
	if rest, ok := strings.CutPrefix(s, "//"); ok {
		authority, path, _ := strings.Cut(rest, "/")
		if i := strings.IndexByte(authority, '['); i >= 0 {
			host, port, found := strings.Cut(authority[i+1:], "]")
			addr, err := netip.ParseAddr(host)
			if !found || err != nil || !addr.Is6() || port != "" && (port[0] != ':' || !allDigits(port[1:])) {
				return false
			}
			authority = ""
		}
		s = authority + path
	}
	return !strings.ContainsAny(s, "[]")
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

// isWord is [^\p{C}\p{Z}]+ as TEI has it, and as jing on a Java of today reads
// it: what keeps two words apart is refused, invisible characters are not.
func isWord(s string) bool {
	for _, c := range s {
		if c == ' ' || c > 0x7F && unicode.Is(unicode.Z, c) {
			return false
		}
	}
	return s != ""
}
