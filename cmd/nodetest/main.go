// Command nodetest runs Node.js's own tests against gojs.
//
//	go run ./cmd/nodetest                     all tests against nodetest/expectations.txt
//	go run ./cmd/nodetest -module fs,path     the tests of modules
//	go run ./cmd/nodetest test-fs-read        tests whose path contains this
//	go run ./cmd/nodetest -update             rewrite the expectations with what happened
//	go run ./cmd/nodetest -program node       another runtime on the same tests
//
// The exit code is 0 when every test ended as expected, 1 when not, 2 when the
// runner itself failed.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"gojs/internal/expect"
	"gojs/internal/tally"
	"gojs/nodetest"
)

var (
	modules   = flag.String("module", "", "only tests of these modules, comma-separated")
	program   = flag.String("program", "", "the runtime and its arguments; empty: gojs, built now")
	jobs      = flag.Int("j", 0, "tests at a time (0: one for each CPU)")
	timeout   = flag.Duration("timeout", 20*time.Second, "time limit of one test")
	expectArg = flag.String("expect", "nodetest/expectations.txt", "expectation file, relative to the repository; empty: none")
	update    = flag.Bool("update", false, "rewrite the expectation file with the results")
	skipped   = flag.Bool("skipped", false, "run the tests that the expectations skip too")
	jsonOut   = flag.String("json", "", "write the failures as JSON to this file")
	verbose   = flag.Bool("v", false, "print every failure with its output, not only unexpected ones")
	clusters  = flag.Int("clusters", 0, "print the N most frequent messages of failures")
	quiet     = flag.Bool("q", false, "no tables, only what is unexpected and the sum")
)

func main() {
	flag.Parse()
	ok, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "nodetest:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

func run() (bool, error) {
	root, err := repository()
	if err != nil {
		return false, err
	}
	suite, err := nodetest.Find(root)
	if err != nil {
		return false, err
	}
	list := expect.New()
	if *expectArg != "" {
		if list, err = expect.Load(filepath.Join(root, *expectArg)); err != nil {
			return false, err
		}
	}
	o := nodetest.Options{Suite: suite, Jobs: *jobs, Timeout: *timeout}
	if o.Program, err = runtimeCommand(root); err != nil {
		return false, err
	}
	var names []string
	if *modules != "" {
		names = strings.Split(*modules, ",")
	}
	all := suite.Select(flag.Args(), names)
	for _, t := range all {
		if _, skip := list.SkipReason(t.Path, []string{t.Module}); !skip || *skipped {
			o.Tests = append(o.Tests, t)
		}
	}
	results, err := nodetest.Run(o)
	if err != nil {
		return false, err
	}
	if err := show(results, all); err != nil {
		return false, err
	}
	return judge(list, results, len(all)-len(results), len(names)+flag.NArg() == 0, filepath.Join(root, *expectArg))
}

// repository is the folder with gojs's go.mod, at or above the working directory.
func repository() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "nodetest", "doc.go")); err == nil {
			return d, nil
		}
		if d == filepath.Dir(d) {
			return "", fmt.Errorf("%s is not inside gojs's repository", dir)
		}
	}
}

// runtimeCommand is -program, or gojs built into the cache.
func runtimeCommand(root string) ([]string, error) {
	if *program != "" {
		args := strings.Fields(*program)
		bin, err := exec.LookPath(args[0])
		if err != nil {
			return nil, err
		}
		args[0], err = filepath.Abs(bin)
		return args, err
	}
	bin := filepath.Join(root, ".cache", "bin", "gojs")
	cmd := exec.Command("go", "build", "-o", bin, "./cmd/gojs")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, out)
	}
	return []string{bin}, nil
}

// show prints the sums by module, the clusters, and under -v every failure. Tests
// that the expectations skip count as skipped.
func show(results []nodetest.Result, all []nodetest.Test) error {
	byModule, sum := tally.Counts{}, tally.Count{Name: "all"}
	var groups tally.Clusters
	var failures []nodetest.Result
	ran := map[string]bool{}
	for _, r := range results {
		ran[r.Path] = true
		byModule.Add(r.Module, r.Status)
		sum.Add(r.Status)
		groups.Add(r.Path, r.Outcome)
		if r.Status != tally.Pass {
			failures = append(failures, r)
			if *verbose {
				fmt.Printf("%s %s: %s\n%s\n", strings.ToUpper(string(r.Status)), r.Path, r.Message, r.Detail)
			}
		}
	}
	for _, t := range all {
		if !ran[t.Path] {
			byModule.Add(t.Module, tally.Skipped)
			sum.Add(tally.Skipped)
		}
	}
	if !*quiet {
		tally.WriteTable(os.Stdout, "module", byModule.Sorted(), true)
		tally.WriteTable(os.Stdout, "sum", []tally.Count{sum}, true)
	}
	for _, c := range groups.Largest(*clusters) {
		fmt.Printf("%6d %s\n       e.g. %s\n", c.Runs, c.Message, c.Example)
	}
	if *jsonOut == "" {
		return nil
	}
	text, err := json.MarshalIndent(failures, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(*jsonOut, text, 0o644)
}

// mode is the only one that a test of Node has.
const mode = "node"

// judge compares with the expectations or, under -update, makes them agree. What
// skips itself has not passed.
func judge(l *expect.List, results []nodetest.Result, skipped int, whole bool, file string) (bool, error) {
	var got []expect.Result
	details := map[expect.Key]string{}
	for _, r := range results {
		key := expect.Key{Path: r.Path, Mode: mode}
		got = append(got, expect.Result{Key: key, Pass: r.Status == tally.Pass, Reason: r.Message})
		details[key] = r.Detail
	}
	v := expect.Verdict{File: file, Whole: whole && skipped == 0, Update: *update, Skipped: skipped}
	if !*verbose {
		v.Detail = func(k expect.Key) string { return details[k] }
	}
	return l.Judge(os.Stdout, got, v)
}
