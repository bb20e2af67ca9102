package xmlread

import (
	"bytes"
	"strings"
)

// dtd is what the document's own DOCTYPE declares. External subsets and
// parameter entities are never read; unread names the first that was not.
type dtd struct {
	general   map[string]*entity
	parameter map[string]*entity
	attlists  map[string][]attDef
	unread    string
}

// attDef is one attribute of an ATTLIST, as far as a reader that does not
// validate needs it: XML 1.0, 3.3.
type attDef struct {
	name     *qname
	cdata    bool
	value    string
	hasValue bool // a default, #FIXED or not
}

// readDoctype reads <!DOCTYPE name ExternalID? [ … ]? >.
func (r *Reader) readDoctype() (*Doctype, error) {
	from := r.in.pos
	r.doctypeSeen = true
	r.dtd.general, r.dtd.parameter = map[string]*entity{}, map[string]*entity{}
	i := from + len("<!DOCTYPE")
	i, err := r.needSpace(i, "DOCTYPE")
	if err != nil {
		return nil, err
	}
	n := nameLen(r.in.text[i:])
	if n == 0 {
		return nil, r.malformed(i, i+1, "the DOCTYPE does not name the root element")
	}
	d := Doctype{Name: string(r.in.text[i : i+n])}
	i = skipSpace(r.in.text, i+n)
	d.PublicID, d.SystemID, i, err = r.externalID(i, false)
	if err != nil {
		return nil, err
	}
	if d.SystemID != "" {
		r.dtd.unread = d.SystemID
	}
	i = skipSpace(r.in.text, i)
	if r.at(i, "[") {
		r.in.pos = i + 1
		if err := r.internalSubset(from); err != nil {
			return nil, err
		}
		i = skipSpace(r.in.text, r.in.pos)
	}
	if !r.at(i, ">") {
		if i >= len(r.in.text) {
			return nil, r.unended(from, from+9, "the DOCTYPE is never closed with \">\"")
		}
		return nil, r.malformed(i, i+1, "the DOCTYPE is not closed with \">\"")
	}
	r.in.pos = i + 1
	d.Span = r.span(from, i+1)
	r.doctype = d
	return &r.doctype, nil
}

func (r *Reader) at(i int, s string) bool {
	return i < len(r.in.text) && bytes.HasPrefix(r.in.text[i:], []byte(s))
}

func (r *Reader) needSpace(i int, after string) (int, error) {
	j := skipSpace(r.in.text, i)
	if j == i {
		return 0, r.malformed(i, i+1, "no space after \"%s\" in the DOCTYPE", after)
	}
	return j, nil
}

// externalID reads SYSTEM "…" or PUBLIC "…" "…" at i, where one stands; a
// notation's may have a public identifier alone.
func (r *Reader) externalID(i int, notation bool) (public, system string, end int, err error) {
	switch {
	case r.at(i, "SYSTEM"):
		if i, err = r.needSpace(i+6, "SYSTEM"); err != nil {
			return "", "", 0, err
		}
	case r.at(i, "PUBLIC"):
		if i, err = r.needSpace(i+6, "PUBLIC"); err != nil {
			return "", "", 0, err
		}
		if public, i, err = r.literal(i, "the public identifier"); err != nil {
			return "", "", 0, err
		}
		if bad := strings.IndexFunc(public, func(c rune) bool { return !isPubid(c) }); bad >= 0 {
			return "", "", 0, r.malformed(i-len(public)-1+bad, i-len(public)+bad, "a character that a public identifier cannot have")
		}
		j := skipSpace(r.in.text, i)
		quoted := r.at(j, `"`) || r.at(j, `'`)
		if notation && !quoted {
			return public, "", i, nil
		}
		if quoted && j == i {
			return "", "", 0, r.malformed(i, i+1, "no space before the system identifier")
		}
		i = j
	default:
		return "", "", i, nil
	}
	system, end, err = r.literal(i, "the system identifier")
	return public, system, end, err
}

func isPubid(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune(" \r\n-'()+,./:=?;!*#@$_%", c)
}

