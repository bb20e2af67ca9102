package project

var italianLabels = map[string]string{}
