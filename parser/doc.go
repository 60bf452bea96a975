// Package parser turns source text into an ast.Program: syntax, scopes, resolved
// names and all early errors of ECMA-262 with annex B, by recursive descent with one
// token of lookahead.
//
// Cover grammars are parsed once. Parenthesised expressions, array and object literals
// are parsed as expressions and converted when an arrow or an = follows; what is
// wrong only in an expression ({a = 1}) is remembered until one or the other is
// known.
//
// Names are resolved without walking the tree. Each interned name has a list of the
// references not yet resolved, newest first, and the innermost open
// declaration. When a scope closes, each of its names takes the references
// whose position is not before the scope's start, which are the front of that list. An
// arrow function, recognised after its parameters, opens its scope at
// their start and so takes their references too.
//
// The one rule: time is linear in the length of the text, and depth is bounded by
// MaxDepth. The first error ends the parse, by a panic that only this package's
// entry points recover.
package parser
