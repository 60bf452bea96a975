//go:build unix

package loop

import (
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func sh(script string, more ...Stdio) *SpawnOptions {
	return &SpawnOptions{File: "sh", Args: []string{"sh", "-c", script}, Stdio: more}
}

// spawn starts a process and records its end.
func spawn(t *testing.T, l *Loop, o *SpawnOptions) (p *Process, result *[2]int64) {
	t.Helper()
	result = &[2]int64{-1, -1}
	p, err := l.Spawn(o, func(status int64, signal int) {
		*result = [2]int64{status, int64(signal)}
		p.Close(nil)
	})
	check(t, err)
	return p, result
}

// collect reads a pipe to its end.
func collect(t *testing.T, p *Pipe) *strings.Builder {
	t.Helper()
	var b strings.Builder
	check(t, p.ReadStart(nil, func(data []byte, err error) {
		if b.Write(data); err != nil {
			if err != EOF {
				t.Errorf("read: %v", err)
			}
			p.Close(nil)
		}
	}))
	return &b
}

func TestSpawnStdio(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	pipes := [4]*Pipe{}
	var stdio []Stdio
	for i := range pipes {
		pipes[i] = l.NewPipe(false)
		stdio = append(stdio, Stdio{Kind: StdioPipe, Pipe: pipes[i]})
	}
	_, result := spawn(t, l, sh("read line; echo out $line; echo err >&2; echo three >&3; exit 7", stdio...))
	pipes[0].Write(func(err error) { check(t, err); pipes[0].Close(nil) }, []byte("hello\n"))
	out, errs, three := collect(t, pipes[1]), collect(t, pipes[2]), collect(t, pipes[3])
	run(t, l)
	if out.String() != "out hello\n" || errs.String() != "err\n" || three.String() != "three\n" || *result != [2]int64{7, 0} {
		t.Errorf("%q %q %q %v", out, errs, three, result)
	}
}

func TestSpawnInheritAndIgnore(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	r, w, err := os.Pipe()
	check(t, err)
	_, result := spawn(t, l, sh("cat; echo via; echo nowhere >&2; (echo x >&4) 2>/dev/null || echo closed", Stdio{}, Stdio{Kind: StdioInherit, FD: int(w.Fd())},
		Stdio{}, Stdio{Kind: StdioInherit, FD: int(w.Fd())}, Stdio{}))
	w.Close()
	run(t, l)
	buf := make([]byte, 100)
	n, _ := r.Read(buf)
	r.Close()
	if string(buf[:n]) != "via\nclosed\n" || result[0] != 0 {
		t.Errorf("%q, %v", buf[:n], *result)
	}
}

func TestSpawnEnvironmentAndFolder(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	dir := t.TempDir()
	real, err := Realpath(dir)
	check(t, err)
	check(t, os.WriteFile(dir+"/prog", []byte("echo script $A; pwd"), 0o755)) // without a #! line
	out := l.NewPipe(false)
	_, result := spawn(t, l, &SpawnOptions{
		File: "prog", Args: []string{"prog"}, Cwd: dir, Env: []string{"A=b c", "PATH=/no/such:" + dir + ":/bin:/usr/bin"},
		Stdio: []Stdio{{}, {Kind: StdioPipe, Pipe: out}, {Kind: StdioInherit, FD: 2}},
	})
	got := collect(t, out)
	run(t, l)
	if got.String() != "script b c\n"+real+"\n" || result[0] != 0 {
		t.Errorf("%q, %v", got, *result)
	}
}

func TestSpawnErrors(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	dir := t.TempDir()
	check(t, os.WriteFile(dir+"/plain", []byte("x"), 0o644))
	pipe := l.NewPipe(false)
	for _, c := range []struct {
		file, cwd string
		want      error
	}{
		{"no-such-program", "", ENOENT}, {"/no/such", "", ENOENT}, {dir + "/plain", "", EACCES}, {dir, "", EACCES}, {"sh", "/no/such", ENOENT}, {"", "", EINVAL},
	} {
		_, err := l.Spawn(&SpawnOptions{File: c.file, Args: []string{"x"}, Cwd: c.cwd,
			Stdio: []Stdio{{Kind: StdioPipe, Pipe: pipe}}}, func(int64, int) { t.Error("exit of nothing") })
		if err != c.want {
			t.Errorf("%q in %q: %v, want %v", c.file, c.cwd, err, c.want)
		}
	}
	if pipe.FD() >= 0 {
		t.Error("the pipe is open")
	}
	pipe.Close(nil)
	run(t, l)
}

func TestProcessKill(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	p, result := spawn(t, l, sh("sleep 100"))
	check(t, p.Kill(0))
	if err := p.Kill(-1); err != EINVAL {
		t.Errorf("Kill(-1): %v", err)
	}
	check(t, p.Kill(int(syscall.SIGTERM)))
	run(t, l)
	if *result != [2]int64{0, int64(syscall.SIGTERM)} {
		t.Errorf("%v", *result)
	}
	if err := p.Kill(0); err != ESRCH {
		t.Errorf("Kill after the end: %v", err)
	}
	if err := Kill(1<<22-1, 0); err != ESRCH {
		t.Errorf("Kill of nobody: %v", err)
	}
}

func TestProcessUnrefAndDetached(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	o := sh("sleep 100")
	o.Detached = true
	p, err := l.Spawn(o, func(int64, int) { t.Error("exit after Close") })
	check(t, err)
	if sid, _, _ := syscall.RawSyscall(syscall.SYS_GETSID, uintptr(p.PID()), 0, 0); int(sid) != p.PID() {
		t.Errorf("session %d of process %d", sid, p.PID())
	}
	p.Unref()
	run(t, l) // ends at once
	check(t, Kill(-p.PID(), int(syscall.SIGKILL)))
	p.Close(nil)
	run(t, l)
}

func TestSpawnUser(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root may change the user")
	}
	l := newLoop(t)
	out := l.NewPipe(false)
	o := sh("id -u; id -g; id -G", Stdio{}, Stdio{Kind: StdioPipe, Pipe: out})
	uid, gid := uint32(12345), uint32(54321)
	o.UID, o.GID = &uid, &gid
	spawn(t, l, o)
	got := collect(t, out)
	run(t, l)
	if got.String() != "12345\n54321\n54321\n" {
		t.Errorf("%q", got)
	}
}

