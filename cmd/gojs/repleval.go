package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"gojs"
	"gojs/bytecode"
	"gojs/compiler"
	"gojs/gc"
	"gojs/parser"
	"gojs/source"
	"gojs/stdlib/es"
	"gojs/vm"
)

// input runs text, or keeps it where more lines may make it whole; final says
// that there are none.
func (s *session) input(text string, final bool) {
	s.pending = ""
	if strings.TrimSpace(text) == "" {
		return
	}
	name := fmt.Sprintf("REPL%d", s.count+1)
	fn, awaits, err := compileInput(name, text)
	var e *source.Error
	if errors.As(err, &e) && e.Incomplete && !final {
		s.pending = text
		return
	}
	s.entered.WriteString(text)
	s.count++
	if err != nil {
		s.print(syntaxText(err))
		s.keepError(err)
		return
	}
	s.vm.ClearInterrupt()
	_, err = s.vm.Protect(func() vm.Value {
		v := s.vm.RunScript(fn, s.vm.Realm())
		if p := s.vm.PromiseOf(v); awaits && p != nil {
			s.waitFor(p)
		} else {
			s.show(v)
		}
		return vm.Undefined
	})
	if err != nil {
		s.uncaught(err)
	}
}

// compileInput compiles an input. What begins with a brace is an object if it
// can be. awaits says that the script's value is a promise of rewriteAwait's.
func compileInput(name, text string) (fn *bytecode.Function, awaits bool, err error) {
	trimmed := strings.TrimSpace(text)
	if strings.HasPrefix(trimmed, "{") && !strings.HasSuffix(trimmed, ";") {
		if fn, err := compileScript(name, "("+trimmed+"\n)"); err == nil {
			return fn, false, nil
		}
	}
	if !strings.Contains(text, "await") {
		fn, err = compileScript(name, text)
		return fn, false, err
	}
	if script, ok := rewriteAwait(text); ok {
		fn, err = compileScript(name, script)
		return fn, true, err
	}
	if fn, err = compileScript(name, text); err == nil {
		return fn, false, nil
	}
	// A module's errors are those of code that may await.
	if _, moduleErr := parser.ParseModule(source.NewFile(name, text)); moduleErr != nil {
		err = moduleErr
	}
	return nil, false, err
}

func compileScript(name, text string) (*bytecode.Function, error) {
	p, err := parser.ParseScript(source.FromBytes(name, []byte(text)), parser.Options{})
	if err != nil {
		return nil, err
	}
	return compiler.Script(p)
}

// syntaxText is how an early error is shown: the line, a caret, and what is wrong.
func syntaxText(err error) string {
	var e *source.Error
	if !errors.As(err, &e) {
		return "Uncaught " + err.Error() + "\n"
	}
	_, lines, _ := strings.Cut(e.Frame(), "\n")
	return lines + "\n\nUncaught " + e.Kind.String() + ": " + e.Message + "\n"
}

// waitFor makes the session wait for the promise of an input with await.
func (s *session) waitFor(p *vm.PromiseObject) {
	number := s.count
	s.await = number
	s.vm.PromiseThenNative(&p.Object, func(m *vm.VM, v vm.Value, fulfilled bool) {
		if s.await != number { // it was given up
			return
		}
		s.await = 0
		_, err := m.Protect(func() vm.Value {
			if !fulfilled {
				m.Throw(v)
			}
			result := vm.Value(vm.Undefined)
			if v.IsObject() {
				result = m.Get(m.Obj(v), m.Key("value"))
			}
			s.show(result)
			return vm.Undefined
		})
		if err != nil {
			s.uncaught(err)
		}
		s.next()
	})
}

// show prints the value of an input and keeps it as _.
func (s *session) show(v vm.Value) {
	if !s.ownLast {
		s.last.Set(gc.Word(v))
	}
	s.print(es.Inspect(s.vm, v, s.inspectOptions()) + "\n")
}

func (s *session) inspectOptions() es.InspectOptions {
	o := es.DefaultInspect()
	o.ShowProxy, o.Colors = true, s.colors
	return o
}

// uncaught prints what an input, a timer or a job did not catch.
func (s *session) uncaught(err error) {
	var exit *gojs.ExitError
	var script *vm.ScriptError
	var e *gojs.Error
	switch {
	case errors.As(err, &exit):
		s.end(exit.Code)
	case errors.As(err, &script):
		s.print(uncaughtText(s.describe(script.Value)))
	case errors.As(err, &e):
		s.print(uncaughtText(s.rt.Inspect(e.Value, s.inspectOptions()), e.Stack))
	case errors.Is(err, errSigint):
		s.print("Uncaught Error [ERR_SCRIPT_EXECUTION_INTERRUPTED]: " + err.Error() + "\n")
	default:
		s.print("Uncaught " + err.Error() + "\n")
	}
	s.vm.ClearInterrupt()
}

