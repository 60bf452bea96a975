// Package floors holds the table of gojs's packages by floor and checks that
// no import runs upward: source text flows up through lexer, parser, compiler
// and vm, and nothing below knows of what stands above it.
package floors

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Module is the path of gojs's module; imports outside it are not judged.
const Module = "gojs"

// Allowed says for each package, by its folder, which others of the module it
// may import. "." is the embedding API at the module's root. An entry ending in
// "/..." covers the packages below a folder. A trailing "*" in the list allows
// every package: commands and conformance runners stand on top.
var Allowed = map[string][]string{
	"source":                {},
	"gc":                    {},
	"loop":                  {},
	"loader":                {},
	"lexer":                 {"source"},
	"ast":                   {"source"},
	"bytecode":              {"source"},
	"bytecode/gen":          {},
	"regex":                 {"source"},
	"parser":                {"lexer", "ast", "regex", "source"},
	"compiler":              {"ast", "bytecode", "source"},
	"vm":                    {"parser", "compiler", "bytecode", "gc", "regex", "source", "ast"},
	"stdlib/es":             {"vm", "gc", "regex", "source", "bytecode"},
	"stdlib/temporal":       {"vm", "gc", "regex", "source"},
	"stdlib/intl":           {"vm", "gc", "regex", "source"},
	"stdlib/web":            {"vm", "gc", "loop", "loader", "source"},
	"stdlib/node":           {"vm", "gc", "loop", "loader", "source", "bytecode", "stdlib/es", "stdlib/web"},
	".":                     {"vm", "gc", "loop", "loader", "stdlib/es", "stdlib/temporal", "stdlib/intl", "stdlib/web", "stdlib/node", "source", "parser", "compiler", "bytecode", "ast", "lexer"},
	"test262":               {".", "vm", "*"},
	"nodetest":              {".", "vm", "*"},
	"cmd/...":               {"*"},
	"bench/...":             {"*"},
	"real":                  {"*"},
	"internal/...":          {"internal/..."},
	"internal/analysis/...": {"internal/..."},
	"internal/unicodedata":  {"internal/..."},
	"internal/numtext":      {"internal/...", "source"},
	"internal/floors":       {},
	"internal/golden":       {},
	"internal/expect":       {},
}

// leaves may be imported from every floor.
const leaves = "internal/"

// Check parses the imports of every Go file under root, tests apart, and
// returns one line for each import that runs upward or sideways and for each
// package without a place in the table.
func Check(root string) ([]string, error) {
	var problems []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel := filepath.ToSlash(must(filepath.Rel(root, path)))
		if d.IsDir() {
			if skipDir(root, path, d.Name()) {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(rel, ".go") && !strings.HasSuffix(rel, "_test.go") {
			found, err := checkFile(path, rel)
			problems = append(problems, found...)
			return err
		}
		return nil
	})
	slices.Sort(problems)
	return slices.Compact(problems), err
}

// skipDir leaves out what is not of this module: hidden and vendored folders,
// test data, and folders with a go.mod of their own.
func skipDir(root, path, name string) bool {
	if path == root {
		return false
	}
	if strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules" {
		return true
	}
	nested, _ := filepath.Glob(filepath.Join(path, "go.mod"))
	return len(nested) > 0
}

func checkFile(path, rel string) ([]string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	pkg := filepath.ToSlash(filepath.Dir(rel))
	allowed, ok := lookup(pkg)
	if !ok {
		return []string{fmt.Sprintf("%s: the package has no floor in internal/floors", pkg)}, nil
	}
	var problems []string
	for _, spec := range f.Imports {
		to, _ := strconv.Unquote(spec.Path.Value)
		if to == Module {
			to = "."
		} else if to, ok = strings.CutPrefix(to, Module+"/"); !ok {
			continue
		}
		if !permits(allowed, pkg, to) {
			problems = append(problems, fmt.Sprintf("%s: %s may not import %s", rel, pkg, to))
		}
	}
	return problems, nil
}

// lookup finds pkg's entry: its own, or that of the nearest folder above with
// a "/..." entry.
func lookup(pkg string) ([]string, bool) {
	if list, ok := Allowed[pkg]; ok {
		return list, true
	}
	for dir := pkg; dir != "."; dir = filepath.ToSlash(filepath.Dir(dir)) {
		if list, ok := Allowed[dir+"/..."]; ok {
			return list, true
		}
	}
	return nil, false
}

func permits(allowed []string, from, to string) bool {
	if strings.HasPrefix(to, leaves) && !strings.HasPrefix(from, leaves) {
		return true
	}
	for _, a := range allowed {
		prefix, tree := strings.CutSuffix(a, "...")
		if a == "*" || a == to || tree && strings.HasPrefix(to, prefix) {
			return true
		}
	}
	return false
}

// must is for filepath.Rel on paths that WalkDir made from the root itself.
func must(s string, err error) string {
	if err != nil {
		panic(err)
	}
	return s
}
