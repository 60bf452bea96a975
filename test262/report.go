package test262

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"gojs/internal/tally"
)

// Report is the outcome of a whole invocation, as -json writes it.
type Report struct {
	Revision string        `json:"revision"`
	Seconds  float64       `json:"seconds"`
	PeakMB   int64         `json:"peak_mb"` // of all workers together, where the system says
	All      tally.Count   `json:"all"`
	Folders  []tally.Count `json:"folders"`
	Features []tally.Count `json:"features"`
	Results  []Result      `json:"results"` // failures and skips only
}

// Summarise counts results by folder (to depth levels) and by feature.
func Summarise(tests []*Test, results []Result, depth int, elapsed time.Duration) *Report {
	rep := &Report{Revision: Revision, Seconds: elapsed.Seconds(), All: tally.Count{Name: "all"}}
	features := map[string][]string{}
	for _, t := range tests {
		features[t.Path] = t.Meta.Features
	}
	folders, byFeature := tally.Counts{}, tally.Counts{}
	for _, r := range results {
		rep.All.Add(r.Status)
		folders.Add(folder(r.Path, depth), r.Status)
		for _, f := range features[r.Path] {
			byFeature.Add(f, r.Status)
		}
		if r.Status != Pass {
			rep.Results = append(rep.Results, r)
		}
	}
	rep.Folders, rep.Features = folders.Sorted(), byFeature.Sorted()
	return rep
}

func folder(p string, depth int) string {
	parts := strings.Split(p, "/")
	return strings.Join(parts[:min(depth, len(parts)-1)], "/")
}

// WriteText prints the tables. Rows without a failure are left out unless all is set.
func (r *Report) WriteText(w io.Writer, all bool) {
	tally.WriteTable(w, "folder", r.Folders, all)
	tally.WriteTable(w, "feature", r.Features, all)
	tally.WriteTable(w, "sum", []tally.Count{r.All}, true)
	fmt.Fprintf(w, "%.1f s, workers at most %d MB together\n", r.Seconds, r.PeakMB)
}

// WriteJSON writes the report for programs.
func (r *Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// Clusters groups failures by message, the largest first: what to look at next.
func (r *Report) Clusters(limit int) []tally.Cluster {
	var c tally.Clusters
	for _, res := range r.Results {
		c.Add(res.Path, tally.Outcome{Status: res.Status, Message: res.Message, Detail: res.Detail})
	}
	return c.Largest(limit)
}

// Slowest returns the n runs that took longest, for who looks for what makes
// the suite slow.
func Slowest(results []Result, n int) []Result {
	results = slices.Clone(results)
	slices.SortFunc(results, func(a, b Result) int { return cmp.Compare(b.Millis, a.Millis) })
	return results[:min(n, len(results))]
}
