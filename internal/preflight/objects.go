package preflight

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// longestString is how many bytes a string may have (ISO 19005-3, 6.1.13).
const longestString = 32767

var filters = []name{"ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "FlateDecode", "RunLengthDecode",
	"CCITTFaxDecode", "JBIG2Decode", "DCTDecode", "JPXDecode", "Crypt"}

// checkObjects looks at every object of the file, used or not.
func (c *checker) checkObjects() {
	if len(c.places) > most {
		c.fail("limits", 0, "the file has %d objects", len(c.places))
	}
	for _, n := range c.numbers() {
		v := c.load(n)
		if c.places[n].within > 0 {
			c.fail("late", n, "it stands in an object stream (PDF 1.5)")
		}
		if s, ok := v.(*stream); ok {
			c.checkStream(n, s)
			v = s.dict
		}
		c.checkValue(n, v, 0)
	}
	c.checkValue(0, c.trailer, 0)
}

func (c *checker) checkStream(n int, s *stream) {
	for _, k := range []name{"F", "FFilter", "FDecodeParms"} {
		if s.dict[k] != nil {
			c.fail("stream-external", n, "its stream has the key %s: its bytes are in another file", k)
		}
	}
	parms := c.list(s.dict["DecodeParms"])
	for i, v := range c.list(s.dict["Filter"]) {
		f := c.name(v)
		switch {
		case !slices.Contains(filters, f):
			c.fail("stream-broken", n, "there is no filter %q", f)
			return
		case f == "LZWDecode":
			c.fail("lzw", n, "its stream is compressed by LZW")
		case f == "JBIG2Decode" || f == "JPXDecode":
			c.fail("late-filter", n, "its stream is compressed by %s", f)
		case f == "Crypt":
			var p dict
			if i < len(parms) {
				p = c.file.dict(parms[i])
			}
			if k := c.name(p["Name"]); k != "" && k != "Identity" {
				c.fail("crypt", n, "its stream has the Crypt filter %q", k)
			}
		}
	}
	if c.trailer["Encrypt"] != nil {
		return // what it holds cannot be read
	}
	if s.dict["Type"] == name("XRef") {
		return
	}
	if err := c.readable(s); err != nil {
		c.fail("stream-broken", n, "its stream cannot be read: %v", err)
	}
}

// checkValue looks at an object and what it holds: the limits of ISO 19005-3,
// 6.1.13, actions, and names that must be UTF-8.
func (c *checker) checkValue(n int, v any, deep int) {
	if deep > deepest {
		return
	}
	switch v := v.(type) {
	case int:
		if v > math.MaxInt32 || v < math.MinInt32 {
			c.fail("limits", n, "the number %d is too large", v)
		}
	case float64:
		if math.Abs(v) > math.MaxFloat32 {
			c.fail("limits", n, "the number %g is too large", v)
		}
	case text:
		if len(v) > longestString {
			c.fail("limits", n, "a string has %d bytes; 32767 are allowed", len(v))
		}
	case name:
		c.checkName(n, v)
	case array:
		for _, e := range v {
			c.checkValue(n, e, deep+1)
		}
	case dict:
		c.checkAction(n, v)
		if c.name(v["S"]) == "MCD" && (v["Type"] == nil || c.name(v["Type"]) == "MediaClip") {
			c.checkClip(n, v)
		}
		for _, k := range []name{"BaseFont", "FontName"} {
			if b, ok := v[k].(name); ok && !utf8.ValidString(string(b)) {
				c.fail("name-utf8", n, "the font's name %q is not UTF-8", b)
			}
		}
		if s, ok := v["S"].(name); ok && v["P"] != nil && !utf8.ValidString(string(s)) {
			c.fail("name-utf8", n, "the structure type %q is not UTF-8", s)
		}
		for _, k := range sortedKeys(v) {
			c.checkName(n, k)
			c.checkValue(n, v[k], deep+1)
		}
	}
}

func (c *checker) checkName(n int, v name) {
	if len(v) > 127 {
		c.fail("limits", n, "a name has %d bytes; 127 are allowed", len(v))
	}
}

