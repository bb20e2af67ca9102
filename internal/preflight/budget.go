package preflight

import "errors"

// A small file can ask for endless work: objects that begin within one another,
// streams that grow when they are decoded, lists that a thousand objects share.
// Every loop that a file of n bytes can make longer than n spends from one of
// these budgets; when it is gone, the check says so and ends.
type budget struct {
	lexed   int // bytes of objects, read again where objects overlap
	decoded int // bytes that filters give
	steps   int // operators, and everything else that can be shared or nested
}

// budgetFor is far more than whole files of so many bytes were seen to need: the
// densest, of blank pictures, decode to 40 times their size.
func budgetFor(size int) budget {
	return budget{lexed: 64<<20 + 16*size, decoded: 512<<20 + 64*size, steps: 32<<20 + 8*size}
}

var errBudget = errors.New("the file asks for more work than any file of its size needs; the check was given up")

// spend takes steps from the budget; without any left the check ends, by a panic
// that Check knows.
func (b *budget) spend(n int) {
	if b.steps -= n; b.steps < 0 {
		panic(errBudget)
	}
}
