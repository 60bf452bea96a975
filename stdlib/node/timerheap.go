package node

// The heap of timer lists, by expiry.

func (ts *timerSet) less(a, b *timerList) bool {
	return a.expiry < b.expiry || a.expiry == b.expiry && a.order < b.order
}

func (ts *timerSet) push(l *timerList) {
	l.index = len(ts.heap)
	ts.heap = append(ts.heap, l)
	ts.up(l.index)
}

// remove takes l out of the heap.
func (ts *timerSet) remove(l *timerList) {
	i, last := l.index, len(ts.heap)-1
	if i < 0 {
		return
	}
	ts.swap(i, last)
	ts.heap[last] = nil
	ts.heap = ts.heap[:last]
	l.index = -1
	if i < last {
		ts.fix(i)
	}
}

// fix restores the order after the list at i has changed.
func (ts *timerSet) fix(i int) {
	ts.up(i)
	ts.down(i)
}

func (ts *timerSet) up(i int) {
	for i > 0 && ts.less(ts.heap[i], ts.heap[(i-1)/2]) {
		ts.swap(i, (i-1)/2)
		i = (i - 1) / 2
	}
}

func (ts *timerSet) down(i int) {
	for {
		c := 2*i + 1
		if c >= len(ts.heap) {
			return
		}
		if c+1 < len(ts.heap) && ts.less(ts.heap[c+1], ts.heap[c]) {
			c++
		}
		if !ts.less(ts.heap[c], ts.heap[i]) {
			return
		}
		ts.swap(i, c)
		i = c
	}
}

func (ts *timerSet) swap(i, j int) {
	h := ts.heap
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}
