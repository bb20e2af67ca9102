package edition

// IsEvent reports the kind of a phrase or part that says what is heard or seen
// beside the words of speech (TEI P5 8.3): applause, a laugh, a door.
func IsEvent(kind string) bool {
	switch kind {
	case "vocal", "kinesic", "incident", "pause", "shift", "writing":
		return true
	}
	return false
}

// Spoken reports whether blocks are a transcript of speech: notes between its
// utterances say who speaks and what happens, and are part of the record.
func Spoken(blocks []Block) bool {
	for _, b := range blocks {
		switch b := b.(type) {
		case *Part:
			if b.Kind == "u" || IsEvent(b.Kind) {
				return true
			}
		case *Matter:
			if b.Kind == "u" {
				return true
			}
		}
	}
	return false
}
