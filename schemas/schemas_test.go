package schemas

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// TestEmbedded: the binary carries the same schemas that lie in the folder.
func TestEmbedded(t *testing.T) {
	for name, got := range map[string][]byte{
		"tei_all.rng": TEIAll(), "colophon.rng": Colophon(), "cmi-customization.rng": CMIF(),
		"tei_all.models": []byte(Models()),
	} {
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is embedded in another state", name)
		}
	}
	if !strings.Contains(string(TEIAll()), "4.12.0.") {
		t.Error("tei_all.rng is not of TEI P5 4.12.0, as ORIGIN.md says")
	}
}
