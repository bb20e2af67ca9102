package preflight

import (
	"fmt"
	"strings"

	"colophon/internal/source"
)

// claims finds the standards that the file claims, where none were named, and
// says where it claims one that is not known here.
func (c *checker) claims() {
	part, level := c.xmp.value(nsPDFA, "part"), strings.ToUpper(c.xmp.value(nsPDFA, "conformance"))
	if len(c.standards) > 0 {
		return
	}
	var other []string
	switch part {
	case "":
	case "2", "3":
		name := "PDF/A-" + part + strings.ToLower(level)
		if !known(name) {
			name = "PDF/A-" + part + "b" // that it says no level is broken there
		}
		c.standards = append(c.standards, name)
	default:
		other = append(other, "PDF/A-"+part+strings.ToLower(level))
	}
	switch v := c.xmp.value(nsPDFUA, "part"); v {
	case "":
	case "1":
		c.standards = append(c.standards, UA1)
	default:
		other = append(other, "PDF/UA-"+v)
	}
	x := c.text(c.info["GTS_PDFXVersion"])
	if v := c.xmp.value(nsPDFX, "GTS_PDFXVersion"); v != "" {
		x = v
	}
	switch conformance := c.text(c.info["GTS_PDFXConformance"]); {
	case x == "":
	case strings.HasPrefix(x, "PDF/X-1a") || strings.HasPrefix(x, "PDF/X-1:") && strings.HasPrefix(conformance, "PDF/X-1a"):
		c.standards = append(c.standards, X1a)
	case x == "PDF/X-4":
		c.standards = append(c.standards, X4)
	default:
		other = append(other, x)
	}
	const name = "name a standard: --standard pdfa, pdfua, pdfx-1a or pdfx-4"
	switch {
	case len(other) > 0:
		c.claimed(fmt.Sprintf("the file claims %s, which Colophon does not know; not checked for it", strings.Join(other, " and ")), name)
	case len(c.standards) == 0 && c.trailer["Encrypt"] != nil:
		c.unreadable("the file is encrypted, and what it claims cannot be read; not checked")
	case len(c.standards) == 0:
		c.claimed("the file claims none of the standards that Colophon knows; not checked", name)
	}
}

// claimed says that the file was not checked, or not for all that it claims.
func (c *checker) claimed(message, hint string) {
	d := source.Diagnostic{Code: source.PDFClaim, Severity: source.PDFClaim.Severity, Path: c.source.Name, Message: message}
	d.Hint("%s", hint)
	c.found = append(c.found, found{rank: -1, diagnostic: d})
}
