package project

var germanLabels = map[string]string{}
