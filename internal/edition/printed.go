package edition

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// IsDotted reports text whose reading is not certain and that no sign follows: a
// dot stands below each of its letters.
func IsDotted(u *Unclear) bool {
	before, after := Printed(u)
	return before+after == ""
}

// Printed tells the signs an editorial mark shows before and after its
// content, in print and EPUB alike; both empty where it shows none. It is the
// right-hand column of the table of conventions. A Choice is shown by Shown.
func Printed(n Node) (before, after string) {
	if b := n.Common(); b != nil && utf8.RuneCountInString(b.Rend) == 2 && isSignPair(b.Rend) {
		_, first := utf8.DecodeRuneInString(b.Rend)
		return b.Rend[:first], b.Rend[first:]
	}
	switch n := n.(type) {
	case *Supplied:
		return suppliedSigns(n)
	case *Surplus:
		return "{", "}"
	case *Unclear:
		switch {
		case n.Reason == "garbled":
			return "[C% ", "]"
		case n.Cert == "low":
			return "", gapBefore(&n.Base) + "[?]"
		}
	case *Variant:
		if n.Kind == "sic" {
			return "", gapBefore(&n.Base) + "[" + or(n.As, "sic") + "]"
		}
	case *Note:
		if n.Place == "inline" || n.Rend == "brackets" {
			return "[" + n.As, "]"
		}
	case *Gap:
		if strings.HasPrefix(n.As, "[") && strings.HasSuffix(n.As, "]") {
			return n.As, "" // brackets of the source's own
		}
		return "[" + or(n.As, "..."), "]"
	case *Addition:
		if n.As != "" {
			return "[" + n.As, "]"
		}
	case *Deletion:
		if n.As != "" {
			return "[" + n.As, "]"
		}
	case *Phrase:
		return n.Stands, ""
	case *Stamp:
		return "[" + n.As, "]"
	case *Stage:
		if n.Rend == "brackets" {
			return "[", "]"
		}
	}
	return "", ""
}

// gapBefore is the space between a word and the mark that follows it; a record
// that has none ("word[sic]", "word[?]") says so in Rend.
func gapBefore(b *Base) string {
	if b.Rend == "close" {
		return ""
	}
	return " "
}

// suppliedSigns leaves a bracket open where the act goes on in the next
// paragraph (@next) or comes from the one before (@prev): row 32.
func suppliedSigns(s *Supplied) (before, after string) {
	if Attribute(s, "prev") == "" {
		before = "["
	}
	if Attribute(s, "next") == "" {
		after = "]"
		if s.Cert == "low" {
			after = "?]"
		}
	}
	return before, after
}

// isSignPair reports whether a @rend names the pair of signs the source used
// (row 46: ⟨⟩, ⟦⟧, ‹›, {}), which then print as they stand.
func isSignPair(rend string) bool {
	return strings.Contains("⟨⟩ ⟦⟧ ‹› {} <> () «»", rend) && !strings.Contains(rend, " ")
}

// Attribute is the value of an attribute kept in Base.Attrs; "" without one.
func Attribute(n Node, name string) string {
	if b := n.Common(); b != nil {
		for _, a := range b.Attrs {
			if a.Name == name {
				return a.Value
			}
		}
	}
	return ""
}

// Shown is how a Choice prints: one reading, or two with signs around the
// second. A record's correction prints as word [recte: X] in every mode.
type Shown struct {
	First  []Inline // the variants or nodes that print in the line
	Open   string   // before the second reading
	Second []Inline
	Close  string
}

// ShowChoice decides which of the variants print in a mode. Edited takes corr,
// reg, expan; Diplomatic sic, orig, abbr; Both prints the source's first and
// the editor's in brackets.
func ShowChoice(c *Choice, m ReadingMode) Shown {
	old, mended := sides(c)
	as, before := "", " "
	for _, v := range mended {
		if v, ok := v.(*Variant); ok {
			as, before = v.As, gapBefore(&v.Base)
		}
	}
	switch {
	case as != "":
		return Shown{First: old, Open: before + "[" + as, Second: mended, Close: "]"}
	case len(old) == 0 || m.IsEdited() && len(mended) > 0:
		return Shown{First: mended[:min(1, len(mended))]}
	case m == Both && len(mended) > 0:
		return Shown{First: old[:1], Open: " [", Second: mended[:1], Close: "]"}
	}
	return Shown{First: old[:1]}
}

// sides are what the source has in a choice, and what editors made of it. A
// choice in a choice is the editors' where all it offers is, or where it mends
// and nothing beside it does.
func sides(c *Choice) (old, mended []Inline) {
	mends := slices.ContainsFunc(c.Variants, isMended)
	written := slices.ContainsFunc(c.Variants, func(n Inline) bool {
		_, nested := n.(*Choice)
		return !nested && !isMended(n)
	})
	for _, n := range c.Variants {
		theirs := isMended(n)
		if inner, ok := n.(*Choice); ok {
			before, after := sides(inner)
			theirs = len(after) > 0 && (len(before) == 0 || written && !mends)
		}
		if theirs {
			mended = append(mended, n)
		} else {
			old = append(old, n)
		}
	}
	return old, mended
}

// isMended reports a reading that is an editor's.
func isMended(n Inline) bool {
	v, ok := n.(*Variant)
	return ok && (v.Kind == "corr" || v.Kind == "reg" || v.Kind == "expan")
}

// Omitted reports whether a mode leaves a node out of the reading text: in an
// edited text from TEI the deletions; always what is Hidden. What an Apparatus
// shows, ShowApparatus says.
func Omitted(n Node, d *Document, m ReadingMode) bool {
	switch n := n.(type) {
	case *Hidden:
		return true
	case *Deletion:
		return d.FromTEI && m.IsEdited() && !n.Restored
	case *Variant:
		// Inside an expansion: the marks of abbreviation, or what they stand for.
		return n.Kind == "am" && m != Diplomatic && m != Both || n.Kind == "ex" && m == Diplomatic
	}
	return false
}

// OnlySigns reports whether text begins with signs that stand close to the word
// before, and nothing else up to the next space: where a deletion between a
// word and its comma is left out, so is the space before it.
func OnlySigns(s string) bool {
	rest := strings.TrimLeft(s, ",.;:!?")
	return len(rest) < len(s) && (rest == "" || rest[0] == ' ' || rest[0] == '\n' || rest[0] == '\t')
}

// ShowApparatus is what an apparatus entry shows in the text: its lemma, or
// the first reading where it has none; either may stand in a group.
func ShowApparatus(a *Apparatus) []Inline {
	for _, kind := range []string{"lem", "rdg"} {
		if r := readingOf(a.Content, kind); r != nil {
			return []Inline{r}
		}
	}
	return nil
}

func readingOf(content []Inline, kind string) *Reading {
	for _, n := range content {
		r, ok := n.(*Reading)
		switch {
		case !ok:
		case r.Kind == kind:
			return r
		case r.Kind == "rdgGrp":
			if r := readingOf(r.Content, kind); r != nil {
				return r
			}
		}
	}
	return nil
}

func or(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}
