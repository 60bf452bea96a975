package main

import (
	"bufio"
	"io"
	"os"
	"sync"
	"time"
)

const (
	// outBuffer is the size of the buffer of an output that is no terminal.
	outBuffer = 32 << 10
	// flushAfter is how long output waits in it at most, so that a reader of a
	// pipe sees what a program printed before it began to wait.
	flushAfter = 5 * time.Millisecond
)

// stdio is standard input, output and error. What is written to output is seen
// before what is written to error later, and before input is read.
type stdio struct {
	in       io.Reader
	out, err io.Writer
	buffered *output // nil where output is not buffered
}

// openStdio buffers standard output unless it is a terminal.
func openStdio() *stdio {
	if isTerminal(os.Stdout) {
		return &stdio{in: os.Stdin, out: os.Stdout, err: os.Stderr}
	}
	out := newOutput(os.Stdout)
	return &stdio{in: flushingReader{os.Stdin, out}, out: out, err: flushingWriter{os.Stderr, out}, buffered: out}
}

// flush writes what is buffered.
func (s *stdio) flush() {
	if s.buffered != nil {
		s.buffered.Flush()
	}
}

// output is a buffered writer that any goroutine may use. What it holds is
// written when it is full, when flushAfter has passed, and by Flush.
type output struct {
	mu    sync.Mutex
	w     *bufio.Writer
	timer *time.Timer
	armed bool
}

func newOutput(w io.Writer) *output { return &output{w: bufio.NewWriterSize(w, outBuffer)} }

// Write implements io.Writer. An error is that of an earlier write, as always
// with buffers.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	n, err := o.w.Write(p)
	if !o.armed && o.w.Buffered() > 0 {
		o.armed = true
		if o.timer == nil {
			o.timer = time.AfterFunc(flushAfter, o.Flush)
		} else {
			o.timer.Reset(flushAfter)
		}
	}
	return n, err
}

// Flush writes what is held. An error stays, and is what the next Write returns.
func (o *output) Flush() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.armed = false
	_ = o.w.Flush()
}

// flushingReader flushes out before it reads.
type flushingReader struct {
	r   io.Reader
	out *output
}

func (f flushingReader) Read(p []byte) (int, error) {
	f.out.Flush()
	return f.r.Read(p)
}

// flushingWriter flushes out before it writes.
type flushingWriter struct {
	w   io.Writer
	out *output
}

func (f flushingWriter) Write(p []byte) (int, error) {
	f.out.Flush()
	return f.w.Write(p)
}
