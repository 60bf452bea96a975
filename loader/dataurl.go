package loader

import (
	"encoding/base64"
	"net/url"
	"strings"
)

// DataURL is the type and the contents of a data: URL (RFC 2397); ok is false
// where it is none.
func DataURL(s string) (mime string, data []byte, ok bool) {
	head, body, ok := strings.Cut(strings.TrimPrefix(s, "data:"), ",")
	if !ok {
		return "", nil, false
	}
	mime, params, _ := strings.Cut(head, ";")
	if body, ok = unescapeURL(body); !ok {
		return "", nil, false
	}
	for p := range strings.SplitSeq(params, ";") {
		if p == "base64" {
			data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(body, "="))
			return mime, data, err == nil
		}
	}
	return mime, []byte(body), true
}

// unescapeURL undoes percent encoding; a fragment is left out.
func unescapeURL(s string) (string, bool) {
	s, _, _ = strings.Cut(s, "#")
	u, err := url.PathUnescape(s)
	return u, err == nil
}
