package build

import (
	"bytes"
	"io"
	"testing"

	"colophon/internal/source"
)

// TestInvalidIsNotWritten: of an output that breaks its schema not a byte is
// written, and the diagnostic says what is wrong with it.
func TestInvalidIsNotWritten(t *testing.T) {
	var out bytes.Buffer
	diags, err := checkedCMIF(&out, "cmif.xml", func(w io.Writer) (source.Diagnostics, error) {
		_, err := io.WriteString(w, `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>`)
		return nil, err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(diags) != 1 || diags[0].Code != source.OutputInvalid || diags[0].Path != "cmif.xml" {
		t.Errorf("said %v", diags)
	}
	if out.Len() > 0 {
		t.Errorf("wrote %q", out.String())
	}
}
