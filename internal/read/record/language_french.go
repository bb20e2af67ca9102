package record

var french = language{code: "fr"}
