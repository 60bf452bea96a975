//go:build unix && !loopnet

package loop

import (
	"syscall"
	"testing"
)

func TestDescriptorsExhausted(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	server, addr := serve(t, l, func(c *TCP) { c.Close(nil) })
	var old syscall.Rlimit
	check(t, syscall.Getrlimit(syscall.RLIMIT_NOFILE, &old))
	low := old
	low.Cur = uint64(descriptors() + 1)
	client := l.NewTCP() // takes the last one
	ended := false
	_, err := client.Connect(addr, func(err error) {
		check(t, err)
		check(t, client.ReadStart(nil, func(data []byte, err error) {
			ended = true
			client.Close(nil)
			check(t, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &old))
			dial(t, l, addr, func(c *TCP) { c.Close(nil); server.Close(nil) })
		}))
	})
	check(t, err)
	check(t, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &low))
	defer syscall.Setrlimit(syscall.RLIMIT_NOFILE, &old)
	run(t, l)
	if !ended {
		t.Error("the connection that could not be taken was left hanging")
	}
}
