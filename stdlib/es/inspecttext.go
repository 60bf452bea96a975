package es

import (
	"fmt"
	"strings"

	"gojs/source"
	"gojs/vm"
)

// primitive is formatPrimitive.
func (p *inspector) primitive(v vm.Value) string {
	m := p.m
	switch {
	case v.IsString():
		return p.stringText(v)
	case v.IsNumber():
		return p.paint(styleNumber, p.number(v))
	case v.IsBigInt():
		return p.paint(styleBigInt, p.bigInt(v))
	case v.IsSymbol():
		return p.paint(styleSymbol, m.GoString(m.SymbolDescriptiveString(v)))
	case v.IsUndefined():
		return p.paint(styleUndefined, "undefined")
	case v.IsNull():
		return p.paint(styleNull, "null")
	}
	return p.paint(styleBoolean, m.GoString(m.ToString(v)))
}

func (p *inspector) number(v vm.Value) string {
	if p.o.NumericSeparator {
		return separate(p.m.GoString(p.m.ToString(v)))
	}
	return numberText(p.m, v)
}

func (p *inspector) bigInt(v vm.Value) string {
	s := p.m.GoString(p.m.BigIntToString(v, 10))
	if p.o.NumericSeparator {
		s = underscored(s)
	}
	return s + "n"
}

// separate puts an underscore between the thousands of a number's text: from the
// point to the left in front of it, to the right behind it.
func separate(s string) string {
	if strings.ContainsAny(s, "eIN") {
		return s
	}
	whole, fraction, ok := strings.Cut(s, ".")
	if whole = underscored(whole); !ok {
		return whole
	}
	var b strings.Builder
	for i := range len(fraction) {
		if i > 0 && i%3 == 0 {
			b.WriteByte('_')
		}
		b.WriteByte(fraction[i])
	}
	return whole + "." + b.String()
}

func underscored(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	var b strings.Builder
	for i := range len(s) {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte('_')
		}
		b.WriteByte(s[i])
	}
	return sign + b.String()
}

// numberText is formatNumber: -0 has its sign.
func numberText(m *vm.VM, v vm.Value) string {
	if f := v.Float(); f == 0 && 1/f < 0 {
		return "-0"
	}
	return m.GoString(m.ToString(v))
}

// minLine is the length from which strings are broken at line ends.
const minLine = 16

// stringText is formatPrimitive of a string.
func (p *inspector) stringText(v vm.Value) string {
	m := p.m
	trailer := ""
	n := m.StringLength(v)
	if rest := n - p.o.MaxStringLength; rest > 0 {
		n = p.o.MaxStringLength
		v = m.Substring(v, 0, n)
		trailer = "... " + plural(rest, "more character")
	}
	s := m.GoString(v)
	if p.o.Compact != CompactTrue && n > minLine && n > p.o.BreakLength-p.indent-4 {
		lines := strings.SplitAfter(s, "\n")
		if last := len(lines) - 1; lines[last] == "" {
			lines = lines[:last]
		}
		for i := range lines {
			lines[i] = p.paint(styleString, quoteText(lines[i]))
		}
		return strings.Join(lines, " +\n"+spaces(p.indent+2)) + trailer
	}
	return p.paint(styleString, quoteText(s)) + trailer
}

// quoteText is strEscape: in the quotes that need the fewest escapes.
func quoteText(s string) string {
	quote := byte('\'')
	if strings.Contains(s, "'") {
		if !strings.Contains(s, `"`) {
			quote = '"'
		} else if !strings.Contains(s, "`") && !strings.Contains(s, "${") {
			quote = '`'
		}
	}
	return string(quote) + escapeText(s, quote) + string(quote)
}

// escapeText escapes control characters, backslashes, lone surrogates, and the
// single quote where that is the quote.
func escapeText(s string, quote byte) string {
	var b []byte
	done := 0
	for i := 0; i < len(s); {
		r, n := source.DecodeRune(s[i:])
		esc := ""
		switch {
		case r == '\'' && quote == '\'':
			esc = `\'`
		case r == '\\':
			esc = `\\`
		case r < 32 || r >= 127 && r < 160:
			esc = escapeControl(r)
		case source.IsSurrogate(r):
			esc = fmt.Sprintf(`\u%x`, r)
		}
		if esc != "" {
			b = append(append(b, s[done:i]...), esc...)
			done = i + n
		}
		i += n
	}
	if b == nil {
		return s
	}
	return string(append(b, s[done:]...))
}

func escapeControl(r rune) string {
	switch r {
	case '\b':
		return `\b`
	case '\t':
		return `\t`
	case '\n':
		return `\n`
	case '\f':
		return `\f`
	case '\r':
		return `\r`
	}
	return fmt.Sprintf(`\x%02X`, r)
}
