package loop

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"
	"strings"

	"github.com/miekg/dns"
)

// ResolveError is an error of a Resolver, by the code c-ares has for it.
type ResolveError string

// Errors of a Resolver.
const (
	DNSNoData      ResolveError = "ENODATA"
	DNSFormErr     ResolveError = "EFORMERR"
	DNSServFail    ResolveError = "ESERVFAIL"
	DNSNotFound    ResolveError = "ENOTFOUND"
	DNSNotImp      ResolveError = "ENOTIMP"
	DNSRefused     ResolveError = "EREFUSED"
	DNSBadName     ResolveError = "EBADNAME"
	DNSBadResp     ResolveError = "EBADRESP"
	DNSConnRefused ResolveError = "ECONNREFUSED"
	DNSTimeout     ResolveError = "ETIMEOUT"
	DNSCancelled   ResolveError = "ECANCELLED"
	DNSBadStr      ResolveError = "EBADSTR"
)

var resolveMessages = map[ResolveError]string{
	DNSNoData: "DNS server returned answer with no data", DNSFormErr: "DNS server claims query was misformatted",
	DNSServFail: "DNS server returned general failure", DNSNotFound: "Domain name not found",
	DNSNotImp: "DNS server does not implement requested operation", DNSRefused: "DNS server refused query",
	DNSBadName: "Misformatted domain name", DNSBadResp: "Misformatted DNS reply", DNSConnRefused: "Could not contact DNS servers",
	DNSTimeout: "Timeout while contacting DNS servers", DNSCancelled: "DNS query cancelled", DNSBadStr: "Misformatted string",
}

// Name is the code.
func (e ResolveError) Name() string { return string(e) }

// Message is c-ares's text.
func (e ResolveError) Message() string { return resolveMessages[e] }

func (e ResolveError) Error() string { return string(e) + ": " + e.Message() }

// Defaults of a Resolver.
const (
	defaultDNSTimeout = 2000 // ms
	defaultDNSTries   = 4
)

// Resolver asks name servers for records of any type. It neither reads the
// hosts file (Reverse does) nor completes names.
type Resolver struct {
	// Timeout is how long to wait for the first answer, in milliseconds; every
	// round over all servers waits twice as long as the one before, MaxTimeout at most if that is not 0.
	Timeout, MaxTimeout int
	// Tries is how often each server is asked.
	Tries int
	// Local4 and Local6 are the addresses queries are sent from, if valid.
	Local4, Local6 netip.Addr

	loop    *Loop
	servers []netip.AddrPort
	queries map[*Query]bool
	made    uint64 // how many queries there were
}

// NewResolver makes a resolver with the system's servers.
func (l *Loop) NewResolver() *Resolver {
	r := &Resolver{Timeout: defaultDNSTimeout, Tries: defaultDNSTries, loop: l, queries: map[*Query]bool{}}
	r.servers = systemServers()
	if len(r.servers) == 0 {
		r.servers = []netip.AddrPort{netip.MustParseAddrPort("127.0.0.1:53")}
	}
	return r
}

// Servers are the servers that are asked, in their order.
func (r *Resolver) Servers() []netip.AddrPort { return append([]netip.AddrPort(nil), r.servers...) }

// SetServers replaces them. EBUSY while there are queries.
func (r *Resolver) SetServers(servers []netip.AddrPort) error {
	if len(r.queries) > 0 {
		return EBUSY
	}
	r.servers = append([]netip.AddrPort(nil), servers...)
	return nil
}

// Pending is how many queries are under way.
func (r *Resolver) Pending() int { return len(r.queries) }

// Cancel ends all queries with ECANCELLED, in the order of their making.
func (r *Resolver) Cancel() {
	all := slices.SortedFunc(maps.Keys(r.queries), func(a, b *Query) int { return cmp.Compare(a.number, b.number) })
	for _, q := range all {
		q.end(nil, DNSCancelled)
	}
}

// Query asks for the records of a name. kind is a type of miekg/dns, such as
// dns.TypeMX. done gets the whole answer, or a ResolveError; it is called
// later in any case.
func (r *Resolver) Query(name string, kind uint16, done func(*dns.Msg, error)) *Query {
	r.made++
	q := &Query{resolver: r, number: r.made, done: done, lastErr: DNSTimeout}
	r.queries[q] = true
	r.loop.Hold()
	if !validName(name) {
		q.end(nil, DNSBadName)
		return q
	}
	q.msg.SetQuestion(dns.Fqdn(name), kind)
	packed, err := q.msg.Pack()
	switch {
	case err != nil:
		q.end(nil, DNSBadName)
	case len(r.servers) == 0:
		q.end(nil, DNSServFail)
	default:
		q.packed = packed
		q.ask()
	}
	return q
}

// validName tells whether labels have 1 to 63 bytes and the name at most 255.
func validName(name string) bool {
	if strings.HasPrefix(name, ".") && name != "." || strings.IndexByte(name, 0) >= 0 {
		return false
	}
	_, ok := dns.IsDomainName(name)
	return ok
}

// Reverse finds the names of an address: in the hosts file, then by a query.
func (r *Resolver) Reverse(addr netip.Addr, done func([]string, error)) {
	name, err := dns.ReverseAddr(addr.Unmap().WithZone("").String())
	if err != nil {
		name = ""
	}
	if names := hostsNames(addr); len(names) > 0 {
		r.loop.Hold()
		r.loop.Post(func() {
			r.loop.Release()
			done(names, nil)
		})
		return
	}
	r.Query(name, dns.TypePTR, func(answer *dns.Msg, err error) {
		if err != nil {
			done(nil, err)
			return
		}
		var names []string
		for _, rr := range answer.Answer {
			if p, ok := rr.(*dns.PTR); ok {
				names = append(names, strings.TrimSuffix(p.Ptr, "."))
			}
		}
		done(names, nil)
	})
}

// resultOf is the error that an answer stands for.
func resultOf(answer *dns.Msg) error {
	switch answer.Rcode {
	case dns.RcodeSuccess:
		if len(answer.Answer) == 0 {
			return DNSNoData
		}
		return nil
	case dns.RcodeFormatError:
		return DNSFormErr
	case dns.RcodeNameError:
		return DNSNotFound
	case dns.RcodeNotImplemented:
		return DNSNotImp
	case dns.RcodeRefused:
		return DNSRefused
	}
	return DNSServFail
}
