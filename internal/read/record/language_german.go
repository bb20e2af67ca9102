package record

var german = language{code: "de"}
