package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"
	"sync/atomic"

	"gojs"
	"gojs/gc"
	"gojs/vm"
)

const (
	promptFirst = "> "
	promptMore  = "| "
)

// session is a REPL. Its lines are read on a goroutine of their own, so that
// timers run meanwhile; all else happens on the loop's.
type session struct {
	config *config
	rt     *gojs.Runtime
	vm     *vm.VM
	in     lineReader
	out    io.Writer
	tty    bool
	colors bool

	pending string   // lines that are no complete input yet
	editing bool     // .editor
	queue   []string // lines that .load read
	entered strings.Builder
	count   int  // inputs that were run
	gaveUp  bool // the last key was Ctrl-C on an empty line
	await   int  // number of the input whose promise the session waits for, 0: none

	last, lastError       *gc.Root // the values of _ and _error
	ownLast, ownLastError bool     // the program set them itself

	lines   chan typed // from the goroutine that reads
	mu      sync.Mutex
	release func(func(*gojs.Runtime)) // ends hold; nil while no line is read

	busy     atomic.Bool // JavaScript runs
	leave    func()      // ends the wait in run
	ended    bool
	exitCode int
}

// repl runs a REPL until its input ends and returns the exit code.
func (c *config) repl(std *stdio) int {
	s := &session{config: c, lines: make(chan typed, 1), tty: isTerminal(os.Stdin) && isTerminal(os.Stdout)}
	s.colors = s.tty && wantsColors()
	if s.tty {
		t := newTerminalReader(os.Stdin, os.Stdout, openHistory(historyFile()), s.completeFromReader)
		s.in, s.out = t, t
		std = &stdio{in: std.in, out: t, err: t}
	} else {
		s.in, s.out = &plainReader{in: bufio.NewReader(std.in)}, std.out
	}
	r, err := c.runtime(std)
	if err != nil {
		return c.report(std, r, err)
	}
	s.rt, s.vm = r, r.VM()
	if err := c.preload(r); err != nil {
		return c.report(std, r, err)
	}
	if err := c.moduleGlobals(r, "<repl>"); err != nil {
		return c.report(std, r, err)
	}
	if c.hasEval {
		if err := c.begin(r, inlineProgram(c, evalName, c.eval)); err != nil {
			return c.report(std, r, err)
		}
	}
	s.vm.Realm().AllowRedeclaration()
	s.defineResults()
	s.captureUncaught()
	defer s.watchInterrupts()()
	s.print(fmt.Sprintf("Welcome to gojs v%s (Node.js %s).\nType \".help\" for more information.\n", gojs.Version, gojs.NodeVersion))
	return s.run()
}

// wantsColors is the custom of NO_COLOR and FORCE_COLOR for a terminal.
func wantsColors() bool {
	if v, ok := os.LookupEnv("FORCE_COLOR"); ok {
		return v != "0"
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// run serves the loop until the session ends. What ends a script (an interrupt,
// the limit of memory) ends the loop with all that it has to do; then a new one
// waits for the line that is being typed.
func (s *session) run() int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s.leave = cancel
	s.next()
	for !s.ended {
		err := s.rt.Wait(ctx)
		if s.ended {
			break
		}
		s.mu.Lock()
		reading := s.release != nil
		s.mu.Unlock()
		if reading {
			s.hold()
		}
		if err != nil {
			s.uncaught(err)
			s.resume()
		}
		s.receive()
	}
	return s.exitCode
}

// next asks for a line, which takes its turn in the loop.
func (s *session) next() {
	if s.ended {
		return
	}
	s.busy.Store(false)
	if len(s.queue) > 0 {
		line := s.queue[0]
		s.queue = s.queue[1:]
		s.vm.EnqueueGo(func(*vm.VM) { s.line(line, nil) })
		return
	}
	prompt := promptFirst
	switch {
	case s.editing:
		prompt = ""
	case s.pending != "":
		prompt = promptMore
	}
	if !s.tty {
		s.print(prompt) // here, so that what timers print comes behind it
	}
	s.hold()
	go func() {
		line, err := s.in.ReadLine(prompt)
		s.lines <- typed{line, err}
		s.mu.Lock()
		release := s.release
		s.release = nil
		s.mu.Unlock()
		release(func(*gojs.Runtime) { s.receive() })
	}()
}

// typed is a line, or why there is none.
type typed struct {
	line string
	err  error
}

// hold keeps the loop alive until a line has been read.
func (s *session) hold() {
	release := s.rt.Hold()
	s.mu.Lock()
	s.release = release
	s.mu.Unlock()
}

// receive takes the line that was read, if there is one.
func (s *session) receive() {
	select {
	case t := <-s.lines:
		s.line(t.line, t.err)
	default:
	}
}

// end ends the session, whatever the loop still has to do.
func (s *session) end(code int) {
	s.ended, s.exitCode = true, code
	s.leave()
}

// feed makes lines the next input.
func (s *session) feed(lines []string) { s.queue = append(lines, s.queue...) }

func (s *session) print(text string) { io.WriteString(s.out, text) }

// line takes a line that was read, or the reason why there is none.
func (s *session) line(line string, err error) {
	s.busy.Store(true)
	switch {
	case err == errCtrlC, err == errCtrlCEmpty:
		s.ctrlC(err == errCtrlCEmpty)
	case err != nil && s.editing:
		s.editing = false
		s.input(s.pending, true)
	case err != nil && line == "":
		s.end(s.rt.ExitCode())
	default:
		s.gaveUp = false
		s.take(line)
	}
	if s.await == 0 {
		s.next()
	}
}

// ctrlC gives up what was typed; twice with nothing typed ends the session.
func (s *session) ctrlC(empty bool) {
	empty = empty && s.pending == "" && !s.editing
	s.pending, s.editing = "", false
	switch {
	case !empty:
		s.gaveUp = false
	case s.gaveUp:
		s.end(0)
	default:
		s.gaveUp = true
		s.print("(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n")
	}
}

// take runs a line: a command, or code, if with the lines before it is whole.
func (s *session) take(line string) {
	switch {
	case s.editing:
		s.pending += line + "\n"
	case s.command(line):
	default:
		s.input(s.pending+line+"\n", false)
	}
}

// resume goes on after an error that came out of the loop.
func (s *session) resume() {
	if s.await != 0 {
		s.await = 0
		s.next()
	}
}

var errSigint = errors.New("Script execution was interrupted by `SIGINT`")

// watchInterrupts makes Ctrl-C end what runs, and the program where only a line is awaited.
func (s *session) watchInterrupts() (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	go func() {
		for range signals {
			switch {
			case s.busy.Load():
				s.rt.Interrupt(errSigint)
				s.rt.Post(func(*gojs.Runtime) { s.cancelAwait() })
			case !s.tty:
				signal.Reset(os.Interrupt)
				raise(os.Interrupt)
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}

// cancelAwait gives up waiting for a promise.
func (s *session) cancelAwait() {
	if s.await != 0 {
		s.uncaught(errSigint)
		s.resume()
	}
}

// plainReader reads lines from what is no terminal. The session itself prints
// the prompts.
type plainReader struct{ in *bufio.Reader }

// ReadLine implements lineReader.
func (p *plainReader) ReadLine(string) (string, error) {
	line, err := p.in.ReadString('\n')
	if line != "" {
		err = nil
	}
	return strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r"), err
}
