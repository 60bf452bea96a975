package ast

import (
	"fmt"
	"io"
	"strings"

	"gojs/source"
)

var scopeNames = [...]string{
	ScopeGlobal: "global", ScopeModule: "module", ScopeEvalVar: "eval-var", ScopeEval: "eval",
	ScopeFuncName: "function-name", ScopeFunction: "function", ScopeBody: "body", ScopeBlock: "block",
	ScopeFor: "for", ScopeSwitch: "switch", ScopeCatch: "catch", ScopeWith: "with", ScopeClass: "class",
}

func (k ScopeKind) String() string { return scopeNames[k] }

var bindingNames = [...]string{
	BindVar: "var", BindFunction: "function", BindParam: "param", BindArguments: "arguments-object",
	BindLet: "let", BindConst: "const", BindUsing: "using", BindClass: "class",
	BindLexicalFunction: "lexical-function", BindCatch: "catch", BindCatchPattern: "catch-pattern",
	BindImport: "import", BindDefault: "default", BindFuncName: "function-name",
	BindClassName: "class-name", BindThis: "this-value", BindNewTarget: "new-target",
	BindHome: "home-object", BindCallee: "active-function",
}

func (k BindingKind) String() string { return bindingNames[k] }

// DumpScopes writes the scopes of a program as indented text: for each its kind, place
// and marks, and a line for each binding.
func DumpScopes(w io.Writer, p *Program) error {
	var b strings.Builder
	outer := p.Scope
	for outer.Parent != nil {
		outer = outer.Parent
	}
	dumpScope(&b, p.File, outer, 0)
	_, err := io.WriteString(w, b.String())
	return err
}

func dumpScope(b *strings.Builder, f *source.File, s *Scope, depth int) {
	indent := strings.Repeat("  ", depth)
	line, col := f.Position(s.Start)
	fmt.Fprintf(b, "%s%v %d:%d", indent, s.Kind, line, col)
	if s.Func != nil {
		fmt.Fprintf(b, " f%d", s.Func.ID)
	}
	marks(b, mark{s.Strict, "strict"}, mark{s.Dynamic, "dynamic"}, mark{s.HasDirectEval, "eval"}, mark{s.HasCaptured, "captured"})
	for _, bind := range s.Bindings {
		dumpBinding(b, f, bind, indent+"  ")
	}
	for _, d := range s.Functions {
		fmt.Fprintf(b, "%s  instantiate %s\n", indent, d.Binding.Name)
	}
	if depth > maxDump {
		return
	}
	for c := s.Child; c != nil; c = c.Sibling {
		dumpScope(b, f, c, depth+1)
	}
}

func dumpBinding(b *strings.Builder, f *source.File, x *Binding, indent string) {
	fmt.Fprintf(b, "%s%v %s", indent, x.Kind, x.Name)
	if x.Pos >= 0 {
		line, col := f.Position(x.Pos)
		fmt.Fprintf(b, " %d:%d", line, col)
	}
	marks(b, mark{x.Used, "used"}, mark{x.Assigned, "assigned"}, mark{x.Captured, "captured"},
		mark{x.CheckTDZ, "tdz"}, mark{x.Dup, "dup"}, mark{x.Exported, "exported"}, mark{x.AnnexB, "annexb"},
		mark{x.Param != nil, "from-param"})
}

type mark struct {
	on   bool
	text string
}

func marks(b *strings.Builder, list ...mark) {
	for _, m := range list {
		if m.on {
			b.WriteString(" " + m.text)
		}
	}
	b.WriteByte('\n')
}
