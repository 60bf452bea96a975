package es

import (
	"strings"

	"gojs/vm"
)

// Regular expressions in colour, as util.inspect shows them on terminals.

// regExpPalette are the colours by depth: green, red, yellow, cyan, magenta.
var regExpPalette = []string{"32", "31", "33", "36", "35"}

// HighlightRegExp colours the text of a regular expression with the colours
// that palette names.
func HighlightRegExp(m *vm.VM, text string, palette *vm.Object) string {
	colors := m.Get(InspectFunction(m), m.Key("colors"))
	var list []string
	for i := range min(int(m.LengthOfArrayLike(palette)), 64) {
		if !colors.IsObject() {
			break
		}
		if begin, _, ok := colorCodes(m, m.Obj(colors), m.Get(palette, vm.IndexKey(uint32(i)))); ok {
			list = append(list, begin)
		}
	}
	if len(list) == 0 {
		list = regExpPalette
	}
	return highlightRegExp(text, list)
}

func highlightRegExp(text string, palette []string) string {
	var b strings.Builder
	b.WriteString("\x1b[" + palette[0] + "m" + text + "\x1b[39m")
	return b.String()
}
