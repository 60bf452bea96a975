//go:build unix && !loopnet

package loop

// ioWatcher watches a descriptor. It is level-triggered: ready is called in
// every poll phase in which the descriptor is ready for something wanted.
type ioWatcher struct {
	fd         int
	want, have ioEvents // what is wanted, and what the kernel has been told
	generation uint32   // tells the events of this watcher from those of an earlier one of the same number
	queued     bool     // in poller.changes
	owner      ioOwner
}

type ioOwner interface{ ioReady(events ioEvents) }

// watchers is the part of the poller that is the same for epoll and kqueue:
// who watches which descriptor, and which changes the kernel is yet to be told.
// They are told together before the next wait, so that what is undone
// meanwhile costs nothing.
type watchers struct {
	byFD       []*ioWatcher
	changes    []*ioWatcher
	generation uint32
}

func (p *watchers) add(w *ioWatcher, events ioEvents) {
	if w.want|events == w.want {
		return
	}
	w.want |= events
	p.changed(w)
}

func (p *watchers) drop(w *ioWatcher, events ioEvents) {
	if w.want&events == 0 {
		return
	}
	w.want &^= events
	p.changed(w)
}

func (p *watchers) changed(w *ioWatcher) {
	if w.fd >= len(p.byFD) {
		p.byFD = append(p.byFD, make([]*ioWatcher, max(w.fd+1-len(p.byFD), len(p.byFD)))...)
	}
	if p.byFD[w.fd] != w {
		p.generation++
		w.generation = p.generation
		p.byFD[w.fd] = w
	}
	if !w.queued {
		w.queued = true
		p.changes = append(p.changes, w)
	}
}

// flush calls update for every watcher of which the kernel's knowledge is out of date.
func (p *watchers) flush(update func(*ioWatcher)) {
	for i, w := range p.changes {
		p.changes[i] = nil
		w.queued = false
		if w.want != w.have && w.fd >= 0 {
			update(w)
		}
	}
	p.changes = p.changes[:0]
}

// find is who watches the descriptor, nil when that watcher is gone.
func (p *watchers) find(fd int, generation uint32) *ioWatcher {
	if fd < 0 || fd >= len(p.byFD) {
		return nil
	}
	if w := p.byFD[fd]; w != nil && w.generation == generation {
		return w
	}
	return nil
}

// watch adds events to what w waits for.
func (l *Loop) watch(w *ioWatcher, events ioEvents) { l.pollState.add(w, events) }

// unwatch takes events from it.
func (l *Loop) unwatch(w *ioWatcher, events ioEvents) { l.pollState.drop(w, events) }

// forget ends the watching, before the descriptor is closed: an event already
// fetched is not delivered.
func (l *Loop) forget(w *ioWatcher) {
	p := &l.pollState
	if w.fd >= 0 && w.fd < len(p.byFD) && p.byFD[w.fd] == w {
		p.byFD[w.fd] = nil
	}
	if w.have != 0 {
		w.want = 0
		p.update(w)
	}
	w.want, w.have, w.fd = 0, 0, -1
}
