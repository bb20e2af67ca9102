package edition

// Label is a word or sentence that Colophon itself prints, in the edition's
// language: Labels has it where the project filled them in, else English.
func (e *Edition) Label(key string) string {
	if s, ok := e.Labels[key]; ok {
		return s
	}
	if s, ok := EnglishLabels[key]; ok {
		return s
	}
	return key
}
