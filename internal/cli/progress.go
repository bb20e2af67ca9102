package cli

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// patience is how long a build may take before a bar shows that it goes on.
const patience = time.Second

// bar is a progress bar that shows only where a terminal watches, and only
// when the work takes longer than patience.
type bar struct {
	mu    sync.Mutex
	w     io.Writer
	begun time.Time
	total int
	shown *progressbar.ProgressBar
}

func newBar(w io.Writer, quiet bool) *bar {
	f, ok := w.(*os.File)
	if quiet || !ok || !term.IsTerminal(int(f.Fd())) {
		return &bar{}
	}
	return &bar{w: w, begun: time.Now()}
}

// update is called from several goroutines; the counts of a stage may come in
// any order.
func (b *bar) update(done, total int) {
	if b.w == nil || time.Since(b.begun) < patience {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shown == nil || b.total != total {
		b.finishLocked()
		b.total = total
		b.shown = progressbar.NewOptions(total, progressbar.OptionSetWriter(b.w),
			progressbar.OptionClearOnFinish(), progressbar.OptionShowCount(), progressbar.OptionSetWidth(30))
	}
	b.shown.Set(done)
}

// finish takes the bar away.
func (b *bar) finish() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.finishLocked()
}

func (b *bar) finishLocked() {
	if b.shown != nil {
		b.shown.Clear()
		b.shown = nil
	}
}
