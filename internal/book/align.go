package book

import (
	"reflect"

	"colophon/internal/edition"
)

// rowPair is what stands side by side: mostly one block and its translation.
type rowPair struct{ left, right []row }

// Costs of putting blocks side by side, in hundredths; after Gale and Church, A
// Program for Aligning Sentences in Bilingual Corpora (1993): translations are
// about as long as what they translate, and seldom split or leave out a block.
const (
	alignTwo   = 230  // two blocks beside one
	alignNone  = 450  // a block beside none
	alignKind  = 300  // blocks of two kinds
	alignHead  = 1200 // a heading beside what is none
	alignSaid  = 5000 // less, where the source says that they belong together
	alignReach = 40   // so far from the diagonal a partner is looked for
)

// steps are the ways to go on: so many blocks on the left, so many on the right.
var alignSteps = [...]struct{ left, right, cost int }{
	{1, 1, 0}, {1, 0, alignNone}, {0, 1, alignNone}, {2, 1, alignTwo}, {1, 2, alignTwo},
}

// alignRows finds which blocks of two documents stand side by side: by
// @corresp, where the source has it, else by kind and length.
func alignRows(left, right []row) []rowPair {
	n, m := len(left), len(right)
	lengths := [2]int{}
	for i, rows := range [][]row{left, right} {
		for _, r := range rows {
			lengths[i] += r.size
		}
	}
	reach := alignReach + max(n-m, m-n)
	const never = 1 << 60
	cost := make([][]int, n+1)
	step := make([][]uint8, n+1)
	first := func(i int) int { return max(0, i*m/max(n, 1)-reach) }
	last := func(i int) int { return min(m, i*m/max(n, 1)+reach) }
	at := func(i, j int) int {
		if i < 0 || j < first(i) || j > last(i) {
			return never
		}
		return cost[i][j-first(i)]
	}
	for i := range n + 1 {
		cost[i], step[i] = make([]int, last(i)-first(i)+1), make([]uint8, last(i)-first(i)+1)
		for j := first(i); j <= last(i); j++ {
			best, by := never, 0
			if i == 0 && j == 0 {
				best = 0
			}
			for k, s := range alignSteps {
				if i < s.left || j < s.right || at(i-s.left, j-s.right) == never {
					continue
				}
				c := at(i-s.left, j-s.right) + s.cost + mismatch(left[i-s.left:i], right[j-s.right:j], lengths)
				if c < best {
					best, by = c, k
				}
			}
			cost[i][j-first(i)], step[i][j-first(i)] = best, uint8(by)
		}
	}
	var out []rowPair
	for i, j := n, m; i > 0 || j > 0; {
		s := alignSteps[step[i][j-first(i)]]
		out = append(out, rowPair{left[i-s.left : i], right[j-s.right : j]})
		i, j = i-s.left, j-s.right
	}
	for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return out
}

// mismatch is what it costs to put blocks beside others.
func mismatch(left, right []row, lengths [2]int) int {
	if len(left) == 0 || len(right) == 0 {
		return 0
	}
	cost, l, r := 0, 0, 0
	for _, a := range left {
		l += a.size
		for _, b := range right {
			cost += unlike(a, b)
			switch {
			case a.ids[b.to] || b.ids[a.to]:
				cost -= alignSaid
			case a.to != "" || b.to != "":
				cost += alignNone
			}
		}
	}
	for _, b := range right {
		r += b.size
	}
	// The difference in length, squared, over the variance that lengths have.
	expected := l * max(1, lengths[1]) / max(1, lengths[0])
	diff := expected - r
	return cost + 50*diff*diff*10/(68*max(1, (expected+r)/2))
}

func unlike(a, b row) int {
	_, x := a.kind.(*edition.Heading)
	_, y := b.kind.(*edition.Heading)
	switch {
	case x != y:
		return alignHead
	case reflect.TypeOf(a.kind) != reflect.TypeOf(b.kind):
		return alignKind
	}
	return 0
}
