// Package source holds program text and the positions in it.
//
// Text is a Go string in WTF-8: UTF-8 in which a lone surrogate (U+D800 to
// U+DFFF) is written as its three-byte sequence, and a pair of surrogates
// always as the one four-byte sequence of the code point they stand for. So a
// string of JavaScript, which is any sequence of 16-bit units, has exactly one
// WTF-8 form.
//
// A position is a byte offset into a File; lines and columns are computed when
// somebody asks. The package knows nothing of JavaScript's grammar except what
// ends a line (sec-line-terminators).
package source
