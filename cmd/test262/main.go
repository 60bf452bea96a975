// Command test262 runs the ECMAScript conformance suite against gojs.
//
//	go run ./cmd/test262                          the whole suite against test262/expectations.txt
//	go run ./cmd/test262 language/statements      a folder, file, part of a path or pattern with *
//	go run ./cmd/test262 -update                  rewrite the expectations with what happened
//	go run ./cmd/test262 -clusters 30 built-ins   group the failures by message
//
// The exit code is 0 when every run ended as expected, 1 when not, 2 when the
// runner itself failed.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gojs/internal/expect"
	"gojs/test262"
)

var (
	jobs      = flag.Int("j", 0, "worker processes (0: one for each CPU)")
	timeout   = flag.Duration("timeout", 20*time.Second, "time limit of one run")
	heap      = flag.Int64("heap", 300, "heap limit of one run in MB")
	memory    = flag.Int64("memory", 450, "memory limit of a worker process in MB")
	stress    = flag.Int("gc-stress", 0, "collect at every Nth allocation and poison what is freed")
	verify    = flag.Bool("verify", false, "run the heap verifier after every collection")
	shard     = flag.String("shard", "", "i/n: only every n-th test, from the i-th")
	list      = flag.String("list", "", "file with tests or patterns, one a line")
	features  = flag.String("features", "", "only tests that list one of these, comma-separated")
	mode      = flag.String("mode", "", "only this mode: sloppy, strict, module or raw")
	expectArg = flag.String("expect", "test262/expectations.txt", "expectation file, relative to the repository; empty: none")
	update    = flag.Bool("update", false, "rewrite the expectation file with the results")
	skipped   = flag.Bool("skipped", false, "run the tests that the expectations skip too")
	jsonOut   = flag.String("json", "", "write the report as JSON to this file")
	depth     = flag.Int("depth", 2, "levels of folders in the summary")
	all       = flag.Bool("all", false, "list folders and features without failures too")
	verbose   = flag.Bool("v", false, "print every failure with its stack, not only unexpected ones")
	clusters  = flag.Int("clusters", 0, "print the N most frequent messages of failures")
	slow      = flag.Int("slow", 0, "print the N slowest runs")
	quiet     = flag.Bool("q", false, "no progress and no tables, only what is unexpected and the sum")
)

func main() {
	test262.Main(test262.NewEngine)
	flag.Parse()
	ok, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "test262:", err)
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
	o, err := options(root)
	if err != nil {
		return false, err
	}
	var peak int64
	o.Peak = &peak
	start := time.Now()
	results, err := test262.Run(o)
	if err != nil {
		return false, err
	}
	rep := test262.Summarise(o.Tests, results, *depth, time.Since(start))
	rep.PeakMB = peak >> 20
	for _, r := range test262.Slowest(results, *slow) {
		fmt.Printf("%8.0f ms %s (%s) %s\n", r.Millis, r.Path, r.Mode, r.Status)
	}
	if err := show(rep); err != nil {
		return false, err
	}
	whole := flag.NArg() == 0 && *shard == "" && *list == "" && *features == "" && *mode == ""
	return judge(o.Expect, results, whole, filepath.Join(root, *expectArg))
}

// repository is the folder with gojs's go.mod, at or above the working directory.
func repository() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "test262", "doc.go")); err == nil {
			return d, nil
		}
		if d == filepath.Dir(d) {
			return "", fmt.Errorf("%s is not inside gojs's repository", dir)
		}
	}
}

func options(root string) (test262.Options, error) {
	o := test262.Options{
		Jobs: *jobs, MaxResident: *memory << 20, RunSkipped: *skipped, Expect: expect.New(),
		Limits: test262.Limits{Timeout: *timeout, MaxHeap: *heap << 20, GCStress: *stress, Verify: *verify},
	}
	var err error
	if o.Suite, err = test262.Find(root); err != nil {
		return o, err
	}
	if *expectArg != "" {
		if o.Expect, err = expect.Load(filepath.Join(root, *expectArg)); err != nil {
			return o, err
		}
	}
	if *mode != "" {
		o.Modes = []test262.Mode{test262.Mode(*mode)}
	}
	sel := test262.Selection{Patterns: flag.Args()}
	if *list != "" {
		more, err := test262.ReadList(*list)
		if err != nil {
			return o, err
		}
		sel.Patterns = append(sel.Patterns, more...)
	}
	if *features != "" {
		sel.Features = strings.Split(*features, ",")
	}
	if sel.Shard, sel.Shards, err = test262.ParseShard(*shard); err != nil {
		return o, err
	}
	if !*quiet && isTerminal(os.Stderr) {
		o.Progress = progress()
	}
	o.Tests, err = o.Suite.Select(sel)
	return o, err
}

func isTerminal(f *os.File) bool {
	st, err := f.Stat()
	return err == nil && st.Mode()&os.ModeCharDevice != 0
}

func progress() func(done, total int, r *test262.Result) {
	last, failed := time.Time{}, 0
	return func(done, total int, r *test262.Result) {
		if r.Status != test262.Pass {
			failed++
		}
		if done == total || time.Since(last) > 200*time.Millisecond {
			last = time.Now()
			fmt.Fprintf(os.Stderr, "\r%d/%d, %d failed\x1b[K", done, total, failed)
		}
		if done == total {
			fmt.Fprintln(os.Stderr)
		}
	}
}

func show(rep *test262.Report) error {
	if *verbose {
		for _, r := range rep.Results {
			if r.Status != test262.Skipped {
				fmt.Printf("%s %s (%s): %s\n%s\n", strings.ToUpper(string(r.Status)), r.Path, r.Mode, r.Message, indent(r.Detail))
			}
		}
	}
	if !*quiet {
		rep.WriteText(os.Stdout, *all)
	}
	for _, c := range rep.Clusters(*clusters) {
		fmt.Printf("%6d %s\n       e.g. %s\n", c.Runs, c.Message, c.Example)
	}
	if *jsonOut == "" {
		return nil
	}
	f, err := os.Create(*jsonOut)
	if err != nil {
		return err
	}
	defer f.Close()
	return rep.WriteJSON(f)
}

func indent(s string) string {
	return strings.ReplaceAll("\t"+strings.TrimSpace(s), "\n", "\n\t")
}

// judge compares with the expectations or, under -update, makes them agree.
func judge(l *expect.List, results []test262.Result, whole bool, file string) (bool, error) {
	got := test262.Expectable(results)
	details := map[expect.Key]string{}
	for _, r := range results {
		details[expect.Key{Path: r.Path, Mode: string(r.Mode)}] = r.Detail
	}
	v := expect.Verdict{File: file, Whole: whole, Update: *update, Skipped: len(results) - len(got)}
	if !*verbose {
		v.Detail = func(k expect.Key) string { return details[k] }
	}
	return l.Judge(os.Stdout, got, v)
}
