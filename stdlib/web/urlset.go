package web

import "strings"

// The setters of class URL (https://url.spec.whatwg.org/#urlutils-members): the
// parser with a state override. What cannot be set leaves the URL as it is.

// SetProtocol sets the scheme.
func (u *URL) SetProtocol(s string) {
	scheme, _, ok := cutScheme(clean(s) + ":")
	if !ok || isSpecial(scheme) != isSpecial(u.Scheme) || scheme == "file" && (u.hasCredentials() || u.Port != noPort) ||
		u.Scheme == "file" && u.Host == "" {
		return
	}
	u.Scheme = scheme
	if u.Port != noPort {
		u.setPort(u.Port)
	}
}

// SetUsername sets the user.
func (u *URL) SetUsername(s string) {
	if !u.barred() {
		u.Username = escape(s, inUserinfo)
	}
}

// SetPassword sets the password.
func (u *URL) SetPassword(s string) {
	if !u.barred() {
		u.Password = escape(s, inUserinfo)
	}
}

// SetHost sets host and port, or the host alone.
func (u *URL) SetHost(s string, alone bool) {
	if u.Opaque {
		return
	}
	special := isSpecial(u.Scheme)
	s = clean(s)
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	s = s[:hostEnd(s, special)]
	if u.Scheme == "file" {
		u.setFileHost(s)
		return
	}
	name, port := cutPort(s)
	if port != "" && (name == "" || alone) || name == "" && (special || u.hasCredentials() || u.Port != noPort) {
		return
	}
	host, ok := parseHost(name, !special)
	if !ok {
		return
	}
	u.Host, u.HasHost = host, true
	if port != "" {
		u.setPortText(port[1:])
	}
}

func (u *URL) setFileHost(s string) {
	host := ""
	if s != "" {
		var ok bool
		if host, ok = parseHost(s, false); !ok {
			return
		}
		if host == "localhost" {
			host = ""
		}
	}
	u.Host, u.HasHost = host, true
}

// setPortText takes the digits that s begins with.
func (u *URL) setPortText(s string) {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return
	}
	if n, _, ok := parsePort(s); ok {
		u.setPort(n)
	}
}

// SetPort sets the port.
func (u *URL) SetPort(s string) {
	if u.barred() {
		return
	}
	if s == "" {
		u.Port = noPort
		return
	}
	u.setPortText(clean(s))
}

// SetPathname sets the path.
func (u *URL) SetPathname(s string) {
	if u.Opaque {
		return
	}
	u.Path = ""
	s = clean(s)
	u.pathStart(s, isSpecial(u.Scheme))
	if s == "" && !u.HasHost {
		u.Path = "/"
	}
}

// SetSearch sets the query; "" takes it away.
func (u *URL) SetSearch(s string) {
	u.HasQuery, u.Query = s != "", ""
	if u.HasQuery {
		u.setQuery(clean(strings.TrimPrefix(s, "?")))
	}
}

// SetHash sets the fragment; "" takes it away.
func (u *URL) SetHash(s string) {
	u.HasFragment, u.Fragment = s != "", ""
	if u.HasFragment {
		u.Fragment = escape(clean(strings.TrimPrefix(s, "#")), inFragment)
	}
}
