package es

import (
	"strings"

	"gojs/vm"
)

// style is a kind of text that util.inspect colours: inspect.styles with
// inspect.colors applied, as the codes of SGR that begin and end it.
type style struct{ begin, end, name string }

var (
	styleSpecial   = style{"36", "39", "special"} // cyan: functions, accessors, circular references
	styleNumber    = style{"33", "39", "number"}  // yellow
	styleBigInt    = style{"33", "39", "bigint"}
	styleBoolean   = style{"33", "39", "boolean"}
	styleUndefined = style{"90", "39", "undefined"} // grey
	styleNull      = style{"1", "22", "null"}       // bold
	styleString    = style{"32", "39", "string"}    // green
	styleSymbol    = style{"32", "39", "symbol"}
	styleDate      = style{"35", "39", "date"}   // magenta
	styleRegExp    = style{"31", "39", "regexp"} // in several colours
	styleModule    = style{"4", "24", "module"}  // underlined
)

// stylesByName are inspect.styles, for the stylize function that programs get.
var stylesByName = func() map[string]style {
	m := map[string]style{}
	for _, s := range []style{styleSpecial, styleNumber, styleBigInt, styleBoolean, styleUndefined, styleNull, styleString, styleSymbol,
		styleDate, styleRegExp, styleModule} {
		m[s.name] = s
	}
	return m
}()

// paint is stylize: text in colour where the options ask for it.
func (p *inspector) paint(s style, text string) string {
	if !p.o.Colors {
		return text
	}
	return stylize(p.m, s, text)
}

// stylize is stylizeWithColor: what programs wrote into inspect.styles and
// inspect.colors counts where they can reach them.
func stylize(m *vm.VM, s style, text string) string {
	if !inspectStateOf(m).styled {
		if s == styleRegExp {
			return highlightRegExp(text, regExpPalette)
		}
		return "\x1b[" + s.begin + "m" + text + "\x1b[" + s.end + "m"
	}
	f := InspectFunction(m)
	styles, colors := m.Get(f, m.Key("styles")), m.Get(f, m.Key("colors"))
	if !styles.IsObject() || !colors.IsObject() {
		return text
	}
	v := m.Get(m.Obj(styles), m.Key(s.name))
	if m.IsCallable(v) {
		return m.GoString(m.ToString(m.Call(v, vm.Undefined, m.NewString(text))))
	}
	if v.IsUndefined() {
		return text
	}
	begin, end, ok := colorCodes(m, m.Obj(colors), v)
	if !ok {
		return text
	}
	return "\x1b[" + begin + "m" + text + "\x1b[" + end + "m"
}

// colorCodes are the codes of inspect.colors[name].
func colorCodes(m *vm.VM, colors *vm.Object, name vm.Value) (begin, end string, ok bool) {
	v := m.Get(colors, m.ToPropertyKey(name))
	if !v.IsObject() {
		return "", "", false
	}
	o := m.Obj(v)
	return m.GoString(m.ToString(m.Get(o, vm.IndexKey(0)))), m.GoString(m.ToString(m.Get(o, vm.IndexKey(1)))), true
}

// withoutColors is removeColors: text without escape sequences.
func withoutColors(s string) string {
	if !strings.Contains(s, "\x1b[") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if n := escapeSequence(s[i:]); n > 0 {
			i += n
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}
