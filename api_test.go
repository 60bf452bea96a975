package gojs_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gojs"
)

var ctx = context.Background()

func newRuntime(t testing.TB, o gojs.Options) *gojs.Runtime {
	t.Helper()
	r, err := gojs.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r
}

func run(t testing.TB, r *gojs.Runtime, src string) gojs.Value {
	t.Helper()
	v, err := r.RunScript(ctx, "test.js", src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return v
}

type point struct {
	X, Y   int
	Label  string `js:"label,omitempty"`
	Hidden string `js:"-"`
	secret int
}

func (p *point) Add(x, y int) *point { p.X += x; p.Y += y; return p }
func (p point) Sum() int             { return p.X + p.Y }

type base struct{ ID int }

func (b *base) Name() string { return fmt.Sprint("base", b.ID) }

type derived struct {
	base
	Inner point
	Tags  []string
	Next  *derived
}

// TestToValue shows each Go value to a script.
func TestToValue(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	if err := r.SetFunc("show", func(c *gojs.Call) (gojs.Value, error) {
		return c.Runtime().ToValue(c.Runtime().Inspect(c.Arg(0), gojs.DefaultInspect()))
	}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		x    any
		want string
	}{
		{nil, "null"}, {true, "true"}, {int8(-5), "-5"}, {uint16(7), "7"}, {1.5, "1.5"}, {math.NaN(), "NaN"}, {float32(0.5), "0.5"},
		{int64(1 << 53), "9007199254740992n"}, {int64(1<<53 - 1), "9007199254740991"}, {uint64(math.MaxUint64), "18446744073709551615n"},
		{int64(math.MinInt64), "-9223372036854775808n"},
		{"héllo", "'héllo'"}, {"a\xffb", "'a\ufffdb'"}, {big.NewInt(12), "12n"}, {*big.NewInt(13), "13n"},
		{[]byte("ab"), "Uint8Array(2) [ 97, 98 ]"}, {[]byte(nil), "null"}, {[2]byte{1, 2}, "[ 1, 2 ]"},
		{[]int{1, 2}, "[ 1, 2 ]"}, {[]any{1, "a", nil, []string{"x"}}, "[ 1, 'a', null, [ 'x' ] ]"},
		{map[string]int{"b": 2, "a": 1}, "{ a: 1, b: 2 }"}, {map[int]string{2: "b", 1: "a"}, "{ '1': 'a', '2': 'b' }"},
		{map[float64]bool{1.5: true}, "Map(1) { 1.5 => true }"}, {(map[string]int)(nil), "null"}, {(*point)(nil), "null"},
		{time.UnixMilli(0).UTC(), "1970-01-01T00:00:00.000Z"},
		{point{X: 1, Y: 2}, "Object [point] { X: 1, Y: 2 }"},
		{errors.New("bad"), "[Error: bad]"}, {gojs.Undefined(), "undefined"}, {gojs.Null(), "null"},
		{func(a, b int) int { return a }, "[Function (anonymous)]"},
	} {
		v, err := r.ToValue(c.x)
		if err != nil {
			t.Errorf("%#v: %v", c.x, err)
			continue
		}
		show, _ := r.Get("show")
		got, err := show.Call(nil, v)
		if text := got.String(); err != nil || text != c.want {
			t.Errorf("%T %v is %s (%v), want %s", c.x, c.x, text, err, c.want)
		}
	}
	for _, bad := range []any{make(chan int), complex(1, 2), struct{ C chan int }{make(chan int)}.C} {
		if _, err := r.ToValue(bad); err == nil || !strings.Contains(err.Error(), "cannot be a JavaScript value") {
			t.Errorf("%T: %v", bad, err)
		}
	}
	type loop struct{ M map[string]any }
	m := map[string]any{}
	m["self"] = m
	if _, err := r.ToValue(m); err == nil || !strings.Contains(err.Error(), "nested too deeply") {
		t.Errorf("a map in itself: %v", err)
	}
	if v, err := r.ToValue([]int{1}); err != nil || !v.IsArray() {
		t.Errorf("after that: %v", err)
	}
}

// TestExport takes values of a script.
func TestExport(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	for src, want := range map[string]any{
		"undefined": nil, "null": nil, "true": true, "1": int64(1), "-0": math.Copysign(0, -1), "1.5": 1.5, "2**53": float64(1 << 53),
		"'é'": "é", "'\\ud800x'": "\ufffdx", "10n": big.NewInt(10), "[1,[2]]": []any{int64(1), []any{int64(2)}},
		"({a:1,b:{c:'x'}})": map[string]any{"a": int64(1), "b": map[string]any{"c": "x"}}, "new Set([1,2])": []any{int64(1), int64(2)},
		"new Map([[1,'a'],['k',2]])": map[any]any{int64(1): "a", "k": int64(2)}, "new Map([[{},1]])": [][2]any{{map[string]any{}, int64(1)}},
		"new Uint8Array([1,2])": []byte{1, 2}, "new Uint8Array([1,2,3]).buffer": []byte{1, 2, 3}, "new DataView(new ArrayBuffer(2),1)": []byte{0},
		"new Float64Array([1,.5])": []any{int64(1), .5}, "new Date(5)": time.UnixMilli(5), "new Date(NaN)": time.Time{}, "Object.create(null)": map[string]any{},
	} {
		got, err := run(t, r, "("+src+")").Export()
		if err != nil || !cmp.Equal(got, want, cmp.Comparer(func(a, b *big.Int) bool { return a.Cmp(b) == 0 })) ||
			fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s is %#v (%v), want %#v", src, got, err, want)
		}
	}
	got, err := run(t, r, "var o = {a: []}; o.self = o; o.a[0] = o.a; o").Export()
	m, ok := got.(map[string]any)
	if err != nil || !ok || reflect.ValueOf(m["self"]).Pointer() != reflect.ValueOf(m).Pointer() {
		t.Errorf("an object in itself: %v %v", got, err)
	}
	if _, err := run(t, r, "({get a() { throw new TypeError('no') }})").Export(); err == nil || !strings.Contains(err.Error(), "TypeError: no") {
		t.Errorf("a getter that throws: %v", err)
	}
	p := &point{X: 3}
	v, _ := r.ToValue(p)
	if got, _ := v.Export(); got != p {
		t.Errorf("a bound struct is exported as %v", got)
	}
	if v, _ := run(t, r, "(function f() {})").Export(); !v.(gojs.Value).IsFunction() {
		t.Error("a function is no Value")
	}
	if v, _ := run(t, r, "new RangeError('x')").Export(); v.(*gojs.Error).Name != "RangeError" {
		t.Error("an error is no *Error")
	}
}

