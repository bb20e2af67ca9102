package preflight

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// checkIntents looks at the output intents (ISO 19005-3, 6.2.3; ISO 15930,
// clause 6), and learns what colours of a device they cover.
func (c *checker) checkIntents() {
	profiles := map[any]bool{}
	for _, v := range c.list(c.catalog()["OutputIntents"]) {
		d := c.file.dict(v)
		n := number0(v)
		if n == 0 {
			n = number0(c.trailer["Root"])
		}
		kind := c.name(d["S"])
		if p := d["DestOutputProfile"]; p != nil {
			if r, ok := p.(ref); ok {
				profiles[r] = true
			}
			space := c.checkProfile(n, d)
			switch kind {
			case "GTS_PDFA1":
				c.intent = space
			case "GTS_PDFX":
				c.press = space
			}
		} else if kind == "GTS_PDFA1" {
			c.fail("output-profile", n, "the output intent has no DestOutputProfile")
		}
		if d["DestOutputProfileRef"] != nil {
			c.fail("output-one", n, "the output intent refers to a profile outside the file")
		}
	}
	if len(profiles) > 1 {
		c.fail("output-one", number0(c.trailer["Root"]), "output intents have %d different profiles", len(profiles))
	}
	if c.asked(X1a, X4) {
		c.checkPressIntent()
	}
}

// checkProfile looks at the profile of an output intent and gives its colour
// space (ICC.1:2010, 7.2).
func (c *checker) checkProfile(n int, d dict) string {
	s := c.stm(d["DestOutputProfile"])
	if s == nil {
		c.fail("output-profile", n, "the output intent's profile is no stream")
		return ""
	}
	b, err := c.decode(s)
	if err != nil || len(b) < 132 || string(b[36:40]) != "acsp" {
		c.fail("output-profile", n, "the output intent's profile is no ICC profile")
		return ""
	}
	space := strings.TrimSpace(string(b[16:20]))
	class := string(b[12:16])
	switch {
	case class != "prtr" && class != "mntr":
		c.fail("output-profile", n, "the output intent's profile is of class %q, not one for output or display", class)
	case class != "prtr":
		for _, x := range []string{X1a, X4} {
			c.only(x, "output-profile", n, "the output intent's profile is not one for an output device")
		}
	}
	if b[8] < 2 || b[8] > 4 {
		c.fail("output-profile", n, "the output intent's profile is of ICC version %d", b[8])
	}
	if int(binary.BigEndian.Uint32(b)) != len(b) {
		c.fail("output-profile", n, "the output intent's profile has %d bytes and says %d", len(b), binary.BigEndian.Uint32(b))
	}
	if want := components[space]; want == 0 {
		c.fail("output-profile", n, "the output intent's profile is of the colour space %q", space)
	} else if have, ok := c.int(s.dict["N"]); !ok || have != want {
		c.fail("output-profile", n, "the output intent's profile has %d components, N says otherwise", want)
	}
	return space
}

var components = map[string]int{"GRAY": 1, "RGB": 3, "CMYK": 4, "Lab": 3}

func (c *checker) checkPressIntent() {
	root := number0(c.trailer["Root"])
	var found []dict
	for _, v := range c.list(c.catalog()["OutputIntents"]) {
		if d := c.file.dict(v); c.name(d["S"]) == "GTS_PDFX" {
			found = append(found, d)
		}
	}
	if len(found) != 1 {
		c.fail("x-intent", root, "the catalog has %d output intents GTS_PDFX", len(found))
		return
	}
	d := found[0]
	if c.text(d["OutputConditionIdentifier"]) == "" {
		c.fail("x-intent", root, "the output intent has no OutputConditionIdentifier")
	}
	if d["DestOutputProfile"] == nil {
		c.only(X4, "x-intent", root, "the output intent has no DestOutputProfile")
		if c.text(d["RegistryName"]) == "" {
			c.only(X1a, "x-intent", root, "the output intent has neither a profile nor a RegistryName")
		}
	} else if c.text(d["RegistryName"]) == "" && c.text(d["Info"]) == "" {
		c.fail("x-intent", root, "the output intent has neither a RegistryName nor Info")
	}
}

