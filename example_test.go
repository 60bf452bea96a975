package gojs_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
	"testing/fstest"
	"time"

	"gojs"
	"gojs/ast"
	"gojs/bytecode"
	"gojs/compiler"
	"gojs/loader"
	"gojs/parser"
	"gojs/source"
	"gojs/vm"
)

func Example() {
	r, err := gojs.New(gojs.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()

	if err := r.Set("greet", func(name string) string { return "hello, " + name }); err != nil {
		log.Fatal(err)
	}
	v, err := r.RunScript(context.Background(), "app.js", `greet("gopher").toUpperCase()`)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(v)
	// Output: HELLO, GOPHER
}

// Each limit ends a script with an error of its own, and the Runtime goes on.
func Example_limits() {
	r, err := gojs.New(gojs.Options{MaxHeap: 64 << 20, StackSize: 1 << 20})
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()

	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	_, err = r.RunScript(ctx, "loop.js", "for (;;) try { for (;;) ; } finally { continue }")
	fmt.Println(errors.Is(err, context.DeadlineExceeded))

	background := context.Background()
	_, err = r.RunScript(background, "memory.js", "const list = []; for (;;) list.push({})")
	fmt.Println(errors.Is(err, gojs.ErrMemory))

	_, err = r.RunScript(background, "stack.js", "(function f() { f() })()")
	fmt.Println(errors.Is(err, gojs.ErrStack))

	v, err := r.RunScript(background, "fine.js", "6 * 7")
	fmt.Println(v, err)
	// Output:
	// true
	// true
	// true
	// 42 <nil>
}

type Account struct {
	Owner   string
	Balance float64 `js:"balance"`
}

func (a *Account) Deposit(amount float64) error {
	if amount <= 0 {
		return fmt.Errorf("cannot deposit %v", amount)
	}
	a.Balance += amount
	return nil
}

// A pointer to a struct is bound: the script works on the struct itself.
func ExampleRuntime_Set_struct() {
	r, err := gojs.New(gojs.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()

	account := &Account{Owner: "Ada"}
	if err := r.Set("account", account); err != nil {
		log.Fatal(err)
	}
	v, err := r.RunScript(context.Background(), "bank.js", `
		account.Deposit(30);
		account.balance *= 2;
		try { account.Deposit(-1) } catch (e) { e.message }`)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(account.Balance, v)
	// Output: 60 cannot deposit -1
}

// A function that takes a Call sees its arguments as they are, and is fast.
func ExampleRuntime_SetFunc() {
	r, err := gojs.New(gojs.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()

	err = r.SetFunc("sum", func(c *gojs.Call) (gojs.Value, error) {
		total := 0.0
		for i := range c.Len() {
			total += c.Float(i)
		}
		return c.Runtime().ToValue(total)
	})
	if err != nil {
		log.Fatal(err)
	}
	v, err := r.RunScript(context.Background(), "sum.js", "sum(1, '2', {valueOf: () => 3})")
	fmt.Println(v, err)
	// Output: 6 <nil>
}

type notFound struct{ name string }

func (e *notFound) Error() string { return e.name + " not found" }

// A Go error is thrown as an Error, and comes back as itself.
func ExampleError() {
	r, err := gojs.New(gojs.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()
	if err := r.Set("open", func(name string) (string, error) { return "", &notFound{name} }); err != nil {
		log.Fatal(err)
	}

	_, err = r.RunScript(context.Background(), "app.js", "function load(name) {\n  return open(name);\n}\nload('a.txt');")
	var script *gojs.Error
	var cause *notFound
	fmt.Println(errors.As(err, &script), errors.As(err, &cause))
	fmt.Println(script.Position, cause.name)
	fmt.Println(script.Report())
	// Output:
	// true true
	// app.js:2:10 a.txt
	// app.js:2
	//   return open(name);
	//          ^
	//
	// Error: a.txt not found
	//     at open (<anonymous>)
	//     at load (app.js:2:10)
	//     at app.js:4:1
}

// Go runs work on a goroutine and gives the script a promise of it.
func ExampleRuntime_Go() {
	r, err := gojs.New(gojs.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()

	err = r.SetFunc("fetch", func(c *gojs.Call) (gojs.Value, error) {
		url := c.String(0)
		return c.Runtime().Go(func(ctx context.Context) (any, error) {
			return "body of " + url, nil // what takes its time
		}), nil
	})
	if err != nil {
		log.Fatal(err)
	}
	ns, err := r.RunModule(context.Background(), "app.mjs", `
		const pages = await Promise.all(['/a', '/b'].map(fetch));
		export default pages.join(', ');`)
	if err != nil {
		log.Fatal(err)
	}
	v, err := ns.Get("default")
	fmt.Println(v, err)
	// Output: body of /a, body of /b <nil>
}

// Await runs the event loop until a promise is settled.
func ExampleValue_Await() {
	r, err := gojs.New(gojs.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()

	_, err = r.RunScript(context.Background(), "lib.js", "async function later(x) { await new Promise(f => setTimeout(f, 1)); return x * 2 }")
	if err != nil {
		log.Fatal(err)
	}
	later, err := r.Get("later")
	if err != nil {
		log.Fatal(err)
	}
	promise, err := later.Call(nil, 21)
	if err != nil {
		log.Fatal(err)
	}
	v, err := promise.Await(context.Background())
	fmt.Println(v, err)
	// Output: 42 <nil>
}

// Compiled code is shared by any number of Runtimes.
func ExampleCompileScript() {
	p, err := gojs.CompileScript("fib.js", "(function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) })(15)")
	if err != nil {
		log.Fatal(err)
	}
	for range 2 {
		r, err := gojs.New(gojs.Options{})
		if err != nil {
			log.Fatal(err)
		}
		v, err := r.Run(context.Background(), p)
		fmt.Println(v, err)
		r.Close()
	}
	// Output:
	// 610 <nil>
	// 610 <nil>
}

// Modules come from any file system: here one in memory.
func ExampleOptions_modules() {
	files := fstest.MapFS{
		"app/main.mjs":                      {Data: []byte("import { area } from './shape.mjs'; import round from 'round'; console.log(round(area(2)))")},
		"app/shape.mjs":                     {Data: []byte("export const area = r => Math.PI * r ** 2")},
		"app/node_modules/round/index.js":   {Data: []byte("module.exports = x => Math.round(x * 10) / 10")},
		"app/node_modules/round/readme.txt": {Data: []byte("rounds")},
	}
	r, err := gojs.New(gojs.Options{FS: loader.FromFS(files), Dir: "/app", Stdout: os.Stdout})
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()
	if err := r.RunFile(context.Background(), "main.mjs"); err != nil {
		log.Fatal(err)
	}
	// Output: 12.6
}

// The front end by itself: which functions does a text call?
func Example_parse() {
	file := source.NewFile("app.js", "render(load('page'), x => escape(x))\nsave()")
	program, err := parser.ParseScript(file, parser.Options{})
	if err != nil {
		log.Fatal(err)
	}
	ast.Inspect(program, func(n ast.Node) bool {
		if call, ok := n.(*ast.Call); ok {
			if name, ok := call.Callee.(*ast.Ident); ok {
				line, column := file.Position(name.Start)
				fmt.Printf("%s at %d:%d\n", name.Name, line, column)
			}
		}
		return true
	})
	// Output:
	// render at 1:1
	// load at 1:8
	// escape at 1:27
	// save at 2:1
}

// From text to bytecode, and what that looks like.
func Example_disassemble() {
	program, err := parser.ParseScript(source.NewFile("add.js", "function add(a, b) { return a + b }"), parser.Options{})
	if err != nil {
		log.Fatal(err)
	}
	code, err := compiler.Script(program)
	if err != nil {
		log.Fatal(err)
	}
	add := code.Functions[0]
	if err := add.Prepare(); err != nil { // functions are compiled when they are first called
		log.Fatal(err)
	}
	fmt.Print(bytecode.Disassemble(add))
	// Output:
	// function add: 2 instructions, 4 registers, 2 parameters
	//     0  Add               r3 r0 r1
	//     1  Return            r3
}

// A Tracer sees every instruction of a run, with the values it works on.
func Example_trace() {
	var trace strings.Builder
	r, err := gojs.New(gojs.Options{Trace: &vm.Tracer{Out: &trace, Instructions: true}})
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()
	if _, err := r.RunScript(context.Background(), "add.js", "let x = 20; x + 22"); err != nil {
		log.Fatal(err)
	}
	for line := range strings.Lines(trace.String()) {
		if strings.Contains(line, "r2=20") { // what works on the 20
			fmt.Print(line)
		}
	}
	// Output:
	// add.js:1:5     4  InitGlobal        r2 .x  r2=20
	// add.js:1:13     6  AddI              r1 r2 22  r2=20
}
