package loader

import (
	"slices"
	"strings"
)

// CommonJSExports finds, without parsing, the names that a CommonJS module seems
// to export, and the specifiers of modules whose names it seems to export too.
// It knows the forms that people and transpilers write:
//
//	exports.name = …                         module.exports.name = …
//	exports['name'] = …                      Object.defineProperty(exports, 'name', …)
//	module.exports = { a, b: …, 'c': …, ...require('d') }
//	module.exports = require('x')            __exportStar(require('x'), exports)
//	Object.keys(_x).forEach(function (key) { … exports[key] = _x[key] … })
//
// Comments, strings, templates and regular expressions are passed over; a
// division may be taken for one of the latter, which costs names, no more.
func CommonJSExports(src string) (names, reexports []string) {
	x := exportLexer{src: src, requires: map[string]string{}}
	x.run()
	return x.names, x.reexports
}

// exportLexer reads a module's text token by token.
type exportLexer struct {
	src  string
	pos  int
	prev token // the token before the current one

	names, reexports []string
	seen             map[string]bool
	requires         map[string]string // variable: specifier it was required by
}

// token is a piece of text: an identifier, a string's contents, or one character.
type token struct {
	kind tokenKind
	text string
}

type tokenKind uint8

const (
	endToken tokenKind = iota
	nameToken
	stringToken
	numberToken
	otherToken
)

func (t token) is(text string) bool { return t.kind != stringToken && t.text == text }

func (x *exportLexer) run() {
	if strings.HasPrefix(x.src, "#!") {
		x.line()
	}
	for {
		before := x.prev
		t := x.next()
		switch {
		case t.kind == endToken:
			return
		case t.kind != nameToken || before.is("."):
			// A property's name begins nothing, apart from tslib.__exportStar.
			if t.is("__exportStar") {
				x.exportStar()
			}
		case t.text == "exports":
			x.exportsMember()
		case t.text == "module":
			x.moduleExports()
		case t.text == "Object":
			x.objectCall()
		case t.text == "__exportStar" || t.text == "__export":
			x.exportStar()
		case t.text == "var" || t.text == "let" || t.text == "const":
			x.variable()
		}
	}
}

func (x *exportLexer) add(name string) {
	if x.seen == nil {
		x.seen = map[string]bool{}
	}
	if !x.seen[name] {
		x.seen[name] = true
		x.names = append(x.names, name)
	}
}

func (x *exportLexer) reexport(specifier string) {
	if !slices.Contains(x.reexports, specifier) {
		x.reexports = append(x.reexports, specifier)
	}
}

// try calls f, which reads a form; where it is not that form, reading goes on
// where it began.
func (x *exportLexer) try(f func() bool) bool {
	pos, prev := x.pos, x.prev
	if f() {
		return true
	}
	x.pos, x.prev = pos, prev
	return false
}

// want reads the tokens, or declines.
func (x *exportLexer) want(texts ...string) bool {
	return x.try(func() bool {
		for _, t := range texts {
			if !x.next().is(t) {
				return false
			}
		}
		return true
	})
}

// exportsMember is what follows exports: .name = or ['name'] =, in a chain.
func (x *exportLexer) exportsMember() {
	x.try(func() bool {
		var name token
		switch t := x.next(); {
		case t.is("."):
			if name = x.next(); name.kind != nameToken {
				return false
			}
		case t.is("["):
			if name = x.next(); name.kind != stringToken || !x.next().is("]") {
				return false
			}
		default:
			return false
		}
		if !x.next().is("=") {
			return false
		}
		x.add(name.text)
		return true
	})
}

// moduleExports is what follows module: .exports and a member, or = and a value.
func (x *exportLexer) moduleExports() {
	if !x.want(".", "exports") {
		return
	}
	if !x.want("=") {
		x.exportsMember()
		return
	}
	x.want("exports", "=")
	if s, ok := x.require(); ok {
		x.reexports = append(x.reexports[:0], s)
		return
	}
	if x.want("{") {
		x.objectLiteral()
	}
}

// objectLiteral reads the names of an object literal, as far as they are plain.
func (x *exportLexer) objectLiteral() {
	for {
		t := x.next()
		switch {
		case t.is("..."):
			s, ok := x.require()
			if !ok {
				return
			}
			x.reexport(s)
		case t.kind == nameToken && (t.text == "get" || t.text == "set" || t.text == "async") && x.accessor():
			return
		case t.kind == nameToken || t.kind == stringToken:
			if x.want(":") {
				x.add(t.text)
				if !x.simpleValue() {
					return
				}
			} else if t.kind == nameToken && x.peek().is("(") {
				x.add(t.text)
				return
			} else {
				x.add(t.text)
			}
		default:
			return
		}
		if !x.want(",") {
			return
		}
	}
}

