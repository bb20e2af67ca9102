package preflight

import "slices"

// The types of actions, ISO 32000-1, table 198, and those that ISO 19005-3,
// 6.5.1 forbids.
var (
	actions = []name{"GoTo", "GoToR", "GoToE", "Launch", "Thread", "URI", "Sound", "Movie", "Hide", "Named", "SubmitForm",
		"ResetForm", "ImportData", "JavaScript", "SetOCGState", "Rendition", "Trans", "GoTo3DView", "Set-state", "NOP"}
	badActions = []name{"Launch", "Sound", "Movie", "ResetForm", "ImportData", "Hide", "SetOCGState", "Rendition", "Trans",
		"GoTo3DView", "JavaScript", "Set-state", "NOP"}
	namedActions = []name{"NextPage", "PrevPage", "FirstPage", "LastPage"}
)

func (c *checker) checkAction(n int, d dict) {
	s := c.name(d["S"])
	t := c.name(d["Type"])
	js := d["JS"] != nil
	if t == "" && d["P"] != nil && !js {
		return // an element of the structure
	}
	if t != "" && t != "Action" || t == "" && !slices.Contains(actions, s) && !js {
		return
	}
	switch {
	case slices.Contains(badActions, s):
		c.fail("action", n, "there is an action %s", s)
	case t == "Action" && !slices.Contains(actions, s):
		c.fail("action", n, "there is an action %q, which PDF does not know", s)
	case s == "Named" && !slices.Contains(namedActions, c.name(d["N"])):
		c.fail("action", n, "there is an action Named %s", c.name(d["N"]))
	case js:
		c.fail("action", n, "there is JavaScript")
	}
	// A Trans dictionary of a page and a Hide of nothing look alike; for print,
	// what only goes to a page is left to the checks of annotations.
	if t == "Action" && s != "GoTo" || js || s == "JavaScript" || s == "Launch" || s == "URI" && d["URI"] != nil || s == "SubmitForm" {
		c.fail("x-action", n, "there is an action %s", s)
	}
}