func TestExportTo(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	type target struct {
		A int
		B []string `js:"b"`
		base
		P *point
		F func(int) (int, error)
	}
	var s target
	v := run(t, r, "({A: 1, b: new Set(['x','y']), ID: 9, P: {X: 1, label: 'l'}, F: x => { if (x < 0) throw new Error('neg'); return x * 2 }})")
	if err := v.ExportTo(&s); err != nil {
		t.Fatal(err)
	}
	if s.A != 1 || !cmp.Equal(s.B, []string{"x", "y"}) || s.ID != 9 || s.P.X != 1 || s.P.Label != "l" {
		t.Errorf("%+v", s)
	}
	if n, err := s.F(4); n != 8 || err != nil {
		t.Errorf("F(4) = %d, %v", n, err)
	}
	if _, err := s.F(-1); err == nil || !strings.Contains(err.Error(), "neg") {
		t.Errorf("F(-1): %v", err)
	}
	into := func(src string, p any) error { return run(t, r, "("+src+")").ExportTo(p) }
	var (
		i8  int8
		u   uint
		f   float32
		str string
		b   []byte
		arr [2]int
		m   map[int]string
		bi  *big.Int
		tm  time.Time
		ip  *int
		e   error
		x   any
		val gojs.Value
	)
	for _, c := range []struct {
		src  string
		p    any
		want string
	}{
		{"-128", &i8, "-128"}, {"5n", &u, "5"}, {"1.25", &f, "1.25"}, {"'s'", &str, "s"}, {"12", &str, "12"}, {"true", &str, "true"},
		{"'bytes'", &b, "[98 121 116 101 115]"}, {"new Uint8Array([1])", &b, "[1]"}, {"[1,2]", &arr, "[1 2]"}, {"({1:'a'})", &m, "map[1:a]"},
		{"new Map([[2,'b']])", &m, "map[2:b]"}, {"2**60", &bi, "1152921504606846976"}, {"new Date(0)", &tm, time.UnixMilli(0).String()},
		{"3", &ip, "3"}, {"null", &ip, "<nil>"}, {"new Error('e')", &e, "Error: e"}, {"[1]", &x, "[1]"}, {"({length: 2, 0: 1, 1: 2})", &arr, "[1 2]"},
		{"Symbol('q')", &val, "Symbol(q)"},
	} {
		if err := into(c.src, c.p); err != nil {
			t.Errorf("%s: %v", c.src, err)
			continue
		}
		got := reflect.ValueOf(c.p).Elem().Interface()
		if p, ok := got.(*int); ok && p != nil {
			got = *p
		}
		if text := fmt.Sprint(got); !strings.HasPrefix(text, c.want) {
			t.Errorf("%s gives %s, want %s", c.src, text, c.want)
		}
	}
	for src, p := range map[string]any{
		"128": &i8, "1.5": &u, "-1": &u, "'x'": &f, "({})": &str, "[1,2,3]": &arr, "5": &b, "({a:1})": &b, "'y'": &tm, "[{}]": &arr, "1": &m,
	} {
		if err := into(src, p); err == nil {
			t.Errorf("%s fits into %T", src, p)
		}
	}
	if err := into("1", i8); err == nil {
		t.Error("ExportTo of what is no pointer")
	}
}

