package bench

import (
	"embed"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

//go:embed programs/*.js library/*.js corpus/*.js memory/*.js
var files embed.FS

// Program is one benchmark.
type Program struct {
	Name string // the file's name without extension
	// About is the comment in the file's first line.
	About string
	Text  string
}

// Programs returns the speed programs whose names match pattern, in order.
func Programs(pattern string) ([]Program, error) { return load("programs", pattern) }

// LibraryPrograms returns the programs about ECMAScript's library, likewise.
func LibraryPrograms(pattern string) ([]Program, error) { return load("library", pattern) }

// MemoryPrograms returns the memory programs whose names match pattern.
func MemoryPrograms(pattern string) ([]Program, error) { return load("memory", pattern) }

func load(dir, pattern string) ([]Program, error) {
	rx, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(files, dir)
	if err != nil {
		return nil, err
	}
	var out []Program
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".js")
		if e.IsDir() || !rx.MatchString(name) {
			continue
		}
		p, err := readProgram(dir, name)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// include begins a program's second line where it uses a file of the
// folder corpus, whose text takes the line's place.
const include = "// include "

func readProgram(dir, name string) (Program, error) {
	data, err := files.ReadFile(path.Join(dir, name+".js"))
	if err != nil {
		return Program{}, err
	}
	text := string(data)
	first, rest, _ := strings.Cut(text, "\n")
	if line, after, _ := strings.Cut(rest, "\n"); strings.HasPrefix(line, include) {
		data, err := files.ReadFile(path.Join("corpus", strings.TrimPrefix(line, include)))
		if err != nil {
			return Program{}, err
		}
		text = first + "\n" + string(data) + after
	}
	return Program{name, strings.TrimPrefix(first, "// "), text}, nil
}

// Script is the text that is run: the program in a function, so that its
// bindings are locals in every engine whatever a file's top level is there, and the
// footer. It times run() up to three times, fewer when that takes long.
func (p Program) Script() string {
	return "(function () {\n" + p.Text + footer + "})();\n"
}

const footer = `
var times = [], start = 0, began = Date.now();
var clock = typeof performance === 'object' && performance.now ? function () { return performance.now(); } : Date.now;
var show = typeof print === 'function' ? print : function (s) { console.log(s); };
function finish(sum) {
  times.push(clock() - start);
  if (times.length < 3 && Date.now() - began < 1200) return once();
  show('BENCH ' + times.join(',') + ' ' + sum);
}
function once() {
  start = clock();
  var sum = run();
  if (sum && typeof sum.then === 'function') sum.then(finish); else finish(sum);
}
once();
`
