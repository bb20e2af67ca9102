package build

import "testing"

// BenchmarkBuild builds the specimen in all formats, as `colophon build` does.
func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		out := b.TempDir() // where outputs stand already, less is written
		b.StartTimer()
		if _, _, err := Run(Options{Paths: []string{"../../seeds/specimen"}, Out: out}); err != nil {
			b.Fatal(err)
		}
	}
}
