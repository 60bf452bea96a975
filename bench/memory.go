package bench

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Usage is what one process took.
type Usage struct {
	Engine  string  `json:"engine"`
	Program string  `json:"program"`
	PeakMB  float64 `json:"peak_mb"` // of the whole process; 0 where the system does not say
	Marks   []Mark  `json:"marks"`
	Seconds float64 `json:"seconds"`
	Error   string  `json:"error,omitempty"`
}

// Mark is the resident memory at a line "MARK name" of the program's output.
type Mark struct {
	Name string  `json:"name"`
	MB   float64 `json:"mb"`
}

// memoryFooter lets the programs print a mark. A mark is given a moment, during
// which the program only looks at the clock, so that the memory read is that of this point.
const memoryPrelude = `
var show = typeof print === 'function' ? print : function (s) { console.log(s); };
function rest(ms) { var end = Date.now() + ms; while (Date.now() < end) {} }
function collect() { if (typeof gc === 'function') { gc(); gc(); } }
function mark(name) { show('MARK ' + name); rest(300); }
`

// MeasureMemory runs p once on e.
func MeasureMemory(p Program, e Engine) (Usage, error) {
	dir, err := os.MkdirTemp("", "gojs-memory-")
	if err != nil {
		return Usage{}, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, p.Name+".js")
	text := "(function () {\n" + memoryPrelude + p.Text + "\nrun();\n})();\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		return Usage{}, err
	}
	return usage(p.Name, e.Name, append(slices.Clone(e.Memory), file))
}

// Start measures the shortest life of a process: the median time and the peak
// of n runs of an empty script.
func Start(e Engine, n int) (Usage, error) {
	file, err := os.CreateTemp("", "gojs-start-*.js")
	if err != nil {
		return Usage{}, err
	}
	defer os.Remove(file.Name())
	file.WriteString("0")
	file.Close()
	var times []float64
	var last Usage
	for range n {
		if last, err = usage("start", e.Name, append(slices.Clone(e.Command), file.Name())); err != nil {
			return last, err
		}
		times = append(times, last.Seconds)
	}
	last.Seconds = median(times)
	return last, nil
}

func usage(program, engine string, command []string) (Usage, error) {
	u := Usage{Engine: engine, Program: program}
	cmd := exec.Command(command[0], command[1:]...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return u, err
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return u, err
	}
	u.Marks = readMarks(out, cmd.Process.Pid)
	if err := cmd.Wait(); err != nil {
		u.Error = fmt.Sprintf("%v: %s", err, lastLines(stderr.String()))
	}
	u.Seconds = time.Since(start).Seconds()
	u.PeakMB = peakMB(cmd.ProcessState)
	return u, nil
}

// readMarks reads the process's memory a little after each mark, while it rests.
func readMarks(out io.Reader, pid int) []Mark {
	var marks []Mark
	for sc := bufio.NewScanner(out); sc.Scan(); {
		if name, ok := strings.CutPrefix(sc.Text(), "MARK "); ok {
			time.Sleep(100 * time.Millisecond)
			marks = append(marks, Mark{name, residentMB(pid)})
		}
	}
	return marks
}

// residentMB is the process's memory now, 0 where there is no /proc.
func residentMB(pid int) float64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if fields := strings.Fields(string(data)); err == nil && runtime.GOOS == "linux" && len(fields) > 1 {
		pages, _ := strconv.ParseFloat(fields[1], 64)
		return pages * float64(os.Getpagesize()) / (1 << 20)
	}
	return 0
}

// String is a line of the memory table.
func (u Usage) String() string {
	s := fmt.Sprintf("%-16s %-8s %8.0f ms %8.1f MB peak", u.Program, u.Engine, u.Seconds*1000, u.PeakMB)
	for _, m := range u.Marks {
		s += fmt.Sprintf("  %s %.1f MB", m.Name, m.MB)
	}
	if u.Error != "" {
		s += "  FAILED " + u.Error
	}
	return s
}
