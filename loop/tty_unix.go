//go:build unix && !loopnet

package loop

import (
	"sync"

	"golang.org/x/sys/unix"
)

type ttyState struct{ original unix.Termios }

// terminal is the one whose mode was changed first, and how it was, for
// ResetTTY.
var terminal struct {
	mu       sync.Mutex
	fd       int
	original unix.Termios
	changed  bool
}

func (t *TTY) openTerminal(fd int) error {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	if err != nil {
		return errnoOf(err)
	}
	access := flags & unix.O_ACCMODE
	if own, err := reopenTerminal(fd, access); err == nil {
		fd = own
	} else if access != unix.O_RDONLY {
		// The descriptor may be shared, so it is not made non-blocking.
		t.state |= streamBlockingWrites
	}
	t.sock.set(fd)
	t.sock.foreign = true
	if access != unix.O_WRONLY {
		t.opened(streamReadable)
	}
	if access != unix.O_RDONLY {
		t.opened(streamWritable)
	}
	return nil
}

// reopenTerminal opens the terminal behind a descriptor anew.
func reopenTerminal(fd, access int) (int, error) {
	path, err := terminalPath(fd)
	if err != nil {
		return -1, err
	}
	own, err := Open(path, access|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		return -1, err
	}
	var a, b unix.Stat_t
	if unix.Fstat(fd, &a) != nil || unix.Fstat(own, &b) != nil || a.Rdev != b.Rdev || !isTerminal(own) {
		unix.Close(own)
		return -1, ENOTTY
	}
	return own, nil
}

func (t *TTY) setMode(mode TTYMode) error {
	fd := t.sock.fd()
	if fd < 0 {
		return EBADF
	}
	if t.mode == TTYNormal {
		tio, err := unix.IoctlGetTermios(fd, ioctlGetTermios)
		if err != nil {
			return errnoOf(err)
		}
		t.original = *tio
		terminal.mu.Lock()
		if !terminal.changed {
			terminal.fd, terminal.original, terminal.changed = fd, *tio, true
		}
		terminal.mu.Unlock()
	}
	tio := t.original
	switch mode {
	case TTYRaw:
		tio.Iflag &^= unix.BRKINT | unix.ICRNL | unix.INPCK | unix.ISTRIP | unix.IXON
		tio.Oflag |= unix.ONLCR
		tio.Cflag |= unix.CS8
		tio.Lflag &^= unix.ECHO | unix.ICANON | unix.IEXTEN | unix.ISIG
		tio.Cc[unix.VMIN], tio.Cc[unix.VTIME] = 1, 0
	case TTYIO:
		tio.Iflag &^= unix.IGNBRK | unix.BRKINT | unix.PARMRK | unix.ISTRIP | unix.INLCR | unix.IGNCR | unix.ICRNL | unix.IXON
		tio.Oflag &^= unix.OPOST
		tio.Lflag &^= unix.ECHO | unix.ECHONL | unix.ICANON | unix.ISIG | unix.IEXTEN
		tio.Cflag = tio.Cflag&^(unix.CSIZE|unix.PARENB) | unix.CS8
		tio.Cc[unix.VMIN], tio.Cc[unix.VTIME] = 1, 0
	}
	return setTermios(fd, &tio)
}

func setTermios(fd int, tio *unix.Termios) error {
	return again(func() error { return unix.IoctlSetTermios(fd, ioctlSetTermios, tio) })
}

// restore undoes the handle's mode if it was the first to set one.
func (t *TTY) restore() {
	terminal.mu.Lock()
	defer terminal.mu.Unlock()
	if terminal.changed && terminal.fd == t.sock.fd() {
		setTermios(terminal.fd, &terminal.original)
		terminal.changed = false
	}
}

// ResetTTY undoes the mode that was set, for the end of the process. Any
// goroutine may call it.
func ResetTTY() error {
	terminal.mu.Lock()
	defer terminal.mu.Unlock()
	if !terminal.changed {
		return nil
	}
	return setTermios(terminal.fd, &terminal.original)
}

// Winsize is the terminal's size in characters.
func (t *TTY) Winsize() (columns, rows int, err error) {
	fd := t.sock.fd()
	if fd < 0 {
		return 0, 0, EBADF
	}
	ws, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
	if err != nil {
		return 0, 0, errnoOf(err)
	}
	return int(ws.Col), int(ws.Row), nil
}
