package xmlread

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"colophon/internal/source"
)

// hostile is one case of testdata/malformed.txt.
type hostile struct {
	name, input, want string
	jing              string // where jing's line is another, which and why
}

func readHostile(t testing.TB) (head string, cases []hostile) {
	t.Helper()
	b, err := os.ReadFile("testdata/malformed.txt")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(b), "\n\n")
	lines := strings.Split(rest, "\n")
	for i := 0; i+1 < len(lines); {
		if lines[i] == "" {
			i++
			continue
		}
		c := hostile{name: lines[i]}
		c.input, err = strconv.Unquote(`"` + strings.ReplaceAll(lines[i+1], `"`, `\"`) + `"`)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		for i += 2; i < len(lines) && lines[i] != ""; i++ {
			if w, ok := strings.CutPrefix(lines[i], "jing: "); ok {
				c.jing = w
			} else {
				c.want = lines[i]
			}
		}
		cases = append(cases, c)
	}
	return head, cases
}

// readAll decodes and reads to the end.
func readAll(raw []byte) error {
	f, err := Decode("x.xml", raw)
	if err != nil {
		return err
	}
	r := NewReader(f, Limits{})
	for {
		if _, err := r.Next(); err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
	}
}

func TestMalformed(t *testing.T) {
	head, cases := readHostile(t)
	if os.Getenv("COLOPHON_UPDATE") != "" {
		updateHostile(t, head, cases)
		return
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := complaint(readAll([]byte(c.input))); got != c.want {
				t.Errorf("reading %q\n got: %s\nwant: %s", c.input, got, c.want)
			}
		})
	}
}

// complaint is line, column and message; "" where there was no error.
func complaint(err error) string {
	if err == nil {
		return ""
	}
	var e *Error
	if !errors.As(err, &e) {
		return "not a located error: " + err.Error()
	}
	p := e.Span.File.Position(int(e.Span.Start))
	code := ""
	if e.Code != source.XMLMalformed {
		code = " [" + e.Code.Name + "]"
	}
	return fmt.Sprintf("%d:%d: %s%s", p.Line, p.Column, e.Message, code)
}

func updateHostile(t *testing.T, head string, cases []hostile) {
	var b strings.Builder
	b.WriteString(head + "\n")
	for _, c := range cases {
		in := strconv.QuoteToASCII(c.input)
		in = strings.ReplaceAll(in[1:len(in)-1], `\"`, `"`)
		fmt.Fprintf(&b, "\n%s\n%s\n%s\n", c.name, in, complaint(readAll([]byte(c.input))))
		if c.jing != "" {
			fmt.Fprintf(&b, "jing: %s\n", c.jing)
		}
	}
	if err := os.WriteFile("testdata/malformed.txt", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