// through looks at a colour space that is part of something else, which has a
// rule of its own for colours of a device.
func (c *checker) through(rule string, check func()) {
	before := c.device
	if c.device == "" {
		c.device = rule
	}
	check()
	c.device = before
}

// checkSpace looks at a colour space; at is the object that uses it.
func (c *checker) checkSpace(at int, v any, resources dict, deep int) {
	c.spend(1)
	if deep > 8 {
		return
	}
	switch cs := c.get(v).(type) {
	case name:
		c.checkNamedSpace(at, cs, resources, deep)
	case array:
		if len(cs) > 0 {
			c.checkMadeSpace(at, cs, resources, deep)
		}
	}
}

func (c *checker) checkNamedSpace(at int, n name, resources dict, deep int) {
	if long, short := inlineSpaces[n]; short {
		n = long
	}
	switch n {
	case "DeviceGray", "DeviceRGB", "DeviceCMYK":
		c.checkDevice(at, n, resources, deep)
	case "Pattern", "":
	default:
		named := c.file.dict(resources["ColorSpace"])[n]
		if named == nil {
			c.fail("operator", at, "the colour space %q is not in the resources", n)
			return
		}
		c.checkSpace(at, named, resources, deep+1)
	}
}

// checkMadeSpace looks at a colour space that is made of parts (ISO 32000-1,
// 8.6.3).
func (c *checker) checkMadeSpace(at int, a array, resources dict, deep int) {
	kind := c.name(a[0])
	part := func(i int) any {
		if i < len(a) {
			return a[i]
		}
		return nil
	}
	switch kind {
	case "DeviceGray", "DeviceRGB", "DeviceCMYK", "G", "RGB", "CMYK":
		c.checkSpace(at, kind, resources, deep+1)
	case "CalGray", "CalRGB", "Lab":
		c.fail("x-colour", at, "colour is in %s", kind)
	case "ICCBased":
		c.fail("x-colour", at, "colour is in ICCBased")
		c.checkICC(at, part(1))
	case "Indexed", "I", "Pattern":
		if part(1) != nil {
			c.through("base-colour", func() { c.checkSpace(at, part(1), resources, deep+1) })
		}
	case "Separation":
		c.checkSeparation(at, a)
		if n := c.name(part(1)); n != "All" && n != "None" {
			c.through("ink-colour", func() { c.checkSpace(at, part(2), resources, deep+1) })
		}
	case "DeviceN":
		c.checkDeviceN(at, a, resources, deep)
	}
}

func (c *checker) checkDeviceN(at int, a array, resources dict, deep int) {
	if len(a) < 3 {
		return
	}
	inks := c.list(a[1])
	if len(inks) > 32 {
		c.fail("limits", at, "a DeviceN space has %d inks; 32 are allowed", len(inks))
	}
	c.through("ink-colour", func() { c.checkSpace(at, a[2], resources, deep+1) })
	var attributes dict
	if len(a) > 4 {
		attributes = c.file.dict(a[4])
	}
	colorants := c.file.dict(attributes["Colorants"])
	process := c.list(c.file.dict(attributes["Process"])["Components"])
	c.spend(len(inks) + len(colorants))
	for _, v := range inks {
		n := c.name(v)
		c.checkInkName(at, n)
		known := slices.Contains(processInks, n) || colorants[n] != nil
		for _, p := range process {
			known = known || c.name(p) == n
		}
		if !known {
			c.fail("inks", at, "the ink %q is not described", n)
		}
	}
	for _, k := range sortedKeys(colorants) {
		if s, ok := c.get(colorants[k]).(array); ok {
			c.checkSeparation(at, s)
		}
	}
}

// processInks need no description.
var processInks = []name{"Cyan", "Magenta", "Yellow", "Black", "None", "All"}

