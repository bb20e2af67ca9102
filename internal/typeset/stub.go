package typeset

type fallbacks struct{}

func (s *Setter) galley(blocks []Block) *Galley            { return &Galley{} }
func (s *Setter) pages(g []*Galley) ([]*Page, *Report) { return nil, &Report{} }
