// Package date reads the dates that editors write and says them in TEI's
// terms. One grammar serves the fields of a record, dates in the running text
// and the attributes of TEI files. It never says more than what is written:
// "October 1950" has no day, "c. 1950" has no certainty, "31 February 1950"
// has no value at all.
//
// [Parse] reads a whole string, the field of a record; [Find] finds the dates in
// running text; [FromAttributes] takes over what a TEI file says. Values are
// TEI's: a time without seconds goes to WhenISO and leaves the day in When,
// When stands beside no other, and a day in the old style is given its
// Gregorian name. What cannot be (31 February), what may be two days
// (5/6/1950) or lacks its century (13/5-50) is an [Error] that says so; the
// caller decides how to tell the editor.
//
// The words of a language are one table, in a file named after it.
//
// Start reading at [Date], then parse.go (fields), spec.go and point.go (the
// grammar), value.go (what it means).
package date

// Date is a date as far as it is known. All values are written as TEI P5
// att.datable.w3c wants them (ISO 8601, proleptic Gregorian): 1950,
// 1950-10, 1950-10-11, --10-12, 1950-10-11T15:30:00+08:00. Empty means not
// said. When stands alone; From and To enclose a stretch; NotBefore and
// NotAfter limit a day that is not known exactly.
type Date struct {
	When                string
	From, To            string
	NotBefore, NotAfter string
	WhenISO             string // TEI @when-iso: a time without seconds, which @when refuses
	Cert                string // high, medium, low, or ""
	Calendar            string // "julian" where the text says so; the values above are Gregorian
	Undated             bool   // the source itself says that it has no date: undated, n.d., o.D.
}

// IsZero reports whether nothing at all is known.
func (d Date) IsZero() bool { return d == Date{} }
