package main

import (
	"fmt"
	"os"
	"strings"
)

// replCommand is a word that begins with a dot.
type replCommand struct {
	name, help string
	run        func(s *session, arg string)
}

// replCommands is a function because the commands refer to it.
func replCommands() []replCommand {
	return []replCommand{
		{".break", "Sometimes you get stuck, this gets you out", (*session).abandon},
		{".clear", "Alias for .break", (*session).abandon},
		{".editor", "Enter editor mode", (*session).editor},
		{".exit", "Exit the REPL", func(s *session, _ string) { s.end(0) }},
		{".help", "Print this help message", (*session).help},
		{".load", "Load JS from a file into the REPL session", (*session).load},
		{".save", "Save all evaluated commands in this REPL session to a file", (*session).save},
	}
}

func commandNames() []string {
	var names []string
	for _, c := range replCommands() {
		names = append(names, c.name)
	}
	return names
}

// command runs line if it is a command, and reports whether it is one. In the
// middle of other input only the known ones are: the rest are method calls.
func (s *session) command(line string) bool {
	line = strings.TrimSpace(line)
	if len(line) < 2 || line[0] != '.' || line[1] >= '0' && line[1] <= '9' || line[1] == '.' {
		return false
	}
	name, arg, _ := strings.Cut(line, " ")
	for _, c := range replCommands() {
		if c.name == name && (s.tty || c.name != ".editor") {
			c.run(s, strings.TrimSpace(arg))
			return true
		}
	}
	if s.pending == "" {
		s.print("Invalid REPL keyword\n")
		return true
	}
	return false
}

func (s *session) abandon(string) { s.pending = "" }

func (s *session) help(string) {
	for _, c := range replCommands() {
		if s.tty || c.name != ".editor" {
			s.print(fmt.Sprintf("%-9s%s\n", c.name, c.help))
		}
	}
	s.print("\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL\n")
}

// load makes a file's lines the next input.
func (s *session) load(name string) {
	data, err := os.ReadFile(name)
	if name == "" || err != nil {
		s.print("Failed to load: " + name + "\n")
		return
	}
	s.pending = ""
	s.feed(strings.Split(strings.TrimSuffix(string(data), "\n"), "\n"))
}

func (s *session) save(name string) {
	if name == "" || os.WriteFile(name, []byte(s.entered.String()), 0o666) != nil {
		s.print("Failed to save: " + name + "\n")
		return
	}
	s.print("Session saved to: " + name + "\n")
}

// editor needs a terminal: without one there is no Ctrl-D that is not the end.
// It makes all lines up to Ctrl-D one input.
func (s *session) editor(string) {
	s.print("// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)\n")
	s.pending, s.editing = "", true
}
