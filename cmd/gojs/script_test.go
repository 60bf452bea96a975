package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/txtar"
)

// The scripts in testdata run gojs in folders of their own. Their command
//
//	same want args...
//
// runs gojs and compares exit code, standard output and error with the file want
// of the archive, which says what node prints: paths of the test, versions, and the calls
// of node's own functions in stacks left out. Where GOJS_TEST_NODE names a node of the version that gojs
// follows, node is run too and must give the same; with -update, want is written from it.

var update = flag.Bool("update", false, "write what node prints (GOJS_TEST_NODE) into the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gojs": main})
}

func TestScripts(t *testing.T) {
	u := &updates{texts: map[string]map[string]string{}}
	t.Cleanup(func() { u.write(t) })
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		ContinueOnError:     true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("GOJS_REPL_HISTORY", "")
			e.Setenv("NODE_OPTIONS", "")
			e.Setenv("NO_COLOR", "1")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"same": func(ts *testscript.TestScript, neg bool, args []string) { same(ts, u, args) },
			"exit": exitCode,
			// same-lines file: the standard output of the last command is the
			// file's, but for a newline at its end, which the REPL does not print.
			"same-lines": func(ts *testscript.TestScript, neg bool, args []string) {
				if got, want := ts.ReadFile("stdout")+"\n", ts.ReadFile(args[0]); got != want {
					ts.Fatalf("got\n%s\nwant\n%s", got, want)
				}
			},
		},
	})
}

// exitCode runs a command and checks its exit code: exit 9 gojs --x.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var e *exec.ExitError
	if errors.As(err, &e) {
		code = e.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// same is the command described above. Input comes from the file stdin-WANT, if there is one.
func same(ts *testscript.TestScript, u *updates, args []string) {
	want := args[0]
	got := outcome(ts, "gojs", want, args[1:])
	if node := os.Getenv("GOJS_TEST_NODE"); node != "" {
		text := outcome(ts, node, want, args[1:])
		if *update {
			u.set(ts.Name(), want, text)
			return
		}
		if text != ts.ReadFile(want) {
			ts.Fatalf("node prints for %v\n%s\nnot\n%s", args[1:], text, ts.ReadFile(want))
		}
	}
	if w := ts.ReadFile(want); got != w {
		ts.Fatalf("gojs %s\n-- got\n%s\n-- want\n%s", strings.Join(args[1:], " "), got, w)
	}
}

// outcome runs a program and returns what it did, as want files show it.
func outcome(ts *testscript.TestScript, program, want string, args []string) string {
	cmd := exec.Command(findProgram(ts, program), args...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "SYSTEMROOT", "NODE_OPTIONS", "GOJS_REPL_HISTORY", "NO_COLOR", "GOCOVERDIR"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	if data, err := os.ReadFile(ts.MkAbs("stdin-" + want)); err == nil {
		cmd.Stdin = bytes.NewReader(data)
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	code := 0
	var e *exec.ExitError
	if errors.As(err, &e) {
		code = e.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	text := fmt.Sprintf("exit %d\n", code)
	for _, s := range []struct {
		name string
		buf  bytes.Buffer
	}{{"stdout", stdout}, {"stderr", stderr}} {
		if body := neutral(ts, program, s.buf.String()); body != "" {
			text += "[" + s.name + "]\n" + body
		}
	}
	return text
}

// findProgram looks a program up in the script's path.
func findProgram(ts *testscript.TestScript, name string) string {
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		for _, ext := range []string{"", ".exe"} {
			if path := filepath.Join(dir, name+ext); filepath.Base(name) == name && exists(path) {
				return path
			}
		}
	}
	return name
}

func exists(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

var (
	ownCall = regexp.MustCompile(`^\s+at .*(node:|<anonymous>\)|\[eval\]-wrapper|\[preload\]).*$`)
	ownMore = regexp.MustCompile(`^\s+\.\.\. \d+ lines matching cause stack trace`)
	// ownFrame is a source line of node's own with its caret.
	ownFrame = regexp.MustCompile(`(?m)^node:internal/.*\n.*\n\s*\^+\n\n?`)
	trailer  = regexp.MustCompile(`(?m)^(Node\.js|gojs) v[0-9.]+$`)
	pid      = regexp.MustCompile(`\((node|gojs):\d+\)`)
)

// neutral takes out of an output what differs between node and gojs, or from
// run to run.
func neutral(ts *testscript.TestScript, program, text string) string {
	text = strings.ReplaceAll(text, ts.Getenv("WORK"), "$WORK")
	text = ownFrame.ReplaceAllString(text, "")
	text = trailer.ReplaceAllString(text, "VERSION")
	text = pid.ReplaceAllString(text, "(PROGRAM:PID)")
	var kept []string
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if rest, ok := strings.CutPrefix(line, program+": "); ok {
			line = "PROGRAM: " + rest
		}
		line = strings.NewReplacer("`node --", "`PROGRAM --", "`gojs --", "`PROGRAM --").Replace(line)
		if ownCall.MatchString(line) || ownMore.MatchString(line) {
			if n := len(kept); n > 0 && strings.HasSuffix(line, " {") {
				kept[n-1] += " {"
			}
			continue
		}
		kept = append(kept, line)
	}
	text = strings.Join(kept, "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n[no newline]\n"
	}
	return text
}

// updates are the files that -update writes.
type updates struct {
	mu    sync.Mutex
	texts map[string]map[string]string // by script and file
}

func (u *updates) set(script, file, text string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.texts[script] == nil {
		u.texts[script] = map[string]string{}
	}
	u.texts[script][file] = text
}

func (u *updates) write(t *testing.T) {
	for script, files := range u.texts {
		name := filepath.Join("testdata", script+".txtar")
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range slices.Sorted(maps.Keys(files)) {
			text, found := files[file], false
			for i := range a.Files {
				if a.Files[i].Name == file {
					a.Files[i].Data, found = []byte(text), true
				}
			}
			if !found {
				a.Files = append(a.Files, txtar.File{Name: file, Data: []byte(text)})
			}
		}
		if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
