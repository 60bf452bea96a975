package loop

import (
	"net/netip"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

var hostsFile = os.Getenv("SystemRoot") + `\System32\drivers\etc\hosts`

// systemServers are the servers of the network adapters that are up.
func systemServers() (servers []netip.AddrPort) {
	const flags = windows.GAA_FLAG_SKIP_UNICAST | windows.GAA_FLAG_SKIP_ANYCAST | windows.GAA_FLAG_SKIP_MULTICAST
	size := uint32(15000)
	var buf []byte
	for {
		buf = make([]byte, size)
		err := windows.GetAdaptersAddresses(windows.AF_UNSPEC, flags, 0, (*windows.IpAdapterAddresses)(unsafe.Pointer(&buf[0])), &size)
		if err == nil {
			break
		}
		if err != windows.ERROR_BUFFER_OVERFLOW || size > 1<<20 {
			return nil
		}
	}
	for a := (*windows.IpAdapterAddresses)(unsafe.Pointer(&buf[0])); a != nil; a = a.Next {
		if a.OperStatus != windows.IfOperStatusUp {
			continue
		}
		for d := a.FirstDnsServerAddress; d != nil; d = d.Next {
			if server, ok := parseServer(d.Address.IP().String(), "53"); ok {
				servers = append(servers, server)
			}
		}
	}
	return servers
}
