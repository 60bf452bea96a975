package node

import (
	"net/netip"
	"strings"

	"github.com/miekg/dns"

	"gojs/loop"
	"gojs/vm"
)

// The resolvers of the binding cares_wrap: ChannelWrap, which asks name servers.

type channelHandle struct{ resolver *loop.Resolver }

var (
	channelClass *class
	queryReq     = declareClass("QueryReqWrap", newRequestObject, nil)
)

func init() {
	specs := []vm.Spec{
		fn("getHostByAddr", 2, dnsReverse),
		fn("getServers", 0, dnsServers),
		fn("setServers", 1, dnsSetServers),
		fn("setLocalAddress", 2, dnsSetLocal),
		fn("cancel", 0, func(c *vm.Call) vm.Value {
			thisPart[*channelHandle](c).resolver.Cancel()
			return vm.Undefined
		}),
	}
	for _, q := range queries {
		specs = append(specs, fn(q.name, 2, dnsQuery(q.kind)))
	}
	channelClass = declareClass("ChannelWrap", newChannel, nil, specs...)
	declareBinding("cares_wrap",
		channelClass.spec("ChannelWrap"), queryReq.spec("QueryReqWrap"),
		addrInfoReq.spec("GetAddrInfoReqWrap"), nameInfoReq.spec("GetNameInfoReqWrap"),
		fn("getaddrinfo", 5, dnsAddrInfo),
		fn("getnameinfo", 3, dnsNameInfo),
	)
}

// queries are the methods that ask for records of a type.
var queries = []struct {
	name string
	kind uint16
}{
	{"queryAny", dns.TypeANY}, {"queryA", dns.TypeA}, {"queryAaaa", dns.TypeAAAA}, {"queryCaa", dns.TypeCAA},
	{"queryCname", dns.TypeCNAME}, {"queryMx", dns.TypeMX}, {"queryNs", dns.TypeNS}, {"queryTlsa", dns.TypeTLSA},
	{"queryTxt", dns.TypeTXT}, {"querySrv", dns.TypeSRV}, {"queryPtr", dns.TypePTR}, {"queryNaptr", dns.TypeNAPTR},
	{"querySoa", dns.TypeSOA},
}

// newChannel is new ChannelWrap ( timeout, tries, maxTimeout )
func newChannel(c *vm.Call) vm.Value {
	r := Of(c.VM).host.Loop().NewResolver()
	if n := c.ToInt32(c.Arg(0)); n >= 0 {
		r.Timeout = int(n)
	}
	r.Tries, r.MaxTimeout = int(c.ToInt32(c.Arg(1))), int(c.ToUint32(c.Arg(2)))
	proto := c.GetPrototypeFromConstructor(c.NewTarget(), channelClass.prototype)
	return c.ObjectValue(c.NewHostObject(proto, &channelHandle{r}))
}

// dnsServers is getServers ( ): a list of [address, port].
func dnsServers(c *vm.Call) vm.Value {
	list := c.NewArray(0)
	for _, a := range thisPart[*channelHandle](c).resolver.Servers() {
		one := c.NewArrayOf(c.NewString(a.Addr().String()), vm.IntValue(int32(a.Port())))
		c.ArrayPush(list, c.ObjectValue(one))
	}
	return c.ObjectValue(list)
}

// dnsSetServers is setServers ( list ) of addresses and ports in turn; false while there are queries.
func dnsSetServers(c *vm.Call) vm.Value {
	r := thisPart[*channelHandle](c).resolver
	list := c.Obj(c.Arg(0))
	var servers []netip.AddrPort
	for i := int64(0); i+1 < c.LengthOfArrayLike(list); i += 2 {
		a, err := netip.ParseAddr(c.ToGoString(c.Get(list, c.IntegerKey(i))))
		if err == nil {
			servers = append(servers, netip.AddrPortFrom(a, uint16(c.ToInt32(c.Get(list, c.IntegerKey(i+1))))))
		}
	}
	return vm.BoolValue(r.SetServers(servers) == nil)
}

// dnsSetLocal is setLocalAddress ( ipv4, ipv6 ), each a text or undefined.
func dnsSetLocal(c *vm.Call) vm.Value {
	r := thisPart[*channelHandle](c).resolver
	r.Local4, _ = netip.ParseAddr(optional(c, 0)) // "" is none
	r.Local6, _ = netip.ParseAddr(optional(c, 1))
	return vm.Undefined
}

