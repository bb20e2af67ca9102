package preflight

import (
	"bytes"
	"slices"
)

// checkAttachments looks at the files within the file (ISO 19005-3, 6.8;
// ISO 14289-1, 7.11).
func (c *checker) checkAttachments() {
	associated := map[int]bool{}
	for _, n := range c.numbers() {
		if d := c.file.dict(ref{n, 0}); d["AF"] != nil {
			for _, v := range c.listRefs(d["AF"]) {
				associated[number0(v)] = true
			}
		}
	}
	for _, n := range c.numbers() {
		d := c.file.dict(ref{n, 0})
		if _, isStream := c.load(n).(*stream); isStream || d["EF"] == nil {
			continue
		}
		c.checkFileSpec(n, d, associated[n])
	}
}

func (c *checker) checkFileSpec(n int, d dict, associated bool) {
	if c.text(d["F"]) == "" || c.text(d["UF"]) == "" {
		c.fail("attachment", n, "the embedded file has no F or no UF")
		c.fail("file-names", n, "the embedded file has no F or no UF")
	}
	relations := []name{"Source", "Data", "Alternative", "Supplement", "EncryptedPayload", "FormData", "Schema", "Unspecified", "Undefined"}
	if r := c.name(d["AFRelationship"]); !slices.Contains(relations, r) {
		c.fail("attachment", n, "the embedded file has the AFRelationship %q", r)
	}
	if !associated {
		c.fail("attachment", n, "the embedded file is associated with nothing")
	}
	embedded := c.file.dict(d["EF"])
	for _, k := range []name{"F", "UF"} {
		s := c.stm(embedded[k])
		if s == nil {
			if k == "F" && embedded["UF"] == nil {
				c.fail("attachment", n, "the embedded file has no bytes")
			}
			continue
		}
		at := number0(embedded[k])
		if kind := c.name(s.dict["Subtype"]); !forms["mimetype"].MatchString(string(kind)) {
			c.fail("attachment", at, "the embedded file has the MIME type %q", kind)
		}
		parms := c.file.dict(s.dict["Params"])
		if c.text(parms["ModDate"]) == "" {
			c.fail("attachment", at, "the embedded file has no ModDate")
		}
		size, ok := c.int(parms["Size"])
		b, err := c.decode(s)
		if err == nil && ok && size != len(b) {
			c.fail("attachment", at, "the embedded file has %d bytes, Size says %d", len(b), size)
		}
		if err == nil && !bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-1.")) {
			c.fail("attachment-kind", at, "the embedded file is no PDF")
		}
	}
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