// The types of actions, ISO 32000-1, table 198, and those that ISO 19005-3,
// 6.5.1 forbids.
var (
	actions = []name{"GoTo", "GoToR", "GoToE", "Launch", "Thread", "URI", "Sound", "Movie", "Hide", "Named", "SubmitForm",
		"ResetForm", "ImportData", "JavaScript", "SetOCGState", "Rendition", "Trans", "GoTo3DView", "Set-state", "NOP"}
	badActions = []name{"Launch", "Sound", "Movie", "ResetForm", "ImportData", "Hide", "SetOCGState", "Rendition", "Trans",
		"GoTo3DView", "JavaScript", "Set-state", "NOP"}
	namedActions = []name{"NextPage", "PrevPage", "FirstPage", "LastPage"}
)

func (c *checker) checkAction(n int, d dict) {
	s := c.name(d["S"])
	t := c.name(d["Type"])
	js := d["JS"] != nil
	if t == "" && d["P"] != nil && !js {
		return // an element of the structure
	}
	if t != "" && t != "Action" || t == "" && !slices.Contains(actions, s) && !js {
		return
	}
	switch {
	case slices.Contains(badActions, s):
		c.fail("action", n, "there is an action %s", s)
	case t == "Action" && !slices.Contains(actions, s):
		c.fail("action", n, "there is an action %q, which PDF does not know", s)
	case s == "Named" && !slices.Contains(namedActions, c.name(d["N"])):
		c.fail("action", n, "there is an action Named %s", c.name(d["N"]))
	case js:
		c.fail("action", n, "there is JavaScript")
	}
	// A Trans dictionary of a page and a Hide of nothing look alike; for print,
	// what only goes to a page is left to the checks of annotations.
	if t == "Action" && s != "GoTo" || js || s == "JavaScript" || s == "Launch" || s == "URI" && d["URI"] != nil || s == "SubmitForm" {
		c.fail("x-action", n, "there is an action %s", s)
	}
}

// checkCatalog looks at the catalog and what hangs on it that is no page.
func (c *checker) checkCatalog() {
	cat, n := c.catalog(), number0(c.trailer["Root"])
	names := c.file.dict(cat["Names"])
	if cat["AA"] != nil {
		c.fail("action-additional", n, "the catalog has additional actions")
		c.fail("x-action", n, "the catalog has additional actions")
	}
	if open := c.file.dict(cat["OpenAction"]); open != nil {
		c.fail("x-action", n, "the catalog has an OpenAction %s", c.name(open["S"]))
	}
	if names["JavaScript"] != nil {
		c.fail("action", n, "the catalog names JavaScript")
		c.fail("x-action", n, "the catalog names JavaScript")
	}
	if names["AlternatePresentations"] != nil {
		c.fail("presentation", n, "the catalog names alternate presentations")
	}
	if cat["Requirements"] != nil {
		c.fail("requirements", n, "the catalog has Requirements")
	}
	c.checkPermissions(n, c.file.dict(cat["Perms"]))
	if v, _ := c.get(cat["NeedsRendering"]).(bool); v {
		c.fail("xfa", n, "the catalog says NeedsRendering")
	}
	form := c.file.dict(cat["AcroForm"])
	if form["XFA"] != nil {
		c.fail("xfa", n, "there is an XFA form")
	}
	if v, _ := c.get(form["NeedAppearances"]).(bool); v {
		c.fail("form-field", n, "NeedAppearances is true")
	}
	c.checkFields(form["Fields"], map[int]bool{}, 0)
	c.checkOptional(cat, n)
	c.checkOutlines(cat)
	if mark := c.file.dict(cat["MarkInfo"]); true {
		if v, _ := c.get(mark["Marked"]).(bool); !v {
			c.fail("marked", n, "MarkInfo does not say Marked true")
		}
		if v, _ := c.get(mark["Suspects"]).(bool); v {
			c.fail("suspects", n, "MarkInfo says Suspects true")
		}
	}
	if v, _ := c.get(c.file.dict(cat["ViewerPreferences"])["DisplayDocTitle"]).(bool); !v {
		c.fail("title-shown", n, "ViewerPreferences does not say DisplayDocTitle true")
	}
	c.checkLanguage(n, "the catalog", cat["Lang"])
}

