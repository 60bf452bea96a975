package nodetest

import (
	"os"
	"path/filepath"
	"testing"

	"gojs/internal/tally"
)

func TestJudge(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	plain := write("plain.js", "1;")
	common := write("common.mjs", "import * as common from '../common/index.mjs';")
	output := write("output.js", "1;")
	write("output.out", "at *:1\n\ndone\n")
	for _, c := range []struct {
		name, file, exit, output string
		count                    *Count
		want                     tally.Status
	}{
		{"pass", plain, "", "", nil, tally.Pass},
		{"exit code", plain, "exit code 1", "TypeError: x", nil, tally.Fail},
		{"skipped by itself", plain, "", "1..0 # Skipped: no crypto\n", nil, tally.Skipped},
		{"a Go panic", plain, "exit code 2", "panic: boom\n\ngoroutine 1 [running]:\n", nil, tally.Crash},
		{"ended early", common, "", "", nil, tally.Fail},
		{"counted", common, "", "", &Count{Functions: 2}, tally.Pass},
		{"missed a call", common, "", "", &Count{Functions: 2, Missed: 1}, tally.Fail},
		{"the output of the .out file", output, "", "at file.js:1\ndone\n", nil, tally.Pass},
		{"another output", output, "", "at file.js:2\ndone\n", nil, tally.Fail},
		{"more output", output, "", "at file.js:1\ndone\nmore\n", nil, tally.Fail},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Judge(c.file, c.exit, c.output, c.count); got.Status != c.want {
				t.Errorf("%s (%s), want %s", got.Status, got.Message, c.want)
			}
		})
	}
}
