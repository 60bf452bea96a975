package main

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"time"
)

// lockedBuffer is a buffer that the flushing timer may write to.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func TestOutputOrder(t *testing.T) {
	var both lockedBuffer
	out := newOutput(&both)
	err := flushingWriter{&both, out}
	in := flushingReader{strings.NewReader("x"), out}
	io.WriteString(out, "1")
	io.WriteString(err, "2")
	io.WriteString(out, "3")
	if both.String() != "12" {
		t.Errorf("%q is written, not held", both.String())
	}
	_, _ = in.Read(make([]byte, 1))
	if both.String() != "123" {
		t.Errorf("%q after a read", both.String())
	}
}

func TestOutputIsWrittenInTime(t *testing.T) {
	var b lockedBuffer
	out := newOutput(&b)
	for _, text := range []string{"a", "b"} { // the timer is used again
		io.WriteString(out, text)
		for range 400 {
			if strings.HasSuffix(b.String(), text) {
				break
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
	if b.String() != "ab" {
		t.Errorf("%q was written", b.String())
	}
}