func (r *Reader) literal(i int, what string) (string, int, error) {
	text := r.in.text
	if i >= len(text) || text[i] != '"' && text[i] != '\'' {
		return "", 0, r.malformed(i, i+1, "%s does not stand in quotes", what)
	}
	n := bytes.IndexByte(text[i+1:], text[i])
	if n < 0 {
		return "", 0, r.unended(i, i+1, "%s is never closed with %c", what, text[i])
	}
	if err := r.checkChars(i+1, i+1+n); err != nil {
		return "", 0, err
	}
	return r.str(i+1, i+1+n), i + n + 2, nil
}

// internalSubset reads the declarations between "[" and "]".
func (r *Reader) internalSubset(doctype int) error {
	for {
		i := skipSpace(r.in.text, r.in.pos)
		r.in.pos = i
		if i >= len(r.in.text) {
			if r.in.entity == nil {
				return r.unended(doctype, doctype+9, "the DOCTYPE is never closed with \"]>\"")
			}
			if err := r.leaveEntity(); err != nil {
				return err
			}
			continue
		}
		var err error
		switch {
		case r.at(i, "]"):
			if r.in.entity != nil {
				return r.malformed(i, i+1, "the entity \"%s\" closes the DOCTYPE", r.in.entity.name)
			}
			r.in.pos = i + 1
			return nil
		case r.at(i, "%"):
			err = r.parameterReference(i)
		case r.at(i, "<!--"):
			_, err = r.readComment()
		case r.at(i, "<?"):
			_, err = r.procInst()
		case r.at(i, "<!ENTITY"):
			err = r.entityDecl(i)
		case r.at(i, "<!ATTLIST"):
			err = r.attlistDecl(i)
		case r.at(i, "<!ELEMENT"):
			err = r.otherDecl(i, "<!ELEMENT")
		case r.at(i, "<!NOTATION"):
			err = r.otherDecl(i, "<!NOTATION")
		default:
			err = r.malformed(i, i+1, "the DOCTYPE has something that is no declaration")
		}
		if err != nil {
			return err
		}
	}
}

// parameterReference reads %name; between declarations.
func (r *Reader) parameterReference(i int) error {
	n := nameLen(r.in.text[i+1:])
	end := i + 1 + n
	if n == 0 || !r.at(end, ";") {
		return r.malformed(i, end, "\"%%\" does not begin a reference to an entity")
	}
	name := string(r.in.text[i+1 : end])
	e := r.dtd.parameter[name]
	r.in.pos = end + 1
	switch {
	case e == nil: // not an error without validation: XML 1.0, 4.1, VC Entity Declared
		return nil
	case e.external != "":
		if r.dtd.unread == "" {
			r.dtd.unread = e.external
		}
		return nil
	case e.busy:
		return r.malformed(i, end+1, "the entity \"%%%s;\" contains itself", name)
	}
	if err := r.spend(e, i, end+1); err != nil {
		return err
	}
	return r.enterEntity(e, i, end+1)
}

// entityDecl reads <!ENTITY …>. The first declaration of a name counts.
func (r *Reader) entityDecl(from int) error {
	i, err := r.needSpace(from+len("<!ENTITY"), "<!ENTITY")
	if err != nil {
		return err
	}
	table, general := r.dtd.general, true
	if r.at(i, "%") {
		table, general = r.dtd.parameter, false
		if i, err = r.needSpace(i+1, "%"); err != nil {
			return err
		}
	}
	n := nameLen(r.in.text[i:])
	if n == 0 {
		return r.malformed(from, i+1, "the entity has no name")
	}
	e := &entity{name: string(r.in.text[i : i+n])}
	if strings.Contains(e.name, ":") {
		return r.malformed(i, i+n, "the name of the entity \"%s\" has a colon", e.name)
	}
	if i, err = r.needSpace(i+n, e.name); err != nil {
		return err
	}
	if r.at(i, `"`) || r.at(i, `'`) {
		i, err = r.entityValue(e, i)
	} else {
		i, err = r.externalEntity(e, i, general)
	}
	if err != nil {
		return err
	}
	if i, err = r.endDecl(from, i, "the declaration of the entity \""+e.name+"\""); err != nil {
		return err
	}
	e.span = r.span(from, i)
	if table[e.name] == nil {
		table[e.name] = e
	}
	return nil
}

