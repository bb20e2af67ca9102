package date_test

import (
	"strings"
	"testing"

	"colophon/internal/date"
)

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("On October 12, 1950, at 3:30 in the afternoon, Roshchin handed Mao the telegram of 11 October; the 38th parallel was 250 miles away, and that evening another was sent to Stalin to inform him of it. ", 500)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		date.Find(text, date.Options{Near: near})
	}
}
