// Package expect reads, compares and writes expectation files: lists of the
// tests of a conformance suite that are known to fail, each with its reason.
//
// A line is `path modes reason`; modes are joined by commas and named by the
// suite's runner, the reason runs to the end of the line. `#` begins a comment
// line. The mode "skip" says that the test is not run; then the path may also be a
// folder (ending in "/") or "feature:NAME". A reason that begins with "flaky:"
// allows the test to pass as well as to fail.
//
// The rule: what is not listed must pass and what is listed must fail, so that a
// repaired test leaves the list in the same change.
package expect

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Skip is the mode of entries whose tests are not run.
const Skip = "skip"

// Key names one run of one test.
type Key struct{ Path, Mode string }

// List is a parsed expectation file.
type List struct {
	// Skips maps a path, folder or "feature:NAME" to its reason.
	Skips map[string]string
	// Fails maps the runs known to fail to their reasons.
	Fails map[Key]string
	// Header is the comment at the top of the file, kept by Format.
	Header string
}

// New returns an empty List.
func New() *List { return &List{Skips: map[string]string{}, Fails: map[Key]string{}} }

// Load parses the file called name; a file that does not exist is empty.
func Load(name string) (*List, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return New(), nil
	}
	if err != nil {
		return nil, err
	}
	l, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	return l, nil
}

// Parse reads the text of an expectation file. Its errors begin with the line.
func Parse(data []byte) (*List, error) {
	l := New()
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(nil, 1<<20)
	top := true
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || line[0] == '#' {
			if top = top && line != ""; top {
				l.Header += line + "\n"
			}
			continue
		}
		top = false
		if err := l.add(line); err != nil {
			return nil, fmt.Errorf("%d: %w", n, err)
		}
	}
	return l, sc.Err()
}

func (l *List) add(line string) error {
	name, rest, _ := strings.Cut(line, " ")
	modes, reason, _ := strings.Cut(strings.TrimSpace(rest), " ")
	if reason = strings.TrimSpace(reason); reason == "" {
		return fmt.Errorf("%q has no reason; a line is: path modes reason", line)
	}
	for mode := range strings.SplitSeq(modes, ",") {
		if mode == Skip {
			l.Skips[name] = reason
			continue
		}
		if _, twice := l.Fails[Key{name, mode}]; twice {
			return fmt.Errorf("%s %s is listed twice", name, mode)
		}
		l.Fails[Key{name, mode}] = reason
	}
	return nil
}

// SkipReason says whether a test is listed as skipped: by its path, one of the
// folders above it or one of its features.
func (l *List) SkipReason(p string, features []string) (string, bool) {
	for _, f := range features {
		if r, ok := l.Skips["feature:"+f]; ok {
			return r, true
		}
	}
	if r, ok := l.Skips[p]; ok {
		return r, true
	}
	for dir := path.Dir(p); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if r, ok := l.Skips[dir+"/"]; ok {
			return r, true
		}
	}
	return "", false
}

// Result is what one run of one test came to.
type Result struct {
	Key
	Pass   bool
	Reason string // of a failure: one line
}

// Diff is where results and expectations disagree.
type Diff struct {
	NewFailures      []Result
	UnexpectedPasses []Key
	// Stale are listed runs that the suite does not have; found only by a whole run.
	Stale []Key
}

// Empty reports whether nothing differs.
func (d Diff) Empty() bool {
	return len(d.NewFailures)+len(d.UnexpectedPasses)+len(d.Stale) == 0
}

// Compare judges results against l. whole says that the results are those of
// the entire suite, so that entries without a result are stale.
func (l *List) Compare(results []Result, whole bool) Diff {
	var d Diff
	seen := make(map[Key]bool, len(results))
	for _, r := range results {
		seen[r.Key] = true
		reason, listed := l.Fails[r.Key]
		switch {
		case !r.Pass && !listed:
			d.NewFailures = append(d.NewFailures, r)
		case r.Pass && listed && !strings.HasPrefix(reason, "flaky:"):
			d.UnexpectedPasses = append(d.UnexpectedPasses, r.Key)
		}
	}
	if whole {
		for k := range l.Fails {
			if !seen[k] {
				d.Stale = append(d.Stale, k)
			}
		}
	}
	slices.SortFunc(d.NewFailures, func(a, b Result) int { return compareKeys(a.Key, b.Key) })
	slices.SortFunc(d.UnexpectedPasses, compareKeys)
	slices.SortFunc(d.Stale, compareKeys)
	return d
}

// Update makes l agree with results. Entries without a result stay, unless
// the results are those of the whole suite; so do flaky ones and the reason of
// a failure that is already listed.
func (l *List) Update(results []Result, whole bool) {
	if whole {
		for _, k := range l.Compare(results, true).Stale {
			delete(l.Fails, k)
		}
	}
	for _, r := range results {
		old, listed := l.Fails[r.Key]
		switch {
		case listed && strings.HasPrefix(old, "flaky:"):
		case r.Pass:
			delete(l.Fails, r.Key)
		default:
			l.Fails[r.Key] = oneLine(r.Reason)
		}
	}
}

func oneLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	if s = strings.Join(strings.Fields(s), " "); s == "" {
		return "no reason given"
	}
	const limit = 160
	if r := []rune(s); len(r) > limit {
		s = string(r[:limit]) + "…"
	}
	return s
}

// Format writes l: skips first, then failures grouped by folder with a count,
// modes that share a reason on one line.
func (l *List) Format() []byte {
	var b bytes.Buffer
	b.WriteString(l.Header)
	skips := sortedKeys(l.Skips, strings.Compare)
	if len(skips) > 0 {
		fmt.Fprintf(&b, "\n# not run\n")
	}
	for _, s := range skips {
		fmt.Fprintf(&b, "%s %s %s\n", s, Skip, l.Skips[s])
	}
	lines := l.lines()
	for i := 0; i < len(lines); {
		dir, j := path.Dir(lines[i].path), i
		for j < len(lines) && path.Dir(lines[j].path) == dir {
			j++
		}
		fmt.Fprintf(&b, "\n# %s: %d\n", dir, j-i)
		for _, e := range lines[i:j] {
			fmt.Fprintf(&b, "%s %s %s\n", e.path, strings.Join(e.modes, ","), e.reason)
		}
		i = j
	}
	return bytes.TrimLeft(b.Bytes(), "\n")
}

type line struct {
	path   string
	modes  []string
	reason string
}

// lines joins the modes of a path that fail for the same reason.
func (l *List) lines() []line {
	var out []line
	for _, k := range sortedKeys(l.Fails, compareKeys) {
		reason := l.Fails[k]
		if n := len(out) - 1; n >= 0 && out[n].path == k.Path && out[n].reason == reason {
			out[n].modes = append(out[n].modes, k.Mode)
			continue
		}
		out = append(out, line{k.Path, []string{k.Mode}, reason})
	}
	return out
}

// compareKeys orders by folder first, so that groups are contiguous.
func compareKeys(a, b Key) int {
	return cmp.Or(strings.Compare(path.Dir(a.Path), path.Dir(b.Path)),
		strings.Compare(a.Path, b.Path), strings.Compare(a.Mode, b.Mode))
}

func sortedKeys[K comparable, V any](m map[K]V, compare func(a, b K) int) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, compare)
	return keys
}
