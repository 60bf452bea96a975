//go:build unix && !loopnet

package loop

import (
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// A pipe that was standard input and was read by a handle waits again
// afterwards.
func TestKeepStdio(t *testing.T) {
	r, w, err := os.Pipe()
	check(t, err)
	defer w.Close()
	saved, err := duplicate(0)
	check(t, err)
	defer func() { unix.Dup2(saved, 0); unix.Close(saved) }()
	check(t, unix.Dup2(int(r.Fd()), 0))
	r.Close()
	restore := KeepStdio()
	l := newLoop(t)
	in := l.NewPipe(false)
	check(t, in.Open(0))
	waits := func() bool {
		flags, err := unix.FcntlInt(0, unix.F_GETFL, 0)
		check(t, err)
		return flags&unix.O_NONBLOCK == 0
	}
	if waits() {
		t.Error("the handle's descriptor waits")
	}
	in.Close(nil)
	run(t, l)
	restore()
	if !waits() {
		t.Error("the descriptor was not restored")
	}
}
