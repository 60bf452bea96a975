package gc

import (
	"fmt"
	"time"
)

// collect is a whole collection.
//
//go:noinline
func (h *Heap) collect(reason string) {
	if h.running {
		panic("gc: a collection during a collection")
	}
	if !h.canCollect() {
		h.wanted = true
		return
	}
	before, start := h.used(), time.Now()
	h.running, h.wanted = true, false
	h.mark()
	marked := time.Now()
	h.stats.Allocated += h.budget.allocated
	live := h.sweep()
	h.budget.after(live, uint64(h.pages.used)<<pageShift)
	h.scavenge(live)
	h.running = false
	h.account(reason, live, before, start, marked)
	if h.opts.Verify {
		if err := h.verify(true); err != nil {
			panic(fmt.Sprintf("gc: after collection %d (%s): %v", h.stats.Collections, reason, err))
		}
	}
	for _, f := range h.afterCollect {
		f()
	}
}

// mark marks what is reachable and clears weak references to the rest.
func (h *Heap) mark() {
	m := &h.marker
	m.begin()
	if !h.rooted {
		m.words = stackWords(m.words)
		m.Conservative(m.words)
	}
	h.roots.mark(m)
	m.drain()
	m.ephemerons.mark(m)
	m.bury()
	isMarked := func(r Ref) bool { return r != 0 && h.isMarked(r) }
	for _, f := range h.afterMark {
		f(isMarked)
	}
	m.end()
}

// account counts the collection and traces it.
func (h *Heap) account(reason string, live, before uint64, start, marked time.Time) {
	s := &h.stats
	pause, mark := time.Since(start), marked.Sub(start)
	s.Live = live
	s.Collections++
	s.MarkTotal += mark
	s.PauseTotal += pause
	s.PauseMax = max(s.PauseMax, pause)
	if w := h.opts.Trace; w != nil {
		const mb = 1 << 20
		fmt.Fprintf(w, "gc %d (%s): %.1f -> %.1f MB, live %.1f, external %.1f, resident %.1f; pause %.2f ms, marking %.2f\n",
			s.Collections, reason, float64(before)/mb, float64(h.used())/mb, float64(live)/mb,
			float64(h.budget.external)/mb, float64(h.pages.resident)*pageBytes/mb,
			pause.Seconds()*1e3, mark.Seconds()*1e3)
	}
}

// scavenge gives back memory that will not be needed before the next
// collection. It does so only where it is worth a call to the system.
func (h *Heap) scavenge(live uint64) {
	keep := uint32(growth(live) >> pageShift)
	if free := h.pages.resident - min(h.pages.resident, h.pages.used); free > keep+keep/2 {
		h.pages.scavenge(keep)
	}
}
