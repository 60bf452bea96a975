package gc

// A budget says when to collect and when the heap is full.
type budget struct {
	max       uint64
	over      uint64 // how far max may be passed until the heap has shrunk
	external  uint64 // bytes charged from outside the cage
	allocated uint64 // bytes allocated and charged since the last collection
	trigger   uint64 // collect when allocated reaches it
	cramped   int    // collections in a row at the limit that gained little
}

// Between collections the heap grows by at least minGrowth, so that a program
// that allocates little never collects, and else by 1.5 times what is alive,
// less for heaps above wideGrowth. Measured with garbage beside 32 MB alive:
// marking takes 20 ms, so 0.4 ms for every MB allocated at this factor.
const (
	minGrowth    = 16 << 20
	wideGrowth   = 256 << 20
	overStep     = 256 << 10
	overMax      = 4 << 20
	maxCramped   = 8
	crampedShift = 6 // a gain of less than max>>crampedShift is little
)

func (b *budget) init(max uint64) {
	b.max = max
	b.trigger = minGrowth
}

// after sets the next trigger, live bytes having survived.
func (b *budget) after(live, used uint64) {
	b.allocated = 0
	b.trigger = growth(live + b.external)
	if used+b.external <= b.max {
		b.over = 0
	}
}

// growth returns how much may be allocated beside live bytes before it pays
// to collect.
func growth(live uint64) uint64 {
	return max(minGrowth, live/2+min(live, wideGrowth))
}

func (h *Heap) used() uint64 { return uint64(h.pages.used)<<pageShift + h.budget.external }

func (h *Heap) fits(bytes uint64) bool { return h.used()+bytes <= h.budget.max+h.budget.over }

// StackScan says whether the collector can read the Go stack on this
// architecture. Where it cannot, it collects only at the safe points that the
// heap's user declares by AtSafePoint.
const StackScan = stackScan

func (h *Heap) canCollect() bool { return stackScan || h.AtSafePoint }

// CollectionWanted reports that a collection is due but had to be put off to
// a safe point: the user should call Collect at one.
func (h *Heap) CollectionWanted() bool { return h.wanted }

// Max is the limit in bytes.
func (h *Heap) Max() uint64 { return h.budget.max }

// beforeAlloc collects when it is time to.
func (h *Heap) beforeAlloc() {
	if h.opts.Stress > 0 {
		if h.stress--; h.stress <= 0 {
			h.stress = h.opts.Stress
			h.collect("stress")
			return
		}
	}
	if h.budget.allocated >= h.budget.trigger {
		h.collect("growth")
	}
}

// makeRoom sees to it that bytes more can be taken, and reports whether it
// collected to that end. It calls Options.Limit when they cannot.
func (h *Heap) makeRoom(bytes uint64) (collected bool) {
	if h.fits(bytes) {
		return false
	}
	if h.worthCollecting() {
		h.collect("limit")
		if h.fits(bytes) {
			return true
		}
	}
	h.full(bytes)
	return false
}

// worthCollecting reports whether a collection may help. A heap at its limit
// that wins almost nothing each time is full, rather than collected for ever.
func (h *Heap) worthCollecting() bool {
	b := &h.budget
	if b.allocated >= b.max>>crampedShift {
		b.cramped = 0
	} else if b.cramped++; b.cramped > maxCramped {
		return false
	}
	return h.canCollect()
}

// full calls Options.Limit, with some memory more to report the error in.
func (h *Heap) full(bytes uint64) {
	b := &h.budget
	b.cramped = 0
	b.over = min(b.over+overStep, overMax, b.max/4)
	if h.opts.Limit != nil {
		h.opts.Limit(bytes)
	}
	panic("gc: the heap is full")
}

// exhausted is for when the system or the reservation has no pages although
// Max allows them: what is free is given back and tried once more. It returns
// false, so that a refill starts again.
func (h *Heap) exhausted(bytes uint64) bool {
	if !h.worthCollecting() || h.budget.allocated == 0 {
		h.full(bytes)
	}
	h.collect("exhausted")
	return false
}

// ChargeExternal counts bytes that cells own outside the cage; a negative
// number takes them off. It is called before the memory is taken, may
// collect, and calls Options.Limit when Max would be passed.
func (h *Heap) ChargeExternal(bytes int64) {
	b := &h.budget
	if bytes <= 0 {
		b.external -= min(uint64(-bytes), b.external)
		return
	}
	n := uint64(bytes)
	h.makeRoom(n)
	b.external += n
	b.allocated += n
	if b.allocated >= b.trigger {
		h.collect("external")
	}
}

// Collect collects the whole heap, for the reason that a trace line is to
// name. Where StackScan is false and AtSafePoint is not set, the collection
// is only noted as wanted.
func (h *Heap) Collect(reason string) { h.collect(reason) }

// CollectRooted collects without a look at the Go stack, where words of calls
// that have ended may keep anything alive. No frame may hold a reference.
func (h *Heap) CollectRooted(reason string) {
	safe := h.AtSafePoint
	h.AtSafePoint, h.rooted = true, true
	h.collect(reason)
	h.AtSafePoint, h.rooted = safe, false
}
