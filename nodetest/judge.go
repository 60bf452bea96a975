package nodetest

import (
	"os"
	"regexp"
	"strings"

	"gojs/internal/tally"
)

// Count is what the counter in common/index.js wrote at a process's exit.
type Count struct {
	Code      int // the exit code then
	Functions int // made by common.mustCall and its like
	Missed    int // of them, those not called as often as they must
}

var skipLine = regexp.MustCompile(`(?m)^1\.\.0 # Skipped(?:: *(.*))?`)

// usesCommon finds the loading of the suite's common module.
var usesCommon = regexp.MustCompile(`(?:require\(|from |import )\s*['"](?:\.\./)+common(?:/index(?:\.m?js)?)?['"]`)

// Judge decides what a test came to: exit is "" for exit code 0, count nil where
// the counter wrote nothing.
func Judge(file, exit, output string, count *Count) tally.Outcome {
	fail := func(s tally.Status, message string) tally.Outcome {
		return tally.Outcome{Status: s, Message: message, Detail: output}
	}
	switch m := skipLine.FindStringSubmatch(output); {
	case crashed(output):
		return fail(tally.Crash, "crash: "+firstMatch(crash, output))
	case exit != "":
		return fail(tally.Fail, exit+": "+errorLine(output))
	case m != nil:
		return fail(tally.Skipped, "skipped by itself: "+m[1])
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return fail(tally.Crash, err.Error())
	}
	if count == nil && usesCommon.Match(text) {
		return fail(tally.Fail, "ended without an exit event: what must be called was not counted")
	}
	if count != nil && count.Missed > 0 {
		return fail(tally.Fail, "functions that must be called were not")
	}
	if want, err := os.ReadFile(strings.TrimSuffix(strings.TrimSuffix(file, ".js"), ".mjs") + ".out"); err == nil && !matches(string(want), output) {
		return fail(tally.Fail, "the output is not that of the .out file")
	}
	return tally.Outcome{Status: tally.Pass}
}

var (
	crash = regexp.MustCompile(`(?m)^(?:panic: |fatal error: |runtime: |SIGSEGV).*`)
	// errorAt finds the line that names the error in the report of an uncaught one.
	errorAt = regexp.MustCompile(`(?m)^\S*(?:Error|Exception)\b.*`)
)

func crashed(output string) bool {
	return crash.MatchString(output) && strings.Contains(output, "goroutine ")
}

func firstMatch(rx *regexp.Regexp, s string) string { return rx.FindString(s) }

// errorLine is the line of the output that says most about a failure.
func errorLine(output string) string {
	if l := firstMatch(errorAt, output); l != "" {
		return l
	}
	l, _, _ := strings.Cut(strings.TrimSpace(output), "\n")
	return l
}

// matches compares an output with an .out file, in which * stands for any text
// within a line, as in Node's own runner.
func matches(want, got string) bool {
	wants, gots := outLines(want), outLines(got)
	if len(wants) != len(gots) {
		return false
	}
	for i, w := range wants {
		parts := strings.Split(w, "*")
		for j := range parts {
			parts[j] = regexp.QuoteMeta(parts[j])
		}
		if ok, err := regexp.MatchString("^"+strings.Join(parts, ".*")+"$", gots[i]); err != nil || !ok {
			return false
		}
	}
	return true
}

// outLines are the lines that count: those without text do not.
func outLines(s string) []string {
	var out []string
	for l := range strings.Lines(s) {
		if l = strings.TrimRight(l, "\r\n"); strings.TrimSpace(l) != "" {
			out = append(out, l)
		}
	}
	return out
}
