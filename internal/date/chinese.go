package date

// chinese has no names of months; 1950年10月11日 is read by numbers (numeric.go).
var chinese = &language{
	code:  "zh",
	words: map[role][]string{rUndated: {"无日期", "日期不详", "無日期"}},
}
