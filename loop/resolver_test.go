package loop

import (
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// nameServer is a name server on loopback, over UDP and TCP on one port.
func nameServer(t *testing.T, answer func(w dns.ResponseWriter, q *dns.Msg)) netip.AddrPort {
	t.Helper()
	var pc net.PacketConn
	var ln net.Listener
	for try := 0; ln == nil; try++ { // until a port is free for both
		var err error
		pc, err = net.ListenPacket("udp", "127.0.0.1:0")
		check(t, err)
		if ln, err = net.Listen("tcp", pc.LocalAddr().String()); err != nil {
			if pc.Close(); try == 50 {
				t.Fatal(err)
			}
			ln = nil
		}
	}
	u, s := &dns.Server{PacketConn: pc, Handler: dns.HandlerFunc(answer)}, &dns.Server{Listener: ln, Handler: dns.HandlerFunc(answer)}
	go u.ActivateAndServe()
	go s.ActivateAndServe()
	t.Cleanup(func() { u.Shutdown(); s.Shutdown() })
	return pc.LocalAddr().(*net.UDPAddr).AddrPort()
}

func TestResolverRecords(t *testing.T) {
	l := newLoop(t)
	records := map[uint16]string{
		dns.TypeA: "1.2.3.4", dns.TypeAAAA: "::1", dns.TypeMX: "10 mail.example.", dns.TypeTXT: `"a" "b"`, dns.TypeNS: "ns.example.",
		dns.TypeSOA: "ns. host. 1 2 3 4 5", dns.TypeSRV: "1 2 3 target.", dns.TypeCAA: `0 issue "ca"`, dns.TypeCNAME: "other.example.",
		dns.TypeNAPTR: `1 2 "s" "SIP" "" r.example.`, dns.TypeTLSA: "3 1 1 00", dns.TypePTR: "p.example.",
	}
	server := nameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg)
		m.SetReply(q)
		kind := q.Question[0].Qtype
		rr, err := dns.NewRR(fmt.Sprintf("%s 60 IN %s %s", q.Question[0].Name, dns.TypeToString[kind], records[kind]))
		check(t, err)
		m.Answer = append(m.Answer, rr)
		w.WriteMsg(m)
	})
	r := l.NewResolver()
	check(t, r.SetServers([]netip.AddrPort{server}))
	got := 0
	for kind := range records {
		r.Query("x.example", kind, func(m *dns.Msg, err error) {
			check(t, err)
			if m.Answer[0].Header().Rrtype != kind {
				t.Errorf("%v", m.Answer)
			}
			got++
		})
	}
	if err := r.SetServers(nil); err != EBUSY {
		t.Errorf("SetServers during queries: %v", err)
	}
	r.Reverse(netip.MustParseAddr("192.0.2.1"), func(names []string, err error) {
		if len(names) != 1 || names[0] != "p.example" || err != nil {
			t.Errorf("%v, %v", names, err)
		}
	})
	run(t, l)
	if got != len(records) || r.Pending() != 0 {
		t.Errorf("%d of %d, %d pending", got, len(records), r.Pending())
	}
}

func TestResolverErrors(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	codes := map[string]int{"form": dns.RcodeFormatError, "serv": dns.RcodeServerFailure, "nx": dns.RcodeNameError, "notimp": dns.RcodeNotImplemented,
		"refused": dns.RcodeRefused, "nodata": dns.RcodeSuccess}
	server := nameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
		label, _, _ := strings.Cut(q.Question[0].Name, ".")
		m := new(dns.Msg)
		m.SetRcode(q, codes[label])
		w.WriteMsg(m)
	})
	r := l.NewResolver()
	check(t, r.SetServers([]netip.AddrPort{server}))
	for name, want := range map[string]error{
		"form.x": DNSFormErr, "serv.x": DNSServFail, "nx.x": DNSNotFound, "notimp.x": DNSNotImp, "refused.x": DNSRefused, "nodata.x": DNSNoData,
		"a..b": DNSBadName, ".a": DNSBadName, strings.Repeat("a", 64): DNSBadName, strings.Repeat("a.", 200): DNSBadName,
	} {
		inside := true
		r.Query(name, dns.TypeA, func(m *dns.Msg, err error) {
			if err != want || inside {
				t.Errorf("%s: %v, want %v", name, err, want)
			}
		})
		inside = false
	}
	run(t, l)
}

