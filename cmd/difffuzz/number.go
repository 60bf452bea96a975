package main

import (
	"fmt"
	"math"
	"strconv"
)

// number is a Number of an interesting kind: any bits, few digits, whole, near a
// power of ten or two, halfway between decimals.
func (g *gen) number() float64 {
	switch g.IntN(10) {
	case 0, 1:
		return math.Float64frombits(g.Uint64())
	case 2:
		return float64(g.IntN(2000) - 1000)
	case 3:
		return float64(g.Int64()>>g.IntN(60)) * pick(g, 1, 0.5, 0.25, 0.125)
	case 4:
		f, _ := strconv.ParseFloat(fmt.Sprintf("%d.%se%d", g.IntN(1000), g.digits(1+g.IntN(20)), g.IntN(60)-30), 64)
		return f
	case 5:
		return g.neighbour(math.Pow(10, float64(g.IntN(46)-22)))
	case 6:
		return g.neighbour(math.Ldexp(1, g.IntN(2100)-1074))
	case 7:
		return float64(g.IntN(100000)) / pick(g, 8, 10, 16, 100, 200, 1000, 1e4)
	case 8:
		return pick(g, 0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64, 5e-324, 1<<53, 1e21, 999999999999999900000, 123456789, 0.000001, 1e-7, 2.5, 1.005, 1.45)
	}
	return -g.Float64()
}

// neighbour is f, or a Number a few steps from it, or of the other sign.
func (g *gen) neighbour(f float64) float64 {
	for range g.IntN(3) {
		f = math.Nextafter(f, pick(g, math.Inf(1), 0))
	}
	return pick(g, f, -f)
}

// numberFormat is a Number's bits, a method of Number.prototype and its arguments.
func numberFormat(g *gen) []any {
	input := []any{fmt.Sprintf("%016x", math.Float64bits(g.number()))}
	switch g.IntN(8) {
	case 0, 1:
		return append(input, "toString")
	case 2, 3:
		return append(input, "toString", g.IntN(40))
	case 4:
		return append(input, "toFixed", g.IntN(104)-1)
	case 5:
		return append(input, "toFixed", g.IntN(8))
	case 6:
		if g.chance(6) {
			return append(input, "toExponential")
		}
		return append(input, "toExponential", g.count())
	}
	if g.chance(6) {
		return append(input, "toPrecision")
	}
	return append(input, "toPrecision", g.count())
}

// count is a number of digits, mostly one that is allowed.
func (g *gen) count() int {
	if g.chance(3) {
		return g.IntN(104) - 1
	}
	return g.IntN(22)
}

// numberText is a text that may be a number, and a radix.
func numberText(g *gen) []any {
	s := g.numeral()
	if g.chance(3) {
		s = g.mutate(s, "0123456789abcdefxXoObBeE+-._n \t\n\u00a0\ufeffInfinity")
	}
	if g.chance(6) {
		s = pick(g, " ", "\t", "\n", "\u00a0", "\ufeff", "\u180e", "\u2028", "\u3000", "\u200b") + s
	}
	if g.chance(6) {
		s += pick(g, " ", "\n", "px", "e", ".", "_1", "n", "\u2029")
	}
	return []any{s, g.IntN(40) - 1}
}

func (g *gen) numeral() string {
	sign := pick(g, "", "", "", "-", "+")
	switch g.IntN(9) {
	case 0:
		return sign + strconv.FormatFloat(g.number(), pick(g, byte('e'), 'g', 'f'), pick(g, -1, -1, 17, 25), 64)
	case 1:
		return sign + g.digits(1+g.IntN(30))
	case 2:
		return sign + g.digits(g.IntN(25)) + "." + g.digits(g.IntN(25))
	case 3:
		return sign + g.digits(1+g.IntN(20)) + pick(g, "e", "E") + pick(g, "", "-", "+") + g.digits(1+g.IntN(3))
	case 4:
		return sign + g.halfway()
	case 5:
		return sign + pick(g, "0x", "0X", "0o", "0b", "0B", "0") + strconv.FormatUint(g.Uint64()>>g.IntN(64), pick(g, 2, 8, 16)) + g.repeat(1, func() string { return g.digits(g.IntN(30)) })
	case 6:
		return sign + strconv.FormatUint(g.Uint64()>>g.IntN(64), 2+g.IntN(35)) + g.repeat(1, func() string { return strconv.FormatUint(g.Uint64(), 36) })
	case 7:
		return sign + pick(g, "Infinity", "NaN", "", "0", "00", "0.0", "-0", ".5", "5.", ".", "e5", "1e", "1e1000", "1e-1000", "0e9", "1_000", "0_1", "1__0", "09", "08.5", "010")
	}
	return sign + g.digits(1+g.IntN(3)) + "." + g.digits(g.IntN(4)) + pick(g, "", "e"+strconv.Itoa(g.IntN(660)-340))
}

// halfway is a decimal exactly between two Numbers, or almost.
func (g *gen) halfway() string {
	mantissa := g.Uint64()>>11 | 1<<52
	f := math.Ldexp(float64(mantissa), g.IntN(20)-10)
	next := math.Nextafter(f, math.Inf(1))
	s := strconv.FormatFloat(f, 'f', 30, 64)
	if f < 1<<53 {
		// Both end within 30 digits; their mean has one more bit.
		mid := f/2 + next/2
		if mid != f && mid != next {
			s = strconv.FormatFloat(mid, 'f', 40, 64)
		}
	} else {
		s = strconv.FormatFloat(f, 'f', 0, 64) + "." + g.digits(10)
	}
	return s + pick(g, "", "1", "0000000000000000000000000000001")
}
