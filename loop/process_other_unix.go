//go:build unix && (!linux || loopnet)

package loop

import "syscall"

type processState struct{}

func (p *Process) prepare(attr *syscall.SysProcAttr) {}

// wait arranges for ended to be called.
func (p *Process) wait() { go waitFor(p) }

func (p *Process) abandon() {}
