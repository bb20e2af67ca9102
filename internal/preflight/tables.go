package preflight

import "slices"

func rowsOf(table *node) []*node {
	var rows []*node
	for _, k := range table.kids {
		switch k.kind {
		case "TR":
			rows = append(rows, k)
		case "THead", "TBody", "TFoot":
			for _, r := range k.kids {
				if r.kind == "TR" {
					rows = append(rows, r)
				}
			}
		}
	}
	return rows
}

// grid is the cells of a table by row and column, spans filled.
type grid [][]*node

// widest is how many columns of a table are looked at: spans can claim any
// number.
const widest = 1000

// gridOf lays out a table; twice reports that cells lie on one another.
func (c *checker) gridOf(rows []*node) (g grid, twice bool) {
	g = make(grid, len(rows))
	span := func(cell *node, key name, most int) int {
		n, _ := c.int(c.attribute(cell, key))
		return min(max(n, 1), most)
	}
	for i := range g {
		at := 0
		for _, cell := range rows[i].kids {
			for at < len(g[i]) && g[i][at] != nil {
				at++
			}
			across, down := span(cell, "ColSpan", widest), span(cell, "RowSpan", len(rows)-i)
			c.spend(across * down)
			for r := i; r < i+down; r++ {
				for k := at; k < min(at+across, widest); k++ {
					for len(g[r]) <= k {
						g[r] = append(g[r], nil)
					}
					twice = twice || g[r][k] != nil
					g[r][k] = cell
				}
			}
			at += across
		}
	}
	return g, twice
}

// checkRows counts the columns of every row, spans included.
func (c *checker) checkRows(e *node) {
	rows := rowsOf(e)
	g, twice := c.gridOf(rows)
	if twice {
		c.fail("table", e.number, "cells of the Table lie on one another")
	}
	for i := range g {
		if len(g[i]) != len(g[0]) {
			c.fail("table", e.number, "the Table has rows of %d and of %d columns", len(g[0]), len(g[i]))
			break
		}
	}
	for i, r := range rows {
		for _, cell := range r.kids {
			if n, ok := c.int(c.attribute(cell, "RowSpan")); ok && n > len(rows)-i {
				c.fail("table", e.number, "a cell of the Table reaches over %d rows, of which only %d are there", n, len(rows)-i)
			}
		}
	}
}

// checkHeaders asks of each cell which headers it has: those it names, or those
// in its row or column whose Scope says so (ISO 14289-1, 7.5). Where neither can
// be told, the headers without Scope are at fault.
func (c *checker) checkHeaders(e *node) {
	rows := rowsOf(e)
	ids := map[text]bool{}
	for _, r := range rows {
		for _, cell := range r.kids {
			if id, ok := c.get(cell.dict["ID"]).(text); ok && id != "" {
				ids[id] = true
			}
		}
	}
	g, _ := c.gridOf(rows)
	inRow, inColumn := headersOf(g)
	blamed := map[*node]bool{}
	for i := range g {
		for k, cell := range g[i] {
			if cell == nil || cell.kind != "TD" || c.namesHeaders(cell, ids) {
				continue
			}
			for _, h := range c.unscoped(inRow[i], inColumn[k]) {
				if !blamed[h] {
					blamed[h] = true
					c.fail("header-cell", h.number, "the TH has no Scope, and cells that it may head do not name it in Headers")
				}
			}
		}
	}
}

// headersOf are the headers in each row and in each column, each once.
func headersOf(g grid) (rows, columns [][]*node) {
	rows = make([][]*node, len(g))
	for i, row := range g {
		for k, h := range row {
			for len(columns) <= k {
				columns = append(columns, nil)
			}
			if h == nil || h.kind != "TH" {
				continue
			}
			if n := len(rows[i]); n == 0 || rows[i][n-1] != h {
				rows[i] = append(rows[i], h)
			}
			if n := len(columns[k]); n == 0 || columns[k][n-1] != h {
				columns[k] = append(columns[k], h)
			}
		}
	}
	return rows, columns
}

// namesHeaders reports whether a cell names headers that are there.
func (c *checker) namesHeaders(cell *node, ids map[text]bool) bool {
	found := false
	for _, h := range c.list(c.attribute(cell, "Headers")) {
		id, _ := c.get(h).(text)
		if !ids[id] {
			return false
		}
		found = true
	}
	return found
}

// unscoped are the headers in a cell's row and column without Scope, unless one
// says by its Scope that it heads the cell.
func (c *checker) unscoped(row, column []*node) []*node {
	c.spend(len(row) + len(column))
	var out []*node
	for i, h := range slices.Concat(row, column) {
		inRow := i < len(row)
		switch s := c.name(c.attribute(h, "Scope")); {
		case s == "":
			out = append(out, h)
		case s == "Both", s == "Row" && inRow, s == "Column" && !inRow:
			return nil
		}
	}
	return out
}
