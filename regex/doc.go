// Package regex is ECMAScript's regular expressions without an engine around
// them: patterns are parsed to a tree, compiled to a small bytecode and run by
// a backtracking matcher with an explicit stack.
//
// A Program is immutable and may be shared between goroutines; a Matcher is
// the scratch memory of one of them. Subjects are Latin-1 bytes or UTF-16 code
// units and are never copied or retained. Positions are code unit indices.
//
// The one rule: nothing recurses in Go by the length of the subject, and
// nothing grows by it but the Matcher's stack, which is bounded.
package regex
