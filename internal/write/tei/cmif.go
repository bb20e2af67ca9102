package tei

// CMIF is what edition.yaml says for the Correspondence Metadata Interchange
// Format.
type CMIF struct {
	Base    string // the address under which the TEI files are published
	Contact string // an e-mail address
	Licence string // the address of a licence CMIF allows: CC BY 4.0 or CC0
}
