package loop

import (
	"encoding/binary"
	"net/netip"

	"github.com/miekg/dns"
)

// Query is a question that a Resolver has asked: by UDP, server after server,
// again after a timeout, and by TCP when an answer did not fit.
type Query struct {
	resolver *Resolver
	number   uint64
	done     func(*dns.Msg, error)
	msg      dns.Msg
	packed   []byte
	try      int // how many times it was asked before
	lastErr  error
	ended    bool

	udp   *UDP
	tcp   *TCP
	timer *Timer
}

// Cancel ends the query with ECANCELLED.
func (q *Query) Cancel() { q.end(nil, DNSCancelled) }

func (q *Query) server() netip.AddrPort {
	return q.resolver.servers[q.try%len(q.resolver.servers)]
}

// timeout is how long this try waits, in milliseconds.
func (q *Query) timeout() int64 {
	r := q.resolver
	first := r.Timeout
	if first <= 0 {
		first = defaultDNSTimeout
	}
	t := int64(first) << min(q.try/len(r.servers), 20)
	if r.MaxTimeout > 0 {
		t = min(t, int64(r.MaxTimeout))
	}
	return t
}

// ask sends the question to the server whose turn it is.
func (q *Query) ask() {
	q.drop()
	q.timer = q.resolver.loop.NewTimer(func() { q.again(DNSTimeout) })
	q.timer.Start(q.timeout(), 0)
	if err := q.askUDP(); err != nil {
		q.timer.Start(0, 0) // the next one, but not within Query
		q.timer.Callback = func() { q.again(DNSConnRefused) }
	}
}

func (q *Query) askUDP() error {
	server := q.server()
	q.udp = q.resolver.loop.NewUDP()
	if local := q.local(server); local.IsValid() {
		if err := q.udp.Bind(local, 0); err != nil {
			return err
		}
	}
	if err := q.udp.Connect(server); err != nil {
		return err
	}
	if err := q.udp.RecvStart(nil, func(data []byte, _ netip.AddrPort, _ bool, err error) {
		if err != nil {
			q.again(DNSConnRefused)
			return
		}
		q.answer(data, true)
	}); err != nil {
		return err
	}
	_, err := q.udp.Send(nil, netip.AddrPort{}, q.packed)
	return err
}

// local is the address to send from.
func (q *Query) local(server netip.AddrPort) netip.AddrPort {
	if server.Addr().Is4() {
		return netip.AddrPortFrom(q.resolver.Local4, 0)
	}
	return netip.AddrPortFrom(q.resolver.Local6, 0)
}

// again goes on to the next try.
func (q *Query) again(err error) {
	q.lastErr = err
	q.try++
	if q.try >= max(q.resolver.Tries, 1)*len(q.resolver.servers) {
		q.end(nil, q.lastErr)
		return
	}
	q.ask()
}

// answer takes what a server has sent. What does not belong to the question is
// not for us.
func (q *Query) answer(data []byte, mayBeCut bool) {
	var m dns.Msg
	if len(data) < 12 || binary.BigEndian.Uint16(data) != q.msg.Id {
		return
	}
	if err := m.Unpack(data); (err != nil || int(binary.BigEndian.Uint16(data[6:])) != len(m.Answer)) && !(m.Truncated && mayBeCut) {
		q.end(nil, DNSBadResp)
		return
	}
	if !m.Response || len(m.Question) != 1 || !sameQuestion(&m.Question[0], &q.msg.Question[0]) {
		return
	}
	if m.Truncated && mayBeCut {
		q.askTCP()
		return
	}
	q.end(&m, resultOf(&m))
}

func sameQuestion(a, b *dns.Question) bool {
	return a.Qtype == b.Qtype && a.Qclass == b.Qclass && dns.CanonicalName(a.Name) == dns.CanonicalName(b.Name)
}

// askTCP asks the same server again. A message is preceded by its length.
func (q *Query) askTCP() {
	q.udp.RecvStop()
	q.tcp = q.resolver.loop.NewTCP()
	if local := q.local(q.server()); local.IsValid() {
		q.tcp.Bind(local, 0)
	}
	tcp := q.tcp
	_, err := tcp.Connect(q.server(), func(err error) {
		if tcp != q.tcp {
			return
		}
		if err != nil {
			q.again(DNSConnRefused)
			return
		}
		q.talkTCP()
	})
	if err != nil {
		q.again(DNSConnRefused)
	}
}

func (q *Query) talkTCP() {
	var got []byte
	q.tcp.ReadStart(nil, func(data []byte, err error) {
		if err != nil {
			q.again(DNSConnRefused)
			return
		}
		got = append(got, data...)
		if len(got) >= 2 && len(got)-2 >= int(binary.BigEndian.Uint16(got)) {
			q.answer(got[2:2+binary.BigEndian.Uint16(got)], false)
		}
	})
	length := binary.BigEndian.AppendUint16(nil, uint16(len(q.packed)))
	if _, err := q.tcp.Write(nil, length, q.packed); err != nil {
		q.again(DNSConnRefused)
	}
}

// drop closes what the last try used.
func (q *Query) drop() {
	if q.timer != nil {
		q.timer.Close(nil)
	}
	if q.udp != nil {
		q.udp.Close(nil)
	}
	if q.tcp != nil {
		q.tcp.Close(nil)
	}
	q.timer, q.udp, q.tcp = nil, nil, nil
}

// end is the end of the query. Its callback comes from the loop.
func (q *Query) end(m *dns.Msg, err error) {
	if q.ended {
		return
	}
	q.ended = true
	q.drop()
	r := q.resolver
	r.loop.Post(func() {
		delete(r.queries, q)
		r.loop.Release()
		if r.loop.Trace != nil {
			r.loop.trace("resolve", q, err)
		}
		q.done(m, err)
	})
}
