package date

// Attribute is a TEI attribute of att.datable.
type Attribute struct{ Name, Value string }

// Attributes are the TEI attributes that say the date, in the order @when,
// @when-iso, @from, @to, @notBefore, @notAfter, @cert. @calendar is not among
// them: it points to a calendar that the header must declare.
func (d Date) Attributes() []Attribute {
	var out []Attribute
	for _, a := range []Attribute{
		{"when", d.When}, {"when-iso", d.WhenISO}, {"from", d.From}, {"to", d.To},
		{"notBefore", d.NotBefore}, {"notAfter", d.NotAfter}, {"cert", d.Cert},
	} {
		if a.Value != "" {
			out = append(out, a)
		}
	}
	return out
}

// FromAttributes is the date that a TEI element's attributes say; get gives
// the value of an attribute, "" where it has none. The attributes of
// att.datable.iso stand in where those of att.datable.w3c are missing.
func FromAttributes(get func(name string) string) Date {
	return Date{
		When:      get("when"),
		WhenISO:   get("when-iso"),
		From:      or(get("from"), get("from-iso")),
		To:        or(get("to"), get("to-iso")),
		NotBefore: or(get("notBefore"), get("notBefore-iso")),
		NotAfter:  or(get("notAfter"), get("notAfter-iso")),
		Cert:      get("cert"),
		Calendar:  calendarOf(get("calendar")),
	}
}

// calendarOf takes #julian for julian; other calendars are nothing that
// Colophon computes with, and stay as they are.
func calendarOf(s string) string {
	if s == "#julian" || s == "#Julian" {
		return "julian"
	}
	return s
}
