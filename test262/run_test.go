package test262

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gojs/internal/expect"
	"gojs/internal/tally"

	"github.com/google/go-cmp/cmp"
)

// fakeEnv makes workers use an engine that does what the test's text says.
const fakeEnv = "GOJS_TEST262_FAKE"

func TestMain(m *testing.M) {
	if os.Getenv(fakeEnv) != "" {
		Main(func() Engine { return fakeEngine{} })
	} else {
		Main(NewEngine)
	}
	os.Exit(m.Run())
}

type fakeEngine struct{}

func (fakeEngine) Run(j *Job) Outcome {
	text := j.Main.Text
	switch {
	case strings.Contains(text, "PANIC"):
		panic("engine defect")
	case strings.Contains(text, "OVERFLOW"):
		return Outcome{Printed: []string{overflow(text)}}
	case strings.Contains(text, "EXIT"):
		os.Exit(3)
	case strings.Contains(text, "HANG"):
		time.Sleep(time.Hour)
	case strings.Contains(text, "NOISE"):
		os.Stdout.WriteString("noise on the standard output")
	case strings.Contains(text, "THROW") && strings.HasPrefix(text, `"use strict"`):
		return Outcome{Err: &Error{Phase: PhaseRuntime, Type: "TypeError", Message: "in strict mode"}}
	}
	return Outcome{}
}

// overflow recurses until Go ends the process, which no recover can stop.
func overflow(s string) string { return s + overflow(s[1:] + "x")[:1] }

// writeSuite makes a suite of the given tests, by path.
func writeSuite(t *testing.T, tests map[string]string) *Suite {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(name), 0o755)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("harness/assert.js", "")
	write("harness/sta.js", "")
	write("test/a/x_FIXTURE.js", "no test")
	for p, text := range tests {
		write("test/"+p, text)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestRunSurvivesEngine shows that no end of the engine ends the run.
func TestRunSurvivesEngine(t *testing.T) {
	t.Setenv(fakeEnv, "1")
	s := writeSuite(t, map[string]string{
		"a/exit.js":     "/*---\nflags: [raw]\n---*/ EXIT",
		"a/noise.js":    "/*---\nflags: [noStrict]\n---*/ NOISE",
		"a/overflow.js": "/*---\nflags: [raw]\n---*/ OVERFLOW",
		"a/panic.js":    "/*---\nflags: [module]\n---*/ PANIC",
		"b/missing.js":  "/*---\nflags: [onlyStrict]\nincludes: [none.js]\n---*/",
		"b/ok.js":       "/*---\n---*/",
		"b/skipped.js":  "/*---\nfeatures: [Temporal]\n---*/ PANIC",
		"b/throws.js":   "/*---\n---*/ THROW",
	})
	tests, err := s.Select(Selection{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := expect.Parse([]byte("feature:Temporal skip later\nb/ok.js strict wrongly listed\n"))
	if err != nil {
		t.Fatal(err)
	}
	results, err := Run(Options{Suite: s, Tests: tests, Expect: list, Jobs: 2, Limits: Limits{Timeout: 10 * time.Second}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range results {
		got = append(got, strings.Join([]string{r.Path, string(r.Mode), string(r.Status)}, " "))
	}
	want := []string{
		"a/exit.js raw crash", "a/noise.js sloppy pass", "a/overflow.js raw crash", "a/panic.js module crash",
		"b/missing.js strict crash", "b/ok.js sloppy pass", "b/ok.js strict pass",
		"b/skipped.js sloppy skip", "b/skipped.js strict skip", "b/throws.js sloppy pass", "b/throws.js strict fail",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if r := results[2]; !strings.Contains(r.Detail, "stack overflow") {
		t.Errorf("overflow is explained as %q %q", r.Message, r.Detail)
	}
	if r := results[3]; !strings.Contains(r.Detail, "fakeEngine.Run") {
		t.Errorf("panic is explained as %q %q", r.Message, r.Detail)
	}
	checkReport(t, tests, results, list)
}

func checkReport(t *testing.T, tests []*Test, results []Result, list *expect.List) {
	t.Helper()
	d := list.Compare(Expectable(results), true)
	if len(d.NewFailures) != 5 || len(d.UnexpectedPasses) != 1 {
		t.Errorf("differences: %+v", d)
	}
	rep := Summarise(tests, results, 1, time.Second)
	want := []tally.Count{
		{Name: "a", Total: 4, Passed: 1, Crash: 3},
		{Name: "b", Total: 5, Passed: 3, Failed: 1, Crash: 1, Skipped: 2},
	}
	if diff := cmp.Diff(want, rep.Folders); diff != "" {
		t.Error(diff)
	}
}

// TestRunEndsHangs checks that native code which does not poll is ended.
func TestRunEndsHangs(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for a timeout")
	}
	t.Setenv(fakeEnv, "1")
	s := writeSuite(t, map[string]string{
		"a/hang.js": "/*---\nflags: [raw]\n---*/ HANG",
		"a/ok.js":   "/*---\nflags: [raw]\n---*/",
	})
	tests, err := s.Select(Selection{})
	if err != nil {
		t.Fatal(err)
	}
	results, err := Run(Options{Suite: s, Tests: tests, Jobs: 1, Limits: Limits{Timeout: time.Millisecond}})
	if err != nil || results[0].Status != Timeout || results[1].Status != Pass {
		t.Errorf("%v %+v", err, results)
	}
}

// TestSuiteRoot unpacks archives with and without a folder around the suite;
// test/harness is not to be mistaken for that folder.
func TestSuiteRoot(t *testing.T) {
	plain := writeSuite(t, map[string]string{"harness/assert.js": "/*---\n---*/"}).Dir
	if got := suiteRoot(plain); got != plain {
		t.Errorf("suite at the top: %s", got)
	}
	outer := t.TempDir()
	inner := filepath.Join(outer, "test262-main")
	if err := os.CopyFS(inner, os.DirFS(plain)); err != nil {
		t.Fatal(err)
	}
	if got := suiteRoot(outer); got != inner {
		t.Errorf("suite in a folder: %s", got)
	}
}
