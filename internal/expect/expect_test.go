package expect

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const sample = `# Known failures.
# Second line.

# not run
feature:Temporal skip not implemented
intl402/ skip ECMA-402 is not implemented

# built-ins/Array: 1
built-ins/Array/from.js sloppy,strict TypeError: x

# built-ins/Array/prototype: 2
built-ins/Array/prototype/at.js sloppy flaky: depends on time
built-ins/Array/prototype/at.js strict SyntaxError: y
`

func parse(t *testing.T, text string) *List {
	t.Helper()
	l, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestFormatRoundTrip(t *testing.T) {
	if diff := cmp.Diff(sample, string(parse(t, sample).Format())); diff != "" {
		t.Error(diff)
	}
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"a.js strict":                    `1: "a.js strict" has no reason; a line is: path modes reason`,
		"\na.js sloppy x\na.js sloppy y": `3: a.js sloppy is listed twice`,
	} {
		if _, err := Parse([]byte(text)); err == nil || err.Error() != want {
			t.Errorf("Parse(%q): %v, want %s", text, err, want)
		}
	}
}

func TestSkipReason(t *testing.T) {
	l := parse(t, sample)
	for _, c := range []struct {
		path     string
		features []string
		skipped  bool
	}{
		{"intl402/Collator/x.js", nil, true},
		{"intl4022/x.js", nil, false},
		{"built-ins/a.js", []string{"BigInt", "Temporal"}, true},
		{"built-ins/a.js", []string{"BigInt"}, false},
	} {
		if _, got := l.SkipReason(c.path, c.features); got != c.skipped {
			t.Errorf("%s %v: skipped %v", c.path, c.features, got)
		}
	}
}

func TestCompareAndUpdate(t *testing.T) {
	l := parse(t, sample)
	key := func(p, m string) Key { return Key{"built-ins/" + p, m} }
	results := []Result{
		{Key: key("Array/from.js", "sloppy"), Pass: true},
		{Key: key("Array/from.js", "strict"), Reason: "again"},
		{Key: key("Array/of.js", "strict"), Reason: "broken\nstack"},
		{Key: key("Array/prototype/at.js", "sloppy"), Pass: true},
	}
	want := Diff{
		NewFailures:      []Result{results[2]},
		UnexpectedPasses: []Key{key("Array/from.js", "sloppy")},
	}
	if diff := cmp.Diff(want, l.Compare(results, false)); diff != "" {
		t.Error(diff)
	}
	want.Stale = []Key{key("Array/prototype/at.js", "strict")}
	if diff := cmp.Diff(want, l.Compare(results, true)); diff != "" {
		t.Error(diff)
	}
	l.Update(results, true)
	if d := l.Compare(results, true); !d.Empty() {
		t.Errorf("after Update: %+v", d)
	}
	if got := l.Fails[key("Array/of.js", "strict")]; got != "broken" {
		t.Errorf("reason %q, want the first line", got)
	}
}
