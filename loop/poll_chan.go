//go:build windows || loopnet

package loop

import "time"

// poller waits on a channel: everything that happens is posted by goroutines.
type poller struct{ wakes chan struct{} }

func (p *poller) init() error {
	p.wakes = make(chan struct{}, 1)
	return nil
}

func (p *poller) close() {}

// wake ends a wait, or the next one.
func (p *poller) wake() {
	select {
	case p.wakes <- struct{}{}:
	default:
	}
}

func (p *poller) wait(l *Loop, timeout int64) {
	if timeout == 0 {
		select {
		case <-p.wakes:
		default:
		}
		return
	}
	began := time.Now()
	if timeout < 0 {
		<-p.wakes
	} else {
		t := time.NewTimer(time.Duration(timeout) * time.Millisecond)
		select {
		case <-p.wakes:
			t.Stop()
		case <-t.C:
		}
	}
	l.woke(began)
}
