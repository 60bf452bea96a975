package expect

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// maxDetails bounds how many new failures are printed with their details.
const maxDetails = 20

// Verdict says how Judge compares results with a file of expectations.
type Verdict struct {
	File    string // of the list
	Whole   bool   // the results are those of the entire suite
	Update  bool   // make the list and its file agree with the results
	Skipped int    // runs that have no result
	// Detail, if not nil, is what to print of a new failure below its line.
	Detail func(Key) string
}

// Judge prints where the results disagree with l, and one line that sums up, and
// reports whether all is as expected.
func (l *List) Judge(w io.Writer, results []Result, v Verdict) (bool, error) {
	if v.Update {
		l.Update(results, v.Whole)
		if err := os.WriteFile(v.File, l.Format(), 0o644); err != nil {
			return false, err
		}
	}
	passed := 0
	for _, r := range results {
		if r.Pass {
			passed++
		}
	}
	d := l.Compare(results, v.Whole)
	for i, r := range d.NewFailures {
		fmt.Fprintf(w, "NEW FAILURE %s (%s): %s\n", r.Path, r.Mode, r.Reason)
		if v.Detail != nil && i < maxDetails {
			writeIndented(w, v.Detail(r.Key))
		}
	}
	for _, k := range d.UnexpectedPasses {
		fmt.Fprintf(w, "UNEXPECTED PASS %s (%s): remove it from the expectations\n", k.Path, k.Mode)
	}
	for _, k := range d.Stale {
		fmt.Fprintf(w, "STALE %s (%s): the suite has no such run\n", k.Path, k.Mode)
	}
	fmt.Fprintf(w, "%d runs passed, %d failed as expected, %d new failures, %d unexpected passes, %d stale, %d skipped\n",
		passed, len(results)-passed-len(d.NewFailures), len(d.NewFailures), len(d.UnexpectedPasses), len(d.Stale), v.Skipped)
	return d.Empty(), nil
}

func writeIndented(w io.Writer, s string) {
	if s = strings.TrimSpace(s); s != "" {
		fmt.Fprintln(w, strings.ReplaceAll("\t"+s, "\n", "\n\t"))
	}
}
