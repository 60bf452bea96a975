package ast

import (
	"fmt"
	"io"
	"reflect"
	"strings"

	"gojs/source"
)

// maxDump bounds the depth of what Dump prints; below it stands "...".
const maxDump = 10000

// Dump writes a tree as indented text: a line for each node with its type, the
// line and column of its start, and its own properties. Bindings and scopes
// are DumpScopes's.
func Dump(w io.Writer, p *Program) error {
	d := dumper{file: p.File}
	d.node("", reflect.ValueOf(p), 0)
	_, err := io.WriteString(w, d.b.String())
	return err
}

type dumper struct {
	b    strings.Builder
	file *source.File
}

// skipped are the fields of nodes that are not part of the tree.
var skipped = map[string]bool{
	"File": true, "Scope": true, "VarScope": true, "NameScope": true, "BodyScope": true,
	"Ref": true, "Next": true, "Binding": true, "AnnexB": true, "ID": true, "Functions": true,
	"This": true, "NewTarget": true, "Home": true, "Callee": false, "Arguments": true,
	"BodySpan": true, "ParamSpan": true, "NamePos": true, "Pos": true, "Write": true, "CheckTDZ": true,
	"Private": true, "Outer": true, "Eval": true, "Super": false,
}

var (
	spanType    = reflect.TypeFor[source.Span]()
	identType   = reflect.TypeFor[Ident]()
	superType   = reflect.TypeFor[Super]()
	bindingType = reflect.TypeFor[*Binding]()
)

// node prints the struct v, or the one it points to, labelled by the field that
// holds it.
func (d *dumper) node(label string, v reflect.Value, depth int) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			d.line(depth, label, "-")
			return
		}
		v = v.Elem()
	}
	if depth > maxDump {
		d.line(depth, label, "...")
		return
	}
	t := v.Type()
	head := t.Name()
	if f, ok := t.FieldByName("Span"); ok && f.Type == spanType {
		s := v.FieldByIndex(f.Index).Interface().(source.Span)
		line, col := d.file.Position(s.Start)
		head += fmt.Sprintf(" %d:%d", line, col)
	}
	d.line(depth, label, head+d.scalars(v))
	d.fields(v, depth+1)
}

func (d *dumper) line(depth int, label, text string) {
	d.b.WriteString(strings.Repeat("  ", depth))
	if label != "" {
		d.b.WriteString(label + ": ")
	}
	d.b.WriteString(text + "\n")
}

// scalars formats the plain fields of a struct that are not zero.
func (d *dumper) scalars(v reflect.Value) string {
	var b strings.Builder
	t := v.Type()
	for i := range t.NumField() {
		f, x := t.Field(i), v.Field(i)
		if f.Anonymous && f.Type == identType {
			continue
		}
		if skipped[f.Name] || f.Name == "Func" && x.Kind() == reflect.Int32 {
			continue
		}
		_, stringer := x.Interface().(fmt.Stringer)
		switch {
		case x.Kind() == reflect.Bool && x.Bool():
			b.WriteString(" " + f.Name)
		case stringer && x.Kind() == reflect.Uint8 && d.hasOp(v, f.Name):
			fmt.Fprintf(&b, " %v", x)
		case x.Kind() == reflect.String && (x.Len() > 0 || f.Name == "Value" || f.Name == "Cooked"):
			fmt.Fprintf(&b, " %s=%+q", f.Name, x.String())
		case x.Kind() == reflect.Float64:
			fmt.Fprintf(&b, " %v", x.Float())
		case (x.CanInt() || x.CanUint() && !stringer) && !x.IsZero():
			fmt.Fprintf(&b, " %s=%v", f.Name, x)
		}
	}
	return b.String()
}

// hasOp reports whether the operator field name of a node applies.
func (d *dumper) hasOp(v reflect.Value, name string) bool {
	if a, ok := v.Interface().(Assign); ok {
		return name == "Binary" && a.Kind == AssignBinary || name == "Logical" && a.Kind == AssignLogical
	}
	return name != "Phase" || !v.FieldByName(name).IsZero()
}

// fields prints the fields of a struct that hold nodes.
func (d *dumper) fields(v reflect.Value, depth int) {
	t := v.Type()
	for i := range t.NumField() {
		f, x := t.Field(i), v.Field(i)
		if skipped[f.Name] || f.Type == spanType || f.Type == bindingType || f.Type == superType || f.Type == identType {
			continue
		}
		switch x.Kind() {
		case reflect.Interface, reflect.Pointer:
			if !x.IsNil() {
				d.node(f.Name, x, depth)
			}
		case reflect.Slice:
			for j := range x.Len() {
				d.node(f.Name, x.Index(j), depth)
			}
		}
	}
}
