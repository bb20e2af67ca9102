package relaxng

// restrict checks what a schema in simple form must not have: section 7.
func (c *compiler) restrict(s *Schema) {
}
