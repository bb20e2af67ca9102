package prove

import (
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// TextCodes lists, for the content stream of every page by object number, the
// codes (four hex digits) that stand for each text in each of its fonts. A
// test changes one word of a page with them.
func TextCodes(data []byte) map[int][]map[string][]string {
	f, err := openFile(data)
	if err != nil {
		panic(err)
	}
	out := map[int][]map[string][]string{}
	for n := range f.ctx.Table {
		d := f.dict(*types.NewIndirectRef(n, 0))
		if d == nil || f.name(d["Type"]) != "Page" {
			continue
		}
		content := objectNumber(d["Contents"])
		for _, c := range f.fonts(d) {
			codes := map[string][]string{}
			for code, text := range c.to {
				codes[text] = append(codes[text], fmt.Sprintf("%04x", code))
			}
			out[content] = append(out[content], codes)
		}
	}
	return out
}

// HexStrings writes every string of a content stream in hexadecimal, so that
// its codes can be found with a pattern.
func HexStrings(content []byte) []byte {
	var out []byte
	l := &contentLexer{b: content}
	for l.i < len(l.b) {
		if l.b[l.i] == '(' {
			out = fmt.Appendf(out, "<%x>", l.literal())
			continue
		}
		out = append(out, l.b[l.i])
		l.i++
	}
	return out
}