// dnsQuery makes query<Type> ( req, name ), which ends with req.oncomplete ( code, records, ttls ).
func dnsQuery(kind uint16) vm.Native {
	return func(c *vm.Call) vm.Value {
		r := Of(c.VM).newRequest(c.Arg(0))
		thisPart[*channelHandle](c).resolver.Query(c.ToGoString(c.Arg(1)), kind, func(answer *dns.Msg, err error) {
			r.completeQuery(err, func(m *vm.VM) (records, ttls vm.Value, ok bool) { return recordsOf(m, answer.Answer, kind) })
		})
		return vm.IntValue(0)
	}
}

// completeQuery ends a query: with the code of an error, or with what result makes.
func (r *request) completeQuery(err error, result func(m *vm.VM) (records, ttls vm.Value, ok bool)) {
	r.complete(func(m *vm.VM, this *vm.Object) {
		code, records, ttls := vm.Value(vm.Undefined), vm.Value(vm.Undefined), vm.Value(vm.Undefined)
		if err == nil {
			var ok bool
			if records, ttls, ok = result(m); !ok {
				err = loop.DNSNoData
			}
		}
		if e, is := err.(loop.ResolveError); is {
			code = m.NewString(e.Name())
		}
		if f := m.Get(this, m.K(kOncomplete)); m.IsCallable(f) {
			m.Call(f, m.ObjectValue(this), code, records, ttls)
		}
	})
}

// dnsReverse is getHostByAddr ( req, address )
func dnsReverse(c *vm.Call) vm.Value {
	a, err := netip.ParseAddr(c.ToGoString(c.Arg(1)))
	if err != nil {
		return status(loop.EINVAL)
	}
	r := Of(c.VM).newRequest(c.Arg(0))
	thisPart[*channelHandle](c).resolver.Reverse(a, func(names []string, err error) {
		if err != nil && err != loop.DNSCancelled {
			err = loop.DNSNotFound // the hosts file is asked last, and does not know it
		}
		r.completeQuery(err, func(m *vm.VM) (vm.Value, vm.Value, bool) {
			list := m.NewArray(0)
			for _, name := range names {
				m.ArrayPush(list, m.NewString(name))
			}
			return m.ObjectValue(list), vm.Undefined, true
		})
	})
	return vm.IntValue(0)
}

// recordsOf are the records of a type as JavaScript has them, and how long those of addresses
// are good. ok is false where there are none.
func recordsOf(m *vm.VM, answer []dns.RR, kind uint16) (records, ttls vm.Value, ok bool) {
	list, times := m.NewArray(0), m.NewArray(0)
	if kind == dns.TypeANY {
		for _, k := range anyOrder {
			for _, rr := range answer {
				if rr.Header().Rrtype == k {
					m.ArrayPush(list, anyRecord(m, rr))
					ok = true
				}
			}
		}
		return m.ObjectValue(list), vm.Undefined, ok
	}
	for _, rr := range answer {
		if rr.Header().Rrtype != kind {
			continue
		}
		ok = true
		v := record(m, rr)
		if kind == dns.TypeSOA {
			return v, vm.Undefined, true
		}
		m.ArrayPush(list, v)
		m.ArrayPush(times, vm.NumberValue(float64(rr.Header().Ttl)))
	}
	ttls = vm.Undefined
	if kind == dns.TypeA || kind == dns.TypeAAAA {
		ttls = m.ObjectValue(times)
	}
	return m.ObjectValue(list), ttls, ok
}

// anyOrder is the order of types in the records of queryAny.
var anyOrder = []uint16{
	dns.TypeA, dns.TypeAAAA, dns.TypeCNAME, dns.TypeMX, dns.TypeNS, dns.TypeTXT, dns.TypeSRV, dns.TypePTR, dns.TypeNAPTR,
	dns.TypeSOA, dns.TypeCAA, dns.TypeTLSA,
}

