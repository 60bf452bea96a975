package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Engine is a way to run a script file.
type Engine struct {
	Name string
	// Command is the program with its arguments; the file's name is appended.
	Command []string
	// Memory is Command with a collector that the script can call.
	Memory []string
	// Program runs a file by Node's rules (modules by extension and
	// package.json); nil for engines that have none.
	Program []string
	// Rounds bounds the processes started for each program; 0: as many as asked.
	Rounds int
}

// Engines prepares the named engines. Gojs and the peers are built from root,
// the repository's folder, into its cache. A name may be NAME=PROGRAM for a binary
// of gojs built before, so that two versions can be compared. An engine that is
// not to be had is left out with a note.
func Engines(root string, names []string) (list []Engine, notes []string, err error) {
	cache := filepath.Join(root, ".cache", "bin")
	for _, name := range names {
		if name, bin, ok := strings.Cut(name, "="); ok {
			list = append(list, gojsEngine(name, bin))
			continue
		}
		e, err := engine(root, cache, name)
		if errors.Is(err, errUnknown) {
			return nil, nil, err
		}
		if err != nil {
			notes = append(notes, fmt.Sprintf("%s is left out: %v", name, err))
			continue
		}
		list = append(list, e)
	}
	return list, notes, nil
}

var errUnknown = errors.New("an engine is gojs, jitless, node, goja or quickjs")

func engine(root, cache, name string) (Engine, error) {
	switch name {
	case "gojs":
		bin, err := build(root, "./cmd/gojs", filepath.Join(cache, "gojs"))
		return gojsEngine(name, bin), err
	case "jitless":
		bin, err := exec.LookPath("node")
		return Engine{Name: name, Command: []string{bin, "--jitless"}, Memory: []string{bin, "--jitless", "--expose-gc"}, Program: []string{bin, "--jitless"}}, err
	case "node":
		bin, err := exec.LookPath("node")
		return Engine{Name: name, Command: []string{bin}, Memory: []string{bin, "--expose-gc"}, Program: []string{bin}}, err
	case "goja", "quickjs":
		bin, err := build(filepath.Join(root, "bench", "peers"), ".", filepath.Join(cache, "peers"))
		return Engine{Name: name, Command: []string{bin, name}, Memory: []string{bin, name}, Rounds: 1}, err
	}
	return Engine{}, fmt.Errorf("%q: %w", name, errUnknown)
}

func gojsEngine(name, bin string) Engine {
	return Engine{Name: name, Command: []string{bin, "--script"}, Memory: []string{bin, "--expose-gc", "--script"}, Program: []string{bin}}
}

func build(dir, pkg, out string) (string, error) {
	if exe := exeSuffix(); exe != "" {
		out += exe
	}
	cmd := exec.Command("go", "build", "-o", out, pkg)
	cmd.Dir = dir
	if text, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build %s: %w\n%s", pkg, err, text)
	}
	return out, nil
}

func exeSuffix() string {
	if os.PathSeparator == '\\' {
		return ".exe"
	}
	return ""
}

// Sample is what one process reported.
type Sample struct {
	Best     float64 // milliseconds, the fastest of the runs inside the process
	Checksum string
}

// RunOnce runs the script file under e and reads its report.
func (e Engine) RunOnce(file string, limit time.Duration) (Sample, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	args := append(slices.Clone(e.Command[1:]), file)
	cmd := exec.CommandContext(ctx, e.Command[0], args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if ctx.Err() != nil {
		return Sample{}, fmt.Errorf("no result after %v", limit)
	}
	if err != nil {
		return Sample{}, fmt.Errorf("%w: %s", err, lastLines(stderr.String()))
	}
	return parseSample(stdout.String())
}

func parseSample(out string) (Sample, error) {
	_, rest, ok := strings.Cut(out, "BENCH ")
	times, sum, ok2 := strings.Cut(strings.TrimSpace(rest), " ")
	if !ok || !ok2 {
		return Sample{}, fmt.Errorf("no report in the output %q", out)
	}
	s := Sample{Checksum: sum}
	for t := range strings.SplitSeq(times, ",") {
		ms, err := strconv.ParseFloat(t, 64)
		if err != nil {
			return s, err
		}
		if s.Best == 0 || ms < s.Best {
			s.Best = ms
		}
	}
	return s, nil
}

func lastLines(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return strings.Join(lines[max(0, len(lines)-4):], " | ")
}
