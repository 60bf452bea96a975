package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"gojs/compiler"
	"gojs/parser"
	"gojs/source"
	"gojs/stdlib/es"
	"gojs/vm"
)

//go:embed program.js
var program string

// area is what one function of program.js is asked about.
type area struct {
	name  string // also the function's
	zone  string // the local time zone, "" for UTC
	input func(g *gen) []any
}

// result is what comparing an area gave.
type result struct {
	inputs      int
	differences []difference
	deviations  map[string]int // the times that a deviation of node was seen, by its reason
}

type difference struct{ area, input, got, want string }

func (d difference) String() string {
	return fmt.Sprintf("%s %s\n  gojs %s\n  node %s", d.area, d.input, d.got, d.want)
}

// compare evaluates n inputs of an area in both engines.
func compare(a area, n int, seed uint64, node string) (*result, error) {
	lines := inputs(a, n, seed)
	r := &result{inputs: n, deviations: map[string]int{}}
	got, err := evaluate(a, lines)
	if err != nil {
		return nil, err
	}
	if *printed {
		for i := range lines {
			fmt.Printf("%s\n  %s\n", lines[i], got[i])
		}
		return r, nil
	}
	want, err := evaluateInNode(a, lines, node)
	if err != nil {
		return nil, err
	}
	for i := range lines {
		if got[i] == want[i] {
			continue
		}
		d := difference{a.name, lines[i], got[i], want[i]}
		if reason := deviation(d); reason != "" {
			r.deviations[reason]++
			continue
		}
		unsure, err := changesItsMind(a, d, node, len(r.differences))
		if err != nil {
			return nil, err
		}
		if unsure {
			r.deviations["node says otherwise when asked nothing else"]++
			continue
		}
		r.differences = append(r.differences, d)
	}
	return r, nil
}

// changesItsMind reports whether node, asked only this, gives gojs's answer: V8
// 14's JSON.parse takes one property name for another after some thousand texts.
// Only the first differences are looked at, as each takes a process.
func changesItsMind(a area, d difference, node string, before int) (bool, error) {
	if before >= 20 {
		return false, nil
	}
	again, err := evaluateInNode(a, []string{d.input}, node)
	return err == nil && again[0] == d.got, err
}

// evaluate gives gojs's answers.
func evaluate(a area, lines []string) (answers []string, err error) {
	os.Setenv("TZ", a.timeZone())
	es.ResetTimeZone()
	m, err := vm.New(vm.Options{})
	if err != nil {
		return nil, err
	}
	defer m.Close()
	p, err := parser.ParseScript(source.NewFile("program.js", program), parser.Options{})
	if err != nil {
		return nil, err
	}
	fn, err := compiler.Script(p)
	if err != nil {
		return nil, err
	}
	next := 0
	read := vm.Spec{Key: "readInput", Fn: func(c *vm.Call) vm.Value {
		if next == len(lines) {
			return vm.Undefined
		}
		next++
		return c.NewString(lines[next-1])
	}}
	write := vm.Spec{Key: "writeAnswer", Fn: func(c *vm.Call) vm.Value {
		answers = append(answers, c.ToGoString(c.Arg(0)))
		return vm.Undefined
	}}
	_, err = m.Protect(func() vm.Value {
		m.RunScript(fn, m.Realm())
		f := m.Get(m.Realm().Global(), m.Key("answerAll"))
		return m.Call(f, vm.Undefined, m.NewString(a.name), m.ObjectValue(m.NewNative(&read)), m.ObjectValue(m.NewNative(&write)))
	})
	if err == nil && len(answers) != len(lines) {
		err = fmt.Errorf("gojs answered %d of %d inputs", len(answers), len(lines))
	}
	return answers, err
}

func (a area) timeZone() string {
	if a.zone == "" {
		return "UTC"
	}
	return a.zone
}

// nodeDriver runs program.js in node: inputs from standard input, answers to standard output.
const nodeDriver = `
const lines = require('fs').readFileSync(0, 'latin1').split('\n'), out = [];
let next = 0;
answerAll(%q, () => lines[next] === '' ? undefined : lines[next++], s => { out.push(s); });
require('fs').writeFileSync(1, out.join('\n'), 'latin1');
`

// evaluateInNode gives node's answers.
func evaluateInNode(a area, lines []string, node string) ([]string, error) {
	script, err := os.CreateTemp("", "difffuzz-*.cjs")
	if err != nil {
		return nil, err
	}
	defer os.Remove(script.Name())
	fmt.Fprintf(script, program+nodeDriver, a.name)
	if err := script.Close(); err != nil {
		return nil, err
	}
	cmd := exec.Command(node, script.Name())
	cmd.Env = append(os.Environ(), "TZ="+a.timeZone(), "LC_ALL=en_US.UTF-8")
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, stderr.String())
	}
	answers := strings.Split(stdout.String(), "\n")
	if len(answers) != len(lines) {
		return nil, fmt.Errorf("node answered %d of %d inputs", len(answers), len(lines))
	}
	return answers, nil
}

func sortedKeys(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
