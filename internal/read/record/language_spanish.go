package record

var spanish = language{code: "es"}
