// Package loop is an event loop with asynchronous input and output: the roles
// of libuv, in Go. It knows nothing of JavaScript.
//
// # The rule
//
// A Loop and its handles belong to one goroutine, the one that calls Run. Only
// Post, Async.Send, Interrupt and what says so may be called from others. Every
// callback runs on the loop's goroutine, one at a time, inside Run; after each,
// Loop.AfterCallback runs.
//
// # The machine
//
// Run turns through libuv's phases (loop.go): timers once at the start; then,
// while something is alive, pending, idle, prepare, poll, check, closing,
// timers. A loop is alive while it has a referenced active handle, an active
// request, a handle that is closing, or a callback pending.
//
// A handle (handle.go) is a thing that lives long and calls back often: Timer,
// Idle, Prepare, Check, Async, TCP, Pipe, UDP, TTY, Process, Signal, FSEvent,
// FSPoll. It is active while it wants to call back, it may be
// unreferenced, and it ends by Close, whose callback is the last. A request is
// one operation: a Write, a Connect, a Shutdown, a Work.
//
// Blocking work (files, names) runs on a bounded pool of goroutines (pool.go)
// that all loops share. What other goroutines finish is posted to a queue
// (async.go) that wakes the poll phase. Operations on files are plain
// functions (fs_*.go); Do runs any of them on the pool.
//
// Under the handles lies a poller per platform: epoll on Linux, kqueue on
// Darwin and the BSDs (poll_*.go), and elsewhere a channel, where goroutines
// on Go's netpoller imitate readiness (sock_net.go). A stream (stream.go) sees
// only the small interface sock: bytes that can be read or written now, and a
// word about which of the two it waits for. The build tag loopnet takes the
// netpoller everywhere, for tests and for measuring: beside it epoll answers a
// message of 64 bytes in 0.4 of the time and carries 64 KiB in 0.3 of it, since no
// goroutine is woken.
//
// Errors are of type Errno, with libuv's numbers, names and messages.
package loop
