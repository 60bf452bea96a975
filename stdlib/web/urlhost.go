package web

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// Hosts (https://url.spec.whatwg.org/#host-parsing).

var (
	forbiddenHost   = escapeSet{}.with("\x00\t\n\r #/:<>?@[\\]^|")
	forbiddenDomain = (*forbiddenHost).with("%\x7f\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f")
)

func (set *escapeSet) hasASCII(c byte) bool { return c < 0x80 && set.has(c) }

func (set *escapeSet) anyIn(s string) bool {
	for i := 0; i < len(s); i++ {
		if set.hasASCII(s[i]) {
			return true
		}
	}
	return false
}

// parseHost is the host parser; the host comes out serialized.
func parseHost(s string, opaque bool) (string, bool) {
	if strings.HasPrefix(s, "[") {
		if !strings.HasSuffix(s, "]") {
			return "", false
		}
		a, ok := parseIPv6(s[1 : len(s)-1])
		return "[" + ipv6Text(a) + "]", ok
	}
	if opaque {
		if forbiddenHost.anyIn(s) {
			return "", false
		}
		return escape(s, inControl), true
	}
	if strings.IndexByte(s, '%') >= 0 {
		s = DecodeUTF8(PercentDecode(s))
	}
	name, ok := DomainToASCII(s)
	if !ok || name == "" || forbiddenDomain.anyIn(name) {
		return "", false
	}
	if endsInNumber(name) {
		ip, ok := parseIPv4(name)
		return ipv4Text(ip), ok
	}
	return name, true
}

// The settings of https://url.spec.whatwg.org/#idna with beStrict false.
var idnaProfile = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.CheckHyphens(false), idna.CheckJoiners(true),
	idna.BidiRule(), idna.StrictDomainName(false), idna.VerifyDNSLength(false))

// DomainToASCII is the domain to ASCII algorithm, beStrict false.
func DomainToASCII(s string) (string, bool) {
	if lower, ok := plainDomain(s); ok {
		return lower, true
	}
	name, err := idnaProfile.ToASCII(s)
	return name, err == nil
}

// plainDomain is a domain of ASCII without labels that begin with xn--, in lower
// case: nothing else is to be done with it.
func plainDomain(s string) (string, bool) {
	upper := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 {
			return "", false
		}
		if (i == 0 || s[i-1] == '.') && c|0x20 == 'x' && len(s) >= i+4 && strings.EqualFold(s[i:i+4], "xn--") {
			return "", false
		}
		upper = upper || c >= 'A' && c <= 'Z'
	}
	if upper {
		return strings.ToLower(s), true
	}
	return s, true
}

// DomainToUnicode is the domain to Unicode algorithm: labels that cannot be
// shown stay as they are.
func DomainToUnicode(s string) string {
	if !strings.Contains(s, "xn--") && isASCII(s) {
		return s
	}
	name, _ := idnaProfile.ToUnicode(s)
	return name
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// endsInNumber is the ends in a number checker.
func endsInNumber(s string) bool {
	s = strings.TrimSuffix(s, ".")
	last := s[strings.LastIndexByte(s, '.')+1:]
	if last == "" || last[0] < '0' || last[0] > '9' {
		return false
	}
	if allIn(last, "0123456789") {
		return true
	}
	_, ok := ipv4Number(last)
	return ok
}

func allIn(s, chars string) bool { return strings.Trim(s, chars) == "" }

// ipv4Number is the IPv4 number parser. Numbers too large come out as the
// largest there is.
func ipv4Number(s string) (uint64, bool) {
	base, digits := 10, "0123456789"
	switch {
	case s == "":
		return 0, false
	case len(s) >= 2 && s[0] == '0' && s[1]|0x20 == 'x':
		s, base, digits = s[2:], 16, "0123456789abcdefABCDEF"
	case len(s) >= 2 && s[0] == '0':
		s, base, digits = s[1:], 8, "01234567"
	}
	if s == "" {
		return 0, true
	}
	if !allIn(s, digits) {
		return 0, false
	}
	n, err := strconv.ParseUint(s, base, 64)
	if err != nil {
		n = 1<<64 - 1
	}
	return n, true
}

// parseIPv4 is the IPv4 parser.
func parseIPv4(s string) (uint32, bool) {
	const most = 4
	parts := strings.SplitN(strings.TrimSuffix(s, "."), ".", most+1)
	if len(parts) > most {
		return 0, false
	}
	ip := uint64(0)
	for i, p := range parts {
		n, ok := ipv4Number(p)
		switch {
		case !ok:
			return 0, false
		case i < len(parts)-1:
			if n > 255 {
				return 0, false
			}
			ip += n << (8 * (3 - i))
		default:
			if n >= 1<<(8*(5-len(parts))) {
				return 0, false
			}
			ip += n
		}
	}
	return uint32(ip), true
}

func ipv4Text(ip uint32) string {
	b := make([]byte, 0, 15)
	for i := 3; i >= 0; i-- {
		b = strconv.AppendUint(b, uint64(ip>>(8*i)&255), 10)
		if i > 0 {
			b = append(b, '.')
		}
	}
	return string(b)
}
