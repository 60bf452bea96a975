//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tmuxScreen is a REPL in a terminal of tmux.
type tmuxScreen struct {
	t      *testing.T
	socket string
	dir    string
}

// startREPL starts gojs in a terminal of 100 columns and 40 lines,
// with its history in a folder of the test.
func startREPL(t *testing.T) *tmuxScreen {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed: the REPL cannot be tested in a terminal")
	}
	bin := command(t).Path
	s := &tmuxScreen{t: t, dir: t.TempDir()}
	s.socket = filepath.Join(s.dir, "socket")
	shell := fmt.Sprintf("trap : INT; cd %s; env GOJS_REPL_HISTORY=%s/history TERM=xterm %s; echo exit code $?; exec cat", s.dir, s.dir, bin)
	s.tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40", shell)
	t.Cleanup(func() { _ = exec.Command("tmux", "-S", s.socket, "kill-server").Run() })
	s.wait("\n>")
	return s
}

func (s *tmuxScreen) tmux(args ...string) string {
	s.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-S", s.socket}, args...)...).CombinedOutput()
	if err != nil {
		s.t.Fatalf("tmux %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// keys sends keys by tmux's names; others are typed as they are.
func (s *tmuxScreen) keys(keys ...string) { s.tmux(append([]string{"send-keys", "--"}, keys...)...) }

// line types a line.
func (s *tmuxScreen) line(text string) {
	s.tmux("send-keys", "-l", "--", text)
	s.keys("Enter")
}

// wait waits until the screen has a text.
func (s *tmuxScreen) wait(text string) { s.waitFor(text, "-p") }

func (s *tmuxScreen) waitFor(text string, flags ...string) {
	s.t.Helper()
	screen := ""
	for range 600 {
		// While it starts, tmux may not answer.
		out, _ := exec.Command("tmux", append([]string{"-S", s.socket, "capture-pane"}, flags...)...).CombinedOutput()
		if screen = string(out); strings.Contains(screen, text) {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	s.t.Fatalf("the terminal does not show %q but\n%s", text, screen)
}

func TestTerminal(t *testing.T) {
	s := startREPL(t)
	s.line("[1, 'two']")
	s.waitFor("\x1b[33m1\x1b[39m, \x1b[32m'two'\x1b[39m", "-p", "-e")

	// Editing: the cursor goes left over 1 and a digit comes before it.
	s.keys("1000", "Left", "2", "Enter")
	s.wait("10020")
	s.line("40 +")
	s.wait("\n|")
	s.line("2")
	s.wait("\n42")

	// History: two lines up is the beginning of the sum.
	s.keys("Up", "Up", "End", "3", "Enter")
	s.wait("\n43")
	s.line("var needle = 'found it'")
	s.line("1")
	s.wait("\n1\n>")
	s.keys("nee", "C-r", "C-e", ".length", "Enter")
	s.wait("needle = 'found it'.length\nundefined\n>")

	// Completion of globals, of properties, and a list; no getter runs.
	s.keys("globalTh", "Tab", ".parseF", "Tab", "('1.5')", "Enter")
	s.wait("globalThis.parseFloat('1.5')\n1.5")
	s.line("var o = { get evil() { throw 1 }, alpha: { beta: 7 }, alto: 1 }")
	s.keys("o.al", "Tab")
	s.wait("alpha  alto")
	s.keys("p", "Tab", ".b", "Tab", "Enter")
	s.wait("o.alpha.beta\n7")
	s.keys("o.evil.x", "Tab", "C-u", ".he", "Tab", "Enter")
	s.wait("Print this help message")
}

func TestTerminalInterrupt(t *testing.T) {
	s := startREPL(t)
	s.line("for (;;) {}")
	time.Sleep(300 * time.Millisecond)
	s.keys("C-c")
	s.wait("Script execution was interrupted by `SIGINT`\n>")
	s.line("await new Promise(() => {})")
	time.Sleep(300 * time.Millisecond)
	s.keys("C-c")
	s.wait("> await new Promise(() => {})\n^CUncaught Error [ERR_SCRIPT_EXECUTION_INTERRUPTED]: Script execution was interrupted by `SIGINT`\n>")
	s.line("'still ' + 'here'")
	s.wait("'still here'\n>")

	// A timer prints above the line that is typed.
	s.line("setTimeout(() => console.log('tick ' + 'tock'), 300); 0")
	s.wait("\n0\n>")
	s.keys("1 + ")
	s.wait("tick tock\n> 1 +")
	s.keys("1", "Enter")
	s.wait("\n2\n>")

	s.keys("half a line", "C-c")
	s.keys("(", "Enter", "C-c")
	s.wait("\n|\n>")
	s.keys("C-c")
	s.wait("(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n>")
	s.keys("C-c")
	s.wait("exit code 0")
}

func TestTerminalEditor(t *testing.T) {
	s := startREPL(t)
	s.line(".editor")
	s.wait("Entering editor mode")
	s.line("function twice(x) {")
	s.line("  return x * 2")
	s.line("}")
	s.line("twice(21)")
	s.keys("C-d")
	s.wait("42")
	s.line("const kept = 1")
	s.wait("undefined\n>")
	s.keys("C-d")
	s.wait("exit code 0")
	data, err := os.ReadFile(filepath.Join(s.dir, "history"))
	if err != nil || !strings.HasSuffix(string(data), "twice(21)\nconst kept = 1\n") {
		t.Errorf("history is %q, %v", data, err)
	}
}

// TestTerminalPaste types many lines at once, as a paste does.
func TestTerminalPaste(t *testing.T) {
	s := startREPL(t)
	s.tmux("set-buffer", "let pasted = [\n  1,\n  2\n]\npasted.map(x =>\n  x * 100)\npasted.length + 40\n")
	s.tmux("paste-buffer")
	s.wait("[ 100, 200 ]")
	s.wait("\n42")
}
