package main

import (
	"os/exec"
	"strings"
	"testing"
)

// TestAgainstNode compares fewer inputs than the command does, where there is a node.
func TestAgainstNode(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node to compare with")
	}
	n := 3000
	if testing.Short() {
		n = 300
	}
	for _, a := range areas {
		t.Run(strings.TrimSpace(a.name+" "+a.zone), func(t *testing.T) {
			r, err := compare(a, n, 1, node)
			if err != nil {
				t.Fatal(err)
			}
			for i, d := range r.differences {
				if i == 5 {
					t.Fatalf("and %d more", len(r.differences)-i)
				}
				t.Error(d)
			}
		})
	}
}

// TestInputsVary sees that the generators make no few inputs again and again,
// and always the same ones from a seed.
func TestInputsVary(t *testing.T) {
	for _, a := range areas {
		first, again, other := inputs(a, 500, 1), inputs(a, 500, 1), inputs(a, 500, 2)
		different := map[string]bool{}
		for i := range first {
			different[first[i]] = true
			if first[i] != again[i] {
				t.Fatalf("%s: %s is %s another time", a.name, first[i], again[i])
			}
		}
		if len(different) < 200 {
			t.Errorf("%s: only %d different inputs of 500", a.name, len(different))
		}
		if strings.Join(first, "") == strings.Join(other, "") {
			t.Errorf("%s: the seed changes nothing", a.name)
		}
	}
}
