package lexer

import "testing"

// TestReleaseUnused releases a Lexer that no text was given to, as a parse that
// failed before its first token does.
func TestReleaseUnused(t *testing.T) {
	var l Lexer
	l.Release()
	l.Init("a", false)
	if l.Next(); l.Kind != Ident {
		t.Errorf("the first token is of kind %v", l.Kind)
	}
	l.Release()
	l.Release()
}
