package heapvalue

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Analyzer reports references into the cage that are kept in Go's heap.
var Analyzer = &analysis.Analyzer{
	Name:      "heapvalue",
	Doc:       "report references into the cage that are kept in Go's heap",
	Run:       run,
	FactTypes: []analysis.Fact{new(mark)},
}

var escapesFile string

func init() {
	Analyzer.Flags.StringVar(&escapesFile, "escapes", "", "file with the output of go build -gcflags=-m")
}

// checker is the analysis of a package.
type checker struct {
	pass  *analysis.Pass
	holds map[types.Type]bool
	lines map[string]map[int]string // by file and line: the reason of a //gojs:rooted comment
	seen  map[token.Pos]bool
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{
		pass:  pass,
		holds: map[types.Type]bool{},
		lines: map[string]map[int]string{},
		seen:  map[token.Pos]bool{},
	}
	for _, f := range pass.Files {
		c.exportMarks(f)
	}
	if c.isCollector() {
		return nil, nil
	}
	messages, err := messagesOf(escapesFile, pass.Pkg.Path())
	if err != nil {
		return nil, err
	}
	for _, f := range pass.Files {
		name := pass.Fset.File(f.Pos()).Name()
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		c.readReasons(f)
		c.declarations(f)
		ast.Inspect(f, c.node)
		c.escapes(f, messages)
	}
	return nil, nil
}

const collectorDirective = "//gojs:collector"

// isCollector reports whether the package is exempt.
func (c *checker) isCollector() bool {
	for _, f := range c.pass.Files {
		if hasDirective(f.Doc, collectorDirective) {
			return true
		}
	}
	return false
}

// report reports the node unless its line, or the one above, gives a reason
// for it to be right. A node is reported once.
func (c *checker) report(at token.Pos, format string, args ...any) {
	if c.seen[at] {
		return
	}
	c.seen[at] = true
	p := c.pass.Fset.Position(at)
	lines := c.lines[p.Filename]
	for _, line := range []int{p.Line, p.Line - 1} {
		if reason, ok := lines[line]; ok {
			if reason == "" {
				c.pass.Reportf(at, "//gojs:rooted needs a reason")
			}
			return
		}
	}
	c.pass.Reportf(at, format, args...)
}

// readReasons notes the lines with //gojs:rooted comments.
func (c *checker) readReasons(f *ast.File) {
	lines := map[int]string{}
	for _, g := range f.Comments {
		for _, comment := range g.List {
			if reason, ok := strings.CutPrefix(comment.Text, "//gojs:rooted"); ok {
				lines[c.pass.Fset.Position(comment.Pos()).Line] = strings.TrimSpace(reason)
			}
		}
	}
	c.lines[c.pass.Fset.File(f.Pos()).Name()] = lines
}

// declarations reports struct types without a directive and package variables.
func (c *checker) declarations(f *ast.File) {
	for _, d := range f.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				c.typeSpec(s)
			case *ast.ValueSpec:
				for _, name := range s.Names {
					c.packageVariable(name)
				}
			}
		}
	}
}

func (c *checker) typeSpec(s *ast.TypeSpec) {
	obj, ok := c.pass.TypesInfo.Defs[s.Name].(*types.TypeName)
	if !ok || s.Assign.IsValid() {
		return
	}
	st, ok := obj.Type().Underlying().(*types.Struct)
	if !ok || c.markOf(obj) != none {
		return
	}
	for field := range st.Fields() {
		if c.held(field.Type()) {
			c.report(s.Name.Pos(), "type %s holds references into the cage (field %s): mark it //gojs:cell, //gojs:stack or //gojs:rooted", obj.Name(), field.Name())
			return
		}
	}
}

func (c *checker) packageVariable(name *ast.Ident) {
	if v, ok := c.pass.TypesInfo.Defs[name].(*types.Var); ok && c.held(v.Type()) {
		c.report(name.Pos(), "package variable %s holds references into the cage", name.Name)
	}
}

// node reports what is wrong wherever it stands, but for what a struct with
// //gojs:rooted keeps.
func (c *checker) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.TypeSpec:
		obj, ok := c.pass.TypesInfo.Defs[n.Name].(*types.TypeName)
		return !ok || c.markOf(obj) != rooted
	case *ast.MapType:
		if c.held(c.typeOf(n.Key)) || c.held(c.typeOf(n.Value)) {
			c.report(n.Pos(), "a map keeps references into the cage in Go's heap")
		}
	case *ast.ChanType:
		if c.held(c.typeOf(n.Value)) {
			c.report(n.Pos(), "a channel keeps references into the cage in Go's heap")
		}
	case *ast.GoStmt:
		c.goStatement(n)
	case *ast.CallExpr:
		c.call(n)
	}
	return true
}

func (c *checker) typeOf(e ast.Expr) types.Type { return c.pass.TypesInfo.TypeOf(e) }

// goStatement reports references handed to another goroutine, whose stack the
// collector does not read.
func (c *checker) goStatement(s *ast.GoStmt) {
	for _, arg := range s.Call.Args {
		if c.held(c.typeOf(arg)) {
			c.report(arg.Pos(), "a goroutine gets references into the cage")
		}
	}
	if f, ok := ast.Unparen(s.Call.Fun).(*ast.FuncLit); ok {
		if names := c.captured(f); names != "" {
			c.report(f.Pos(), "a goroutine gets references into the cage: %s", names)
		}
	}
}

// call reports slices whose memory the compiler takes from the heap although
// it says that they do not escape.
func (c *checker) call(n *ast.CallExpr) {
	switch c.builtin(n) {
	case "append":
		if s, ok := c.typeOf(n).Underlying().(*types.Slice); ok && c.held(s.Elem()) {
			c.report(n.Pos(), "append may move references into the cage to Go's heap")
		}
	case "make":
		s, ok := c.typeOf(n).Underlying().(*types.Slice)
		if !ok || !c.held(s.Elem()) {
			return
		}
		for _, size := range n.Args[1:] {
			if c.pass.TypesInfo.Types[size].Value == nil {
				c.report(n.Pos(), "make takes memory for references into the cage from Go's heap: its size is not constant")
				return
			}
		}
	}
}

// builtin returns the name of the built-in function that n calls, if it does.
func (c *checker) builtin(n *ast.CallExpr) string {
	id, ok := ast.Unparen(n.Fun).(*ast.Ident)
	if !ok {
		return ""
	}
	if b, ok := c.pass.TypesInfo.Uses[id].(*types.Builtin); ok {
		return b.Name()
	}
	return ""
}

// captured names the variables with references that f uses and that belong to
// a function around it.
func (c *checker) captured(f *ast.FuncLit) string {
	var names []string
	seen := map[types.Object]bool{}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
		if !ok || seen[v] || v.IsField() || v.Parent() == v.Pkg().Scope() {
			return true
		}
		seen[v] = true
		outside := v.Pos() < f.Pos() || v.Pos() >= f.End()
		if outside && c.held(v.Type()) {
			names = append(names, fmt.Sprintf("%s (%s)", v.Name(), types.TypeString(v.Type(), types.RelativeTo(c.pass.Pkg))))
		}
		return true
	})
	return strings.Join(names, ", ")
}
