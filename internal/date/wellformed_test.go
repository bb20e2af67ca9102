package date_test

import (
	"regexp"
	"strconv"
)

// The data types of XML Schema that TEI's @when allows, and what @when-iso adds.
var (
	w3c = regexp.MustCompile(`^(-?\d{4,}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?)?)?|--\d\d(-\d\d)?|\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)$`)
	iso = regexp.MustCompile(`^(-?\d{4,}-\d\d-\d\dT)?\d\d:\d\d(Z|[+-]\d\d:\d\d)?$`)
	day = regexp.MustCompile(`-(\d\d)-(\d\d)`)
)

func wellFormed(name, value string) bool {
	if name == "when-iso" {
		return iso.MatchString(value)
	}
	if !w3c.MatchString(value) {
		return false
	}
	if m := day.FindStringSubmatch(value); m != nil {
		month, _ := strconv.Atoi(m[1])
		d, _ := strconv.Atoi(m[2])
		return month >= 1 && month <= 12 && d >= 1 && d <= 31
	}
	return true
}
