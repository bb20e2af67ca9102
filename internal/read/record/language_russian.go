package record

var russian = language{code: "ru"}