// anyRecord is a record with its type.
func anyRecord(m *vm.VM, rr dns.RR) vm.Value {
	o := m.NewObject()
	v := record(m, rr)
	set := func(key string, v vm.Value) { m.CreateDataProperty(o, m.Key(key), v) }
	switch rr.(type) {
	case *dns.A, *dns.AAAA:
		set("address", v)
		set("ttl", vm.NumberValue(float64(rr.Header().Ttl)))
	case *dns.TXT:
		set("entries", v)
	case *dns.CNAME, *dns.NS, *dns.PTR:
		set("value", v)
	default:
		o = m.Obj(v)
	}
	m.CreateDataProperty(o, m.Key("type"), m.NewString(dns.TypeToString[rr.Header().Rrtype]))
	return m.ObjectValue(o)
}

func hostText(m *vm.VM, name string) vm.Value { return m.NewString(strings.TrimSuffix(name, ".")) }

// record is one record.
func record(m *vm.VM, rr dns.RR) vm.Value {
	switch rr := rr.(type) {
	case *dns.A:
		return m.NewString(rr.A.String())
	case *dns.AAAA:
		a, _ := netip.AddrFromSlice(rr.AAAA) // 16 bytes
		return m.NewString(a.String())
	case *dns.CNAME:
		return hostText(m, rr.Target)
	case *dns.NS:
		return hostText(m, rr.Ns)
	case *dns.PTR:
		return hostText(m, rr.Ptr)
	case *dns.TXT:
		list := m.NewArray(0)
		for _, s := range rr.Txt {
			m.ArrayPush(list, m.NewLatin1(unescaped(s)))
		}
		return m.ObjectValue(list)
	}
	return recordObject(m, rr)
}

// recordObject is one record that has several fields.
func recordObject(m *vm.VM, rr dns.RR) vm.Value {
	o := m.NewObject()
	host := func(key, name string) { m.CreateDataProperty(o, m.Key(key), hostText(m, name)) }
	text := func(key, s string) { m.CreateDataProperty(o, m.Key(key), m.NewLatin1(unescaped(s))) }
	number := func(key string, n uint32) { m.CreateDataProperty(o, m.Key(key), vm.NumberValue(float64(n))) }
	switch rr := rr.(type) {
	case *dns.MX:
		host("exchange", rr.Mx)
		number("priority", uint32(rr.Preference))
	case *dns.SRV:
		host("name", rr.Target)
		number("port", uint32(rr.Port))
		number("priority", uint32(rr.Priority))
		number("weight", uint32(rr.Weight))
	case *dns.NAPTR:
		text("flags", rr.Flags)
		text("service", rr.Service)
		text("regexp", rr.Regexp)
		host("replacement", rr.Replacement)
		number("order", uint32(rr.Order))
		number("preference", uint32(rr.Preference))
	case *dns.SOA:
		host("nsname", rr.Ns)
		host("hostmaster", rr.Mbox)
		number("serial", rr.Serial)
		number("refresh", rr.Refresh)
		number("retry", rr.Retry)
		number("expire", rr.Expire)
		number("minttl", rr.Minttl)
	case *dns.CAA:
		number("critical", uint32(rr.Flag))
		text(rr.Tag, rr.Value)
	case *dns.TLSA:
		number("certUsage", uint32(rr.Usage))
		number("selector", uint32(rr.Selector))
		number("match", uint32(rr.MatchingType))
		data := encodeHex(rr.Certificate)
		buffer := m.NewArrayBufferFrom(m.Realm().Intrinsic(vm.ArrayBufferPrototype), data)
		m.CreateDataProperty(o, m.Key("data"), m.ObjectValue(buffer))
	}
	return m.ObjectValue(o)
}

func encodeHex(s string) []byte {
	b := make([]byte, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		b = append(b, byte(hexDigit(uint16(s[i]))<<4|hexDigit(uint16(s[i+1]))))
	}
	return b
}

// unescaped is a text of a record without the escapes that package dns writes:
// \DDD, and a backslash before a character.
func unescaped(s string) []byte {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b = append(b, s[i])
			continue
		}
		if i+3 < len(s) && isDigit(s[i+1]) && isDigit(s[i+2]) && isDigit(s[i+3]) {
			b = append(b, (s[i+1]-'0')*100+(s[i+2]-'0')*10+s[i+3]-'0')
			i += 3
			continue
		}
		i++
		b = append(b, s[i])
	}
	return b
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