func TestStructs(t *testing.T) {
	r := newRuntime(t, gojs.Options{GCStress: 20})
	d := &derived{base: base{7}, Tags: []string{"a"}, Inner: point{X: 1}}
	if err := r.Set("d", d); err != nil {
		t.Fatal(err)
	}
	for src, want := range map[string]string{
		"d.ID": "7", "d.Name()": "base7", "d.Inner.X": "1", "d.Tags.join()": "a", "d.Next": "null", "Object.keys(d).join()": "ID,Inner,Tags,Next",
		"d.Inner.Add(1, 2).X": "2", "d.Inner.Sum()": "4", "Object.keys(d.Inner).join()": "X,Y", "'label' in d.Inner": "true", "d.Inner.label": "",
		"d.Inner === d.Inner": "true", "d.Inner.label = 'L'; Object.keys(d.Inner).join()": "X,Y,label", "d.Inner.Hidden": "undefined", "d.Inner.secret": "undefined",
		"d.extra = 5; [d.extra, Object.keys(d).length, delete d.extra, d.extra].join()": "5,5,true,", "JSON.stringify(d.Inner)": `{"X":2,"Y":2,"label":"L"}`,
		"try { d.ID = 'x' } catch (e) { e.message }": "derived.ID: x does not fit into int", "d.ID = 8; d.ID": "8",
		"try { d.Name.call({}) } catch (e) { e.message }":        "Method Name called on incompatible receiver #<Object>",
		"'use strict'; try { delete d.ID } catch (e) { e.name }": "TypeError", "({...d.Inner}).X": "2", "Object.prototype.toString.call(d)": "[object derived]",
		"d.Inner = {X: 5}; d.Inner.X + ',' + d.Inner.Y": "5,0", "d.Next = d; d.Next.Next.ID": "8", "Object.getOwnPropertyDescriptor(d, 'ID').value": "8",
	} {
		// Each starts from the same struct.
		*d = derived{base: base{7}, Tags: []string{"a"}, Inner: point{X: 1}}
		switch {
		case strings.Contains(src, "label"), strings.Contains(src, "({..."), strings.Contains(src, "stringify"):
			d.Inner.X, d.Inner.Y = 2, 2
			if strings.Contains(src, "stringify") {
				d.Inner.Label = "L"
			}
		case strings.Contains(src, "Sum"):
			d.Inner = point{X: 2, Y: 2}
		case strings.Contains(src, "Next.ID"), strings.Contains(src, "Descriptor"):
			d.ID = 8
		}
		if got := run(t, r, src).String(); got != want {
			t.Errorf("%s is %s, want %s", src, got, want)
		}
	}
	d.Next = nil
	run(t, r, "d.ID = 42; d.Inner.Y = 43")
	if d.ID != 42 || d.Inner.Y != 43 {
		t.Errorf("the struct is %+v", d)
	}
}

