package project

var russianLabels = map[string]string{}
