package es

import "strings"

// style is a kind of text that util.inspect colours: inspect.styles with
// inspect.colors applied, as the codes of SGR that begin and end it.
type style [2]string

var (
	styleSpecial   = style{"36", "39"} // cyan: functions, accessors, circular references
	styleNumber    = style{"33", "39"} // yellow; boolean and bigint too
	styleUndefined = style{"90", "39"} // grey
	styleNull      = style{"1", "22"}  // bold
	styleString    = style{"32", "39"} // green; symbol too
	styleDate      = style{"35", "39"} // magenta
	styleRegExp    = style{"31", "39"} // red
)

// stylesByName are inspect.styles, for the stylize function that programs get.
var stylesByName = map[string]style{
	"special": styleSpecial, "number": styleNumber, "bigint": styleNumber, "boolean": styleNumber,
	"undefined": styleUndefined, "null": styleNull, "string": styleString, "symbol": styleString,
	"date": styleDate, "regexp": styleRegExp, "module": {"4", "24"},
}

// paint is stylize: text in colour where the options ask for it.
func (p *inspector) paint(s style, text string) string {
	if !p.o.Colors {
		return text
	}
	return "\x1b[" + s[0] + "m" + text + "\x1b[" + s[1] + "m"
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
