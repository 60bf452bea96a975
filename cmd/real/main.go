// Command real runs programs from the npm registry, each doing a real job, under
// gojs, node --jitless and node, and compares what they print.
//
//	go run ./cmd/real               install the pinned packages when needed, run all jobs
//	go run ./cmd/real -run terser -v
//
// The packages are those of real/package-lock.json; `npm ci` puts them into
// .cache/real, beside a copy of the jobs. The exit code is 1 when an engine's output or
// exit code is not node's.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"gojs/bench"

	"github.com/google/go-cmp/cmp"
)

var (
	pattern = flag.String("run", "", "only jobs that match this regular expression")
	engines = flag.String("engines", "node,jitless,gojs", "comma-separated; outputs are compared with the first one's")
	rounds  = flag.Int("n", 1, "runs of each job on each engine; the fastest counts")
	limit   = flag.Duration("timeout", 5*time.Minute, "time limit of one run")
	verbose = flag.Bool("v", false, "show how outputs differ and what engines say on stderr")
)

func main() {
	flag.Parse()
	ok, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "real:", err)
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
	dir := filepath.Join(root, ".cache", "real")
	if err := install(filepath.Join(root, "real"), dir); err != nil {
		return false, err
	}
	jobs, err := copyJobs(filepath.Join(root, "real", "jobs"), filepath.Join(dir, "jobs"))
	if err != nil {
		return false, err
	}
	list, notes, err := bench.Engines(root, strings.Split(*engines, ","))
	for _, n := range notes {
		fmt.Fprintln(os.Stderr, n)
	}
	if err != nil || len(list) == 0 {
		return false, err
	}
	ok := len(notes) == 0
	header(list)
	for _, job := range jobs {
		ok = runJob(job, list) && ok
	}
	return ok, nil
}

// repository is the folder of gojs's go.mod, at or above the working directory.
func repository() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "real", "package-lock.json")); err == nil {
			return d, nil
		}
		if d == filepath.Dir(d) {
			return "", fmt.Errorf("%s is not inside gojs's repository", dir)
		}
	}
}

// install runs npm ci in dir unless the packages there are those of the lock file.
func install(from, dir string) error {
	lock, err := os.ReadFile(filepath.Join(from, "package-lock.json"))
	if err != nil {
		return err
	}
	done := filepath.Join(dir, "installed-lock.json")
	if have, err := os.ReadFile(done); err == nil && bytes.Equal(have, lock) {
		return nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"package.json", "package-lock.json"} {
		data, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	cmd := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w\n%s", err, out)
	}
	return os.WriteFile(done, lock, 0o644)
}

// copyJobs puts the jobs beside the packages, where their imports resolve, and
// returns those to run.
func copyJobs(from, to string) ([]string, error) {
	rx, err := regexp.Compile(*pattern)
	if err != nil {
		return nil, err
	}
	if err := os.RemoveAll(to); err != nil {
		return nil, err
	}
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(to)
	var jobs []string
	for _, e := range entries {
		if e.Name() != "util.js" && rx.MatchString(e.Name()) {
			jobs = append(jobs, filepath.Join(to, e.Name()))
		}
	}
	return jobs, err
}

func header(list []bench.Engine) {
	fmt.Printf("%-18s", "seconds")
	for _, e := range list {
		fmt.Printf(" %9s", e.Name)
	}
	fmt.Println("  output")
}

// outcome is what a program did that its user sees.
type outcome struct {
	stdout, stderr string
	exit           string
	seconds        float64
}

// runJob prints the job's line and reports whether all outputs agree.
func runJob(job string, list []bench.Engine) bool {
	fmt.Printf("%-18s", filepath.Base(job))
	var outcomes []outcome
	for _, e := range list {
		best := execute(e, job)
		for range *rounds - 1 {
			if o := execute(e, job); o.seconds < best.seconds {
				best = o
			}
		}
		outcomes = append(outcomes, best)
		fmt.Printf(" %9.2f", best.seconds)
	}
	var different []string
	for i, o := range outcomes[1:] {
		if o.stdout != outcomes[0].stdout || o.exit != outcomes[0].exit {
			different = append(different, fmt.Sprintf("%s differs (%s)", list[i+1].Name, o.exit))
		}
	}
	if len(different) == 0 {
		fmt.Println("  identical")
	} else {
		fmt.Println("  " + strings.Join(different, ", "))
	}
	if *verbose {
		explain(list, outcomes)
	}
	return len(different) == 0
}

func execute(e bench.Engine, job string) outcome {
	ctx, cancel := context.WithTimeout(context.Background(), *limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, e.Program[0], append(slices.Clone(e.Program[1:]), job)...)
	cmd.Dir = filepath.Dir(filepath.Dir(job))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	err := cmd.Run()
	o := outcome{stdout: stdout.String(), stderr: stderr.String(), exit: "exit code 0", seconds: time.Since(start).Seconds()}
	if ctx.Err() != nil {
		o.exit = "timeout"
	} else if err != nil {
		o.exit = strings.Replace(err.Error(), "exit status", "exit code", 1)
	}
	return o
}

func explain(list []bench.Engine, outcomes []outcome) {
	for i, o := range outcomes {
		if o.stdout != outcomes[0].stdout {
			fmt.Printf("%s (-%s +%s):\n%s\n", list[i].Name, list[0].Name, list[i].Name,
				cmp.Diff(strings.Split(outcomes[0].stdout, "\n"), strings.Split(o.stdout, "\n")))
		}
		if o.exit != outcomes[0].exit {
			const most = 4000
			fmt.Printf("%s: %s\n%s\n", list[i].Name, o.exit, o.stderr[:min(len(o.stderr), most)])
		}
	}
}
