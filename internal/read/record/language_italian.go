package record

var italian = language{code: "it"}