// accessor tells whether get and its like is followed by another name.
func (x *exportLexer) accessor() bool {
	t := x.peek()
	return t.kind == nameToken || t.kind == stringToken
}

// simpleValue reads a value that is a name, a literal or a path of members.
func (x *exportLexer) simpleValue() bool {
	t := x.next()
	if t.kind != nameToken && t.kind != stringToken && t.kind != numberToken {
		return false
	}
	for x.want(".") {
		if x.next().kind != nameToken {
			return false
		}
	}
	return x.peek().is(",") || x.peek().is("}")
}

// require reads require('x').
func (x *exportLexer) require() (specifier string, ok bool) {
	ok = x.try(func() bool {
		if !x.next().is("require") || !x.next().is("(") {
			return false
		}
		t := x.next()
		specifier = t.text
		return t.kind == stringToken && x.next().is(")")
	})
	return specifier, ok
}

// exportStar is what follows __exportStar: (require('x'), exports).
func (x *exportLexer) exportStar() {
	x.try(func() bool {
		if !x.next().is("(") {
			return false
		}
		s, ok := x.require()
		if !ok {
			t := x.next()
			if s, ok = x.requires[t.text]; t.kind != nameToken || !ok {
				return false
			}
		}
		x.reexport(s)
		return true
	})
}

// variable is what follows var: name = require('x'), perhaps in a function of
// the transpiler such as _interopRequireWildcard(require('x')).
func (x *exportLexer) variable() {
	x.try(func() bool {
		name := x.next()
		if name.kind != nameToken || !x.next().is("=") {
			return false
		}
		s, ok := x.require()
		if !ok {
			if f := x.next(); f.kind != nameToken || !strings.HasPrefix(f.text, "_interop") || !x.next().is("(") {
				return false
			}
			if s, ok = x.require(); !ok {
				return false
			}
		}
		x.requires[name.text] = s
		return true
	})
}

// objectCall is what follows Object: .defineProperty(exports, 'name', …) or
// .keys(_x).forEach(function (key) { … exports[key] … }).
func (x *exportLexer) objectCall() {
	switch {
	case x.want(".", "defineProperty", "("):
		x.try(func() bool {
			if !x.want("exports") && !x.want("module", ".", "exports") || !x.next().is(",") {
				return false
			}
			name := x.next()
			if name.kind != stringToken || !x.next().is(",") || !x.next().is("{") {
				return false
			}
			x.want("enumerable", ":", "true", ",")
			x.want("enumerable", ":", "!", "0", ",")
			switch t := x.next(); {
			case t.is("value") && x.want(":"), t.is("get") && x.getter():
				x.add(name.text)
				return true
			}
			return false
		})
	case x.want(".", "keys", "("):
		x.try(x.keysForEach)
	}
}

// getter reads what follows get, where it is a function that returns a variable
// or a member of one: what transpilers write.
func (x *exportLexer) getter() bool {
	if x.want(":") {
		if !x.want("function") {
			return false
		}
		if x.peek().kind == nameToken {
			x.next()
		}
	}
	if !x.want("(", ")", "{", "return") || x.next().kind != nameToken {
		return false
	}
	switch {
	case x.want("."):
		if x.next().kind != nameToken {
			return false
		}
	case x.want("["):
		if x.next().kind != stringToken || !x.want("]") {
			return false
		}
	}
	x.want(";")
	return x.want("}")
}

// keysForEach reads a transpiler's export * as far as it is needed to know it.
func (x *exportLexer) keysForEach() bool {
	name := x.next()
	specifier, ok := x.requires[name.text]
	if name.kind != nameToken || !ok || !x.want(")", ".", "forEach", "(", "function", "(") {
		return false
	}
	key := x.next()
	if key.kind != nameToken || !x.want(")", "{") {
		return false
	}
	const most = 80 // tokens until the body writes to exports
	for range most {
		t := x.next()
		if t.kind == endToken {
			return false
		}
		if t.is("exports") && (x.want("[", key.text, "]") || x.want(",", key.text)) || t.is("(") && x.want("exports", ",", key.text) {
			x.reexport(specifier)
			return true
		}
	}
	return false
}
