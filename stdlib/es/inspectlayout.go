package es

import (
	"math"
	"strings"

	"gojs/source"
	"gojs/vm"
)

// reduce is reduceToSingleString: the entries on one line where they fit, else
// one per line, those of long arrays in columns.
func (p *inspector) reduce(out []string, base, open, end string, extras, recurse int, o *vm.Object) string {
	if p.o.Compact == CompactTrue {
		return p.reduceCompact(out, base, open, end)
	}
	if base != "" {
		open = base + " " + open
	}
	if p.o.Compact >= 1 {
		entries := len(out)
		if extras == entriesExtra && entries > 6 {
			out = p.group(out, o)
		}
		if p.depth-recurse < p.o.Compact && entries == len(out) {
			start := len(out) + p.indent + units(open) + 10
			if base != "" {
				start-- // the space between them is not counted
			}
			if p.fits(out, start) && !strings.Contains(base, "\n") {
				joined := strings.Join(out, ", ")
				if !strings.Contains(joined, "\n") {
					return open + " " + joined + " " + end
				}
			}
		}
	}
	indentation := "\n" + spaces(p.indent)
	return open + indentation + "  " + strings.Join(out, ","+indentation+"  ") + indentation + end
}

// reduceCompact is reduce with compact: true.
func (p *inspector) reduceCompact(out []string, base, open, end string) string {
	if p.fits(out, 0) && !strings.Contains(base, "\n") {
		if base != "" {
			base = " " + base
		}
		return open + base + " " + strings.Join(out, ", ") + " " + end
	}
	indentation := "\n" + spaces(p.indent)
	between := " "
	if base != "" || units(open) != 1 {
		if base != "" {
			base = " " + base
		}
		between = base + "\n" + indentation[1:] + "  "
	}
	return open + between + strings.Join(out, ","+indentation+"  ") + " " + end
}

// fits is isBelowBreakLength.
func (p *inspector) fits(out []string, start int) bool {
	total := len(out) + start
	if total+len(out) > p.o.BreakLength {
		return false
	}
	for _, s := range out {
		if total += units(withoutColors(s)); total > p.o.BreakLength {
			return false
		}
	}
	return true
}

// group is groupArrayElements: short entries are put in columns.
func (p *inspector) group(out []string, o *vm.Object) []string {
	const separator = 2
	n := len(out)
	if p.o.MaxArrayLength < len(out) {
		n-- // the last says how many more there are
	}
	widths := make([]int, n)
	total, longest := 0, 0
	for i := range widths {
		w := textWidth(out[i])
		widths[i] = w
		total += w + separator
		longest = max(longest, w)
	}
	actual := longest + separator
	if actual*3+p.indent >= p.o.BreakLength || float64(total)/float64(actual) <= 5 && longest > 6 {
		return out
	}
	bias := math.Sqrt(float64(actual) - float64(total)/float64(len(out)))
	biased := math.Max(float64(actual)-3-bias, 1)
	columns := min(int(roundHalfUp(math.Sqrt(2.5*biased*float64(n))/biased)), (p.o.BreakLength-p.indent)/actual, p.o.Compact*4, 15)
	if columns <= 1 {
		return out
	}
	columnWidths := make([]int, columns)
	for i := range columnWidths {
		for j := i; j < n; j += columns {
			columnWidths[i] = max(columnWidths[i], widths[j])
		}
		columnWidths[i] += separator
	}
	right := p.allNumbers(o, len(out))
	var lines []string
	for i := 0; i < n; i += columns {
		lines = append(lines, groupLine(out[i:min(i+columns, n)], widths[i:], columnWidths, right))
	}
	if n < len(out) {
		lines = append(lines, out[n])
	}
	return lines
}

// groupLine is a line of columns.
func groupLine(cells []string, widths, columns []int, right bool) string {
	var b strings.Builder
	last := len(cells) - 1
	for j, s := range cells {
		pad := columns[j] - widths[j] - 2
		if right {
			b.WriteString(spaces(pad))
		}
		b.WriteString(s)
		if j < last {
			b.WriteString(", ")
			if !right {
				b.WriteString(spaces(pad))
			}
		}
	}
	return b.String()
}

// allNumbers reports whether the first n elements of o are Numbers or BigInts,
// which are aligned to the right; so is what is no array.
func (p *inspector) allNumbers(o *vm.Object, n int) bool {
	if o == nil {
		return true
	}
	for i := 0; i < n; i++ {
		if v := p.m.Get(o, vm.IndexKey(uint32(i))); !v.IsNumber() && !v.IsBigInt() {
			return false
		}
	}
	return true
}

// textWidth is getStringWidth: the columns that s takes on a terminal.
func textWidth(s string) int {
	w := 0
	for len(s) > 0 {
		if c := s[0]; c < 0x7F {
			if c == 0x1B {
				if n := escapeSequence(s); n > 0 {
					s = s[n:]
					continue
				}
			}
			if c >= 32 {
				w++
			}
			s = s[1:]
			continue
		}
		r, n := source.DecodeRune(s)
		s = s[n:]
		switch {
		case isFullWidth(r):
			w += 2
		case !isZeroWidth(r):
			w++
		}
	}
	return w
}

// escapeSequence is the length of the ANSI escape sequence that s begins with,
// 0 where it begins with none.
func escapeSequence(s string) int {
	if len(s) < 2 || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		if c := s[i]; c >= '@' && c <= '~' {
			return i + 1
		}
	}
	return 0
}

func isZeroWidth(r rune) bool {
	return r <= 0x1F || r >= 0x7F && r <= 0x9F || r >= 0x300 && r <= 0x36F || r >= 0x200B && r <= 0x200F ||
		r >= 0x20D0 && r <= 0x20FF || r >= 0xFE00 && r <= 0xFE0F || r >= 0xFE20 && r <= 0xFE2F || r >= 0xE0100 && r <= 0xE01EF
}

func isFullWidth(r rune) bool {
	return r >= 0x1100 && (r <= 0x115F || r == 0x2329 || r == 0x232A || r >= 0x2E80 && r <= 0x3247 && r != 0x303F ||
		r >= 0x3250 && r <= 0x4DBF || r >= 0x4E00 && r <= 0xA4C6 || r >= 0xA960 && r <= 0xA97C || r >= 0xAC00 && r <= 0xD7A3 ||
		r >= 0xF900 && r <= 0xFAFF || r >= 0xFE10 && r <= 0xFE19 || r >= 0xFE30 && r <= 0xFE6B || r >= 0xFF01 && r <= 0xFF60 ||
		r >= 0xFFE0 && r <= 0xFFE6 || r >= 0x1B000 && r <= 0x1B001 || r >= 0x1F200 && r <= 0x1F251 ||
		r >= 0x1F300 && r <= 0x1F64F || r >= 0x1F680 && r <= 0x1F6FF || r >= 0x1F900 && r <= 0x1F9FF || r >= 0x20000 && r <= 0x3FFFD)
}
