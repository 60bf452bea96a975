package node

import (
	"fmt"
	"net/netip"
	"slices"

	"gojs/vm"
)

// The binding block_list: lists of addresses, ranges and subnets, for net.BlockList.

// blockRule is a line of a list: the addresses between first and last.
type blockRule struct {
	first, last netip.Addr
	text        string
}

// blockRules is the Go part of a BlockList's handle.
type blockRules struct{ rules []blockRule }

var blockListClass *class

func init() {
	blockListClass = declareClass("BlockList", newBlockList, nil,
		fn("addAddress", 1, blockAddAddress),
		fn("addRange", 2, blockAddRange),
		fn("addSubnet", 2, blockAddSubnet),
		fn("check", 1, blockCheck),
		fn("rules", 0, blockTexts),
	)
	declareBinding("block_list", blockListClass.spec("BlockList"), fn("parseAddress", 2, parseAddress))
}

// parseAddress is parseAddress ( text, family ): the address as it is written
// usually, undefined where it is none of the family 4 or 6.
func parseAddress(c *vm.Call) vm.Value {
	a, err := netip.ParseAddr(c.ToGoString(c.Arg(0)))
	if err != nil || a.Is4() != (c.ToInt32(c.Arg(1)) == 4) {
		return vm.Undefined
	}
	return c.NewString(a.String())
}

// newBlockList is new BlockList ( )
func newBlockList(c *vm.Call) vm.Value {
	proto := c.GetPrototypeFromConstructor(c.NewTarget(), blockListClass.prototype)
	return c.ObjectValue(c.NewHostObject(proto, &blockRules{}))
}

// blockAddr is argument i, an address that JavaScript has looked at.
func blockAddr(c *vm.Call, i int) netip.Addr {
	a, _ := netip.ParseAddr(c.ToGoString(c.Arg(i))) // else it is no address, which is in no range
	return a.WithZone("")
}

func familyName(a netip.Addr) string {
	if a.Is4() {
		return "IPv4"
	}
	return "IPv6"
}

func (b *blockRules) add(first, last netip.Addr, format string, args ...any) {
	b.rules = slices.Insert(b.rules, 0, blockRule{first.Unmap(), last.Unmap(), fmt.Sprintf(format, args...)})
}

// blockAddAddress is addAddress ( address )
func blockAddAddress(c *vm.Call) vm.Value {
	a := blockAddr(c, 0)
	thisPart[*blockRules](c).add(a, a, "Address: %s %s", familyName(a), a)
	return vm.Undefined
}

// blockAddRange is addRange ( first, last ): false where last is before first.
func blockAddRange(c *vm.Call) vm.Value {
	first, last := blockAddr(c, 0), blockAddr(c, 1)
	if last.Less(first) {
		return vm.False
	}
	thisPart[*blockRules](c).add(first, last, "Range: %s %s-%s", familyName(first), first, last)
	return vm.True
}

// blockAddSubnet is addSubnet ( network, prefix )
func blockAddSubnet(c *vm.Call) vm.Value {
	a, bits := blockAddr(c, 0), int(c.ToInt32(c.Arg(1)))
	p, err := a.Prefix(bits)
	if err != nil {
		return vm.False
	}
	first, last := p.Addr(), lastOf(p)
	thisPart[*blockRules](c).add(first, last, "Subnet: %s %s/%d", familyName(a), a, bits)
	return vm.True
}

// lastOf is the last address of a subnet.
func lastOf(p netip.Prefix) netip.Addr {
	b := p.Addr().AsSlice()
	for i := p.Bits(); i < 8*len(b); i++ {
		b[i/8] |= 0x80 >> (i % 8)
	}
	a, _ := netip.AddrFromSlice(b) // it has the length of an address
	return a
}

// blockCheck is check ( address )
func blockCheck(c *vm.Call) vm.Value {
	a := blockAddr(c, 0).Unmap()
	for _, r := range thisPart[*blockRules](c).rules {
		if a.Is4() == r.first.Is4() && !a.Less(r.first) && !r.last.Less(a) {
			return vm.True
		}
	}
	return vm.False
}

// blockTexts is rules ( ): what each line is, the last that was added first.
func blockTexts(c *vm.Call) vm.Value {
	b, list := thisPart[*blockRules](c), c.NewArray(0)
	for i := range b.rules {
		c.ArrayPush(list, c.NewString(b.rules[i].text))
	}
	return c.ObjectValue(list)
}
