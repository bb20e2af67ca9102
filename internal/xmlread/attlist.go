package xmlread

import "strings"

// attlistDecl reads <!ATTLIST element (name type default)* >. The first
// declaration of an attribute counts.
func (r *Reader) attlistDecl(from int) error {
	i, err := r.needSpace(from+len("<!ATTLIST"), "<!ATTLIST")
	if err != nil {
		return err
	}
	n := nameLen(r.in.text[i:])
	if n == 0 {
		return r.malformed(from, i, "\"<!ATTLIST\" is not followed by the name of an element")
	}
	element := string(r.in.text[i : i+n])
	i += n
	for {
		j := skipSpace(r.in.text, i)
		if r.at(j, ">") {
			r.in.pos = j + 1
			return nil
		}
		if j == i || j >= len(r.in.text) {
			return r.malformed(from, j, "the list of attributes of \"%s\" is not closed with \">\"", element)
		}
		d, end, err := r.attDef(j)
		if err != nil {
			return err
		}
		i = end
		r.declareAttribute(element, d)
	}
}

func (r *Reader) declareAttribute(element string, d attDef) {
	if r.dtd.attlists == nil {
		r.dtd.attlists = map[string][]attDef{}
	}
	for _, old := range r.dtd.attlists[element] {
		if old.name == d.name {
			return
		}
	}
	r.dtd.attlists[element] = append(r.dtd.attlists[element], d)
}

func (r *Reader) attDef(i int) (d attDef, end int, err error) {
	n := nameLen(r.in.text[i:])
	if n == 0 {
		return d, 0, r.malformed(i, i+1, "an ATTLIST has something that is no attribute's name")
	}
	d.name = r.intern(r.in.text[i : i+n])
	if i, err = r.needSpace(i+n, d.name.full); err != nil {
		return d, 0, err
	}
	if i, err = r.attType(&d, i); err != nil {
		return d, 0, err
	}
	switch {
	case r.at(i, "#REQUIRED"):
		return d, i + 9, nil
	case r.at(i, "#IMPLIED"):
		return d, i + 8, nil
	case r.at(i, "#FIXED"):
		if i, err = r.needSpace(i+6, "#FIXED"); err != nil {
			return d, 0, err
		}
	}
	if !r.at(i, `"`) && !r.at(i, `'`) {
		return d, 0, r.malformed(i, i+1, "the attribute \"%s\" has neither a default nor #IMPLIED nor #REQUIRED", d.name.full)
	}
	d.hasValue = true
	if d.value, end, err = r.attValue(d.name, i); err != nil {
		return d, 0, err
	}
	if !d.cdata {
		d.value = collapse(d.value)
	}
	return d, end + 1, nil
}

var attTypes = []string{"CDATA", "IDREFS", "IDREF", "ID", "ENTITIES", "ENTITY", "NMTOKENS", "NMTOKEN"}

// attType reads the type at i and the space after it.
func (r *Reader) attType(d *attDef, i int) (int, error) {
	for _, t := range attTypes {
		if r.at(i, t) {
			d.cdata = t == "CDATA"
			return r.needSpace(i+len(t), t)
		}
	}
	if r.at(i, "NOTATION") {
		var err error
		if i, err = r.needSpace(i+8, "NOTATION"); err != nil {
			return 0, err
		}
	}
	if r.at(i, "(") {
		if n := strings.IndexByte(string(r.in.text[i:min(len(r.in.text), i+1<<16)]), ')'); n > 0 {
			return r.needSpace(i+n+1, ")")
		}
	}
	return 0, r.malformed(i, i+1, "the attribute \"%s\" has no type that XML knows", d.name.full)
}

// applyAttlist normalises and supplies what the DOCTYPE's own ATTLISTs say of
// the tag's attributes.
func (r *Reader) applyAttlist(tag *qname) {
	for _, d := range r.dtd.attlists[tag.full] {
		found := false
		for i := range r.raw {
			if a := &r.raw[i]; a.name.full == d.name.full {
				found = true
				if !d.cdata {
					a.value = collapse(a.value)
				}
			}
		}
		if !found && d.hasValue {
			r.raw = append(r.raw, rawAttr{name: d.name, value: d.value, byAttl: true})
		}
	}
}

// collapse is the further normalisation of values that are not CDATA: XML 1.0,
// 3.3.3.
func collapse(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(c rune) bool { return c == ' ' }), " ")
}
