package relaxng

import (
	"colophon/internal/xmlread"
)

type name = xmlread.Name

// nameClass is a set of names: RELAX NG, section 4.18 and what is left of it.
type nameClass interface {
	contains(n name) bool
	// String is the same for name classes that are the same.
	String() string
}

type oneName struct{ name }

func (c oneName) contains(n name) bool { return c.name == n }
func (c oneName) String() string       { return "{" + c.Space + "}" + c.Local }

// anyName is every name but those of except.
type anyName struct{ except nameClass }

func (c anyName) contains(n name) bool { return c.except == nil || !c.except.contains(n) }
func (c anyName) String() string       { return "*" + exceptString(c.except) }

// nsName is every name of a namespace but those of except.
type nsName struct {
	space  string
	except nameClass
}

func (c nsName) contains(n name) bool {
	return c.space == n.Space && (c.except == nil || !c.except.contains(n))
}
func (c nsName) String() string { return "{" + c.space + "}*" + exceptString(c.except) }

type eitherName struct{ a, b nameClass }

func (c eitherName) contains(n name) bool { return c.a.contains(n) || c.b.contains(n) }
func (c eitherName) String() string       { return "(" + c.a.String() + "|" + c.b.String() + ")" }

func exceptString(c nameClass) string {
	if c == nil {
		return ""
	}
	return "-" + c.String()
}

// eachName calls f with every single name in the class and reports whether
// that is all of it.
func eachName(c nameClass, f func(name)) (all bool) {
	switch c := c.(type) {
	case oneName:
		f(c.name)
		return true
	case eitherName:
		a := eachName(c.a, f)
		return eachName(c.b, f) && a
	}
	return false
}
