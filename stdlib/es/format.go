package es

import (
	"math"
	"strings"

	"gojs/vm"
)

// Format is util.format: the text that console.log writes for its arguments.
func Format(m *vm.VM, args []vm.Value, o InspectOptions) string {
	if len(args) == 0 {
		return ""
	}
	var b strings.Builder
	rest := args
	sep := ""
	if args[0].IsString() {
		first := m.GoString(args[0])
		if len(args) == 1 {
			return first
		}
		if used, ok := formatTemplate(m, &b, first, args[1:], o); ok {
			rest, sep = args[1+used:], " "
		}
	}
	for _, v := range rest {
		b.WriteString(sep)
		if v.IsString() {
			b.WriteString(m.GoString(v))
		} else {
			b.WriteString(Inspect(m, v, o))
		}
		sep = " "
	}
	return b.String()
}

// formatTemplate writes a template with placeholders and returns how many
// arguments they took; false where there are no placeholders.
func formatTemplate(m *vm.VM, b *strings.Builder, s string, args []vm.Value, o InspectOptions) (used int, ok bool) {
	done := 0
	for i := 0; i+1 < len(s); i++ {
		if s[i] != '%' {
			continue
		}
		i++
		if s[i] == '%' {
			b.WriteString(s[done:i])
			done, ok = i+1, true
			continue
		}
		if used == len(args) || !strings.ContainsRune("sjdOoifc", rune(s[i])) {
			continue
		}
		b.WriteString(s[done : i-1])
		b.WriteString(formatOne(m, s[i], args[used], o))
		used++
		done, ok = i+1, true
	}
	if ok {
		b.WriteString(s[done:])
	}
	return used, ok
}

// formatOne is the text of v for a placeholder.
func formatOne(m *vm.VM, verb byte, v vm.Value, o InspectOptions) string {
	switch verb {
	case 's':
		return formatString(m, v, o)
	case 'j':
		return formatJSON(m, v)
	case 'd':
		switch {
		case v.IsBigInt():
			return formatNumeric(m, v, o)
		case v.IsSymbol():
			return "NaN"
		}
		n := m.ToNumeric(v)
		if n.IsBigInt() {
			n = m.BigIntToNumber(n)
		}
		return formatNumeric(m, n, o)
	case 'O':
		return Inspect(m, v, o)
	case 'o':
		o.ShowHidden, o.ShowProxy, o.Depth = true, true, 4
		return Inspect(m, v, o)
	case 'i', 'f':
		switch {
		case v.IsBigInt() && verb == 'i':
			return formatNumeric(m, v, o)
		case v.IsSymbol():
			return "NaN"
		}
		f := math.NaN()
		if s := m.Chars(m.ToString(v)); verb == 'i' {
			f = parseIntText(s, 0)
		} else {
			f = parseFloatText(s)
		}
		return formatNumeric(m, vm.NumberValue(f), o)
	}
	return "" // c: styles are ignored
}

// formatNumeric is the text of a Number or BigInt.
func formatNumeric(m *vm.VM, v vm.Value, o InspectOptions) string {
	p := inspector{m: m, o: o}
	if v.IsBigInt() {
		return p.bigInt(v)
	}
	return p.number(v)
}

// formatString is %s.
func formatString(m *vm.VM, v vm.Value, o InspectOptions) string {
	switch {
	case v.IsNumber(), v.IsBigInt():
		return formatNumeric(m, v, o)
	case v.IsSymbol():
		return m.GoString(m.SymbolDescriptiveString(v))
	case !v.IsObject() || m.IsCallable(v) || !hasBuiltinToString(m, m.Obj(v)):
		return m.GoString(m.ToString(v))
	}
	o.Depth, o.DepthNull, o.Compact, o.Colors = 0, false, 3, false
	return Inspect(m, v, o)
}

// hasBuiltinToString is hasBuiltInToString: whether String(o) would tell
// nothing that the program decided.
func hasBuiltinToString(m *vm.VM, o *vm.Object) bool {
	for o.Kind == vm.KindProxy {
		target, _ := m.ProxyParts(o)
		if target == nil {
			return true
		}
		o = target
	}
	hasString := m.IsCallable(m.Get(o, m.K(kToString)))
	hasPrimitive := m.IsCallable(m.Get(o, m.K(kSymToPrimitive)))
	own := func(o *vm.Object) bool {
		return hasString && m.HasOwnProperty(o, m.K(kToString)) || hasPrimitive && m.HasOwnProperty(o, m.K(kSymToPrimitive))
	}
	if !hasString && !hasPrimitive {
		return true
	}
	if own(o) {
		return false
	}
	for o = m.GetPrototypeOf(o); o != nil && !own(o); {
		o = m.GetPrototypeOf(o)
	}
	if o == nil {
		return true
	}
	d, ok := m.GetOwnProperty(o, m.K(kConstructor))
	if !ok || !d.IsData() || !m.IsCallable(d.Value) {
		return false
	}
	name := m.Get(m.Obj(d.Value), m.K(kName))
	return name.IsString() && vm.IsGlobalName(m.GoString(name))
}

// formatJSON is %j.
func formatJSON(m *vm.VM, v vm.Value) string {
	json := m.Realm().Intrinsic(jsonObject)
	r, threw := m.Try(func() vm.Value {
		return m.Call(m.Get(json, m.Key("stringify")), vm.Undefined, v)
	})
	switch {
	case threw && v.IsObject() && r.IsObject() && strings.HasPrefix(m.GoString(m.ToString(m.Get(m.Obj(r), m.K(kMessage)))), "Converting circular structure"):
		return "[Circular]"
	case threw:
		m.Throw(r)
	}
	return m.GoString(m.ToString(r))
}
