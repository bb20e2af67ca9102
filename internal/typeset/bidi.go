package typeset

// levelsOf gives the embedding level of every byte (UAX #9); nil where the
// whole text runs from left to right.
func levelsOf(text string, spans []span, rtl bool) []uint8 {
	return nil
}
