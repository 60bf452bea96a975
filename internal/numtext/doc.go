// Package numtext converts between Numbers and text as ECMA-262 prescribes:
// Number::toString in every radix, toFixed, toExponential and toPrecision
// exactly, StringToNumber, and the prefixes parseFloat reads.
package numtext
