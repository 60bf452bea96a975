package node

import (
	"unsafe"

	"gojs/gc"
	"gojs/source"
	"gojs/stdlib/web"
	"gojs/vm"
)

// The binding url: what js/internal/url.js needs of the parser. A class URL
// holds a record: its href, and where the parts of it are.

// urlRecord is such a record.
//
//gojs:cell
type urlRecord struct {
	vm.Object
	href vm.Value

	protocol, user, hostStart, hostEnd int32
	port, path, query, fragment        int32
}

var kindURLRecord = vm.NewKind[urlRecord]("URLRecord", gc.Layout{})

// The parts of a URL, by the numbers JavaScript calls them by.
const (
	urlHref = iota
	urlOrigin
	urlProtocol
	urlUsername
	urlPassword
	urlHost
	urlHostname
	urlPort
	urlPathname
	urlSearch
	urlHash
)

var urlParts = []string{"href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"}

func init() {
	specs := []vm.Spec{
		fn("parse", 3, urlParse),
		fn("canParse", 2, urlCanParse),
		fn("parseQuery", 1, urlParseQuery),
		fn("serializeQuery", 1, urlSerializeQuery),
		fn("domainToASCII", 1, urlDomainToASCII),
		fn("domainToUnicode", 1, urlDomainToUnicode),
		fn("percentDecode", 1, func(c *vm.Call) vm.Value { return Of(c.VM).bytes(web.PercentDecode(scalarText(c, 0))) }),
	}
	for i, name := range urlParts {
		specs = append(specs,
			vm.Spec{Key: "get_" + name, Len: 1, Fn: urlGet, Magic: i, Hidden: true},
			vm.Spec{Key: "set_" + name, Len: 2, Fn: urlSet, Magic: i, Hidden: true})
	}
	declareBinding("url", specs...)
}

// scalarText is argument i as a text without lone surrogates.
func scalarText(c *vm.Call, i int) string { return string(utf8Bytes(c.ToGoString(c.Arg(i)))) }

// baseArg is argument i, the text of a base URL; ok is false where it is none.
func baseArg(c *vm.Call, i int) (base *web.URL, ok bool) {
	if c.Arg(i) == vm.Undefined {
		return nil, true
	}
	return web.Parse(scalarText(c, i), nil)
}

// urlParse is parse ( input, base, record ): a new record, or the given one with
// what was parsed; undefined for what is no URL.
func urlParse(c *vm.Call) vm.Value {
	base, ok := baseArg(c, 1)
	if !ok {
		return vm.Undefined
	}
	u, ok := web.Parse(scalarText(c, 0), base)
	if !ok {
		return vm.Undefined
	}
	r := urlRecordArg(c, 2)
	if r == nil {
		r = vm.Alloc[urlRecord](c.VM, kindURLRecord, c.Realm().ObjectPrototype())
		r.href = vm.Undefined
	}
	r.take(c.VM, u)
	return c.ObjectValue(&r.Object)
}

func urlCanParse(c *vm.Call) vm.Value {
	base, ok := baseArg(c, 1)
	if ok {
		_, ok = web.Parse(scalarText(c, 0), base)
	}
	return vm.BoolValue(ok)
}

// take makes the record that of u.
func (r *urlRecord) take(m *vm.VM, u *web.URL) {
	href, k := u.Href()
	r.href = m.NewLatin1(unsafe.Slice(unsafe.StringData(href), len(href)))
	r.protocol, r.user, r.hostStart, r.hostEnd = int32(k.Protocol), int32(k.User), int32(k.HostStart), int32(k.HostEnd)
	r.port, r.path, r.query, r.fragment = int32(k.Port), int32(k.Path), int32(k.Query), int32(k.Fragment)
}

func urlRecordArg(c *vm.Call, i int) *urlRecord {
	return vm.As[urlRecord](c.VM, c.Arg(i), kindURLRecord)
}

// parsed is the record's URL once more.
func (r *urlRecord) parsed(m *vm.VM) *web.URL {
	u, _ := web.Parse(m.GoString(r.href), nil)
	return u
}