type codeError struct{ code int }

func (e *codeError) Error() string { return fmt.Sprint("code ", e.code) }

func TestFunctions(t *testing.T) {
	r := newRuntime(t, gojs.Options{GCStress: 20})
	type key struct{}
	set := func(name string, f any) {
		t.Helper()
		if err := r.Set(name, f); err != nil {
			t.Fatal(err)
		}
	}
	set("add", func(a, b int) int { return a + b })
	set("join", func(sep string, parts ...string) string { return strings.Join(parts, sep) })
	set("fail", func() (int, error) { return 0, &codeError{5} })
	set("two", func() (int, string) { return 1, "a" })
	set("nothing", func() {})
	set("fromContext", func(ctx context.Context, n int) string { return fmt.Sprintf("%v %d", ctx.Value(key{}), n) })
	set("apply", func(f func(int) int, n int) int { return f(n) })
	set("opt", func(o struct{ Name string }) string { return o.Name })
	set("raw", func(v gojs.Value) string { return v.TypeOf() })
	set("fast", func(c *gojs.Call) (gojs.Value, error) {
		return c.Runtime().ToValue(strings.TrimSpace(fmt.Sprintln(c.Len(), c.Int(0), c.Float(1), c.String(2), c.Bool(3), c.NewTarget().IsUndefined(), c.This().TypeOf())))
	})
	set("Class", func(c *gojs.Call) (gojs.Value, error) {
		o := c.Runtime().NewObject()
		return o, o.Set("made", c.Arg(0))
	})
	withValue := context.WithValue(ctx, key{}, "v")
	for src, want := range map[string]string{
		"add(1, 2)": "3", "add(1)": "1", "add.length": "2", "add.name": "add", "join('-', 'a', 'b')": "a-b", "join('-')": "", "two().join()": "1,a",
		"nothing()": "undefined", "fromContext(3)": "v 3", "fromContext.length": "1", "apply(x => x * 3, 4)": "12", "opt({Name: 'n'})": "n", "raw(Symbol())": "symbol",
		"fast(1.9, 2.5, {toString: () => 's'}, [])": "4 1 2.5 s true true undefined", "fast.call('x')": "0 0 NaN undefined false true string",
		"new Class(4).made": "4", "try { add('x') } catch (e) { e.name + ': ' + e.message }": "TypeError: add: argument 1: x does not fit into int",
		"try { fail() } catch (e) { e instanceof Error && e.message }": "code 5",
	} {
		v, err := r.RunScript(withValue, "t.js", src)
		if err != nil || v.String() != want {
			t.Errorf("%s is %s (%v), want %s", src, v, err, want)
		}
	}
	_, err := r.RunScript(ctx, "t.js", "(function f() { fail() })()")
	var code *codeError
	var thrown *gojs.Error
	if !errors.As(err, &code) || code.code != 5 || !errors.As(err, &thrown) || thrown.Name != "Error" || thrown.Position.Line != 1 {
		t.Errorf("the Go error comes back as %#v", err)
	}
	_, err = r.RunScript(ctx, "t.js", "new Error('outer', {cause: (() => { try { fail() } catch (e) { return e } })()}).cause.message")
	if err != nil {
		t.Error(err)
	}
}

