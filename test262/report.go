package test262

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

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

func (c *Count) add(s Status) {
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

// Report is the outcome of a whole invocation, as -json writes it.
type Report struct {
	Revision string   `json:"revision"`
	Seconds  float64  `json:"seconds"`
	PeakMB   int64    `json:"peak_mb"` // of all workers together, where the system says
	All      Count    `json:"all"`
	Folders  []Count  `json:"folders"`
	Features []Count  `json:"features"`
	Results  []Result `json:"results"` // failures and skips only
}

// Summarise counts results by folder (to depth levels) and by feature.
func Summarise(tests []*Test, results []Result, depth int, elapsed time.Duration) *Report {
	rep := &Report{Revision: Revision, Seconds: elapsed.Seconds(), All: Count{Name: "all"}}
	features := map[string][]string{}
	for _, t := range tests {
		features[t.Path] = t.Meta.Features
	}
	folders, byFeature := map[string]*Count{}, map[string]*Count{}
	for _, r := range results {
		rep.All.add(r.Status)
		count(folders, folder(r.Path, depth), r.Status)
		for _, f := range features[r.Path] {
			count(byFeature, f, r.Status)
		}
		if r.Status != Pass {
			rep.Results = append(rep.Results, r)
		}
	}
	rep.Folders, rep.Features = sorted(folders), sorted(byFeature)
	return rep
}

func folder(p string, depth int) string {
	parts := strings.Split(p, "/")
	return strings.Join(parts[:min(depth, len(parts)-1)], "/")
}

func count(m map[string]*Count, name string, s Status) {
	if m[name] == nil {
		m[name] = &Count{Name: name}
	}
	m[name].add(s)
}

func sorted(m map[string]*Count) []Count {
	var out []Count
	for _, c := range m {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Count) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// WriteText prints the tables. Rows without a failure are left out unless all is set.
func (r *Report) WriteText(w io.Writer, all bool) {
	table(w, "folder", r.Folders, all)
	table(w, "feature", r.Features, all)
	table(w, "sum", []Count{r.All}, true)
	fmt.Fprintf(w, "%.1f s, workers at most %d MB together\n", r.Seconds, r.PeakMB)
}

func table(w io.Writer, title string, rows []Count, all bool) {
	fmt.Fprintf(w, "%-52s %7s %7s %7s %7s %6s %6s %7s\n", title, "passed", "failed", "timeout", "crash", "memory", "skip", "%")
	for _, c := range rows {
		if all || c.Passed < c.Total || c.Skipped > 0 {
			fmt.Fprintf(w, "%-52s %7d %7d %7d %7d %6d %6d %7.2f\n",
				c.Name, c.Passed, c.Failed, c.Timeout, c.Crash, c.Memory, c.Skipped, c.Percent())
		}
	}
	fmt.Fprintln(w)
}

// WriteJSON writes the report for programs.
func (r *Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// Clusters groups failures by message, numbers and quoted parts blanked, the largest first:
// what to look at next.
func (r *Report) Clusters(limit int) []Cluster {
	by := map[string]*Cluster{}
	for _, res := range r.Results {
		if res.Status == Skipped {
			continue
		}
		key := string(res.Status) + " " + normalise(res.Message) + culprit(res)
		if by[key] == nil {
			by[key] = &Cluster{Message: key, Example: res.Path}
		}
		by[key].Runs++
	}
	var out []Cluster
	for _, c := range by {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Cluster) int {
		return cmp.Or(cmp.Compare(b.Runs, a.Runs), strings.Compare(a.Message, b.Message))
	})
	return out[:min(limit, len(out))]
}

// Cluster is a set of failures with the same message.
type Cluster struct {
	Message string
	Runs    int
	Example string
}

// culprit is the innermost function of gojs in a crash's stack.
func culprit(r Result) string {
	if r.Status != Crash {
		return ""
	}
	for l := range strings.SplitSeq(r.Detail, "\n") {
		if strings.HasPrefix(l, "gojs/") {
			return " in " + l[:strings.LastIndex(l+"(", "(")]
		}
	}
	return ""
}

// Slowest returns the n runs that took longest, for who looks for what makes
// the suite slow.
func Slowest(results []Result, n int) []Result {
	results = slices.Clone(results)
	slices.SortFunc(results, func(a, b Result) int { return cmp.Compare(b.Millis, a.Millis) })
	return results[:min(n, len(results))]
}

// normalise blanks digits and what stands between quotation marks or guillemets.
func normalise(s string) string {
	var b strings.Builder
	closing := rune(0)
	for _, c := range s {
		switch {
		case closing != 0:
			if c == closing {
				closing = 0
				b.WriteRune(c)
			}
		case c == '«':
			closing = '»'
			b.WriteRune(c)
		case c == '\'' && strings.HasSuffix(b.String(), " "), c == '"':
			closing = c
			b.WriteRune(c)
		case c >= '0' && c <= '9':
			if !strings.HasSuffix(b.String(), "N") {
				b.WriteByte('N')
			}
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
