package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

var (
	weekdayNames = []string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sunday", "Wednesday", "mon", "FRI"}
	monthNames   = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "January", "sept", "DECEMBER", "Marchy"}
	zoneTexts    = []string{"", "Z", "z", "GMT", "UTC", "UT", "EST", "EDT", "CST", "PST", "PDT", "MST", "MDT", "GMT+0200", "GMT-5", "+01:00", "-0330", "+5", "+05:30:00", "UTC+1", "(comment)", "GMT+0100 (CET)", "+9999", "-00:00", "+24:00", "CET", "A"}
)

// millis is a time value: of any year, of the last century, or at the limits.
func (g *gen) millis() float64 {
	switch g.IntN(8) {
	case 0:
		return float64(g.Int64N(2*8.64e15) - 8.64e15)
	case 1:
		return pick(g, 8.64e15, -8.64e15, 8.64e15+1, 0, -1, -62167219200000, -62167219200001, 253402300800000)
	case 2:
		return float64(g.Int64N(4e14) - 2e14)
	case 3:
		return float64(g.Int64N(4e12)-2e12) / 1000 * 1000 // whole
	}
	return float64(g.Int64N(8.2e12) - 4.1e12)
}

func timeValue(g *gen) []any { return []any{g.millis()} }

// timeChange is a time value, a setter and its arguments.
func timeChange(g *gen) []any {
	input := []any{g.millis(), pick(g, "setMilliseconds", "setSeconds", "setMinutes", "setHours", "setDate", "setMonth", "setFullYear",
		"setUTCMilliseconds", "setUTCSeconds", "setUTCMinutes", "setUTCHours", "setUTCDate", "setUTCMonth", "setUTCFullYear", "setYear", "setTime")}
	for range g.IntN(8) {
		input = append(input, pick[any](g, g.IntN(60), g.IntN(2100), g.IntN(100)-50, g.IntN(100000)-50000, float64(g.IntN(1000))/8))
	}
	return input
}

// dateText is a text that may be a date.
func dateText(g *gen) []any {
	s := pick(g, g.isoDate, g.isoDate, g.legacyDate, g.legacyDate, g.looseDate)()
	if g.chance(3) {
		s = g.mutate(s, "0123456789:-/.,+ TZ()Janpm\t")
	}
	return []any{s}
}

func (g *gen) isoDate() string {
	s := pick(g, "2024", "1999", "0000", "2000", "+012345", "-000001", "-000000", "+275760", g.digits(4), "+"+g.digits(6))
	for _, part := range []string{"-" + g.small(13, 2), "-" + g.small(32, 2)} {
		if !g.chance(5) {
			s += part
		}
	}
	if g.chance(3) {
		return s
	}
	s += pick(g, "T", "T", "T", " ", "t") + g.clock()
	return s + pick(g, "", "Z", "Z", "+01:00", "-0530", "+01", "z", " GMT", "+23:59", "-24:00", " +02:00")
}

// small is a number below n, mostly with the given number of digits.
func (g *gen) small(n, width int) string {
	return fmt.Sprintf("%0*d", pick(g, width, width, width, 1), g.IntN(n+1))
}

func (g *gen) clock() string {
	s := g.small(24, 2) + ":" + g.small(60, 2)
	if !g.chance(4) {
		s += ":" + g.small(60, 2)
		if !g.chance(3) {
			s += pick(g, ".", ".", ".", ",", ":") + g.digits(1+g.IntN(pick(g, 3, 10)))
		}
	}
	return s
}

// legacyDate is a date with the month by name, in an order of its parts that
// some program writes.
func (g *gen) legacyDate() string {
	year := pick(g, "2024", "1999", "0099", "99", "49", "50", "5", "12345", "-5", g.digits(4), g.digits(2))
	month, day, week := pick(g, monthNames...), g.small(32, 2), pick(g, weekdayNames...)
	separator := pick(g, " ", " ", " ", "-", ", ", "/", ".", "")
	date := pick(g,
		[]string{month, day, year}, []string{day, month, year}, []string{week, month, day, year}, []string{week + ",", day, month, year},
		[]string{year, month, day}, []string{month, year}, []string{month, day})
	s := strings.Join(date, separator)
	if g.chance(3) {
		return s
	}
	s += pick(g, " ", " ", ", ", "T", "") + g.clock() + pick(g, "", "", " AM", " PM", "pm", " a.m.", " noon")
	return s + pick(g, " ", "", "  ") + pick(g, zoneTexts...)
}

// looseDate is numbers with separators.
func (g *gen) looseDate() string {
	s := strconv.Itoa(g.IntN(pick(g, 14, 32, 100, 3000)))
	for range g.IntN(4) {
		s += pick(g, "/", "/", "-", ".", " ", ":", ",", "T") + strconv.Itoa(g.IntN(pick(g, 14, 32, 100, 3000)))
	}
	switch g.IntN(5) {
	case 0:
		return s + " " + g.clock() + " " + pick(g, zoneTexts...)
	case 1:
		return s + pick(g, " ", "") + pick(g, zoneTexts...)
	case 2:
		return pick(g, weekdayNames...) + " " + s
	case 3:
		return strconv.FormatFloat(math.Trunc(g.millis()), 'f', -1, 64)
	}
	return s
}
