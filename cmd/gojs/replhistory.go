package main

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
)

// maxHistory is how many lines the REPL remembers, maxHistoryLine how long one
// may be in bytes.
const (
	maxHistory     = 1000
	maxHistoryLine = 64 << 10
)

// history is what was typed, the oldest first. It implements term.History. Lines
// are appended to its file as they come, and the file is cut when it is read.
type history struct {
	lines []string
	file  string // "": none
}

// historyFile is where the history is kept: what GOJS_REPL_HISTORY says, or a
// file in the home folder.
func historyFile() string {
	if name, ok := os.LookupEnv("GOJS_REPL_HISTORY"); ok {
		return strings.TrimSpace(name)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, ".gojs_history")
}

// openHistory reads the history in file, if there is one.
func openHistory(file string) *history {
	h := &history{file: file}
	if file == "" {
		return h
	}
	f, err := os.Open(file)
	if err != nil {
		return h
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, maxHistoryLine)
	for in.Scan() {
		h.remember(in.Text())
	}
	h.cut()
	return h
}

// cut writes the file anew when it has grown to twice of what is remembered.
func (h *history) cut() {
	info, err := os.Stat(h.file)
	size := int64(0)
	for _, l := range h.lines {
		size += int64(len(l) + 1)
	}
	if err != nil || info.Size() <= 2*size {
		return
	}
	tmp := h.file + ".new"
	if os.WriteFile(tmp, []byte(strings.Join(h.lines, "\n")+"\n"), 0o600) == nil {
		_ = os.Rename(tmp, h.file)
	}
}

// remember appends a line unless it repeats the one before; false if so.
func (h *history) remember(line string) bool {
	if n := len(h.lines); strings.TrimSpace(line) == "" || len(line) > maxHistoryLine || n > 0 && h.lines[n-1] == line {
		return false
	}
	h.lines = append(h.lines, line)
	if len(h.lines) > maxHistory {
		h.lines = append(h.lines[:0], h.lines[len(h.lines)-maxHistory:]...)
	}
	return true
}

// Add implements term.History. The file is a convenience: that it cannot be
// written is no reason to disturb anybody.
func (h *history) Add(line string) {
	if !h.remember(line) || h.file == "" {
		return
	}
	f, err := os.OpenFile(h.file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	_, _ = f.WriteString(line + "\n")
	f.Close()
}

// Len implements term.History.
func (h *history) Len() int { return len(h.lines) }

// At implements term.History: 0 is the newest line.
func (h *history) At(i int) string { return h.lines[len(h.lines)-1-i] }

// search is the newest line before number from (as At counts) that contains
// text; n is its number, -1 for none.
func (h *history) search(text string, from int) (n int) {
	for i := from; i < len(h.lines); i++ {
		if strings.Contains(h.At(i), text) {
			return i
		}
	}
	return -1
}
