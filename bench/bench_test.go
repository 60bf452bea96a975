package bench

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

func TestPrograms(t *testing.T) {
	all, err := Programs("")
	if err != nil || len(all) < 60 {
		t.Fatalf("%d programs, %v", len(all), err)
	}
	lib, err := LibraryPrograms("")
	if err != nil || len(lib) < 70 {
		t.Fatalf("%d library programs, %v", len(lib), err)
	}
	for _, p := range append(all, lib...) {
		if !strings.HasPrefix(p.Text, "// ") || !strings.Contains(p.Text, "function run()") || strings.Contains(p.Text, include) {
			t.Errorf("%s has no comment in its first line, no run() or an include that is not in its second line", p.Name)
		}
	}
	if some, err := Programs("^loop-"); err != nil || len(some) != 4 {
		t.Errorf("%d programs match, %v", len(some), err)
	}
	if mem, err := MemoryPrograms(""); err != nil || len(mem) == 0 {
		t.Errorf("%d memory programs, %v", len(mem), err)
	}
}

func TestParseSample(t *testing.T) {
	s, err := parseSample("noise\nBENCH 3.5,2.25,9 1:a b\n")
	if err != nil || s.Best != 2.25 || s.Checksum != "1:a b" {
		t.Errorf("%+v, %v", s, err)
	}
	for _, bad := range []string{"", "BENCH", "BENCH x y"} {
		if _, err := parseSample(bad); err == nil {
			t.Errorf("%q gives no error", bad)
		}
	}
}

func TestSummarise(t *testing.T) {
	r := &Report{Subject: "a", Engines: []string{"a", "b", "c"}, Rows: []Row{
		{Program: "p", Millis: map[string]float64{"a": 10, "b": 40}},
		{Program: "q", Millis: map[string]float64{"a": 10, "b": 10}},
		{Program: "r", Millis: map[string]float64{"b": 10}},
	}}
	r.Summarise()
	b := r.Sums[0]
	if b.Programs != 2 || math.Abs(b.GeoMean-2) > 1e-9 || b.Lowest != 1 || b.At != "q" {
		t.Errorf("%+v", b)
	}
	if c := r.Sums[1]; c.Programs != 0 || c.GeoMean != 0 {
		t.Errorf("no common program: %+v", c)
	}
	var out bytes.Buffer
	r.WriteHeader(&out)
	r.WriteRow(&out, r.Rows[0])
	if !strings.Contains(out.String(), "4.00") {
		t.Errorf("the ratio is missing:\n%s", &out)
	}
}

func TestMedian(t *testing.T) {
	if m := median([]float64{9, 1, 3}); m != 3 {
		t.Error(m)
	}
	if m := median([]float64{1, 2, 10, 3}); m != 2.5 {
		t.Error(m)
	}
}
