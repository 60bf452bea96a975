package test262

import (
	"errors"
	"testing"
	"time"

	"gojs/internal/expect"
)

// TestSuite runs a sample of the suite against the expectations; the whole is
// for cmd/test262. Every sampleStep-th test keeps it to seconds.
func TestSuite(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	s, err := Find("..")
	if errors.Is(err, ErrNoSuite) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	const sampleStep = 97
	tests, err := s.Select(Selection{Shard: 1, Shards: sampleStep})
	if err != nil {
		t.Fatal(err)
	}
	list, err := expect.Load("expectations.txt")
	if err != nil {
		t.Fatal(err)
	}
	results, err := Run(Options{Suite: s, Tests: tests, Expect: list,
		Limits: Limits{Timeout: time.Minute, MaxHeap: 300 << 20}, MaxResident: 450 << 20})
	if err != nil {
		t.Fatal(err)
	}
	d := list.Compare(Expectable(results), false)
	for _, r := range d.NewFailures {
		t.Errorf("%s (%s): %s", r.Path, r.Mode, r.Reason)
	}
	for _, k := range d.UnexpectedPasses {
		t.Errorf("%s (%s) passes and is expected to fail", k.Path, k.Mode)
	}
}
