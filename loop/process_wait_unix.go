//go:build unix

package loop

// waitFor waits for a child on a goroutine of its own.
func waitFor(p *Process) {
	status, signal, _ := reap(p.pid, true)
	p.loop.Post(func() {
		if p.Active() {
			p.ended(status, signal)
		}
	})
}