// TestRethrow: what JavaScript throws passes through a Go function as it is.
func TestRethrow(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	if err := r.SetFunc("through", func(c *gojs.Call) (gojs.Value, error) { return c.Arg(0).Call(nil) }); err != nil {
		t.Fatal(err)
	}
	if got := run(t, r, "var e = {}; try { through(() => { throw e }) } catch (x) { x === e }").String(); got != "true" {
		t.Error(got)
	}
	if err := r.SetFunc("throwIt", func(c *gojs.Call) (gojs.Value, error) { return gojs.Value{}, c.Runtime().Throw(c.Arg(0)) }); err != nil {
		t.Fatal(err)
	}
	if got := run(t, r, "try { throwIt(5) } catch (x) { x === 5 }").String(); got != "true" {
		t.Error(got)
	}
}

// TestPanic: a Go panic passes through the script, and the Runtime goes on.
func TestPanic(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	if err := r.Set("boom", func() { panic("boom") }); err != nil {
		t.Fatal(err)
	}
	for _, src := range []string{
		"try { boom() } catch { } finally { globalThis.ran = true }", "[1].map(boom)", "setTimeout(boom); setTimeout(() => {}, 1e6)",
		"Promise.resolve().then(boom)", "new Promise(boom)", "[2,1].sort(boom)", "process.nextTick(boom)", "setImmediate(boom)",
	} {
		func() {
			defer func() {
				if p := recover(); p != "boom" {
					t.Errorf("%s: recovered %v", src, p)
				}
			}()
			_, err := r.RunScript(ctx, "t.js", src)
			t.Errorf("%s returned %v", src, err)
		}()
		if got := run(t, r, "var n = 0; setTimeout(() => n++, 1); Promise.resolve().then(() => n++); 1 + 1").String(); got != "2" {
			t.Errorf("after %s: %s", src, got)
		}
		if got := run(t, r, "n").String(); got != "2" {
			t.Errorf("after %s: %s callbacks", src, got)
		}
	}
}

