package loop

// FSPoll looks at a file again and again and tells of changes. It is active
// while it is started.
type FSPoll struct {
	handle
	path     string
	interval int64
	callback func(err error, before, now FileInfo)
	timer    *Timer

	round  int // tells the answers to this Start from those to earlier ones
	known  bool
	failed error
	last   FileInfo
}

// NewFSPoll makes a poller that is not started.
func (l *Loop) NewFSPoll() *FSPoll {
	p := &FSPoll{}
	p.setup(l, p)
	return p
}

// Start looks at path every interval milliseconds. callback gets what the file
// was and is when anything but its time of access has changed, or the error
// that looking ended with when that is another than before.
func (p *FSPoll) Start(path string, interval int64, callback func(err error, before, now FileInfo)) error {
	if p.Closing() || callback == nil {
		return EINVAL
	}
	if p.Active() {
		return nil
	}
	p.path, p.interval, p.callback = path, max(interval, 1), callback
	p.known, p.failed, p.last = false, nil, FileInfo{}
	if p.timer == nil {
		p.timer = p.loop.NewTimer(p.look)
		p.timer.Unref()
	}
	p.round++
	p.start()
	p.look()
	return nil
}

// Path is what is looked at.
func (p *FSPoll) Path() string { return p.path }

// Stop ends the looking; the handle may be started again.
func (p *FSPoll) Stop() {
	if p.Active() {
		p.round++
		p.timer.Stop()
		p.stop()
	}
}

// Close ends the handle.
func (p *FSPoll) Close(done func()) {
	p.Stop()
	if p.timer != nil {
		p.timer.Close(nil)
	}
	p.beginClose(done)
}

func (p *FSPoll) look() {
	round, began, path := p.round, p.loop.Now(), p.path
	Do(p.loop, func() (FileInfo, error) { return Stat(path) }, func(now FileInfo, err error) {
		if round == p.round {
			p.seen(now, err)
		}
		if round == p.round {
			took := p.loop.Now() - began
			p.timer.Start(p.interval-took%p.interval, 0)
		}
	})
}

// seen compares with what was seen before.
func (p *FSPoll) seen(now FileInfo, err error) {
	before := p.last
	switch {
	case err != nil:
		if p.failed == err {
			return
		}
		p.failed = err
		p.known = true
		p.callback(err, before, FileInfo{})
		return
	case p.known && (p.failed != nil || !sameFile(&before, &now)):
		p.last, p.failed = now, nil
		p.callback(nil, before, now)
		return
	}
	p.known, p.last = true, now
}

// sameFile compares all but the time of access and what follows from the size.
func sameFile(a, b *FileInfo) bool {
	return a.Ctim == b.Ctim && a.Mtim == b.Mtim && a.Birthtim == b.Birthtim && a.Size == b.Size && a.Mode == b.Mode &&
		a.UID == b.UID && a.GID == b.GID && a.Ino == b.Ino && a.Dev == b.Dev && a.Flags == b.Flags && a.Gen == b.Gen
}
