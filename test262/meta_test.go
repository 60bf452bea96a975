package test262

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseMeta(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want *Meta
	}{
		"inline lists": {
			"/*---\nesid: sec-x\nincludes: [a.js, \"b.js\"]\nflags: [async, onlyStrict]\n---*/",
			&Meta{Esid: "sec-x", Includes: []string{"a.js", "b.js"}, Flags: []string{"async", "onlyStrict"}},
		},
		"block lists and scalars": {
			"/*---\ndescription: >\n  one\n  two\nfeatures:\n  - A\n  - B.c\nflags: []\n---*/",
			&Meta{Description: "one two", Features: []string{"A", "B.c"}},
		},
		"list over lines": {
			"/*---\nfeatures: [\n  A,\n  B\n]\n---*/",
			&Meta{Features: []string{"A", "B"}},
		},
		"list begun below its key": {
			"/*---\nlocale:\n  [en,\n   de]\n---*/",
			&Meta{Locale: []string{"en", "de"}},
		},
		"negative, carriage returns": {
			"// x\r\n/*---\r\nnegative:\r\n  phase: parse\r\n  type: SyntaxError\r\ninfo: |\r\n  a: b\r\n---*/\r\n",
			&Meta{Negative: &Negative{"parse", "SyntaxError"}},
		},
		"old Mac lines": {
			"/*---\rflags: [raw]\r---*/\r",
			&Meta{Flags: []string{"raw"}},
		},
	} {
		got, err := ParseMeta(c.text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestParseMetaErrors(t *testing.T) {
	for _, text := range []string{
		"var x;",
		"/*---\nflags: [onlyStrict]\n",
		"/*---\nflags: [sometimes]\n---*/",
		"/*---\nnegative:\n  phase: early\n  type: SyntaxError\n---*/",
		"/*---\nnegative: SyntaxError\n---*/",
	} {
		if m, err := ParseMeta(text); err == nil {
			t.Errorf("ParseMeta(%q) = %+v, want an error", text, m)
		}
	}
}

func TestModes(t *testing.T) {
	for flag, want := range map[string][]Mode{
		"async":      {Sloppy, Strict},
		"noStrict":   {Sloppy},
		"onlyStrict": {Strict},
		"module":     {Module},
		"raw":        {Raw},
	} {
		m := &Meta{Flags: []string{flag}}
		if diff := cmp.Diff(want, m.Modes()); diff != "" {
			t.Errorf("%s: %s", flag, diff)
		}
	}
	m := &Meta{Flags: []string{"async"}, Includes: []string{"x.js"}}
	want := []string{"assert.js", "sta.js", "doneprintHandle.js", "x.js"}
	if diff := cmp.Diff(want, m.Prelude()); diff != "" {
		t.Error(diff)
	}
}

func TestJudge(t *testing.T) {
	negative := &Meta{Negative: &Negative{PhaseParse, "SyntaxError"}}
	async := &Meta{Flags: []string{"async"}}
	err := func(phase, name string) Outcome { return Outcome{Err: &Error{Phase: phase, Type: name}} }
	for name, c := range map[string]struct {
		meta *Meta
		o    Outcome
		want Status
	}{
		"normal end":                      {&Meta{}, Outcome{}, Pass},
		"uncaught error":                  {&Meta{}, err(PhaseRuntime, "TypeError"), Fail},
		"expected error":                  {negative, err(PhaseParse, "SyntaxError"), Pass},
		"no error":                        {negative, Outcome{}, Fail},
		"wrong type":                      {negative, err(PhaseParse, "ReferenceError"), Fail},
		"wrong phase":                     {negative, err(PhaseRuntime, "SyntaxError"), Fail},
		"time limit is no expected error": {negative, Outcome{TimedOut: true}, Timeout},
		"memory limit":                    {&Meta{}, Outcome{OutOfMemory: true}, Memory},
		"$DONE()":                         {async, Outcome{Printed: []string{"hello", asyncComplete}}, Pass},
		"$DONE(error)":                    {async, Outcome{Printed: []string{asyncFailure + "Error: x"}}, Fail},
		"$DONE() then $DONE(error)":       {async, Outcome{Printed: []string{asyncComplete, asyncFailure + "x"}}, Fail},
		"no $DONE":                        {async, Outcome{Printed: []string{"hello"}}, Fail},
		"error before $DONE":              {async, err(PhaseRuntime, "TypeError"), Fail},
	} {
		if got, message, _ := Judge(c.meta, c.o); got != c.want {
			t.Errorf("%s: %s (%s), want %s", name, got, message, c.want)
		}
	}
}

func TestMatch(t *testing.T) {
	all := []string{"a/b/c.js", "a/b/d.js", "a/bb/c.js", "e/b.js"}
	for pattern, want := range map[string][]string{
		"a/b":          {"a/b/c.js", "a/b/d.js"},
		"a/b/":         {"a/b/c.js", "a/b/d.js"},
		"test/a/bb":    {"a/bb/c.js"},
		"a/b/c.js":     {"a/b/c.js"},
		"bb":           {"a/bb/c.js"},
		"a/*/c.js":     {"a/b/c.js", "a/bb/c.js"},
		"*c.js":        {"a/b/c.js", "a/bb/c.js"},
		"nothing/here": nil,
	} {
		got, err := match(all, []string{pattern})
		if diff := cmp.Diff(want, got); diff != "" || (err != nil) != (want == nil) {
			t.Errorf("%s: %v %s", pattern, err, diff)
		}
	}
	if i, n, err := ParseShard("2/5"); i != 2 || n != 5 || err != nil {
		t.Error(i, n, err)
	}
	for _, bad := range []string{"0/5", "6/5", "x"} {
		if _, _, err := ParseShard(bad); err == nil {
			t.Errorf("ParseShard(%q) gives no error", bad)
		}
	}
}