func TestValueAccess(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	o := run(t, r, "({a: 1, get b() { throw new Error('getter') }, [Symbol.iterator]: 5, m(x) { return this.a + x }, list: [1, 2, 3]})")
	get := func(v gojs.Value, err error) string {
		if err != nil {
			return err.Error()
		}
		return v.String()
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
	}
	must(o.Set("c", []int{1}))
	must(o.Set(r.Symbol("@@toStringTag"), "Tagged"))
	must(o.Delete("c"))
	list, err := o.Get("list")
	must(err)
	must(list.Set(5, "x"))
	n, err := list.Len()
	must(err)
	keys, err := o.Keys()
	must(err)
	has, err := o.Has("c")
	must(err)
	class, err := r.Get("Array")
	must(err)
	is, err := list.InstanceOf(class)
	must(err)
	str := run(t, r, "'text'")
	for got, want := range map[string]string{
		get(o.Get("a")): "1", get(o.Invoke("m", 5)): "6", get(o.Get(r.Symbol("@@iterator"))): "5", get(list.Index(1)): "2",
		fmt.Sprint(n): "6", strings.Join(keys, ","): "a,b,m,list", fmt.Sprint(has): "false", fmt.Sprint(is): "true", get(str.Get("length")): "4",
		get(class.New(3)): "", get(str.Invoke("toUpperCase")): "TEXT", o.String(): "#<Object>", get(r.Get("undeclared")): "undefined",
	} {
		if want == "" {
			continue
		}
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if _, err := o.Get("b"); err == nil || !strings.Contains(err.Error(), "getter") {
		t.Error(err)
	}
	if _, err := o.Call(nil); err == nil || !strings.Contains(err.Error(), "is not a function") {
		t.Error(err)
	}
	if _, err := (gojs.Value{}).Get("x"); err == nil {
		t.Error("undefined has properties")
	}
	run(t, r, "let lexical = 5; const c1 = 6; class K {}; function fn() {} var v1 = 7")
	for _, name := range []string{"lexical", "c1", "K", "fn", "v1"} {
		if v, err := r.Get(name); err != nil || v.IsUndefined() {
			t.Errorf("%s: %v, %v", name, v, err)
		}
	}
}

func TestPrimitives(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	for _, c := range []struct {
		src, str, typ string
		b             bool
		f             float64
		i             int64
	}{
		{"undefined", "undefined", "undefined", false, math.NaN(), 0}, {"null", "null", "object", false, math.NaN(), 0}, {"true", "true", "boolean", true, math.NaN(), 0},
		{"0", "0", "number", false, 0, 0}, {"-1.5", "-1.5", "number", true, -1.5, -1}, {"NaN", "NaN", "number", false, math.NaN(), 0},
		{"1e300", "1e+300", "number", true, 1e300, math.MaxInt64}, {"''", "", "string", false, math.NaN(), 0}, {"'5'", "5", "string", true, math.NaN(), 0},
		{"5n", "5", "bigint", true, 5, 5}, {"Symbol('s')", "Symbol(s)", "symbol", true, math.NaN(), 0}, {"({})", "#<Object>", "object", true, math.NaN(), 0},
		{"(() => {})", "() => {}", "function", true, math.NaN(), 0}, {"'x'.repeat(5000)", strings.Repeat("x", 5000), "string", true, math.NaN(), 0},
	} {
		v := run(t, r, c.src)
		if v.String() != c.str || v.TypeOf() != c.typ || v.Bool() != c.b || v.Int() != c.i || v.Float() != c.f && !(v.Float() != v.Float() && c.f != c.f) {
			t.Errorf("%s: %q %s %v %v %v", c.src, v.String(), v.TypeOf(), v.Bool(), v.Float(), v.Int())
		}
	}
	var zero gojs.Value
	if zero.String() != "undefined" || !zero.IsUndefined() || zero.Bool() || zero.TypeOf() != "undefined" {
		t.Error("the zero Value is not undefined")
	}
	if x, err := zero.Export(); x != nil || err != nil {
		t.Error(x, err)
	}
	if !run(t, r, "1").StrictEquals(run(t, r, "1.0")) || run(t, r, "NaN").StrictEquals(run(t, r, "NaN")) || !run(t, r, "'ab'").StrictEquals(run(t, r, "'a'+'b'")) || run(t, r, "({})").StrictEquals(run(t, r, "({})")) {
		t.Error("StrictEquals is not ===")
	}
}

func TestPromises(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	if v, err := run(t, r, "new Promise(f => setTimeout(f, 5, 'late'))").Await(ctx); err != nil || v.String() != "late" {
		t.Error(v, err)
	}
	p, resolve, _ := r.NewPromise()
	go func() { time.Sleep(5 * time.Millisecond); resolve([]int{1, 2}) }()
	if v, err := p.Await(ctx); err != nil || r.Inspect(v, gojs.DefaultInspect()) != "[ 1, 2 ]" {
		t.Error(v, err)
	}
	p, _, reject := r.NewPromise()
	reject(&codeError{9})
	var code *codeError
	if _, err := p.Await(ctx); !errors.As(err, &code) || code.code != 9 {
		t.Error(err)
	}
	if err := r.SetFunc("fetch", func(c *gojs.Call) (gojs.Value, error) {
		name := c.String(0)
		return c.Runtime().Go(func(context.Context) (any, error) {
			if name == "bad" {
				return nil, errors.New("not found")
			}
			return "body of " + name, nil
		}), nil
	}); err != nil {
		t.Fatal(err)
	}
	v, err := r.RunModule(ctx, "m.mjs", "export const a = await fetch('x'); export let b; try { await fetch('bad') } catch (e) { b = e.message }")
	if err != nil {
		t.Fatal(err)
	}
	a, _ := v.Get("a")
	b, _ := v.Get("b")
	if a.String() != "body of x" || b.String() != "not found" {
		t.Errorf("%s, %s", a, b)
	}
	var pending *gojs.PendingError
	if _, err := run(t, r, "new Promise(() => {})").Await(ctx); !errors.As(err, &pending) {
		t.Error(err)
	}
	if _, err := r.RunModule(ctx, "m2.mjs", "\nawait new Promise(() => {})"); !errors.As(err, &pending) || pending.Position.Line != 2 || r.ExitCode() != 13 {
		t.Errorf("%v, code %d", err, r.ExitCode())
	}
}

func TestPost(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	ran := 0
	r.Post(func(*gojs.Runtime) { ran++ }) // before there is a loop
	if err := r.Wait(ctx); err != nil || ran != 1 {
		t.Fatal(ran, err)
	}
	release := r.Hold()
	go func() {
		for range 10 {
			r.Post(func(r *gojs.Runtime) {
				if _, err := r.RunScript(ctx, "p.js", "globalThis.posted = (globalThis.posted ?? 0) + 1; Promise.resolve().then(() => globalThis.jobs = (globalThis.jobs ?? 0) + 1)"); err != nil {
					t.Error(err)
				}
			})
		}
		release(func(*gojs.Runtime) { ran++ })
	}()
	if err := r.Wait(ctx); err != nil || ran != 2 {
		t.Fatal(ran, err)
	}
	if got := run(t, r, "posted + ',' + jobs").String(); got != "10,10" {
		t.Error(got)
	}
}

func TestClosed(t *testing.T) {
	r, err := gojs.New(gojs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	v := run(t, r, "({a: 1})")
	r.Close()
	r.Close()
	if _, err := v.Get("a"); !errors.Is(err, gojs.ErrClosed) {
		t.Error(err)
	}
	if _, err := r.RunScript(ctx, "x", "1"); !errors.Is(err, gojs.ErrClosed) {
		t.Error(err)
	}
	v.Release()
	r.Post(func(*gojs.Runtime) {})
	r.Interrupt(nil)
}

// TestPrograms shares compiled code between runtimes.
func TestPrograms(t *testing.T) {
	script, err := gojs.CompileScript("s.js", "globalThis.n = (globalThis.n ?? 0) + 1")
	if err != nil {
		t.Fatal(err)
	}
	module, err := gojs.CompileModule("m.mjs", "export default import.meta.url; export const x = [1]")
	if err != nil {
		t.Fatal(err)
	}
	common, err := gojs.CompileCommonJS("c.js", "exports.path = require('path').join('a', 'b'); exports.self = module.exports === exports")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	for range 8 {
		go func() {
			done <- func() error {
				r, err := gojs.New(gojs.Options{})
				if err != nil {
					return err
				}
				defer r.Close()
				for i := range 3 {
					v, err := r.Run(ctx, script)
					if err != nil || v.Int() != int64(i+1) {
						return fmt.Errorf("%v %w", v, err)
					}
				}
				for _, p := range []*gojs.Program{module, common} {
					if _, err := r.Run(ctx, p); err != nil {
						return err
					}
				}
				return nil
			}()
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestSyntaxErrors(t *testing.T) {
	_, err := gojs.CompileScript("s.js", "let a = 1;\nlet b = ;")
	var e *gojs.SyntaxError
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	if e.Name != "SyntaxError" || e.Message != "Unexpected token ';'" || e.Position != (gojs.Position{File: "s.js", Line: 2, Column: 9}) || e.Incomplete {
		t.Errorf("%+v", e)
	}
	if want := "s.js:2\nlet b = ;\n        ^\n\nSyntaxError: Unexpected token ';'"; e.Report() != want {
		t.Errorf("%s", e.Report())
	}
	_, err = gojs.CompileScript("s.js", "if (a) {")
	if !errors.As(err, &e) || !e.Incomplete {
		t.Errorf("%+v", err)
	}
}

// TestTwoGoroutines: concurrent use panics with a clear text.
func TestTwoGoroutines(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	inside, done := make(chan bool), make(chan any)
	if err := r.Set("pause", func() {
		inside <- true
		<-inside
	}); err != nil {
		t.Fatal(err)
	}
	go func() {
		<-inside
		defer func() {
			p := recover()
			inside <- true
			done <- p
		}()
		_, _ = r.Get("x") // panics
	}()
	run(t, r, "pause()")
	if p := <-done; p == nil || !strings.Contains(fmt.Sprint(p), "two goroutines") {
		t.Errorf("recovered %v", p)
	}
	run(t, r, "1")
}
