package loop

import (
	"net/netip"
	"os"
	"strconv"
	"strings"
)

// hostsNames are the names of an address in the hosts file.
func hostsNames(addr netip.Addr) (names []string) {
	data, err := os.ReadFile(hostsFile)
	if err != nil {
		return nil
	}
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		if len(f) < 2 {
			continue
		}
		if a, err := netip.ParseAddr(f[0]); err == nil && a.Unmap() == addr.Unmap() {
			names = append(names, f[1:]...)
		}
	}
	return names
}

// parseServer reads an address of a server, with port 53 where none is said.
func parseServer(host, port string) (netip.AddrPort, bool) {
	a, err := netip.ParseAddr(host)
	if err != nil {
		return netip.AddrPort{}, false
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		n = 53
	}
	return netip.AddrPortFrom(a.Unmap(), uint16(n)), true
}
