package typeset

func (b *builder) table(t *Table, c column)     {}
func (b *builder) picture(x *Picture, c column) {}
func (b *builder) columns(x *Columns, c column) { b.blocks(x.Content, c) }

type columnBox struct{ items []vitem }

func (f *filling) columns(c *columnBox, sub int) (int, bool) { return 0, true }
func (a *assembly) columns(c *columnBox, sub, end int, y, capacity length, notes []noteRest) (length, []noteRest) {
	return y, notes
}
