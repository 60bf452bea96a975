package parser_test

import (
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"

	"gojs/lexer"
	"gojs/parser"
	"gojs/source"
)

// BENCH_FILE is a large real program, such as typescript.js.
func benchFile(b *testing.B) []byte {
	path := os.Getenv("BENCH_FILE")
	if path == "" {
		b.Skip("BENCH_FILE is not set")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	return data
}

func BenchmarkLexer(b *testing.B) {
	text := string(benchFile(b))
	for b.Loop() {
		var l lexer.Lexer
		l.Init(text, false)
		for l.Next(); l.Kind != lexer.EOF; l.Next() {
		}
	}
}

func BenchmarkParse(b *testing.B) {
	text := string(benchFile(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parser.ParseScript(source.NewFile("bench.js", text), parser.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParseOnce is one parse in a fresh heap, and what stays of it.
func BenchmarkParseOnce(b *testing.B) {
	text := string(benchFile(b))
	for b.Loop() {
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		prog, err := parser.ParseScript(source.NewFile("bench.js", text), parser.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(time.Since(start).Milliseconds()), "ms/parse")
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-tree")
		b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/1e6, "MB-total")
		runtime.KeepAlive(prog)
	}
}

func BenchmarkTdewolff(b *testing.B) {
	data := benchFile(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := js.Parse(parse.NewInputBytes(append([]byte(nil), data...)), js.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSmall(b *testing.B) {
	for b.Loop() {
		if _, err := parser.ParseEval(source.NewFile("eval", "x + 1"), parser.EvalContext{}); err != nil {
			b.Fatal(err)
		}
	}
}
