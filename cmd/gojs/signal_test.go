//go:build unix

package main

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// command is gojs with arguments: the test's own program under that name, see TestMain.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "gojs")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, bin); err != nil {
		t.Fatal(err)
	}
	return exec.Command(bin, args...)
}

// TestSignals ends running programs by signals: a shell sees 128 and the signal's number.
func TestSignals(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		for _, code := range []string{"console.log('up'); for (;;);", "console.log('up'); setInterval(() => {}, 1000)"} {
			cmd := command(t, "-e", code)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if line, _ := bufio.NewReader(out).ReadString('\n'); line != "up\n" {
				t.Errorf("%q was printed while the program ran", line)
			}
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			_ = cmd.Wait()
			if s := cmd.ProcessState.Sys().(syscall.WaitStatus); !s.Signaled() || s.Signal() != sig {
				t.Errorf("%s: %v ends it with %v", code, sig, cmd.ProcessState)
			}
		}
	}
}

// TestBrokenPipe closes the reader of console.log, which swallows errors.
func TestBrokenPipe(t *testing.T) {
	cmd := command(t, "-e", "for (let i = 0; i < 1e5; i++) console.log('line ' + i); console.error('done')")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, 5)); err != nil {
		t.Fatal(err)
	}
	out.Close()
	if err := cmd.Wait(); err != nil || stderr.String() != "done\n" {
		t.Errorf("%v, %q", err, stderr.String())
	}
}