// checkClip looks at the data of a clip of media (ISO 14289-1, 7.18.6.2).
func (c *checker) checkClip(n int, d dict) {
	if d["CT"] == nil {
		c.fail("media", n, "the clip does not say its type, CT")
	}
	alt := c.list(d["Alt"])
	ok := len(alt) > 0 && len(alt)%2 == 0
	for i := 1; i < len(alt); i += 2 {
		ok = ok && c.text(alt[i]) != ""
	}
	if !ok {
		c.fail("media", n, "the clip has no text that stands for it, Alt, in pairs of a language and a text")
	}
}

// checkPermissions is ISO 19005-3, 6.1.12.
func (c *checker) checkPermissions(n int, perms dict) {
	for _, k := range sortedKeys(perms) {
		if k != "UR3" && k != "DocMDP" {
			c.fail("permissions", n, "the permissions dictionary has %s", k)
		}
	}
	for _, v := range c.list(c.file.dict(perms["DocMDP"])["Reference"]) {
		d := c.file.dict(v)
		for _, k := range []name{"DigestLocation", "DigestMethod", "DigestValue"} {
			if d[k] != nil {
				c.fail("permissions", n, "the signature that DocMDP names refers to something by %s", k)
			}
		}
	}
}

// checkLanguage looks at the name of a language; PDF/A lets it be empty, for one
// that is not known.
func (c *checker) checkLanguage(n int, of string, v any) {
	s := c.text(v)
	switch {
	case v == nil || isLanguage(s):
	case s == "":
		c.only(UA1, "language-name", n, "Lang of %s is empty", of)
	default:
		c.fail("language-name", n, "Lang %q of %s names no language", s, of)
	}
}

func number0(v any) int {
	r, _ := v.(ref)
	return r.number
}

func isLanguage(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if len(part) == 0 || len(part) > 8 {
			return false
		}
		for _, r := range part {
			letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}

func (c *checker) checkFields(v any, seen map[int]bool, deep int) {
	for _, e := range c.list(v) {
		n := number0(e)
		d := c.file.dict(e)
		if d == nil || seen[n] && n > 0 || deep > deepest {
			continue
		}
		seen[n] = true
		if d["AA"] != nil {
			c.fail("form-field", n, "the form field has additional actions")
		}
		c.checkFields(d["Kids"], seen, deep+1)
	}
}

// checkOptional looks at configurations of optional content (ISO 19005-3, 6.9;
// ISO 14289-1, 7.10).
func (c *checker) checkOptional(cat dict, n int) {
	oc := c.file.dict(cat["OCProperties"])
	if oc == nil {
		return
	}
	c.fail("late", n, "there is optional content (PDF 1.5)")
	seen := map[string]bool{}
	for _, v := range append(array{oc["D"]}, c.list(oc["Configs"])...) {
		d := c.file.dict(v)
		label := c.text(d["Name"])
		switch {
		case label == "":
			c.fail("optional", n, "a configuration of optional content has no Name")
		case seen[label]:
			c.fail("optional", n, "two configurations of optional content are named %q", label)
		}
		seen[label] = true
		if d["AS"] != nil {
			c.fail("optional", n, "a configuration of optional content has AS")
		}
	}
}

// checkOutlines looks at the bookmarks' actions.
func (c *checker) checkOutlines(cat dict) {
	root := c.file.dict(cat["Outlines"])
	seen := map[int]bool{}
	for todo := (array{root["First"]}); len(todo) > 0; {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		d, n := c.file.dict(v), number0(v)
		if d == nil || seen[n] {
			continue
		}
		seen[n] = true
		if a := c.file.dict(d["A"]); a != nil {
			c.fail("x-action", n, "the bookmark %q has an action %s", c.text(d["Title"]), c.name(a["S"]))
		}
		todo = append(todo, d["Next"], d["First"])
	}
}
