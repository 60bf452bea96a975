package main

import (
	"regexp"
	"strings"
)

var (
	lineAndColumn = regexp.MustCompile(` \(line \d+ column \d+\)`)
	modifiers     = regexp.MustCompile(`\(\?[ims]*-?[ims]*:`)
)

// known are the answers of node 20 that are not those of V8 today. gojs follows
// the newer one: of node 25, nothing is excused.
var known = []struct {
	area   string
	reason string
	is     func(d difference) bool
}{
	{"json-parse", "node 20 names no line and column", func(d difference) bool {
		return lineAndColumn.ReplaceAllString(d.got, "") == d.want
	}},
	{"json-parse", "node 20 expects a colon only in the first property", func(d difference) bool {
		return strings.Contains(d.got, "Expected ':' after property name") && strings.Contains(d.want, "SyntaxError: Unexpected ")
	}},
	{"regexp", "node 20 has no modifiers", func(d difference) bool {
		return strings.HasSuffix(d.want, `: Invalid group"`) && modifiers.MatchString(d.input)
	}},
	{"regexp", "node 20 has no duplicate named groups", func(d difference) bool {
		return strings.HasSuffix(d.want, `: Duplicate capture group name"`)
	}},
	{"regexp", "node 20 gives a replacement function empty strings for groups that took no part", func(d difference) bool {
		const quoted = `\u0022\u0022`
		return strings.ReplaceAll(d.got, "undefined", quoted) == strings.ReplaceAll(d.want, "undefined", quoted)
	}},
	{"regexp", "node 20 has another message", func(d difference) bool {
		return strings.HasSuffix(d.got, `: Invalid decimal escape"`) && strings.HasSuffix(d.want, `: Invalid class escape"`)
	}},
}

// deviation is the reason why an answer may differ from node's, "" where there is none.
func deviation(d difference) string {
	for _, k := range known {
		if k.area == d.area && k.is(d) {
			return k.reason
		}
	}
	return ""
}
