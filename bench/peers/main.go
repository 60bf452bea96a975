// Command peers runs a script file under another engine written in Go, for
// comparison: peers goja file.js, peers quickjs file.js.
//
// It is a module of its own, so that gojs does not depend on its peers.
package main

import (
	"fmt"
	"os"

	"github.com/dop251/goja"
	"modernc.org/quickjs"
)

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: peers goja|quickjs file"))
	}
	data, err := os.ReadFile(os.Args[2])
	if err != nil {
		fail(err)
	}
	switch os.Args[1] {
	case "goja":
		err = runGoja(os.Args[2], string(data))
	case "quickjs":
		err = runQuickJS(string(data))
	default:
		err = fmt.Errorf("no engine %q", os.Args[1])
	}
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "peers:", err)
	os.Exit(1)
}

func runGoja(name, text string) error {
	vm := goja.New()
	vm.SetMaxCallStackSize(100000)
	if err := vm.Set("print", func(s string) { fmt.Println(s) }); err != nil {
		return err
	}
	_, err := vm.RunScript(name, text)
	return err
}

func runQuickJS(text string) error {
	vm, err := quickjs.NewVM()
	if err != nil {
		return err
	}
	defer vm.Close()
	if err := vm.RegisterFunc("print", func(s string) { fmt.Println(s) }, false); err != nil {
		return err
	}
	if _, err := vm.Eval(text, quickjs.EvalGlobal); err != nil {
		return err
	}
	_, err = vm.ExecutePendingJobs()
	return err
}
