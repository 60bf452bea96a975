// Command bench measures gojs beside other engines on the programs of bench/.
//
//	go run ./cmd/bench                       speed: every program on gojs, node --jitless, node and goja
//	go run ./cmd/bench -run 'prop|loop' -n 5
//	go run ./cmd/bench -engines new=bin/gojs,old=/tmp/gojs   two builds of gojs
//	go run ./cmd/bench -library              the same for the programs about the standard library
//	go run ./cmd/bench -memory               memory and start: gojs and node
//
// The exit code is 1 when an engine failed on a program or a checksum differs.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gojs/bench"
)

var (
	pattern = flag.String("run", "", "only programs that match this regular expression")
	rounds  = flag.Int("n", 3, "processes for each program and engine (goja and quickjs: one)")
	names   = flag.String("engines", "", "comma-separated: gojs, jitless, node, goja, quickjs; the first is compared with the rest")
	library = flag.Bool("library", false, "the programs about the standard library instead of those about the language")
	memory  = flag.Bool("memory", false, "measure memory instead of speed")
	jsonOut = flag.String("json", "", "write the results as JSON to this file")
)

func main() {
	flag.Parse()
	ok, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
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
	list := *names
	if list == "" {
		list = "gojs,jitless,node,goja"
		if *memory {
			list = "gojs,node"
		}
	}
	engines, notes, err := bench.Engines(root, strings.Split(list, ","))
	for _, n := range notes {
		fmt.Fprintln(os.Stderr, n)
	}
	if err != nil || len(engines) == 0 {
		return false, err
	}
	if *memory {
		return runMemory(engines)
	}
	return runSpeed(engines)
}

// repository is the folder of gojs's go.mod, at or above the working directory.
func repository() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "bench", "peers", "go.mod")); err == nil {
			return d, nil
		}
		if d == filepath.Dir(d) {
			return "", fmt.Errorf("%s is not inside gojs's repository", dir)
		}
	}
}

func runSpeed(engines []bench.Engine) (bool, error) {
	load := bench.Programs
	if *library {
		load = bench.LibraryPrograms
	}
	programs, err := load(*pattern)
	if err != nil {
		return false, err
	}
	rep := &bench.Report{Subject: engines[0].Name}
	for _, e := range engines {
		rep.Engines = append(rep.Engines, e.Name)
	}
	rep.WriteHeader(os.Stdout)
	failures := ""
	for _, p := range programs {
		row, err := bench.Measure(p, engines, *rounds)
		if err != nil {
			return false, err
		}
		rep.Rows = append(rep.Rows, row)
		rep.WriteRow(os.Stdout, row)
		failures += row.String()
	}
	rep.Summarise()
	rep.WriteSummaries(os.Stdout)
	fmt.Print(failures)
	return failures == "", writeJSON(rep)
}

func runMemory(engines []bench.Engine) (bool, error) {
	programs, err := bench.MemoryPrograms(*pattern)
	if err != nil {
		return false, err
	}
	var all []bench.Usage
	add := func(u bench.Usage, err error) error {
		if err == nil {
			all = append(all, u)
			fmt.Println(u)
		}
		return err
	}
	for _, e := range engines {
		if err := add(bench.Start(e, 9)); err != nil {
			return false, err
		}
	}
	for _, p := range programs {
		for _, e := range engines {
			if err := add(bench.MeasureMemory(p, e)); err != nil {
				return false, err
			}
		}
	}
	ok := true
	for _, u := range all {
		ok = ok && u.Error == ""
	}
	return ok, writeJSON(all)
}

func writeJSON(v any) error {
	if *jsonOut == "" {
		return nil
	}
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(*jsonOut, append(data, '\n'), 0o644)
}
