// Package unicodedata answers the questions ECMA-262 asks of the Unicode
// Character Database (version 17.0.0): identifiers, white space, case mapping
// and folding, and the properties reachable from regular expressions.
//
// The tables are generated (see gen/) into delta-packed strings and are
// decoded at their first use, so that importing the package costs nothing.
package unicodedata

//go:generate go run ./gen