func (r *Reader) externalEntity(e *entity, i int, general bool) (int, error) {
	_, system, end, err := r.externalID(i, false)
	if err != nil {
		return 0, err
	}
	if end == i {
		return 0, r.malformed(i, i+1, "the entity \"%s\" has no value", e.name)
	}
	e.external = system
	if system == "" {
		e.external = "?"
	}
	j := skipSpace(r.in.text, end)
	if general && r.at(j, "NDATA") {
		if j, err = r.needSpace(j+5, "NDATA"); err != nil {
			return 0, err
		}
		n := nameLen(r.in.text[j:])
		if n == 0 {
			return 0, r.malformed(j, j+1, "NDATA is not followed by the name of a notation")
		}
		e.unparsed = true
		end = j + n
	}
	return end, nil
}

// entityValue makes the replacement text: references to characters are
// replaced, others stay as they are (XML 1.0, 4.4.5 to 4.4.7).
func (r *Reader) entityValue(e *entity, i int) (int, error) {
	text, quote, from := r.in.text, r.in.text[i], i
	var out []byte
	for i++; ; i++ {
		if i >= len(text) {
			return 0, r.unended(from, from+1, "the value of the entity \"%s\" is never closed with %c", e.name, quote)
		}
		switch c := text[i]; {
		case c == quote:
			e.text = out
			return i + 1, nil
		case c == '%':
			return 0, r.malformed(i, i+1, "\"%%\" stands in the value of the entity \"%s\"", e.name).hint("write &#37;")
		case c == '&' && i+1 < len(text) && text[i+1] == '#':
			s, end, err := r.charRef(i)
			if err != nil {
				return 0, err
			}
			out, i = append(out, s...), end-1
		case c == '&':
			n := nameLen(text[i+1:])
			if n == 0 || !r.at(i+1+n, ";") {
				return 0, r.malformed(i, i+1+n, "\"&\" in the value of the entity \"%s\" begins no reference", e.name)
			}
			out = append(out, c)
		case c == '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				continue
			}
			out = append(out, '\n')
		default:
			if c < ' ' || c == 0xEF {
				if err := r.badByte(i); err != nil {
					return 0, err
				}
			}
			out = append(out, c)
		}
	}
}

func (r *Reader) endDecl(from, i int, what string) (int, error) {
	i = skipSpace(r.in.text, i)
	if !r.at(i, ">") {
		return 0, r.malformed(from, i+1, "%s is not closed with \">\"", what)
	}
	r.in.pos = i + 1
	return i + 1, nil
}

// otherDecl passes over a declaration that does not concern a reader that does
// not validate.
func (r *Reader) otherDecl(from int, keyword string) error {
	i, err := r.needSpace(from+len(keyword), keyword)
	if err != nil {
		return err
	}
	n := nameLen(r.in.text[i:])
	if n == 0 {
		return r.malformed(from, i, "\"%s\" is not followed by a name", keyword)
	}
	if i, err = r.needSpace(i+n, keyword); err != nil {
		return err
	}
	if keyword == "<!NOTATION" {
		_, _, end, err := r.externalID(i, true)
		if err != nil {
			return err
		}
		if end == i {
			return r.malformed(from, i, "the notation has neither SYSTEM nor PUBLIC")
		}
		_, err = r.endDecl(from, end, "the notation")
		return err
	}
	end := contentModel(r.in.text, i)
	if end < 0 {
		return r.malformed(from, i, "the declaration of an element has no content model")
	}
	_, err = r.endDecl(from, end, "the declaration of an element")
	return err
}

// contentModel passes over EMPTY, ANY or a model in parentheses; -1 where none
// stands.
func contentModel(text []byte, i int) int {
	rest := text[i:]
	switch {
	case bytes.HasPrefix(rest, []byte("EMPTY")):
		return i + 5
	case bytes.HasPrefix(rest, []byte("ANY")):
		return i + 3
	}
	depth := 0
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c == '(':
			depth++
		case c == ')':
			depth--
			if depth == 0 {
				if i+1 < len(text) && strings.IndexByte("?*+", text[i+1]) >= 0 {
					i++
				}
				return i + 1
			}
		case depth == 0, class[c]&(nameChar|space) == 0 && c < 0x80 && strings.IndexByte("#|,?*+", c) < 0:
			return -1
		}
	}
	return -1
}
