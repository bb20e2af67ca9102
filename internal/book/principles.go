package book

import (
	"slices"

	"colophon/internal/apparatus"
	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// conventions are the editorial conventions that occur in the edition.
func (m *maker) conventions() []string {
	found := map[string]bool{}
	for _, docs := range [][]*edition.Document{m.e.Front, m.e.Documents, m.e.Back} {
		for _, d := range docs {
			for _, key := range apparatus.Principles(m.e, d) {
				found[key] = true
			}
		}
	}
	var out []string
	for _, key := range apparatus.PrincipleKeys {
		if found[key] {
			out = append(out, key)
		}
	}
	return out
}

func (m *maker) hasPrinciples() bool {
	return !m.o.NoPrinciples && (len(m.e.Project) > 0 || len(m.conventions()) > 0)
}

// principles say what the edition is for and how it marks what editors did:
// only what really occurs.
func (m *maker) principles() []typeset.Block {
	if !m.hasPrinciples() {
		return nil
	}
	c := m.column(m.front)
	m.partHead(c, "principles", m.e.Label("principles"))
	c.level = 2
	m.level = 2
	c.blocks(m.e.Project)
	list := &edition.List{Base: edition.Base{Type: "simple"}}
	for _, key := range m.conventions() {
		sentence := m.e.Label("principle." + key)
		if slices.Contains([]string{"", "principle." + key}, sentence) {
			continue
		}
		list.Content = append(list.Content, &edition.Item{Content: []edition.Block{&edition.Paragraph{Bare: true, Content: edition.NewText(sentence)}}})
	}
	for _, b := range list.Content {
		item := b.(*edition.Item)
		c.block(item.Content[0])
	}
	return c.out
}