func (c *checker) checkInkName(at int, n name) {
	if !utf8.ValidString(string(n)) {
		c.fail("name-utf8", at, "the name of the ink %q is not UTF-8", n)
	}
}

// checkSeparation holds an ink against the first of its name: what stands for it
// where it is missing must be the same (ISO 19005-3, 6.2.4.4).
func (c *checker) checkSeparation(at int, a array) {
	if len(a) < 4 || c.name(a[0]) != "Separation" {
		return
	}
	n := c.name(a[1])
	c.checkInkName(at, n)
	first, ok := c.inks[n]
	if !ok {
		c.inks[n] = a
		return
	}
	if !c.same(first[2], a[2], 0) || !c.same(first[3], a[3], 0) {
		c.fail("inks", at, "the ink %q is described in two ways", n)
	}
}

// same compares two values with all that they refer to.
func (c *checker) same(a, b any, deep int) bool {
	c.spend(1)
	if deep > 20 {
		return true
	}
	switch a := c.get(a).(type) {
	case array:
		b, ok := c.get(b).(array)
		return ok && slices.EqualFunc(a, b, func(x, y any) bool { return c.same(x, y, deep+1) })
	case dict:
		b, ok := c.get(b).(dict)
		return ok && maps.EqualFunc(a, b, func(x, y any) bool { return c.same(x, y, deep+1) })
	case *stream:
		b, ok := c.get(b).(*stream)
		return ok && bytes.Equal(a.raw, b.raw) && c.same(a.dict, b.dict, deep+1)
	default:
		return a == c.get(b)
	}
}

// checkDevice asks whether a colour of a device is covered: by a default space
// of the resources, or by the output intent (ISO 19005-3, 6.2.4.3).
func (c *checker) checkDevice(at int, n name, resources dict, deep int) {
	if n == "DeviceRGB" {
		c.fail("x-colour", at, "colour is in DeviceRGB")
	}
	other := name("Default" + strings.TrimPrefix(string(n), "Device"))
	if d := c.file.dict(resources["ColorSpace"])[other]; d != nil {
		if _, device := c.get(d).(name); !device {
			c.checkSpace(at, d, resources, deep+1)
			return
		}
	}
	for _, to := range []struct{ standard, intent, rule string }{{A2b, c.intent, c.device}, {X4, c.press, ""}} {
		rule := to.rule
		if rule == "" {
			rule = "device-colour"
		}
		covered := to.intent != "" && (n == "DeviceGray" || n == "DeviceRGB" && to.intent == "RGB" || n == "DeviceCMYK" && to.intent == "CMYK")
		switch {
		case covered:
		case to.intent == "":
			c.only(to.standard, rule, at, "colour is in %s, and no output intent says which", n)
		default:
			c.only(to.standard, rule, at, "colour is in %s, but the output intent is for %s", n, to.intent)
		}
	}
}

// checkICC looks at the profile of an ICC-based space (ISO 19005-3, 6.2.4.2).
func (c *checker) checkICC(at int, v any) {
	s := c.stm(v)
	if s == nil {
		c.fail("icc", at, "an ICC-based colour space has no profile")
		return
	}
	n := number0(v)
	b, err := c.decode(s)
	if err != nil || len(b) < 128 || string(b[36:40]) != "acsp" {
		c.fail("icc", n, "it is no ICC profile")
		return
	}
	want := components[strings.TrimSpace(string(b[16:20]))]
	have, _ := c.int(s.dict["N"])
	if want == 0 || want != have {
		c.fail("icc", n, "the ICC profile is of the colour space %q, N is %d", strings.TrimSpace(string(b[16:20])), have)
	}
	switch class := string(b[12:16]); class {
	case "prtr", "mntr", "scnr", "spac":
	default:
		c.fail("icc", n, "the ICC profile is of class %q", class)
	}
	if b[8] > 4 {
		c.fail("icc", n, "the ICC profile is of version %d", b[8])
	}
}