func TestResolverTruncatedGoesToTCP(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	server := nameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg)
		m.SetReply(q)
		if w.LocalAddr().Network() == "udp" {
			m.Truncated = true
		} else {
			for i := range 200 {
				rr, _ := dns.NewRR(fmt.Sprintf("%s 60 IN A 10.0.0.%d", q.Question[0].Name, i))
				m.Answer = append(m.Answer, rr)
			}
		}
		w.WriteMsg(m)
	})
	r := l.NewResolver()
	check(t, r.SetServers([]netip.AddrPort{server}))
	r.Query("big.example", dns.TypeA, func(m *dns.Msg, err error) {
		check(t, err)
		if len(m.Answer) != 200 {
			t.Errorf("%d answers", len(m.Answer))
		}
	})
	run(t, l)
}

func TestResolverTimeoutAndNextServer(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	var asked atomic.Int32
	silent := nameServer(t, func(w dns.ResponseWriter, q *dns.Msg) { asked.Add(1) })
	good := nameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg)
		m.SetReply(q)
		rr, _ := dns.NewRR(q.Question[0].Name + " 60 IN A 10.0.0.1")
		m.Answer = []dns.RR{rr}
		w.WriteMsg(m)
	})
	both, alone := l.NewResolver(), l.NewResolver()
	both.Timeout, alone.Timeout, alone.Tries = 10, 10, 3
	check(t, both.SetServers([]netip.AddrPort{silent, good}))
	check(t, alone.SetServers([]netip.AddrPort{silent}))
	both.Query("a.example", dns.TypeA, func(m *dns.Msg, err error) { check(t, err) })
	began := time.Now()
	alone.Query("a.example", dns.TypeA, func(m *dns.Msg, err error) {
		if err != DNSTimeout || time.Since(began) < 60*time.Millisecond { // 10 + 20 + 40
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
	run(t, l)
	if n := asked.Load(); n != 4 {
		t.Errorf("the silent server was asked %d times", n)
	}
}

func TestResolverNoServerAndCancel(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	pc, err := net.ListenPacket("udp", "127.0.0.1:0")
	check(t, err)
	addr := pc.LocalAddr().(*net.UDPAddr).AddrPort()
	r := l.NewResolver()
	check(t, r.SetServers([]netip.AddrPort{addr}))
	var log logbook
	one := r.Query("a.example", dns.TypeA, func(m *dns.Msg, err error) { log.add("%s", err.(ResolveError).Name()) })
	r.Query("b.example", dns.TypeA, func(m *dns.Msg, err error) { log.add("%s", err.(ResolveError).Name()) })
	one.Cancel()
	r.Cancel()
	run(t, l)
	pc.Close() // now nobody is there
	r.Query("c.example", dns.TypeA, func(m *dns.Msg, err error) { log.add("%s", err.(ResolveError).Name()) })
	run(t, l)
	log.want(t, "ECANCELLED ECANCELLED ECONNREFUSED")
}

func TestLookupHost(t *testing.T) {
	l := newLoop(t)
	got := map[string]string{}
	for _, host := range []string{"127.0.0.1", "::1", "localhost"} {
		l.GetAddrInfo(host, 0, 0, IPv4First, func(addrs []netip.Addr, err error) {
			check(t, err)
			got[host] = addrs[0].String()
		})
	}
	run(t, l)
	if got["127.0.0.1"] != "127.0.0.1" || got["::1"] != "::1" || got["localhost"] != "127.0.0.1" {
		t.Errorf("%v", got)
	}
	if a, err := LookupHost("127.0.0.1", 6, AIV4Mapped, Verbatim); err != nil || a[0].String() != "::ffff:127.0.0.1" {
		t.Errorf("mapped: %v, %v", a, err)
	}
	for _, c := range []struct {
		host          string
		family, hints int
		want          error
	}{{"127.0.0.1", 6, 0, EAI_NONAME}, {"x", 5, 0, EAI_FAMILY}, {"x", 0, 1 << 20, EAI_BADFLAGS}} {
		if _, err := LookupHost(c.host, c.family, c.hints, Verbatim); err != c.want {
			t.Errorf("%v: %v", c, err)
		}
	}
}

func TestGetNameInfo(t *testing.T) {
	l := newLoop(t)
	l.GetNameInfo(netip.MustParseAddrPort("127.0.0.1:22"), func(host, service string, err error) {
		if host != "localhost" || service != "ssh" || err != nil {
			t.Errorf("%q %q %v", host, service, err)
		}
	})
	run(t, l)
}
