package test262

import (
	"fmt"
	"slices"
	"strings"
)

// Meta is a test's front matter: the YAML between /*--- and ---*/, of which the
// suite uses plain scalars, block scalars, one nested map and lists.
type Meta struct {
	Description string
	Esid        string
	Includes    []string
	Features    []string
	Locale      []string
	Flags       []string
	// Negative is nil for tests that must end normally.
	Negative *Negative
}

// Negative says which error a test must end with and when.
type Negative struct {
	Phase string // parse, resolution or runtime
	Type  string // the name of the error's constructor
}

// flags is every value that INTERPRETING.md gives the attribute.
var flags = []string{
	"onlyStrict", "noStrict", "module", "raw", "async", "generated",
	"CanBlockIsFalse", "CanBlockIsTrue", "non-deterministic",
}

// Has reports whether the front matter lists flag.
func (m *Meta) Has(flag string) bool { return slices.Contains(m.Flags, flag) }

// ParseMeta reads the front matter of a test's text. A text without front matter, a flag
// or a phase that INTERPRETING.md does not know is an error, so that a newer
// suite is not run by the rules of an older one unnoticed.
func ParseMeta(text string) (*Meta, error) {
	_, rest, ok := strings.Cut(text, "/*---")
	block, _, ok2 := strings.Cut(rest, "---*/")
	if !ok || !ok2 {
		return nil, fmt.Errorf("no front matter between /*--- and ---*/")
	}
	m := &Meta{}
	for _, e := range splitEntries(block) {
		if err := m.set(e); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// entry is a top-level key with the text on its line and the indented lines below.
type entry struct {
	key, inline string
	below       []string
}

// splitEntries cuts the block at its unindented keys; any of the three line
// terminators of the suite's files may end a line.
func splitEntries(block string) []entry {
	block = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(block)
	var out []entry
	for l := range strings.SplitSeq(block, "\n") {
		if l == "" || strings.TrimSpace(l) == "" || strings.HasPrefix(strings.TrimSpace(l), "# ") {
			continue
		}
		key, inline, ok := strings.Cut(l, ":")
		if ok && l[0] != ' ' && l[0] != '\t' && l[0] != '-' {
			out = append(out, entry{key: key, inline: strings.TrimSpace(inline)})
		} else if n := len(out) - 1; n >= 0 {
			out[n].below = append(out[n].below, strings.TrimSpace(l))
		}
	}
	return out
}

func (m *Meta) set(e entry) error {
	switch e.key {
	case "description":
		m.Description = e.text()
	case "esid":
		m.Esid = e.text()
	case "includes":
		m.Includes = e.list()
	case "features":
		m.Features = e.list()
	case "locale":
		m.Locale = e.list()
	case "flags":
		m.Flags = e.list()
		for _, f := range m.Flags {
			if !slices.Contains(flags, f) {
				return fmt.Errorf("unknown flag %q", f)
			}
		}
	case "negative":
		return m.setNegative(e)
	}
	return nil
}

func (m *Meta) setNegative(e entry) error {
	n := &Negative{}
	for _, l := range e.below {
		key, value, _ := strings.Cut(l, ":")
		switch key {
		case "phase":
			n.Phase = strings.TrimSpace(value)
		case "type":
			n.Type = strings.TrimSpace(value)
		}
	}
	if n.Type == "" || !slices.Contains([]string{PhaseParse, PhaseResolution, PhaseRuntime}, n.Phase) {
		return fmt.Errorf("negative needs a known phase and a type, has %+v", *n)
	}
	m.Negative = n
	return nil
}

// text joins a scalar's lines, whatever its style.
func (e entry) text() string {
	inline := strings.TrimLeft(e.inline, "|>-+")
	return strings.TrimSpace(inline + " " + strings.Join(e.below, " "))
}

// list reads [a, b], which may run over lines, or lines of "- a".
func (e entry) list() []string {
	var out []string
	add := func(s string) {
		if s = strings.Trim(strings.TrimSpace(s), `"'`); s != "" {
			out = append(out, s)
		}
	}
	if strings.HasPrefix(e.inline, "[") || len(e.below) > 0 && strings.HasPrefix(e.below[0], "[") {
		all := strings.Join(append([]string{e.inline}, e.below...), " ")
		for s := range strings.SplitSeq(strings.Trim(strings.TrimSpace(all), "[]"), ",") {
			add(s)
		}
		return out
	}
	for _, l := range e.below {
		add(strings.TrimPrefix(l, "-"))
	}
	return out
}
