package project

var frenchLabels = map[string]string{}
