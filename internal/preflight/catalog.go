package preflight

// checkCatalog looks at the catalog and what hangs on it that is no page.
func (c *checker) checkCatalog() {
	cat, n := c.catalog(), number0(c.trailer["Root"])
	names := c.file.dict(cat["Names"])
	if cat["AA"] != nil {
		c.fail("action-additional", n, "the catalog has additional actions")
		c.fail("x-action", n, "the catalog has additional actions")
	}
	if open := c.file.dict(cat["OpenAction"]); open != nil {
		c.fail("x-action", n, "the catalog has an OpenAction %s", c.name(open["S"]))
	}
	if names["JavaScript"] != nil {
		c.fail("action", n, "the catalog names JavaScript")
		c.fail("x-action", n, "the catalog names JavaScript")
	}
	if names["AlternatePresentations"] != nil {
		c.fail("presentation", n, "the catalog names alternate presentations")
	}
	if cat["Requirements"] != nil {
		c.fail("requirements", n, "the catalog has Requirements")
	}
	c.checkPermissions(n, c.file.dict(cat["Perms"]))
	if v, _ := c.get(cat["NeedsRendering"]).(bool); v {
		c.fail("xfa", n, "the catalog says NeedsRendering")
	}
	form := c.file.dict(cat["AcroForm"])
	if form["XFA"] != nil {
		c.fail("xfa", n, "there is an XFA form")
	}
	if v, _ := c.get(form["NeedAppearances"]).(bool); v {
		c.fail("form-field", n, "NeedAppearances is true")
	}
	c.checkFields(form["Fields"], map[int]bool{}, 0)
	c.checkOptional(cat, n)
	c.checkOutlines(cat)
	if mark := c.file.dict(cat["MarkInfo"]); true {
		if v, _ := c.get(mark["Marked"]).(bool); !v {
			c.fail("marked", n, "MarkInfo does not say Marked true")
		}
		if v, _ := c.get(mark["Suspects"]).(bool); v {
			c.fail("suspects", n, "MarkInfo says Suspects true")
		}
	}
	if v, _ := c.get(c.file.dict(cat["ViewerPreferences"])["DisplayDocTitle"]).(bool); !v {
		c.fail("title-shown", n, "ViewerPreferences does not say DisplayDocTitle true")
	}
	c.checkLanguage(n, "the catalog", cat["Lang"])
}

// checkPermissions is ISO 19005-3, 6.1.12.
func (c *checker) checkPermissions(n int, perms dict) {
	for _, k := range sortedKeys(perms) {
		if k != "UR3" && k != "DocMDP" {
			c.fail("permissions", n, "the permissions dictionary has %s", k)
		}
	}
	for _, v := range c.list(c.file.dict(perms["DocMDP"])["Reference"]) {
		d := c.file.dict(v)
		for _, k := range []name{"DigestLocation", "DigestMethod", "DigestValue"} {
			if d[k] != nil {
				c.fail("permissions", n, "the signature that DocMDP names refers to something by %s", k)
			}
		}
	}
}

func number0(v any) int {
	r, _ := v.(ref)
	return r.number
}

func (c *checker) checkFields(v any, seen map[int]bool, deep int) {
	for _, e := range c.list(v) {
		n := number0(e)
		d := c.file.dict(e)
		if d == nil || seen[n] && n > 0 || deep > deepest {
			continue
		}
		seen[n] = true
		if d["AA"] != nil {
			c.fail("form-field", n, "the form field has additional actions")
		}
		c.checkFields(d["Kids"], seen, deep+1)
	}
}

// checkOptional looks at configurations of optional content (ISO 19005-3, 6.9;
// ISO 14289-1, 7.10).
func (c *checker) checkOptional(cat dict, n int) {
	oc := c.file.dict(cat["OCProperties"])
	if oc == nil {
		return
	}
	c.fail("late", n, "there is optional content (PDF 1.5)")
	seen := map[string]bool{}
	for _, v := range append(array{oc["D"]}, c.list(oc["Configs"])...) {
		d := c.file.dict(v)
		label := c.text(d["Name"])
		switch {
		case label == "":
			c.fail("optional", n, "a configuration of optional content has no Name")
		case seen[label]:
			c.except(UA1, "optional", n, "two configurations of optional content are named %q", label)
		}
		seen[label] = true
		if d["AS"] != nil {
			c.fail("optional", n, "a configuration of optional content has AS")
		}
		if d["Order"] != nil {
			c.checkOrder(n, d["Order"], c.listRefs(oc["OCGs"]))
		}
	}
}

// checkOrder wants every group of optional content in the order in which they
// are listed for the reader (ISO 19005-3, 6.9).
func (c *checker) checkOrder(n int, order any, groups array) {
	listed := map[int]bool{}
	var walk func(v any, deep int)
	walk = func(v any, deep int) {
		c.spend(1)
		listed[number0(v)] = true
		if a, ok := c.get(v).(array); ok && deep < deepest {
			for _, e := range a {
				walk(e, deep+1)
			}
		}
	}
	walk(order, 0)
	for _, g := range groups {
		if !listed[number0(g)] {
			c.only(A2b, "optional", n, "the Order of a configuration of optional content lacks %s", objectName(number0(g)))
		}
	}
}

// checkOutlines looks at the bookmarks' actions.
func (c *checker) checkOutlines(cat dict) {
	root := c.file.dict(cat["Outlines"])
	seen := map[int]bool{}
	for todo := (array{root["First"]}); len(todo) > 0; {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		d, n := c.file.dict(v), number0(v)
		if d == nil || seen[n] {
			continue
		}
		seen[n] = true
		if a := c.file.dict(d["A"]); a != nil {
			c.fail("x-action", n, "the bookmark %q has an action %s", c.text(d["Title"]), c.name(a["S"]))
		}
		todo = append(todo, d["Next"], d["First"])
	}
}
