package heapvalue

import (
	"bufio"
	"bytes"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// A message is what the compiler says about a position: that something there
// is in the heap.
type message struct {
	file      string // without directories
	line, col int
	moved     string // the variable that is moved to the heap, or
	escapes   string // the expression whose value is put there
}

var (
	readOnce sync.Once
	read     map[string][]message // by package path
	readErr  error
)

// messagesOf returns the messages of the package from the file.
func messagesOf(file, pkg string) ([]message, error) {
	if file == "" {
		return nil, nil
	}
	readOnce.Do(func() {
		var data []byte
		if data, readErr = os.ReadFile(file); readErr == nil {
			read = parseMessages(data)
		}
	})
	return read[pkg], readErr
}

var messageLine = regexp.MustCompile(`^(.*\.go):(\d+):(\d+): (?:moved to heap: (.*)|(.*) escapes to heap)$`)

// parseMessages reads the compiler's output, in which a line "# path" stands
// before the messages of a package.
func parseMessages(data []byte) map[string][]message {
	all := map[string][]message{}
	pkg := ""
	for s := bufio.NewScanner(bytes.NewReader(data)); s.Scan(); {
		if path, ok := strings.CutPrefix(s.Text(), "# "); ok {
			pkg = path
			continue
		}
		if m := messageLine.FindStringSubmatch(s.Text()); m != nil {
			line, _ := strconv.Atoi(m[2])
			col, _ := strconv.Atoi(m[3])
			all[pkg] = append(all[pkg], message{filepath.Base(m[1]), line, col, m[4], m[5]})
		}
	}
	return all
}

// A place is a line and a column of a file.
type place struct{ line, col int }

// escapes reports what the compiler puts in the heap with references in it.
func (c *checker) escapes(f *ast.File, messages []message) {
	name := filepath.Base(c.pass.Fset.File(f.Pos()).Name())
	var nodes map[place][]ast.Node
	for _, m := range messages {
		if m.file != name {
			continue
		}
		if nodes == nil {
			nodes = c.places(f)
		}
		for _, n := range nodes[place{m.line, m.col}] {
			c.escape(n, m)
		}
	}
}

// places maps the positions that the compiler gives to nodes of a file.
func (c *checker) places(f *ast.File) map[place][]ast.Node {
	nodes := map[place][]ast.Node{}
	ast.Inspect(f, func(n ast.Node) bool {
		if pos := compilerPos(n); pos.IsValid() {
			p := c.pass.Fset.PositionFor(pos, false)
			at := place{p.Line, p.Column}
			nodes[at] = append(nodes[at], n)
		}
		return true
	})
	return nodes
}

// compilerPos returns where the compiler says an expression is.
func compilerPos(n ast.Node) token.Pos {
	switch n := n.(type) {
	case *ast.CallExpr:
		return n.Lparen
	case *ast.CompositeLit:
		return n.Lbrace
	case *ast.SelectorExpr:
		return n.Sel.Pos() - 1
	case *ast.IndexExpr:
		return n.Lbrack
	case *ast.BinaryExpr:
		return n.OpPos
	case ast.Expr:
		return n.Pos()
	}
	return token.NoPos
}

// escape reports the node if it is what the message is about and holds
// references.
func (c *checker) escape(n ast.Node, m message) {
	switch n := n.(type) {
	case *ast.Ident:
		c.escapingIdent(n, m)
	case *ast.FuncLit:
		if names := c.captured(n); m.escapes == "func literal" && names != "" {
			c.report(n.Pos(), "a closure in Go's heap holds references into the cage: %s", names)
		}
	case *ast.UnaryExpr:
		if lit, ok := ast.Unparen(n.X).(*ast.CompositeLit); ok && n.Op == token.AND && c.held(c.typeOf(lit)) {
			c.report(n.Pos(), "%s is allocated in Go's heap and holds references into the cage", c.name(lit))
		}
	case *ast.CompositeLit:
		if c.held(c.typeOf(n)) {
			c.report(n.Pos(), "%s is allocated in Go's heap and holds references into the cage", c.name(n))
		}
	case *ast.CallExpr:
		c.escapingCall(n, m)
	case *ast.SelectorExpr:
		c.escapingSelector(n, m)
	}
}

func (c *checker) name(e ast.Expr) string {
	return types.TypeString(c.typeOf(e), types.RelativeTo(c.pass.Pkg))
}

func (c *checker) escapingIdent(n *ast.Ident, m message) {
	v, ok := c.pass.TypesInfo.ObjectOf(n).(*types.Var)
	if !ok || !c.held(v.Type()) {
		return
	}
	if m.moved == n.Name {
		c.report(n.Pos(), "variable %s is in Go's heap and holds references into the cage", n.Name)
	} else if m.escapes == n.Name {
		c.report(n.Pos(), "%s is put in an interface, in Go's heap, and holds references into the cage", n.Name)
	}
}

func (c *checker) escapingCall(n *ast.CallExpr, m message) {
	switch name := c.builtin(n); {
	case m.escapes == "... argument":
		sig, ok := c.typeOf(n.Fun).Underlying().(*types.Signature)
		if ok && sig.Variadic() && c.held(sig.Params().At(sig.Params().Len()-1).Type()) {
			c.report(n.Pos(), "the arguments are a slice in Go's heap that holds references into the cage")
		}
	case name == "new" && strings.HasPrefix(m.escapes, "new("):
		if p, ok := c.typeOf(n).Underlying().(*types.Pointer); ok && c.held(p.Elem()) {
			c.report(n.Pos(), "new takes memory for references into the cage from Go's heap")
		}
	case name == "make" && strings.HasPrefix(m.escapes, "make("):
		if s, ok := c.typeOf(n).Underlying().(*types.Slice); ok && c.held(s.Elem()) {
			c.report(n.Pos(), "make takes memory for references into the cage from Go's heap")
		}
	case name == "" && (strings.HasSuffix(m.escapes, ")") || strings.HasPrefix(m.escapes, "~r")): // ~r is the result of an inlined call
		if c.held(c.typeOf(n)) {
			c.report(n.Pos(), "%s is put in an interface, in Go's heap, and holds references into the cage", types.ExprString(n))
		}
	}
}

func (c *checker) escapingSelector(n *ast.SelectorExpr, m message) {
	s := c.pass.TypesInfo.Selections[n]
	if s == nil || m.escapes == "" {
		return
	}
	switch {
	case s.Kind() == types.MethodVal && c.held(s.Recv()) && strings.HasSuffix(m.escapes, "."+n.Sel.Name):
		c.report(n.Pos(), "a method value in Go's heap holds references into the cage")
	case s.Kind() == types.FieldVal && c.held(s.Type()) && strings.HasSuffix(m.escapes, "."+n.Sel.Name):
		c.report(n.Pos(), "%s is put in an interface, in Go's heap, and holds references into the cage", m.escapes)
	}
}
