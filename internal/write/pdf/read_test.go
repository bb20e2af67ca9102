package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// opened is a finished file, read back without any help of the writer's.
type opened struct {
	t     testing.TB
	ctx   *model.Context
	pages []int
	texts map[string]string // by "page object/MCID"
	plain []string          // by page: all text in the order of the stream
}

func open(t testing.TB, data []byte) *opened {
	t.Helper()
	noConfigFolder()
	ctx, err := api.ReadContext(bytes.NewReader(data), model.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	o := &opened{t: t, ctx: ctx, texts: map[string]string{}}
	root, _ := ctx.Catalog()
	for _, kid := range o.dict(root["Pages"]).ArrayEntry("Kids") {
		o.pages = append(o.pages, kid.(types.IndirectRef).ObjectNumber.Value())
	}
	maps := map[string]map[uint16]string{}
	for _, number := range o.pages {
		page := o.dict(*types.NewIndirectRef(number, 0))
		fonts := o.dict(o.dict(page["Resources"])["Font"])
		for name, ref := range fonts {
			if maps[name] == nil {
				maps[name] = o.toUnicode(o.dict(ref)["ToUnicode"])
			}
		}
		o.content(number, o.stream(page["Contents"]), maps)
	}
	return o
}

func (o *opened) object(x types.Object) types.Object {
	y, err := o.ctx.Dereference(x)
	if err != nil {
		o.t.Fatal(err)
	}
	return y
}

func (o *opened) dict(x types.Object) types.Dict {
	switch x := o.object(x).(type) {
	case types.Dict:
		return x
	case types.StreamDict:
		return x.Dict
	}
	return nil
}

func (o *opened) stream(x types.Object) []byte {
	s, ok := o.object(x).(types.StreamDict)
	if !ok {
		o.t.Fatalf("no stream: %v", x)
	}
	if err := s.Decode(); err != nil {
		o.t.Fatal(err)
	}
	return s.Content
}

var bfchar = regexp.MustCompile(`<([0-9A-F]{4})><([0-9A-F]+)>`)

func (o *opened) toUnicode(x types.Object) map[uint16]string {
	out := map[uint16]string{}
	for _, m := range bfchar.FindAllSubmatch(o.stream(x), -1) {
		cid, _ := strconv.ParseUint(string(m[1]), 16, 16)
		out[uint16(cid)] = fromHex(string(m[2]))
	}
	return out
}

func fromHex(s string) string {
	var units []uint16
	for i := 0; i+4 <= len(s); i += 4 {
		u, _ := strconv.ParseUint(s[i:i+4], 16, 16)
		units = append(units, uint16(u))
	}
	return string(utf16.Decode(units))
}

var (
	mcid   = regexp.MustCompile(`/MCID (\d+)`)
	actual = regexp.MustCompile(`/ActualText<FEFF([0-9A-F]*)>`)
)

// content reads a content stream of ours: what is shown between which marks.
func (o *opened) content(page int, b []byte, fonts map[string]map[uint16]string) {
	var marks []string // "" artifact, a number, or "=text" of ActualText
	var all strings.Builder
	font, line := map[uint16]string{}, ""
	emit := func(s string) {
		for i := len(marks) - 1; i >= 0; i-- {
			if strings.HasPrefix(marks[i], "=") {
				return
			}
			if marks[i] != "" {
				o.texts[fmt.Sprintf("%d/%s", page, marks[i])] += s
			}
		}
		all.WriteString(s)
	}
	for len(b) > 0 {
		switch c := b[0]; {
		case c == '(':
			s, n := literal(b)
			for i := 0; i+1 < len(s); i += 2 {
				emit(font[uint16(s[i])<<8|uint16(s[i+1])])
			}
			b = b[n:]
			continue
		case c == '\n':
			switch {
			case strings.HasSuffix(line, "BMC"):
				marks = append(marks, "")
			case strings.HasSuffix(line, "BDC"):
				mark := ""
				if m := mcid.FindStringSubmatch(line); m != nil {
					mark = m[1]
				} else if m := actual.FindStringSubmatch(line); m != nil {
					emit(fromHex(m[1]))
					mark = "=" + m[1]
				}
				marks = append(marks, mark)
			case line == "EMC":
				marks = marks[:len(marks)-1]
			case strings.HasSuffix(line, " Tf"):
				font = fonts[strings.TrimPrefix(strings.Fields(line)[0], "/")]
			}
			line = ""
		default:
			line += string(c)
		}
		b = b[1:]
	}
	if len(marks) != 0 {
		o.t.Errorf("page %d: marked content is not closed", page)
	}
	o.plain = append(o.plain, all.String())
}

// literal reads a literal string and tells how many bytes it took.
func literal(b []byte) (out []byte, n int) {
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case ')':
			return out, i + 1
		case '\\':
			i++
			switch b[i] {
			case 'n':
				out = append(out, '\n')
			case 'r':
				out = append(out, '\r')
			default:
				out = append(out, b[i])
			}
		default:
			out = append(out, b[i])
		}
	}
	return out, len(b)
}

func (o *opened) string(x types.Object) string {
	switch x := o.object(x).(type) {
	case types.StringLiteral:
		s, err := types.StringLiteralToString(x)
		if err != nil {
			o.t.Fatal(err)
		}
		return s
	case types.HexLiteral:
		s, err := types.HexLiteralToString(x)
		if err != nil {
			o.t.Fatal(err)
		}
		return s
	}
	return ""
}

// tags prints the structure tree with its text.
func (o *opened) tags() string {
	root, _ := o.ctx.Catalog()
	var out strings.Builder
	o.element(&out, o.array(o.dict(root["StructTreeRoot"])["K"])[0], 0, 0)
	return out.String()
}

func (o *opened) array(x types.Object) types.Array {
	a, _ := o.object(x).(types.Array)
	return a
}

func (o *opened) element(out *strings.Builder, x types.Object, page, depth int) {
	d := o.dict(x)
	indent := strings.Repeat("  ", depth)
	fmt.Fprintf(out, "%s%s", indent, *d.NameEntry("S"))
	for _, key := range []string{"ID", "T", "Lang", "Alt", "ActualText"} {
		if d[key] != nil {
			fmt.Fprintf(out, " %s=%q", key, o.string(d[key]))
		}
	}
	out.WriteByte('\n')
	if p := d.IndirectRefEntry("Pg"); p != nil {
		page = p.ObjectNumber.Value()
	}
	text := ""
	flush := func() {
		if text != "" {
			fmt.Fprintf(out, "%s  %q\n", indent, text)
		}
		text = ""
	}
	for _, k := range o.array(d["K"]) {
		if n, ok := k.(types.Integer); ok {
			text += o.texts[fmt.Sprintf("%d/%d", page, n.Value())]
			continue
		}
		kid := o.dict(k)
		switch {
		case kid["MCID"] != nil:
			text += o.texts[fmt.Sprintf("%d/%d", kid.IndirectRefEntry("Pg").ObjectNumber.Value(), *kid.IntEntry("MCID"))]
		case kid["Obj"] != nil:
			flush()
			a := o.dict(kid["Obj"])
			fmt.Fprintf(out, "%s  annotation %q\n", indent, o.string(a["Contents"]))
		default:
			flush()
			o.element(out, k, page, depth+1)
		}
	}
	flush()
}
