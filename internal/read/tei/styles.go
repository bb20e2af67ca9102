package tei

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// styleWords are the words of @rend, and the declarations of CSS, that say how
// type looks. Editors write them in many ways; what is not here prints plain.
var styleWords = map[string]edition.Style{
	"italic": edition.Italic, "italics": edition.Italic, "i": edition.Italic, "it": edition.Italic, "ital": edition.Italic,
	"italique": edition.Italic, "kursiv": edition.Italic, "oblique": edition.Italic, "slanted": edition.Italic,
	"bold": edition.Bold, "b": edition.Bold, "bolder": edition.Bold, "fett": edition.Bold, "gras": edition.Bold, "strong": edition.Bold,
	"smallcaps": edition.SmallCaps, "small-caps": edition.SmallCaps, "sc": edition.SmallCaps, "smcap": edition.SmallCaps, "smallcap": edition.SmallCaps,
	"kapitälchen": edition.SmallCaps, "small_caps": edition.SmallCaps, "scap": edition.SmallCaps,
	"allcaps": edition.AllCaps, "caps": edition.AllCaps, "uppercase": edition.AllCaps, "capitals": edition.AllCaps,
	"superscript": edition.Superscript, "super": edition.Superscript, "sup": edition.Superscript, "exp": edition.Superscript, "exponent": edition.Superscript,
	"subscript": edition.Subscript, "sub": edition.Subscript,
	"underline": edition.Underline, "underlined": edition.Underline, "u": edition.Underline, "ul": edition.Underline,
	"doubleunderline": edition.Underline, "double-underline": edition.Underline, "unterstrichen": edition.Underline, "souligné": edition.Underline,
	"strike": edition.Strike, "strikethrough": edition.Strike, "line-through": edition.Strike, "linethrough": edition.Strike,
	"letterspaced": edition.Letterspaced, "spaced": edition.Letterspaced, "gesperrt": edition.Letterspaced, "g": edition.Letterspaced,
	"spaced_out": edition.Letterspaced, "spaced-out": edition.Letterspaced, "s": edition.Letterspaced, "sperrung": edition.Letterspaced,
	"roman": edition.Roman, "upright": edition.Roman, "antiqua": edition.Roman, "latintype": edition.Roman, "recte": edition.Roman,
	"typewriter": edition.Typewriter, "monospace": edition.Typewriter, "tt": edition.Typewriter,
}

// styleOf reads the styles out of a @rend; case, # and a "font-" before the
// word do not matter. Values of CSS properties are words too.
func styleOf(rend string) edition.Style {
	var s edition.Style
	for _, token := range strings.FieldsFunc(strings.ToLower(rend), func(r rune) bool {
		return r == ' ' || r == ';' || r == ':' || r == ',' || r == '\n' || r == '(' || r == ')'
	}) {
		token = strings.TrimPrefix(strings.TrimPrefix(token, "#"), "font-")
		s |= styleWords[token]
	}
	return s
}

// stylesOf reads the renditions a header declares (TEI P5 ch. 2, tagsDecl), by
// id.
func stylesOf(header *xmlread.Node) map[string]edition.Style {
	if header == nil {
		return nil
	}
	styles := map[string]edition.Style{}
	for _, n := range all(header, "rendition") {
		if id := attr(n, xmlread.XMLSpace, "id"); id != "" {
			s := styleOf(plain(n))
			if strings.Contains(plain(n), "letter-spacing") {
				s |= edition.Letterspaced
			}
			styles[id] = s
		}
	}
	return styles
}

// style is how an element looks, by @rend, @rendition and @style.
func (r *reader) style(n *xmlread.Node) edition.Style {
	s := styleOf(attr(n, "", "rend")) | styleOf(attr(n, "", "style"))
	for word := range strings.FieldsSeq(attr(n, "", "rend")) {
		if name, ok := strings.CutPrefix(word, "#"); ok {
			s |= r.styles[name] // older files point with @rend
		}
	}
	for pointer := range strings.FieldsSeq(attr(n, "", "rendition")) {
		name := pointer[strings.LastIndexAny(pointer, "#:")+1:]
		if declared, ok := r.styles[name]; ok {
			s |= declared
		} else {
			s |= styleOf(name)
		}
	}
	return s
}
