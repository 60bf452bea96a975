package gc

// ExternalTable holds the Go data that belongs to cells. A cell owns an entry
// by its index, at the offset its Layout.External names; the entry is deleted
// when the cell dies. The zero index is never handed out.
type ExternalTable struct {
	entries []any
	free    []uint32
}

// Put stores v and returns its index.
func (t *ExternalTable) Put(v any) uint32 {
	if n := len(t.free); n > 0 {
		i := t.free[n-1]
		t.free = t.free[:n-1]
		t.entries[i] = v
		return i
	}
	if t.entries == nil {
		t.entries = make([]any, 1, 16)
	}
	t.entries = append(t.entries, v)
	return uint32(len(t.entries) - 1)
}

// Get returns the entry i, nil for index 0.
func (t *ExternalTable) Get(i uint32) any {
	if i == 0 {
		return nil
	}
	return t.entries[i]
}

// Set replaces the entry i, an index Put returned.
func (t *ExternalTable) Set(i uint32, v any) { t.entries[i] = v }

// A Releaser is told when an entry that holds it is deleted, by Delete or by
// the death of the cell that owned it; it must not allocate.
type Releaser interface{ Release() }

// Delete frees the entry i, which may be handed out again; a cell that owned
// it must forget the index.
func (t *ExternalTable) Delete(i uint32) {
	if i == 0 {
		return
	}
	if r, ok := t.entries[i].(Releaser); ok {
		r.Release()
	}
	t.entries[i] = nil
	t.free = append(t.free, i)
}

// Len returns the number of entries in use.
func (t *ExternalTable) Len() int {
	if len(t.entries) == 0 {
		return 0
	}
	return len(t.entries) - 1 - len(t.free)
}
