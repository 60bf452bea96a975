package test262

import (
	"fmt"
	"os"
)

// Mode is one way of running a test.
type Mode string

// The modes. A test without flags runs in Sloppy and in Strict mode.
const (
	Sloppy Mode = "sloppy"
	Strict Mode = "strict"
	Module Mode = "module"
	Raw    Mode = "raw" // unmodified and without the harness; a module when so flagged
)

// Test is a file of the suite with its front matter.
type Test struct {
	Path string // relative to test/, with slashes
	Text string // the file's bytes, unchecked
	Meta *Meta
}

// Load reads the test at path.
func (s *Suite) Load(path string) (*Test, error) {
	data, err := os.ReadFile(s.File(path))
	if err != nil {
		return nil, err
	}
	m, err := ParseMeta(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &Test{Path: path, Text: string(data), Meta: m}, nil
}

// Modes returns the modes the flags ask for.
func (m *Meta) Modes() []Mode {
	switch {
	case m.Has("raw"):
		return []Mode{Raw}
	case m.Has("module"):
		return []Mode{Module}
	case m.Has("onlyStrict"):
		return []Mode{Strict}
	case m.Has("noStrict"):
		return []Mode{Sloppy}
	}
	return []Mode{Sloppy, Strict}
}

// Prelude returns the harness files that are evaluated before the test, in order.
func (m *Meta) Prelude() []string {
	if m.Has("raw") {
		return nil
	}
	files := []string{"assert.js", "sta.js"}
	if m.Has("async") {
		files = append(files, "doneprintHandle.js")
	}
	return append(files, m.Includes...)
}
