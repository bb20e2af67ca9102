package build

import (
	"regexp"
	"strconv"
	"strings"
)

// points are the units lengths may have, in points.
var points = map[string]float64{"pt": 1, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72, "pc": 12}

var lengthForm = regexp.MustCompile(`^(\d+(?:\.\d+)?)\s*(pt|mm|cm|in|pc)$`)

// length reads 20mm or 11pt, in points.
func length(s string) (float64, bool) {
	m := lengthForm.FindStringSubmatch(strings.ToLower(strings.TrimSpace(s)))
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	return n * points[m[2]], err == nil && n > 0
}

// sheets are the sizes with names, in millimetres (ISO 216).
var sheets = map[string][2]float64{"A4": {210, 297}, "A5": {148, 210}, "A6": {105, 148}, "B5": {176, 250}}

var trimForm = regexp.MustCompile(`^(\d+(?:\.\d+)?)\s*(pt|mm|cm|in)?\s*[x×]\s*(\d+(?:\.\d+)?)\s*(pt|mm|cm|in)$`)

// trim reads a size of a page: A5, 6x9in, 156 × 234 mm; in points.
func trim(s string) (width, height float64, ok bool) {
	if mm, named := sheets[strings.ToUpper(strings.TrimSpace(s))]; named {
		return mm[0] * points["mm"], mm[1] * points["mm"], true
	}
	m := trimForm.FindStringSubmatch(strings.ToLower(strings.TrimSpace(s)))
	if m == nil {
		return 0, 0, false
	}
	w, err1 := strconv.ParseFloat(m[1], 64)
	h, err2 := strconv.ParseFloat(m[3], 64)
	width, height = w*points[or(m[2], m[4])], h*points[m[4]]
	// Smaller than a matchbox or larger than a poster is a slip.
	return width, height, err1 == nil && err2 == nil && min(width, height) >= 150 && max(width, height) <= 4000
}
