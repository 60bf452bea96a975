package compiler

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gojs/ast"
	"gojs/bytecode"
	"gojs/parser"
	"gojs/source"
)

// The test262 suite is found by TEST262_DIR. Everything in these folders that
// parses must compile to code that the verifier accepts.
var test262Folders = []string{"language", "annexB", "built-ins", "staging"}

func TestTest262(t *testing.T) {
	dir := os.Getenv("TEST262_DIR")
	if dir == "" {
		t.Skip("TEST262_DIR is not set")
	}
	files, failed := 0, 0
	for _, folder := range test262Folders {
		root := filepath.Join(dir, "test", folder)
		filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".js") {
				return nil
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Error(err)
				return nil
			}
			text := string(data)
			files++
			rel, _ := filepath.Rel(dir, path)
			if err := compileText(rel, text, strings.Contains(text, "flags: [") && strings.Contains(text, "module")); err != nil {
				if failed++; failed <= 60 {
					t.Errorf("%s: %v", rel, err)
				}
			}
			return nil
		})
	}
	t.Logf("%d files, %d failed", files, failed)
}

// compileText compiles text and everything in it and verifies the code; text that does not
// parse is passed over.
func compileText(name, text string, module bool) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v %s", r, stack())
		}
	}()
	f := source.NewFile(name, text)
	if module {
		p, err := parser.ParseModule(f)
		if err != nil {
			return nil
		}
		m, err := Module(p)
		if err != nil {
			return err
		}
		return bytecode.Verify(m.Body)
	}
	for _, strict := range []bool{false, true} {
		p, err := parser.ParseScript(f, parser.Options{Strict: strict})
		if err != nil {
			continue
		}
		s, err := Script(p)
		if err != nil {
			return err
		}
		if err := bytecode.Verify(s); err != nil {
			return err
		}
	}
	for _, scope := range []*bytecode.EvalScope{nil, {}, {ThisSlot: &bytecode.SlotRef{}, InFunction: true}} {
		p, err := parser.ParseEval(f, parser.EvalContext{})
		if err != nil {
			continue
		}
		s, err := Eval(p, scope)
		if err != nil {
			return err
		}
		if err := bytecode.Verify(s); err != nil {
			return fmt.Errorf("as eval: %w", err)
		}
	}
	return nil
}

// disassembleText is the disassembly of text.
func disassembleText(name, text string, module bool) (string, error) {
	f := source.NewFile(name, text)
	if module {
		p, err := parser.ParseModule(f)
		if err != nil {
			return "", err
		}
		m, err := Module(p)
		if err != nil {
			return "", err
		}
		if err := bytecode.Verify(m.Body); err != nil {
			return "", err
		}
		return bytecode.Disassemble(m.Body), nil
	}
	p, err := parser.ParseScript(f, parser.Options{})
	if err != nil {
		return "", err
	}
	s, err := Script(p)
	if err != nil {
		return "", err
	}
	text = bytecode.Disassemble(s)
	return text, bytecode.Verify(s)
}

func stack() string {
	buf := make([]byte, 3000)
	n := runtimeStack(buf)
	return string(buf[:n])
}

var _ ast.Node
