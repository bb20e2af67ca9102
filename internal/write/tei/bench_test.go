package tei

import (
	"io"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

// BenchmarkWrite writes one document of 20,000 generated blocks.
func BenchmarkWrite(b *testing.B) {
	d := &edition.Document{ID: "long", Lang: "en"}
	for seed := uint64(0); len(d.Body) < 20000; seed++ {
		d.Body = append(d.Body, editiontest.Generate(seed).Body...)
	}
	e := editiontest.Edition(d)
	n := &counter{}
	for b.Loop() {
		n.n = 0
		if _, err := Write(n, d, e, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(n.n)
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return io.Discard.Write(p)
}
