// Package tally counts and groups what the tests of a conformance suite came to.
// It is what the runners' reports have in common.
package tally

import (
	"cmp"
	"fmt"
	"io"
	"slices"
)

// Status is how a run of a test ended.
type Status string

// The statuses. Everything but Pass and Skipped is a failure; Crash is a defect of
// gojs itself, never of the program under test.
const (
	Pass    Status = "pass"
	Fail    Status = "fail"
	Timeout Status = "timeout"
	Memory  Status = "memory"
	Crash   Status = "crash"
	Skipped Status = "skip"
)

// Outcome is a status with its explanation.
type Outcome struct {
	Status  Status
	Message string // one line
	Detail  string // the output, or a stack
}

// Count sums up runs.
type Count struct {
	Name    string `json:"name"`
	Total   int    `json:"total"` // without those skipped
	Passed  int    `json:"passed"`
	Failed  int    `json:"failed"`
	Timeout int    `json:"timeout"`
	Memory  int    `json:"memory"`
	Crash   int    `json:"crash"`
	Skipped int    `json:"skipped"`
}

// Add counts a run that ended with s.
func (c *Count) Add(s Status) {
	if s == Skipped {
		c.Skipped++
		return
	}
	c.Total++
	switch s {
	case Pass:
		c.Passed++
	case Timeout:
		c.Timeout++
	case Memory:
		c.Memory++
	case Crash:
		c.Crash++
	default:
		c.Failed++
	}
}

// Percent is the share of passes among all runs, those skipped counted as not passed.
func (c Count) Percent() float64 {
	if c.Total+c.Skipped == 0 {
		return 0
	}
	return 100 * float64(c.Passed) / float64(c.Total+c.Skipped)
}

// Counts are sums by name.
type Counts map[string]*Count

// Add counts a run under a name.
func (m Counts) Add(name string, s Status) {
	if m[name] == nil {
		m[name] = &Count{Name: name}
	}
	m[name].Add(s)
}

// Sorted are the sums in the order of their names.
func (m Counts) Sorted() []Count {
	var out []Count
	for _, c := range m {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Count) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// WriteTable prints rows under a title. Rows without a failure are left out unless
// all is set.
func WriteTable(w io.Writer, title string, rows []Count, all bool) {
	fmt.Fprintf(w, "%-52s %7s %7s %7s %7s %6s %6s %7s\n", title, "passed", "failed", "timeout", "crash", "memory", "skip", "%")
	for _, c := range rows {
		if all || c.Passed < c.Total || c.Skipped > 0 {
			fmt.Fprintf(w, "%-52s %7d %7d %7d %7d %6d %6d %7.2f\n",
				c.Name, c.Passed, c.Failed, c.Timeout, c.Crash, c.Memory, c.Skipped, c.Percent())
		}
	}
	fmt.Fprintln(w)
}
