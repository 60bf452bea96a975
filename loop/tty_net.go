//go:build windows || loopnet

package loop

import (
	"os"
	"sync"

	"golang.org/x/term"
)

type ttyState struct{ terminalFD int }

// terminal is the one whose mode was changed, and how it was.
var terminal struct {
	mu       sync.Mutex
	fd       int
	original *term.State
}

func (t *TTY) openTerminal(fd int) error {
	t.terminalFD = fd
	return t.openFile(os.NewFile(uintptr(fd), "terminal"), streamReadable|streamWritable)
}

func (t *TTY) setMode(mode TTYMode) error {
	if mode == TTYNormal {
		return ResetTTY()
	}
	state, err := term.MakeRaw(t.terminalFD)
	if err != nil {
		return errnoOf(err)
	}
	terminal.mu.Lock()
	if terminal.original == nil {
		terminal.fd, terminal.original = t.terminalFD, state
	}
	terminal.mu.Unlock()
	return nil
}

func (t *TTY) restore() {
	if t.mode != TTYNormal {
		ResetTTY()
	}
}

// ResetTTY undoes the mode that was set, for the end of the process. Any
// goroutine may call it.
func ResetTTY() error {
	terminal.mu.Lock()
	defer terminal.mu.Unlock()
	if terminal.original == nil {
		return nil
	}
	err := term.Restore(terminal.fd, terminal.original)
	terminal.original = nil
	return errnoOf(err)
}

// Winsize is the terminal's size in characters.
func (t *TTY) Winsize() (columns, rows int, err error) {
	columns, rows, err = term.GetSize(t.terminalFD)
	return columns, rows, errnoOf(err)
}