func TestManyChildren(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	ended := 0
	for i := range 50 {
		var p *Process
		p, err := l.Spawn(sh("exit "+strconv.Itoa(i)), func(status int64, signal int) {
			if status != int64(i) {
				t.Errorf("child %d: %d, %d", i, status, signal)
			}
			ended++
			p.Close(nil)
		})
		check(t, err)
	}
	run(t, l)
	if ended != 50 {
		t.Errorf("%d ended", ended)
	}
}

func TestSignals(t *testing.T) {
	l := newLoop(t)
	keep := make(chan os.Signal, 10) // so that a signal nobody waits for does not end the test
	signal.Notify(keep, syscall.SIGUSR1, syscall.SIGUSR2)
	defer signal.Stop(keep)
	var log logbook
	var a, b, c *Signal
	a = l.NewSignal(func(n int) { log.add("a%d", n) })
	b = l.NewSignal(func(n int) { log.add("b%d", n) })
	c = l.NewSignal(func(n int) {
		log.add("c")
		for _, s := range []*Signal{a, b, c} {
			s.Close(nil)
		}
	})
	usr1, usr2 := int(syscall.SIGUSR1), int(syscall.SIGUSR2)
	check(t, a.StartOneshot(usr1))
	check(t, b.Start(usr1))
	for _, n := range []int{0, -1, int(syscall.SIGKILL), 1000} {
		if err := c.Start(n); err != EINVAL {
			t.Errorf("Start(%d): %v", n, err)
		}
	}
	check(t, c.Start(usr2))
	if c.Signum() != usr2 {
		t.Errorf("Signum %d", c.Signum())
	}
	n := 0
	var timer *Timer
	timer = l.NewTimer(func() {
		switch n++; n {
		case 1, 2:
			Kill(os.Getpid(), usr1)
		case 3:
			Kill(os.Getpid(), usr2)
			timer.Close(nil)
		}
	})
	check(t, timer.Start(1, 20))
	run(t, l)
	one := strconv.Itoa(usr1)
	log.want(t, "a"+one+" b"+one+" b"+one+" c")
	if l.signals.by[syscall.SIGUSR1] != nil {
		t.Error("a signal is still waited for")
	}
}

func TestProcessExitAfterOutput(t *testing.T) {
	l := newLoop(t)
	out := l.NewPipe(false)
	began := time.Now()
	_, result := spawn(t, l, sh("head -c 1000000 /dev/zero", Stdio{}, Stdio{Kind: StdioPipe, Pipe: out}))
	got := collect(t, out)
	run(t, l)
	if got.Len() != 1000000 || result[0] != 0 {
		t.Errorf("%d bytes, %v after %v", got.Len(), *result, time.Since(began))
	}
}

func BenchmarkSpawn(b *testing.B) {
	l := newLoop(b)
	left := b.N
	var next func()
	next = func() {
		var p *Process
		p, _ = l.Spawn(&SpawnOptions{File: "/bin/true", Args: []string{"true"}}, func(int64, int) {
			p.Close(nil)
			if left--; left > 0 {
				next()
			}
		})
	}
	next()
	l.Run(RunDefault)
}