// urlGet is get_<part> ( record )
func urlGet(c *vm.Call) vm.Value {
	r := urlRecordArg(c, 0)
	if r == nil {
		return vm.Undefined
	}
	end := int32(c.StringLength(r.href))
	part := func(from, to int32) vm.Value { return c.Substring(r.href, int(from), int(to)) }
	switch c.Magic() {
	case urlHref:
		return r.href
	case urlOrigin:
		return c.NewString(r.parsed(c.VM).Origin())
	case urlProtocol:
		return part(0, r.protocol)
	case urlUsername:
		return part(min(r.protocol+2, r.user), r.user)
	case urlPassword:
		return part(min(r.user+1, r.hostStart), r.hostStart)
	case urlHost:
		to := r.path
		if r.hostEnd == r.hostStart {
			to = r.hostEnd
		}
		return part(r.host(c.VM), max(to, r.host(c.VM)))
	case urlHostname:
		return part(r.host(c.VM), r.hostEnd)
	case urlPort:
		if r.port < 0 {
			return c.NewString("")
		}
		return c.NumberToString(float64(r.port))
	case urlPathname:
		return part(r.path, r.pathEnd(end))
	case urlSearch:
		if to := r.queryEnd(end); r.query >= 0 && to-r.query > 1 {
			return part(r.query, to)
		}
	case urlHash:
		if r.fragment >= 0 && end-r.fragment > 1 {
			return part(r.fragment, end)
		}
	}
	return c.NewString("")
}

// host is where the host begins: behind the @ where there are credentials.
func (r *urlRecord) host(m *vm.VM) int32 {
	if r.hostStart < r.hostEnd && m.CodeUnitAt(r.href, r.hostStart) == '@' {
		return r.hostStart + 1
	}
	return r.hostStart
}

func (r *urlRecord) pathEnd(end int32) int32 {
	if r.query >= 0 {
		return r.query
	}
	return r.queryEnd(end)
}

func (r *urlRecord) queryEnd(end int32) int32 {
	if r.fragment >= 0 {
		return r.fragment
	}
	return end
}

// urlSet is set_<part> ( record, text )
func urlSet(c *vm.Call) vm.Value {
	r := urlRecordArg(c, 0)
	if r == nil {
		return vm.Undefined
	}
	text := scalarText(c, 1)
	u := r.parsed(c.VM)
	switch c.Magic() {
	case urlProtocol:
		u.SetProtocol(text)
	case urlUsername:
		u.SetUsername(text)
	case urlPassword:
		u.SetPassword(text)
	case urlHost, urlHostname:
		u.SetHost(text, c.Magic() == urlHostname)
	case urlPort:
		u.SetPort(text)
	case urlPathname:
		u.SetPathname(text)
	case urlSearch:
		u.SetSearch(text)
	case urlHash:
		u.SetHash(text)
	}
	r.take(c.VM, u)
	return vm.Undefined
}

// urlParseQuery is parseQuery ( text ): an array of names and values.
func urlParseQuery(c *vm.Call) vm.Value {
	a := c.NewArray(0)
	for _, s := range web.ParseQuery(scalarText(c, 0)) {
		c.ArrayPush(a, c.NewString(s))
	}
	return c.ObjectValue(a)
}

// urlSerializeQuery is serializeQuery ( list )
func urlSerializeQuery(c *vm.Call) vm.Value {
	list := c.Obj(c.Arg(0))
	var b []byte
	for i := range uint32(c.LengthOfArrayLike(list)) {
		switch {
		case i == 0:
		case i%2 == 0:
			b = append(b, '&')
		default:
			b = append(b, '=')
		}
		b = web.AppendFormValue(b, string(utf8Bytes(c.ToGoString(c.Get(list, vm.IndexKey(i))))))
	}
	return c.NewLatin1(b)
}

// urlDomainToASCII is domainToASCII ( domain ): "" for what is none.
func urlDomainToASCII(c *vm.Call) vm.Value {
	u, ok := web.Parse("ws://"+scalarText(c, 0), nil)
	if !ok {
		return c.NewString("")
	}
	return c.NewString(u.Host)
}

// urlDomainToUnicode is domainToUnicode ( domain ): "" for what is none.
func urlDomainToUnicode(c *vm.Call) vm.Value {
	u, ok := web.Parse("ws://"+scalarText(c, 0), nil)
	if !ok {
		return c.NewString("")
	}
	return c.NewString(source.FromUTF16(source.ToUTF16(web.DomainToUnicode(u.Host))))
}
