package bench

import (
	"fmt"
	"io"
	"math"
)

// Report is a whole comparison, as -json writes it.
type Report struct {
	Subject string    `json:"subject"`
	Engines []string  `json:"engines"`
	Rows    []Row     `json:"rows"`
	Sums    []Summary `json:"summaries"`
}

// Summary compares the subject with one other engine over all programs that
// both ran; a ratio above 1 says that the subject is faster.
type Summary struct {
	Engine   string  `json:"engine"`
	Programs int     `json:"programs"`
	GeoMean  float64 `json:"geomean"`
	Lowest   float64 `json:"lowest"`
	At       string  `json:"at"` // the program with the lowest ratio
}

// Summarise fills in the report's summaries.
func (r *Report) Summarise() {
	r.Sums = nil
	for _, name := range r.Engines {
		if name != r.Subject {
			r.Sums = append(r.Sums, r.against(name))
		}
	}
}

func (r *Report) against(other string) Summary {
	s := Summary{Engine: other, Lowest: math.Inf(1)}
	logs := 0.0
	for _, row := range r.Rows {
		q := row.Ratio(r.Subject, other)
		if q == 0 {
			continue
		}
		s.Programs++
		logs += math.Log(q)
		if q < s.Lowest {
			s.Lowest, s.At = q, row.Program
		}
	}
	if s.Programs == 0 {
		return Summary{Engine: other}
	}
	s.GeoMean = math.Exp(logs / float64(s.Programs))
	return s
}

// WriteHeader prints the table's first line.
func (r *Report) WriteHeader(w io.Writer) {
	fmt.Fprintf(w, "%-20s", "milliseconds")
	for _, e := range r.Engines {
		fmt.Fprintf(w, " %10s", e)
	}
	for _, e := range r.Engines {
		if e != r.Subject {
			fmt.Fprintf(w, " %10s", e+"/"+r.Subject)
		}
	}
	fmt.Fprintln(w)
}

// WriteRow prints a program's times and ratios.
func (r *Report) WriteRow(w io.Writer, row Row) {
	fmt.Fprintf(w, "%-20s", row.Program)
	for _, e := range r.Engines {
		fmt.Fprintf(w, " %10s", cell(row.Millis[e], "%.1f"))
	}
	for _, e := range r.Engines {
		if e != r.Subject {
			fmt.Fprintf(w, " %10s", cell(row.Ratio(r.Subject, e), "%.2f"))
		}
	}
	fmt.Fprintln(w)
}

func cell(x float64, format string) string {
	if x == 0 {
		return "-"
	}
	return fmt.Sprintf(format, x)
}

// WriteSummaries prints the geometric means and the lowest ratios.
func (r *Report) WriteSummaries(w io.Writer) {
	for _, s := range r.Sums {
		fmt.Fprintf(w, "%s is %.2f times as fast as %s in geometric mean over %d programs; lowest %.2f (%s)\n",
			r.Subject, s.GeoMean, s.Engine, s.Programs, s.Lowest, s.At)
	}
}
