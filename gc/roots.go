package gc

import "sync"

// Root keeps what one Word refers to. It is how Go's heap holds a reference
// into the cage.
type Root struct {
	w        Word
	h        *Heap
	slot     int
	released *releases
}

// RootList is a list of Words that keeps what they refer to.
type RootList struct {
	words []Word
	h     *Heap
	slot  int
}

// rootTable is what of a heap is held from outside it.
type rootTable struct {
	roots []*Root
	lists []*RootList
	funcs []func(*Marker)

	released *releases // made with the first Root
}

// releases are the Roots that other goroutines have released. It is not part of
// the Heap, which may be closed meanwhile.
type releases struct {
	mu    sync.Mutex
	roots []*Root
}

// NewRoot returns a Root that holds w until Free or Release.
func (h *Heap) NewRoot(w Word) *Root {
	t := &h.roots
	if t.released == nil {
		t.released = &releases{}
	}
	r := &Root{w: w, h: h, slot: len(t.roots), released: t.released}
	t.roots = append(t.roots, r)
	return r
}

// Get returns the Word.
func (r *Root) Get() Word { return r.w }

// Set replaces the Word.
func (r *Root) Set(w Word) { r.w = w }

// Free ends the Root: it holds nothing from now on. Freeing twice does no
// harm.
func (r *Root) Free() {
	if r.h == nil {
		return
	}
	t := &r.h.roots
	last := t.roots[len(t.roots)-1]
	t.roots[r.slot], last.slot = last, r.slot
	t.roots[len(t.roots)-1] = nil
	t.roots = t.roots[:len(t.roots)-1]
	r.w, r.h = 0, nil
}

// Release is Free for any goroutine, such as that of runtime.AddCleanup: the
// Root is freed at the next collection. The caller must not use it again.
func (r *Root) Release() {
	q := r.released
	q.mu.Lock()
	q.roots = append(q.roots, r)
	q.mu.Unlock()
}

// NewRootList returns a RootList of n zero Words.
func (h *Heap) NewRootList(n int) *RootList {
	l := &RootList{words: make([]Word, n), h: h, slot: len(h.roots.lists)}
	h.roots.lists = append(h.roots.lists, l)
	return l
}

// Len returns the number of Words.
func (l *RootList) Len() int { return len(l.words) }

// Get returns the Word at i.
func (l *RootList) Get(i int) Word { return l.words[i] }

// Set replaces the Word at i.
func (l *RootList) Set(i int, w Word) { l.words[i] = w }

// Append adds a Word at the end.
func (l *RootList) Append(w Word) { l.words = append(l.words, w) }

// Pop removes the last Word and returns it.
func (l *RootList) Pop() Word {
	n := len(l.words) - 1
	w := l.words[n]
	l.words = l.words[:n]
	return w
}

// Truncate keeps the first n Words.
func (l *RootList) Truncate(n int) { l.words = l.words[:n] }

// Free ends the RootList: it is empty and holds nothing from now on. Freeing
// twice does no harm.
func (l *RootList) Free() {
	if l.h == nil {
		return
	}
	t := &l.h.roots
	last := t.lists[len(t.lists)-1]
	t.lists[l.slot], last.slot = last, l.slot
	t.lists[len(t.lists)-1] = nil
	t.lists = t.lists[:len(t.lists)-1]
	l.words, l.h = nil, nil
}

// AddRoots registers f, which marks roots at each collection. It must not
// allocate in the heap.
func (h *Heap) AddRoots(f func(*Marker)) { h.roots.funcs = append(h.roots.funcs, f) }

func (t *rootTable) freeReleased() {
	q := t.released
	if q == nil {
		return
	}
	q.mu.Lock()
	released := q.roots
	q.roots = nil
	q.mu.Unlock()
	for _, r := range released {
		r.Free()
	}
}

func (t *rootTable) mark(m *Marker) {
	t.freeReleased()
	for _, r := range t.roots {
		m.Word(r.w)
	}
	for _, l := range t.lists {
		for _, w := range l.words {
			m.Word(w)
		}
	}
	for _, f := range t.funcs {
		f(m)
	}
}
