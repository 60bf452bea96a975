//go:build linux && !loopnet

package loop

import (
	"bytes"
	"os"
	"strconv"
	"testing"

	"golang.org/x/sys/unix"
)

// terminalPair opens a pseudo-terminal: the side of the user, and that of the
// program.
func terminalPair(t *testing.T) (user, program *os.File) {
	t.Helper()
	user, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { user.Close() })
	check(t, unix.IoctlSetPointerInt(int(user.Fd()), unix.TIOCSPTLCK, 0))
	n, err := unix.IoctlGetInt(int(user.Fd()), unix.TIOCGPTN)
	check(t, err)
	program, err = os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { program.Close() })
	return user, program
}

func TestTTY(t *testing.T) {
	user, program := terminalPair(t)
	leaks(t)
	l := newLoop(t)
	fd := int(program.Fd())
	check(t, unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 80}))
	tty, err := l.NewTTY(fd)
	check(t, err)
	if flags, _ := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0); flags&unix.O_NONBLOCK != 0 {
		t.Error("the descriptor of others has become non-blocking")
	}
	if c, r, err := tty.Winsize(); c != 80 || r != 24 || err != nil {
		t.Errorf("%d columns, %d rows, %v", c, r, err)
	}
	before, _ := unix.IoctlGetTermios(fd, ioctlGetTermios)
	check(t, tty.SetMode(TTYRaw))
	raw, _ := unix.IoctlGetTermios(fd, ioctlGetTermios)
	if raw.Lflag&(unix.ECHO|unix.ICANON) != 0 {
		t.Error("raw mode echoes or waits for lines")
	}
	check(t, tty.SetMode(TTYIO))
	check(t, tty.SetMode(TTYNormal))
	check(t, tty.SetMode(TTYRaw))
	check(t, ResetTTY())
	if now, _ := unix.IoctlGetTermios(fd, ioctlGetTermios); *now != *before {
		t.Error("ResetTTY did not undo the mode")
	}
	got := ""
	user.Write([]byte("k\n"))
	check(t, tty.ReadStart(nil, func(data []byte, err error) {
		check(t, err)
		got = string(data)
		_, err = tty.Write(func(err error) { check(t, err); tty.Close(nil) }, []byte("output"))
		check(t, err)
	}))
	run(t, l)
	var shown []byte
	for buf := make([]byte, 100); !bytes.Contains(shown, []byte("output")); {
		n, err := user.Read(buf)
		check(t, err)
		shown = append(shown, buf[:n]...)
	}
	if got != "k\n" {
		t.Errorf("%q", got)
	}
	if now, _ := unix.IoctlGetTermios(fd, ioctlGetTermios); *now != *before {
		t.Error("Close did not undo the mode")
	}
}

func TestTTYOfSomethingElse(t *testing.T) {
	l := newLoop(t)
	f, err := os.Open("/dev/null")
	check(t, err)
	defer f.Close()
	if _, err := l.NewTTY(int(f.Fd())); err != EINVAL {
		t.Errorf("%v", err)
	}
	if k := GuessHandle(int(f.Fd())); k != FileHandle {
		t.Errorf("%v", k)
	}
	if k := GuessHandle(-1); k != UnknownHandle {
		t.Errorf("%v", k)
	}
}
