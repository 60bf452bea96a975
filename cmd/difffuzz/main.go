// Command difffuzz evaluates the same random inputs in gojs and in node and
// compares the answers.
//
//	go run ./cmd/difffuzz                        every area, 100,000 inputs each
//	go run ./cmd/difffuzz -seed 7 json-parse     one area, other inputs
//	go run ./cmd/difffuzz -print -n 5 regexp     inputs and gojs's answers
//
// An area is a generator of inputs here and a function of program.js, which both
// engines run. Answers that differ are printed with their inputs, unless
// deviations.go names the reason why node's is not the standard's. The exit code
// is 1 when some remain.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"
)

var (
	count   = flag.Int("n", 100_000, "inputs of each area")
	seed    = flag.Uint64("seed", 1, "of the generators")
	node    = flag.String("node", "node", "the program to compare with")
	show    = flag.Int("show", 10, "differences of each area to print")
	printed = flag.Bool("print", false, "print inputs and gojs's answers, and do not run node")
)

func main() {
	flag.Parse()
	ok := true
	for _, a := range selected(flag.Args()) {
		fine, err := fuzz(a)
		if err != nil {
			fmt.Fprintf(os.Stderr, "difffuzz: %s: %v\n", a.name, err)
			os.Exit(2)
		}
		ok = ok && fine
	}
	if !ok {
		os.Exit(1)
	}
}

// selected are the areas whose names begin with one of the arguments, all
// where there are none.
func selected(args []string) []area {
	var out []area
	for _, a := range areas {
		if len(args) == 0 || slices.ContainsFunc(args, func(p string) bool { return strings.HasPrefix(a.name, p) }) {
			out = append(out, a)
		}
	}
	return out
}

// fuzz runs one area and reports whether the engines agree.
func fuzz(a area) (bool, error) {
	began := time.Now()
	r, err := compare(a, *count, *seed, *node)
	if err != nil {
		return false, err
	}
	for i, d := range r.differences {
		if i == *show {
			fmt.Printf("  and %d more\n", len(r.differences)-i)
			break
		}
		fmt.Println(d)
	}
	fmt.Printf("%-14s %7d inputs, %d differences", a.name, r.inputs, len(r.differences))
	for _, reason := range sortedKeys(r.deviations) {
		fmt.Printf(", %d where %s", r.deviations[reason], reason)
	}
	fmt.Printf(" (%.1f s)\n", time.Since(began).Seconds())
	return len(r.differences) == 0, nil
}

// inputs are n inputs of an area, as lines of JSON.
func inputs(a area, n int, seed uint64) []string {
	// Every area has its own sequence, so that areas can be run alone.
	g := &gen{Rand: rand.New(rand.NewPCG(seed, uint64(len(a.name))<<32|uint64(a.name[0])<<8|uint64(a.name[len(a.name)-1])))}
	out := make([]string, n)
	for i := range out {
		out[i] = encode(a.input(g))
	}
	return out
}
