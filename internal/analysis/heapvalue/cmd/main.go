// The command runs the analyzer heapvalue over packages: it asks the compiler
// what it puts in the heap, and then runs itself by go vet, so that both are
// cached and only what has changed is looked at again.
//
//	go run ./internal/analysis/heapvalue/cmd ./...
package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"gojs/internal/analysis/heapvalue"

	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() {
	args := os.Args[1:]
	if byVet(args) {
		unitchecker.Main(heapvalue.Analyzer)
	}
	if len(args) == 0 {
		args = []string{"./..."}
	}
	if err := check(args); err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			os.Exit(1)
		}
		fmt.Fprintln(os.Stderr, "heapvalue:", err)
		os.Exit(2)
	}
}

// byVet reports whether go vet has started the command.
func byVet(args []string) bool {
	for _, a := range args {
		if a == "-flags" || strings.HasPrefix(a, "-V") || strings.HasSuffix(a, ".cfg") {
			return true
		}
	}
	return false
}

func check(packages []string) error {
	file, err := escapes(packages)
	if err != nil {
		return err
	}
	defer os.Remove(file)
	self, err := os.Executable()
	if err != nil {
		return err
	}
	vet := exec.Command("go", append([]string{"vet", "-vettool=" + self, "-heapvalue.escapes=" + file}, packages...)...)
	vet.Stdout, vet.Stderr = os.Stdout, os.Stderr
	return vet.Run()
}

// escapes writes what the compiler puts in the heap to a file, whose name is
// of the contents: it is part of what go vet's cache goes by.
func escapes(packages []string) (string, error) {
	build := exec.Command("go", append([]string{"build", "-o", os.DevNull, "-gcflags=-m"}, packages...)...)
	out, err := build.CombinedOutput()
	if err != nil {
		os.Stderr.Write(out)
		return "", err
	}
	file := filepath.Join(os.TempDir(), fmt.Sprintf("heapvalue-%x.txt", sha256.Sum256(out)))
	return file, os.WriteFile(file, out, 0o600)
}
