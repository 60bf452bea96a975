package web

import "strings"

// application/x-www-form-urlencoded (https://url.spec.whatwg.org/#urlencoded-parsing).

// ParseQuery reads names and values, one after the other.
func ParseQuery(s string) []string {
	if s == "" {
		return nil
	}
	list := make([]string, 0, 2*(strings.Count(s, "&")+1))
	for pair := range strings.SplitSeq(s, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		list = append(list, formDecode(name), formDecode(value))
	}
	return list
}

func formDecode(s string) string {
	if !strings.ContainsAny(s, "%+") {
		return s
	}
	return DecodeUTF8(PercentDecode(strings.ReplaceAll(s, "+", " ")))
}

var inForm = func() *escapeSet {
	set := escapeSet{^uint64(0), ^uint64(0)}
	for c := byte(0); c < 0x80; c++ {
		if c >= '0' && c <= '9' || isAlpha(c) || strings.IndexByte("*-._", c) >= 0 {
			set[c>>6] &^= 1 << (c & 63)
		}
	}
	return &set
}()

// AppendFormValue appends a name or a value as the serializer writes it.
func AppendFormValue(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			b = append(b, '+')
		case inForm.has(c):
			b = append(b, '%', upperHex[c>>4], upperHex[c&15])
		default:
			b = append(b, c)
		}
	}
	return b
}
