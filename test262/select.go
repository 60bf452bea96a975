package test262

import (
	"fmt"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Selection says which tests of a suite to run.
type Selection struct {
	// Patterns are folders, files, glob patterns over the whole path (those with
	// a "*", which also matches slashes) or parts of a path; none: all tests.
	Patterns []string
	// Features keeps only tests that list one of these; none: all.
	Features []string
	// Shard and Shards keep every Shards-th test, beginning with the Shard-th
	// (from 1). Shards 0: all.
	Shard, Shards int
}

// ParseShard reads "i/n".
func ParseShard(s string) (i, n int, err error) {
	if s == "" {
		return 0, 0, nil
	}
	if _, err := fmt.Sscanf(s, "%d/%d", &i, &n); err != nil || i < 1 || i > n {
		return 0, 0, fmt.Errorf("a shard is i/n with 1 <= i <= n, not %q", s)
	}
	return i, n, nil
}

// ReadList reads patterns from a file, one a line; what follows a space (an
// expectation's mode and reason) and comments after # are left out.
func ReadList(name string) ([]string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []string
	for l := range strings.SplitSeq(string(data), "\n") {
		l, _, _ = strings.Cut(l, "#")
		if f := strings.Fields(l); len(f) > 0 {
			out = append(out, f[0])
		}
	}
	return out, nil
}

// Select loads the tests that sel picks, in the suite's order. A pattern that
// picks nothing is an error.
func (s *Suite) Select(sel Selection) ([]*Test, error) {
	all, err := s.Paths()
	if err != nil {
		return nil, err
	}
	paths, err := match(all, sel.Patterns)
	if err != nil {
		return nil, err
	}
	if sel.Shards > 0 {
		var kept []string
		for i := sel.Shard - 1; i < len(paths); i += sel.Shards {
			kept = append(kept, paths[i])
		}
		paths = kept
	}
	tests, err := s.loadAll(paths)
	if err != nil || len(sel.Features) == 0 {
		return tests, err
	}
	return slices.DeleteFunc(tests, func(t *Test) bool {
		return !slices.ContainsFunc(t.Meta.Features, func(f string) bool { return slices.Contains(sel.Features, f) })
	}), nil
}

// match keeps the paths that any pattern covers. Exact names are looked up, so
// that a list of thousands of files is no loop in a loop.
func match(all, patterns []string) ([]string, error) {
	if len(patterns) == 0 {
		return all, nil
	}
	chosen := map[string]bool{}
	for _, p := range patterns {
		p = strings.TrimPrefix(path.Clean(strings.TrimSuffix(p, "/")), "test/")
		if _, ok := slices.BinarySearch(all, p); ok {
			chosen[p] = true
			continue
		}
		if !matchOne(all, p, chosen) {
			return nil, fmt.Errorf("no test matches %q", p)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(p string) bool { return !chosen[p] }), nil
}

func matchOne(all []string, pattern string, chosen map[string]bool) bool {
	covers := func(p string) bool { return strings.HasPrefix(p, pattern+"/") }
	if strings.Contains(pattern, "*") {
		parts := strings.Split(pattern, "*")
		covers = func(p string) bool { return glob(p, parts) }
	} else if !slices.ContainsFunc(all, covers) {
		covers = func(p string) bool { return strings.Contains(p, pattern) }
	}
	found := false
	for _, p := range all {
		if covers(p) {
			chosen[p], found = true, true
		}
	}
	return found
}

// glob matches p against a pattern cut at its stars.
func glob(p string, parts []string) bool {
	last := len(parts) - 1
	if !strings.HasPrefix(p, parts[0]) {
		return false
	}
	p = p[len(parts[0]):]
	for _, part := range parts[1:last] {
		i := strings.Index(p, part)
		if i < 0 {
			return false
		}
		p = p[i+len(part):]
	}
	return strings.HasSuffix(p, parts[last])
}

// loadAll reads the front matter of many tests at once. The texts are not
// kept: the suite is larger than what a runner should hold.
func (s *Suite) loadAll(paths []string) ([]*Test, error) {
	tests, errs := make([]*Test, len(paths)), make([]error, len(paths))
	var wg sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for w := range n {
		wg.Go(func() {
			for i := w; i < len(paths); i += n {
				if tests[i], errs[i] = s.Load(paths[i]); errs[i] == nil {
					tests[i].Text = ""
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return tests, nil
}
