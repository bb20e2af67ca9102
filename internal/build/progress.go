package build

import "sync/atomic"

// progress counts work done by several goroutines.
type progress struct{ n atomic.Int64 }

func (p *progress) add(report func(done, total int), total int) {
	n := p.n.Add(1)
	if report != nil {
		report(int(n), total)
	}
}
