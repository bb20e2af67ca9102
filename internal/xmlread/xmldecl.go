package xmlread

import (
	"bytes"
	"regexp"
)

var pseudoAttribute = regexp.MustCompile(`^([ \t\r\n]*)([A-Za-z]+)[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)')`)

var (
	versionNumber = regexp.MustCompile(`^[a-zA-Z0-9_.:-]+$`)
	encodingName  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]*$`)
)

// xmlDecl reads <?xml version="1.0" encoding="…" standalone="…"?>. What the
// encoding was has been Decode's affair; here only its form counts.
func (r *Reader) xmlDecl() error {
	from := r.in.pos
	n := bytes.Index(r.in.text[from:], []byte("?>"))
	if n < 0 {
		return r.malformed(from, from+5, "the XML declaration is never closed with \"?>\"")
	}
	rest := r.in.text[from+5 : from+n]
	order := []string{"version", "encoding", "standalone"}
	at := from + 5
	for len(bytes.TrimSpace(rest)) > 0 {
		m := pseudoAttribute.FindSubmatch(rest)
		if m == nil || len(m[1]) == 0 {
			return r.malformed(at, from+n, "the XML declaration has something that does not belong there")
		}
		name, value := string(m[2]), string(m[3])+string(m[4])
		for len(order) > 0 && order[0] != name {
			if order[0] == "version" {
				return r.malformed(at, from+n, "the XML declaration does not begin with the version")
			}
			order = order[1:]
		}
		if len(order) == 0 {
			return r.malformed(at, from+n, "\"%s\" cannot stand here in the XML declaration; its order is version, encoding, standalone", name)
		}
		order = order[1:]
		if err := r.declaredValue(at, at+len(m[0]), name, value); err != nil {
			return err
		}
		rest, at = rest[len(m[0]):], at+len(m[0])
	}
	if len(order) == 3 {
		return r.malformed(from, from+n+2, "the XML declaration does not say the version")
	}
	r.in.pos = from + n + 2
	return nil
}

func (r *Reader) declaredValue(from, to int, name, value string) error {
	switch {
	case name == "version" && value != "1.0" && value != "1.1":
		if !versionNumber.MatchString(value) {
			return r.malformed(from, to, "\"%s\" is not a version of XML", value)
		}
		return r.malformed(from, to, "version \"%s\" of XML is not one that is read", value)
	case name == "encoding" && !encodingName.MatchString(value):
		return r.malformed(from, to, "\"%s\" is not the name of an encoding", value)
	case name == "standalone" && value != "yes" && value != "no":
		return r.malformed(from, to, "standalone is either \"yes\" or \"no\", not \"%s\"", value)
	}
	return nil
}