// describe is the text of a thrown value and its stack, if it has one. It
// keeps the value as _error.
func (s *session) describe(thrown func() vm.Value) (text, stack string) {
	m := s.vm
	_, err := m.Protect(func() vm.Value {
		v := thrown()
		if !s.ownLastError {
			s.lastError.Set(gc.Word(v))
		}
		text = es.Inspect(m, v, s.inspectOptions())
		if m.IsError(v) {
			if st := m.Get(m.Obj(v), m.Key("stack")); st.IsString() {
				stack = m.GoString(st)
				if short := withoutTop(stack); short != stack {
					m.Set(m.Obj(v), m.Key("stack"), m.NewString(short), false)
				}
			}
		}
		return vm.Undefined
	})
	if err != nil {
		text = err.Error()
	}
	return text, stack
}

// captureUncaught makes the session print what timers and jobs do not catch. It
// is no reason to end anything.
func (s *session) captureUncaught() {
	m := s.vm
	report := vm.Spec{Key: "uncaught", Len: 1, Fn: func(c *vm.Call) vm.Value {
		s.print(uncaughtText(s.describe(func() vm.Value { return c.Arg(0) })))
		return vm.Undefined
	}}
	_, _ = m.Protect(func() vm.Value {
		process := m.Get(m.Realm().Global(), m.Key("process"))
		set := m.Get(m.Obj(process), m.Key("setUncaughtExceptionCaptureCallback"))
		return m.Call(set, process, m.ObjectValue(m.NewNative(&report)))
	})
}

// keepError makes an early error the value of _error.
func (s *session) keepError(err error) {
	_, _ = s.vm.Protect(func() vm.Value {
		v, threw := s.vm.Try(func() vm.Value { s.vm.ThrowSourceError(err); return vm.Undefined })
		if threw && !s.ownLastError {
			s.lastError.Set(gc.Word(v))
		}
		return vm.Undefined
	})
}

// errorLine begins the text of an error.
var errorLine = regexp.MustCompile(`^\[?([A-Z][a-z0-9_]*)*Error`)

// uncaughtText puts Uncaught into the text of a thrown value, and leaves the calls
// of the REPL itself out of its stack.
func uncaughtText(text, stack string) string {
	text = strings.TrimSuffix(strings.Replace(text, stack, withoutTop(stack), 1), "\n")
	lines := strings.SplitAfter(text, "\n")
	for i, l := range lines {
		if errorLine.MatchString(l) {
			sep := " "
			if len(l) > 80 {
				sep = ":\n"
			}
			lines[i] = "Uncaught" + sep + l
			return strings.Join(lines, "") + "\n"
		}
	}
	if len(lines) > 1 {
		return "Uncaught:\n" + text + "\n"
	}
	return "Uncaught " + text + "\n"
}

// withoutTop cuts a stack before the last call of code without a name, which is the
// input itself.
func withoutTop(stack string) string {
	lines := strings.Split(stack, "\n")
	for i := len(lines) - 1; i > 0; i-- {
		if at, ok := strings.CutPrefix(lines[i], "    at "); ok && strings.HasPrefix(at, "REPL") && !strings.Contains(at, " (") {
			return strings.Join(lines[:i], "\n")
		}
	}
	return stack
}

// completeFromReader is completeText, asked by the goroutine that reads lines.
func (s *session) completeFromReader(text string) completion {
	answer := make(chan completion, 1)
	s.rt.Post(func(*gojs.Runtime) {
		var c completion
		_, err := s.vm.Protect(func() vm.Value {
			c = completeText(s.vm, text)
			return vm.Undefined
		})
		if err != nil {
			c = completion{}
		}
		answer <- c
	})
	return <-answer
}

// defineResults makes the globals _ and _error: the last value and the last
// error, until the program assigns to them.
func (s *session) defineResults() {
	m := s.vm
	s.last, s.lastError = m.Heap().NewRoot(gc.Word(vm.Undefined)), m.Heap().NewRoot(gc.Word(vm.Undefined))
	s.defineResult("_", s.last, &s.ownLast, "Expression assignment to _ now disabled.\n")
	s.defineResult("_error", s.lastError, &s.ownLastError, "Error assignment to _error now disabled.\n")
}

func (s *session) defineResult(name string, root *gc.Root, own *bool, notice string) {
	m := s.vm
	get := vm.Spec{Key: name, Fn: func(*vm.Call) vm.Value { return vm.Value(root.Get()) }}
	set := vm.Spec{Key: name, Len: 1, Fn: func(c *vm.Call) vm.Value {
		root.Set(gc.Word(c.Arg(0)))
		if !*own {
			*own = true
			s.print(notice)
		}
		return vm.Undefined
	}}
	m.DefinePropertyOrThrow(m.Realm().Global(), m.Key(name),
		vm.AccessorDescriptor(m.ObjectValue(m.NewNative(&get)), m.ObjectValue(m.NewNative(&set)), vm.Configurable))
}
