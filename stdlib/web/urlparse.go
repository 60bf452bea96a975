package web

import "strings"

// The basic URL parser (https://url.spec.whatwg.org/#concept-basic-url-parser).
// The standard's states are functions over what is left of the text: since a
// number sign and then a question mark end every other part, fragment and query
// are cut off first.

// Parse reads a URL, relative to base where that is not nil.
func Parse(input string, base *URL) (*URL, bool) {
	u := &URL{Port: noPort}
	if !u.parse(clean(strings.TrimFunc(input, isControlOrSpace)), base) {
		return nil, false
	}
	return u, true
}

func isControlOrSpace(r rune) bool { return r <= ' ' }

// clean leaves out tabs and ends of lines.
func clean(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
}

// cutText is what is before the query and the fragment of a text, and these.
type cutText struct {
	rest              string
	query, fragment   string
	hasQuery, hasFrag bool
}

func cut(s string) (t cutText) {
	s, t.fragment, t.hasFrag = strings.Cut(s, "#")
	t.rest, t.query, t.hasQuery = strings.Cut(s, "?")
	return t
}

func (u *URL) parse(s string, base *URL) bool {
	t := cut(s)
	scheme, rest, ok := cutScheme(t.rest)
	if !ok {
		return u.parseRelative(t, base)
	}
	u.Scheme = scheme
	special := isSpecial(scheme)
	switch {
	case scheme == "file":
		if base != nil && base.Scheme != "file" {
			base = nil
		}
		return u.file(t, rest, base) && u.end(t)
	case special && base != nil && base.Scheme == scheme && !strings.HasPrefix(rest, "//"):
		return u.relative(t, rest, base) && u.end(t)
	case special:
		return u.authority(strings.TrimLeft(rest, `/\`)) && u.end(t)
	case strings.HasPrefix(rest, "//"):
		return u.authority(rest[2:]) && u.end(t)
	case strings.HasPrefix(rest, "/"):
		u.appendPath(rest[1:])
		return u.end(t)
	}
	u.Opaque = true
	u.Path = opaquePath(rest, t.hasQuery || t.hasFrag)
	return u.end(t)
}

// opaquePath escapes an opaque path; a space at its end is escaped where
// something follows.
func opaquePath(s string, followed bool) string {
	if followed && strings.HasSuffix(s, " ") {
		return escape(s[:len(s)-1], inControl) + "%20"
	}
	return escape(s, inControl)
}

// parseRelative is the no scheme state.
func (u *URL) parseRelative(t cutText, base *URL) bool {
	switch {
	case base == nil:
		return false
	case base.Opaque:
		if t.rest != "" || t.hasQuery || !t.hasFrag {
			return false
		}
		*u = *base
		return u.endFragment(t)
	}
	u.Scheme = base.Scheme
	if base.Scheme == "file" {
		return u.file(t, t.rest, base) && u.end(t)
	}
	return u.relative(t, t.rest, base) && u.end(t)
}

// cutScheme is the scheme start and scheme states: the scheme in lower case and
// what follows its colon.
func cutScheme(s string) (scheme, rest string, ok bool) {
	lower := true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
		case c >= 'A' && c <= 'Z':
			lower = false
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case c == ':' && i > 0:
			if scheme = s[:i]; !lower {
				scheme = strings.ToLower(scheme)
			}
			return scheme, s[i+1:], true
		default:
			return "", s, false
		}
	}
	return "", s, false
}

// end takes the query and the fragment that were cut off.
func (u *URL) end(t cutText) bool {
	if t.hasQuery {
		u.HasQuery = true
		u.setQuery(t.query)
	}
	return u.endFragment(t)
}

func (u *URL) setQuery(s string) {
	set := inQuery
	if isSpecial(u.Scheme) {
		set = inSpecialQuery
	}
	u.Query = escape(s, set)
}

func (u *URL) endFragment(t cutText) bool {
	u.HasFragment, u.Fragment = t.hasFrag, ""
	if t.hasFrag {
		u.Fragment = escape(t.fragment, inFragment)
	}
	return true
}

func isSlash(c byte, special bool) bool { return c == '/' || special && c == '\\' }

// relative is the relative state and the relative slash state.
func (u *URL) relative(t cutText, s string, base *URL) bool {
	special := isSpecial(u.Scheme)
	if s != "" && isSlash(s[0], special) {
		if len(s) > 1 && isSlash(s[1], special) {
			s = s[2:]
			if special {
				s = strings.TrimLeft(s, `/\`)
			}
			return u.authority(s)
		}
		u.copyAuthority(base)
		u.appendPath(s[1:])
		return true
	}
	u.copyAuthority(base)
	u.Path = base.Path
	u.rest(t, s, base)
	return true
}

// rest is what the relative and file states do with a path that has no slash
// before it.
func (u *URL) rest(t cutText, s string, base *URL) {
	if s == "" {
		if !t.hasQuery {
			u.HasQuery, u.Query = base.HasQuery, base.Query
		}
		return
	}
	u.shorten()
	u.appendPath(s)
}

func (u *URL) copyAuthority(base *URL) {
	u.Username, u.Password, u.HasHost, u.Host, u.Port = base.Username, base.Password, base.HasHost, base.Host, base.Port
}

// authority is the authority, host, port and path start states.
func (u *URL) authority(s string) bool {
	special := isSpecial(u.Scheme)
	n := hostEnd(s, special)
	host, path := s[:n], s[n:]
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		user, password, _ := strings.Cut(host[:at], ":")
		u.Username, u.Password = escape(user, inUserinfo), escape(password, inUserinfo)
		if host = host[at+1:]; host == "" {
			return false
		}
	}
	name, port := cutPort(host)
	if name == "" && (special || port != "") {
		return false
	}
	var ok bool
	if u.Host, ok = parseHost(name, !special); !ok {
		return false
	}
	u.HasHost = true
	if len(port) > 1 {
		n, left, ok := parsePort(port[1:])
		if !ok || left != "" {
			return false
		}
		u.setPort(n)
	}
	u.pathStart(path, special)
	return true
}

// hostEnd is where the authority that s begins with ends.
func hostEnd(s string, special bool) int {
	if special {
		if i := strings.IndexAny(s, `/\`); i >= 0 {
			return i
		}
	} else if i := strings.IndexByte(s, '/'); i >= 0 {
		return i
	}
	return len(s)
}

// cutPort splits a host at the colon that is not in brackets; the colon belongs
// to the port.
func cutPort(s string) (host, port string) {
	inside := false
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			inside = true
		case ']':
			inside = false
		case ':':
			if !inside {
				return s[:i], s[i:]
			}
		}
	}
	return s, ""
}

// parsePort reads digits and says what is left; ok is false for numbers that no
// port has.
func parsePort(s string) (port int, left string, ok bool) {
	const most = 65535
	i := 0
	for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
		if port = port*10 + int(s[i]-'0'); port > most {
			return 0, "", false
		}
	}
	return port, s[i:], true
}

func (u *URL) setPort(n int) {
	u.Port = n
	if d, ok := specialPort(u.Scheme); ok && d == n {
		u.Port = noPort
	}
}

// pathStart is the path start state.
func (u *URL) pathStart(s string, special bool) {
	switch {
	case s != "" && isSlash(s[0], special):
		u.appendPath(s[1:])
	case special || s != "":
		u.appendPath(s)
	}
}

// file is the file, file slash and file host states.
func (u *URL) file(t cutText, s string, base *URL) bool {
	u.HasHost, u.Host = true, ""
	if s == "" || !isSlash(s[0], true) {
		if base == nil {
			u.appendPath(s)
			return true
		}
		u.Host, u.Path = base.Host, base.Path
		if startsWithDrive(s) {
			u.Path = ""
			u.appendPath(s)
			return true
		}
		u.rest(t, s, base)
		return true
	}
	s = s[1:]
	if s == "" || !isSlash(s[0], true) {
		if base != nil {
			u.Host = base.Host
			if !startsWithDrive(s) && len(base.Path) >= 3 && isDrive(base.Path[1:3], true) && (len(base.Path) == 3 || base.Path[3] == '/') {
				u.Path = base.Path[:3]
			}
		}
		u.appendPath(s)
		return true
	}
	s = s[1:]
	n := hostEnd(s, true)
	if isDrive(s[:n], false) {
		u.appendPath(s)
		return true
	}
	if n > 0 {
		host, ok := parseHost(s[:n], false)
		if !ok {
			return false
		}
		if host != "localhost" {
			u.Host = host
		}
	}
	u.pathStart(s[n:], true)
	return true
}

// isDrive reports whether s is a Windows drive letter, normalized or not.
func isDrive(s string, normalized bool) bool {
	return len(s) == 2 && isAlpha(s[0]) && (s[1] == ':' || !normalized && s[1] == '|')
}

// startsWithDrive reports whether s starts with a Windows drive letter.
func startsWithDrive(s string) bool {
	return len(s) >= 2 && isDrive(s[:2], false) && (len(s) == 2 || isSlash(s[2], true))
}

func isAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// shorten drops the last segment of the path, but for a drive letter.
func (u *URL) shorten() {
	if u.Scheme == "file" && len(u.Path) == 3 && isDrive(u.Path[1:], true) {
		return
	}
	if i := strings.LastIndexByte(u.Path, '/'); i >= 0 {
		u.Path = u.Path[:i]
	}
}

// appendPath is the path state.
func (u *URL) appendPath(s string) {
	special := isSpecial(u.Scheme)
	if u.Path == "" && plainPath(s) {
		u.Path = "/" + s
		return
	}
	path := append(make([]byte, 0, len(u.Path)+len(s)+8), u.Path...)
	for {
		n := hostEnd(s, special)
		segment, last := s[:n], n == len(s)
		switch dots(segment) {
		case 2:
			path = shortenPath(path, u.Scheme)
			if last {
				path = append(path, '/')
			}
		case 1:
			if last {
				path = append(path, '/')
			}
		default:
			drive := u.Scheme == "file" && len(path) == 0 && isDrive(segment, false)
			path = append(path, '/')
			path = appendEscaped(path, segment, inPath)
			if drive {
				path[len(path)-1] = ':'
			}
		}
		if last {
			break
		}
		s = s[n+1:]
	}
	u.Path = string(path)
}

func shortenPath(path []byte, scheme string) []byte {
	if scheme == "file" && len(path) == 3 && isDrive(string(path[1:]), true) {
		return path
	}
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' {
			return path[:i]
		}
	}
	return path
}

// plainPath reports whether s is a path as it stands: without dots before which
// a segment begins, escapes, backslashes, or drive letters.
func plainPath(s string) bool {
	start := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if inPath.has(c) || c == '\\' || c == '|' || start && (c == '.' || c == '%') {
			return false
		}
		start = c == '/'
	}
	return true
}

// dots is 1 for a single-dot segment, 2 for a double-dot segment.
func dots(s string) int {
	if len(s) == 0 || len(s) > 6 || s[0] != '.' && s[0] != '%' {
		return 0
	}
	n := 0
	for len(s) > 0 {
		switch {
		case s[0] == '.':
			s = s[1:]
		case len(s) >= 3 && s[:2] == "%2" && s[2]|0x20 == 'e':
			s = s[3:]
		default:
			return 0
		}
		n++
	}
	if n > 2 {
		return 0
	}
	return n
}
