package parser_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gojs/ast"
	"gojs/parser"
	"gojs/source"
)

// The test262 suite is found by TEST262_DIR. Every file of these folders must
// parse, or fail to when it says so.
var test262Folders = []string{"test/language", "test/annexB", "test/built-ins", "test/staging", "test/intl402", "test/harness"}

var (
	flagsLine    = regexp.MustCompile(`(?m)^flags:\s*(\[.*\]|(?:\n?\s+- .*)+)`)
	negativePart = regexp.MustCompile(`(?m)^negative:\s*\n(?:\s+phase:\s*(\w+)\s*\n\s+type:\s*(\w+)|\s+type:\s*(\w+)\s*\n\s+phase:\s*(\w+))`)
	metaPart     = regexp.MustCompile(`(?s)/\*---(.*?)---\*/`)
)

func TestTest262(t *testing.T) {
	dir := os.Getenv("TEST262_DIR")
	if dir == "" {
		t.Skip("TEST262_DIR is not set")
	}
	files, bad := 0, 0
	only := os.Getenv("TEST262_ONLY")
	for _, folder := range test262Folders {
		root := filepath.Join(dir, folder)
		filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".js") || strings.Contains(path, "_FIXTURE") {
				return err
			}
			if only != "" && !strings.Contains(path, only) {
				return nil
			}
			files++
			for _, problem := range check262(path) {
				bad++
				if bad < 200 {
					rel, _ := filepath.Rel(dir, path)
					t.Errorf("%s: %s", rel, problem)
				}
			}
			return nil
		})
	}
	t.Logf("%d files, %d failures", files, bad)
}

// check262 parses a file in each mode that its flags ask for.
func check262(path string) (problems []string) {
	data, err := os.ReadFile(path)
	if err != nil {
		return []string{err.Error()}
	}
	meta := ""
	if m := metaPart.FindSubmatch(data); m != nil {
		meta = strings.ReplaceAll(string(m[1]), "\r\n", "\n")
		meta = strings.ReplaceAll(meta, "\r", "\n")
	}
	flags := ""
	if m := flagsLine.FindStringSubmatch(meta); m != nil {
		flags = m[1]
	}
	negative := ""
	if m := negativePart.FindStringSubmatch(meta); m != nil && m[1]+m[4] == "parse" {
		negative = m[2] + m[3]
	}
	report := func(mode string, prog *ast.Program, err error) {
		if prog != nil && err == nil {
			for _, s := range checkResolution(prog) {
				problems = append(problems, mode+": "+s)
			}
		}
		switch {
		case negative == "" && err != nil:
			problems = append(problems, mode+": rejected: "+err.Error())
		case negative != "" && err == nil:
			problems = append(problems, mode+": accepted")
		case err != nil:
			var se *source.Error
			if !errors.As(err, &se) || se.Kind.String() != negative {
				problems = append(problems, mode+": wrong error: "+err.Error())
			}
		}
	}
	if strings.Contains(flags, "module") {
		prog, err := parse262(func(f *source.File) (*ast.Program, error) { return parser.ParseModule(f) }, path, data)
		report("module", prog, err)
		return problems
	}
	script := func(strict bool) func(f *source.File) (*ast.Program, error) {
		return func(f *source.File) (*ast.Program, error) {
			return parser.ParseScript(f, parser.Options{Strict: strict})
		}
	}
	if !strings.Contains(flags, "onlyStrict") {
		prog, err := parse262(script(false), path, data)
		report("sloppy", prog, err)
	}
	if !strings.Contains(flags, "noStrict") && !strings.Contains(flags, "raw") {
		prog, err := parse262(script(true), path, data)
		report("strict", prog, err)
	}
	return problems
}

func parse262(parse func(*source.File) (*ast.Program, error), path string, data []byte) (p *ast.Program, err error) {
	return parse(source.FromBytes(filepath.Base(path), data))
}
