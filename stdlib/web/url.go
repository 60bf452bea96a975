package web

import (
	"strconv"
	"strings"
)

// URL is a URL record (https://url.spec.whatwg.org/#url-representation). A path
// that is a list is written with a slash before each of its segments.
type URL struct {
	Scheme             string
	Username, Password string
	Host               string
	Port               int // -1 for none
	Path               string
	Query, Fragment    string

	HasHost, HasQuery, HasFragment bool
	Opaque                         bool // the path is opaque
}

// noPort is the port of a URL without one.
const noPort = -1

// specialPort is the default port of a special scheme, ok whether it is one.
func specialPort(scheme string) (port int, ok bool) {
	switch scheme {
	case "http", "ws":
		return 80, true
	case "https", "wss":
		return 443, true
	case "ftp":
		return 21, true
	case "file":
		return noPort, true
	}
	return noPort, false
}

func isSpecial(scheme string) bool {
	_, ok := specialPort(scheme)
	return ok
}

// hasCredentials reports whether there is a user or a password.
func (u *URL) hasCredentials() bool { return u.Username != "" || u.Password != "" }

// barred reports that u cannot have a user, a password or a port.
func (u *URL) barred() bool { return !u.HasHost || u.Host == "" || u.Scheme == "file" }

// Marks are where the parts of an href begin and end.
type Marks struct {
	Protocol  int // behind the colon of the scheme
	User      int // behind the user, and before a password's colon
	HostStart int // at the @ before the host, or where the host begins
	HostEnd   int
	Port      int // the port, -1 for none
	Path      int // where the path begins
	Query     int // at the ?, -1 for none
	Fragment  int // at the #, -1 for none
}

// Href is the URL serializer, with where the parts stand.
func (u *URL) Href() (string, Marks) {
	var m Marks
	b := make([]byte, 0, len(u.Scheme)+len(u.Username)+len(u.Password)+len(u.Host)+len(u.Path)+len(u.Query)+len(u.Fragment)+16)
	b = append(b, u.Scheme...)
	b = append(b, ':')
	m.Protocol, m.Port, m.Query, m.Fragment = len(b), u.Port, -1, -1
	if u.HasHost {
		b = append(b, "//"...)
		b = append(b, u.Username...)
		m.User = len(b)
		if u.Password != "" {
			b = append(b, ':')
			b = append(b, u.Password...)
		}
		m.HostStart = len(b)
		if u.hasCredentials() {
			b = append(b, '@')
		}
		b = append(b, u.Host...)
		m.HostEnd = len(b)
		if u.Port != noPort {
			b = append(b, ':')
			b = strconv.AppendInt(b, int64(u.Port), 10)
		}
	} else {
		m.User, m.HostStart, m.HostEnd = len(b), len(b), len(b)
		if !u.Opaque && strings.HasPrefix(u.Path, "//") {
			b = append(b, "/."...)
		}
	}
	m.Path = len(b)
	b = append(b, u.Path...)
	if u.HasQuery {
		m.Query = len(b)
		b = append(b, '?')
		b = append(b, u.Query...)
	}
	if u.HasFragment {
		m.Fragment = len(b)
		b = append(b, '#')
		b = append(b, u.Fragment...)
	}
	return string(b), m
}

// Origin is the serialization of the URL's origin
// (https://url.spec.whatwg.org/#origin).
func (u *URL) Origin() string {
	switch u.Scheme {
	case "blob":
		if inner, ok := Parse(u.Path, nil); ok && u.Opaque && (inner.Scheme == "http" || inner.Scheme == "https") {
			return inner.Origin()
		}
		return "null"
	case "file":
		return "null"
	}
	if !isSpecial(u.Scheme) {
		return "null"
	}
	s := u.Scheme + "://" + u.Host
	if u.Port != noPort {
		s += ":" + strconv.Itoa(u.Port)
	}
	return s
}
