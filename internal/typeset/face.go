package typeset

// Face is one font face, ready to shape with and to embed.
type Face struct {
	Name string // PostScript name
	Data []byte // the TrueType file
}
