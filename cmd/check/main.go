// Command check runs everything that must hold before a change is kept: what
// the continuous integration runs, in the same order.
//
//	go run ./cmd/check                 all sections
//	go run ./cmd/check -run 'vet|unit' only those whose names match
//
// It needs Go alone. Every section prints its name, time and, when it failed, its
// output; the last line is "N passed, N failed" over all tests, conformance runs
// and other checks. The exit code is 1 when anything failed.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// section is one thing to check. Its function returns how many checks passed
// and failed, and an explanation of the failures.
type section struct {
	name, about string
	run         func() (passed, failed int, output string)
}

var sections = []section{
	{"format", "every Go file is as gofmt writes it", checkFormat},
	{"build", "all packages compile", command("go", "build", "./...")},
	{"vet", "go vet", command("go", "vet", "./...")},
	{"heapvalue", "no reference into the cage is kept in Go's heap", command("go", "run", "./internal/analysis/heapvalue/cmd", "./...")},
	{"generated", "generated files are those the generators write", checkGenerated},
	{"unit", "unit, table and golden tests", goTests},
	{"test262", "the whole suite against its expectations", test262()},
	{"stress", "the language tests, collecting at every 97th allocation, the heap verified", test262("-gc-stress", "97", "-verify", "language")},
}

func main() {
	pattern := flag.String("run", "", "only sections whose names match this regular expression")
	list := flag.Bool("list", false, "list the sections")
	flag.Parse()
	rx, err := regexp.Compile(*pattern)
	if err == nil {
		err = toRepository()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "check:", err)
		os.Exit(2)
	}
	passed, failed := 0, 0
	for _, s := range sections {
		if !rx.MatchString(s.name) {
			continue
		}
		if *list {
			fmt.Printf("%-10s %s\n", s.name, s.about)
			continue
		}
		p, f := perform(s)
		passed, failed = passed+p, failed+f
	}
	if *list {
		return
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		os.Exit(1)
	}
}

// perform runs a section and prints its line.
func perform(s section) (passed, failed int) {
	fmt.Printf("== %-10s %s\n", s.name, s.about)
	start := time.Now()
	passed, failed, output := s.run()
	verdict := "ok"
	if failed > 0 {
		verdict = "FAILED"
	}
	if output != "" {
		fmt.Println(output)
	}
	fmt.Printf("-- %-10s %s: %d passed, %d failed, %.1f s\n", s.name, verdict, passed, failed, time.Since(start).Seconds())
	return passed, failed
}

// toRepository makes the folder with gojs's go.mod the working directory.
func toRepository() error {
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "cmd", "check", "main.go")); err == nil {
			return os.Chdir(d)
		}
		if d == filepath.Dir(d) {
			return fmt.Errorf("%s is not inside gojs's repository", dir)
		}
	}
}
