//go:build unix

package loop

import (
	"net/netip"

	"github.com/miekg/dns"
)

const hostsFile = "/etc/hosts"

// systemServers are the servers of resolv.conf.
func systemServers() (servers []netip.AddrPort) {
	conf, err := dns.ClientConfigFromFile("/etc/resolv.conf")
	if err != nil {
		return nil
	}
	for _, s := range conf.Servers {
		if a, ok := parseServer(s, conf.Port); ok {
			servers = append(servers, a)
		}
	}
	return servers
}
