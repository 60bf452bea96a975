package loop

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Hints of LookupHost.
const (
	// AIV4Mapped gives IPv4 addresses as IPv6 ones when IPv6 is asked for and there are none.
	AIV4Mapped = 0x08
	// AIAll, with AIV4Mapped, gives them together with IPv6 ones.
	AIAll = 0x10
	// AIAddrConfig leaves out families of which the machine has no address
	// but the loopback's.
	AIAddrConfig = 0x20
)

// AddressOrder is the order of the addresses of a name.
type AddressOrder uint8

const (
	// Verbatim is the order of the system.
	Verbatim AddressOrder = iota
	// IPv4First and IPv6First put one family before the other.
	IPv4First
	IPv6First
)

// LookupHost finds the addresses of a name as programs do: literal addresses,
// the hosts file, the name servers. family is 4, 6, or 0 for both. It blocks;
// Loop.GetAddrInfo does not. Errors are EAI_NONAME, EAI_AGAIN, EAI_FAIL,
// EAI_FAMILY, EAI_BADFLAGS.
func LookupHost(host string, family, hints int, order AddressOrder) ([]netip.Addr, error) {
	if hints&^(AIV4Mapped|AIAll|AIAddrConfig) != 0 {
		return nil, EAI_BADFLAGS
	}
	four, six := family == 4 || family == 0, family == 6 || family == 0
	if !four && !six {
		return nil, EAI_FAMILY
	}
	mapped := family == 6 && hints&AIV4Mapped != 0
	all, err := net.DefaultResolver.LookupNetIP(context.Background(), "ip", host)
	if err != nil {
		return nil, addrInfoError(err)
	}
	has4, has6 := true, true
	if hints&AIAddrConfig != 0 {
		has4, has6 = configured()
	}
	var out, maps []netip.Addr
	for _, a := range all {
		a = a.Unmap()
		switch {
		case a.Is4() && has4 && four, a.Is6() && has6 && six:
			out = appendNew(out, a)
		case a.Is4() && has4 && mapped:
			maps = appendNew(maps, netip.AddrFrom16(a.As16()))
		}
	}
	if hints&AIAll != 0 || len(out) == 0 {
		out = append(out, maps...)
	}
	if len(out) == 0 {
		return nil, EAI_NONAME
	}
	sortFamilies(out, order)
	return out, nil
}

func appendNew(list []netip.Addr, a netip.Addr) []netip.Addr {
	if slices.Contains(list, a) {
		return list
	}
	return append(list, a)
}

func sortFamilies(addrs []netip.Addr, order AddressOrder) {
	if order == Verbatim {
		return
	}
	late := func(a netip.Addr) bool { return a.Is4() != (order == IPv4First) }
	slices.SortStableFunc(addrs, func(a, b netip.Addr) int { return boolOrder(late(a)) - boolOrder(late(b)) })
}

func boolOrder(b bool) int {
	if b {
		return 1
	}
	return 0
}

// configured tells of which families the machine has an address besides the loopback's.
func configured() (four, six bool) {
	addrs, err := InterfaceAddresses()
	if err != nil {
		return true, true
	}
	for _, a := range addrs {
		if !a.Internal {
			if a.Prefix.Addr().Is4() {
				four = true
			} else {
				six = true
			}
		}
	}
	return four, six
}

func addrInfoError(err error) error {
	var d *net.DNSError
	switch {
	case !errors.As(err, &d):
		return EAI_FAIL
	case d.IsNotFound:
		return EAI_NONAME
	case d.IsTimeout || d.IsTemporary:
		return EAI_AGAIN
	}
	return EAI_FAIL
}

// GetAddrInfo is LookupHost on the pool.
func (l *Loop) GetAddrInfo(host string, family, hints int, order AddressOrder, done func([]netip.Addr, error)) *Work {
	var addrs []netip.Addr
	var err error
	return l.QueueSlow(
		func() { addrs, err = LookupHost(host, family, hints, order) },
		func(cancelled error) {
			if cancelled != nil {
				err = EAI_CANCELED
			}
			done(addrs, err)
		})
}

// LookupService finds the name of an address and of a port's service. It
// blocks. EAI_NONAME when the address has no name.
func LookupService(addr netip.AddrPort) (host, service string, err error) {
	names, err := net.DefaultResolver.LookupAddr(context.Background(), addr.Addr().String())
	if err != nil {
		return "", "", addrInfoError(err)
	}
	if len(names) == 0 {
		return "", "", EAI_NONAME
	}
	return strings.TrimSuffix(names[0], "."), serviceName(addr.Port()), nil
}

// GetNameInfo is LookupService on the pool.
func (l *Loop) GetNameInfo(addr netip.AddrPort, done func(host, service string, err error)) *Work {
	var host, service string
	var err error
	return l.QueueSlow(
		func() { host, service, err = LookupService(addr) },
		func(cancelled error) {
			if cancelled != nil {
				err = EAI_CANCELED
			}
			done(host, service, err)
		})
}

// services are the names of TCP ports: those of the system, or the best known
// where it has no list.
var services = sync.OnceValue(func() map[uint16]string {
	m := map[uint16]string{
		7: "echo", 20: "ftp-data", 21: "ftp", 22: "ssh", 23: "telnet", 25: "smtp", 53: "domain", 80: "http", 110: "pop3",
		143: "imap2", 443: "https", 993: "imaps", 995: "pop3s",
	}
	data, _ := os.ReadFile("/etc/services")
	seen := map[uint16]bool{}
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		if len(f) < 2 {
			continue
		}
		number, ok := strings.CutSuffix(f[1], "/tcp")
		port, err := strconv.ParseUint(number, 10, 16)
		if ok && err == nil && !seen[uint16(port)] {
			seen[uint16(port)] = true
			m[uint16(port)] = f[0]
		}
	}
	return m
})

func serviceName(port uint16) string {
	if name, ok := services()[port]; ok {
		return name
	}
	return strconv.Itoa(int(port))
}
