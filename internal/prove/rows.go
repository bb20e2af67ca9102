package prove

import "regexp"

// rows names the row of the conventions a difference shows marks of, so that
// a failing proof says where to look.
var rows = []struct {
	name string
	mark *regexp.Regexp
}{
	{"row 6: sic", regexp.MustCompile(`\[sic!?\]`)},
	{"row 7: correction", regexp.MustCompile(`\[(recte|sic|correct):`)},
	{"row 8: explanation", regexp.MustCompile(`\[(i\.e\.|that is|viz\.)`)},
	{"row 13: withheld", regexp.MustCompile(`not declassified|\[excised|\[redacted`)},
	{"row 14: named omission", regexp.MustCompile(`\[(Omitted here|Here follow)|not (printed|found)\]`)},
	{"row 15: cipher damage", regexp.MustCompile(`\[C%|garble|\bgroups?\b.*\]`)},
	{"row 11: illegible", regexp.MustCompile(`illegible`)},
	{"row 12: physical loss", regexp.MustCompile(`\[(torn|damaged|lost|page missing|text missing)`)},
	{"row 10: reading not sure", regexp.MustCompile(`\[\?\]`)},
	{"row 3 or 4: omission", regexp.MustCompile(`\[(\.\.\.|…|\. \. \.)\]?`)},
	{"row 20: editor's remark", regexp.MustCompile(`\[(Ed\.|Editor|Translator|translator|Note:)`)},
	{"row 22: source", regexp.MustCompile(`\[Source:`)},
	{"row 23: page break", regexp.MustCompile(`⟦p\.`)},
	{"row 17 or 19: note", regexp.MustCompile(`°|\[\d{1,3}\]|[⁰¹²³⁴-⁹]`)},
	{"row 24: signature", regexp.MustCompile(`\[Signed|\[signature|/s/`)},
	{"row 25: seal or stamp", regexp.MustCompile(`\[(seal|L\.S\.|Stamp)`)},
	{"row 26: addition in the source", regexp.MustCompile(`\[(handwritten|in the margin):`)},
	{"row 27: deletion in the source", regexp.MustCompile(`\[crossed`)},
	{"row 28: remark on the text", regexp.MustCompile(`\[(emphasis|italics|underlined)|(added|original)\]`)},
	{"row 36: link", regexp.MustCompile(`\]\(`)},
	{"row 46: Leiden sign", regexp.MustCompile(`[{}⟨⟩‹›⟦⟧]`)},
	{"row 9: supplied, not sure", regexp.MustCompile(`\?\]`)},
	{"row 1, 2 or 30: supplied", regexp.MustCompile(`[\[\]]`)},
}

func rowOf(words string) string {
	for _, r := range rows {
		if r.mark.MatchString(words) {
			return r.name
		}
	}
	return ""
}
