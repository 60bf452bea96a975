package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Row is a program's outcome on every engine, by the engine's name.
type Row struct {
	Program  string             `json:"program"`
	Millis   map[string]float64 `json:"ms"`
	Errors   map[string]string  `json:"errors,omitempty"`
	Checksum string             `json:"checksum"`
	// Mismatch says which engines gave another checksum than the first.
	Mismatch map[string]string `json:"mismatch,omitempty"`
}

// limit is the time one process may take.
const limit = 2 * time.Minute

// Measure runs p on the engines in turn, rounds times.
func Measure(p Program, engines []Engine, rounds int) (Row, error) {
	dir, err := os.MkdirTemp("", "gojs-bench-")
	if err != nil {
		return Row{}, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, p.Name+".js")
	if err := os.WriteFile(file, []byte(p.Script()), 0o644); err != nil {
		return Row{}, err
	}
	row := Row{Program: p.Name, Millis: map[string]float64{}, Errors: map[string]string{}, Mismatch: map[string]string{}}
	times := map[string][]float64{}
	for round := range rounds {
		for _, e := range engines {
			if row.Errors[e.Name] != "" || e.Rounds > 0 && round >= e.Rounds {
				continue
			}
			s, err := e.RunOnce(file, limit)
			if err != nil {
				row.Errors[e.Name] = err.Error()
				continue
			}
			row.check(e.Name, s.Checksum)
			times[e.Name] = append(times[e.Name], s.Best)
		}
	}
	for name, ts := range times {
		row.Millis[name] = median(ts)
	}
	return row, nil
}

func (r *Row) check(engine, sum string) {
	if r.Checksum == "" {
		r.Checksum = sum
	}
	if sum != r.Checksum {
		r.Mismatch[engine] = sum
	}
}

func median(ts []float64) float64 {
	ts = slices.Clone(ts)
	slices.Sort(ts)
	n := len(ts)
	return (ts[(n-1)/2] + ts[n/2]) / 2
}

// Ratio is how many times faster subject is than other on r; 0 when either
// has no time.
func (r Row) Ratio(subject, other string) float64 {
	a, b := r.Millis[subject], r.Millis[other]
	if a == 0 || b == 0 {
		return 0
	}
	return b / a
}

// String is a line for a log of failures, empty when there is none.
func (r Row) String() string {
	s := ""
	for _, name := range sortedNames(r.Errors) {
		s += fmt.Sprintf("%s on %s: %s\n", r.Program, name, r.Errors[name])
	}
	for _, name := range sortedNames(r.Mismatch) {
		s += fmt.Sprintf("%s on %s: checksum %s, others %s\n", r.Program, name, r.Mismatch[name], r.Checksum)
	}
	return s
}

func sortedNames(m map[string]string) []string {
	var names []string
	for n := range m {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}
