package unicodedata

// IsIDStart reports whether r has the Unicode property ID_Start. The
// characters $ and _ that ECMAScript adds are the caller's.
// Source: sec-names-and-keywords.
func IsIDStart(r rune) bool {
	if r < 0x80 {
		return uint32(r|0x20)-'a' < 26
	}
	return binaryProperties[indexIDStart].set().Has(r)
}

// IsIDContinue reports whether r has the Unicode property ID_Continue, which
// includes the underscore. The $, ZWNJ and ZWJ that ECMAScript adds are the
// caller's. Source: sec-names-and-keywords.
func IsIDContinue(r rune) bool {
	if r < 0x80 {
		return uint32(r|0x20)-'a' < 26 || uint32(r)-'0' < 10 || r == '_'
	}
	return binaryProperties[indexIDContinue].set().Has(r)
}

// IsSpace reports whether r is WhiteSpace or LineTerminator, which is what
// String.prototype.trim, Number("...") and \s share.
// Source: sec-white-space, sec-line-terminators.
func IsSpace(r rune) bool {
	switch {
	case r <= 0x20:
		return r == ' ' || r >= '\t' && r <= '\r'
	case r < 0x1680:
		return r == 0xA0
	case r <= 0x200A:
		return r == 0x1680 || r >= 0x2000
	}
	return r == 0x2028 || r == 0x2029 || r == 0x202F || r == 0x205F || r == 0x3000 || r == 0xFEFF
}

// Space is the set IsSpace decides.
var Space = Set{'\t', '\r' + 1, ' ', ' ' + 1, 0xA0, 0xA1, 0x1680, 0x1681, 0x2000, 0x200B,
	0x2028, 0x202A, 0x202F, 0x2030, 0x205F, 0x2060, 0x3000, 0x3001, 0xFEFF, 0xFF00}
