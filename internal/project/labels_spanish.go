package project

var spanishLabels = map[string]string{}
