package node

import (
	"gojs/loop"
	"gojs/vm"
)

// What is known of files and file systems.

// fsStats is a list of numbers that JavaScript makes Stats of.
type fsStats struct {
	numbers []int64
	big     bool
}

// value is an array of the numbers.
func (r fsStats) value(m *vm.VM) vm.Value {
	a := m.NewArray(0)
	for _, n := range r.numbers {
		if r.big {
			m.ArrayPush(a, m.BigIntFromInt64(n))
		} else {
			m.ArrayPush(a, vm.NumberValue(float64(n)))
		}
	}
	return m.ObjectValue(a)
}

func statsOf(f loop.FileInfo, err error, big bool) (any, error) {
	if err != nil {
		return nil, err
	}
	return fsStats{statNumbers(&f), big}, nil
}

// statNumbers are in the order of the fields of Stats; times are seconds and nanoseconds.
func statNumbers(f *loop.FileInfo) []int64 {
	return []int64{int64(f.Dev), int64(f.Mode), int64(f.Nlink), int64(f.UID), int64(f.GID), int64(f.Rdev), int64(f.BlkSize),
		int64(f.Ino), int64(f.Size), int64(f.Blocks), f.Atim.Sec, f.Atim.Nsec, f.Mtim.Sec, f.Mtim.Nsec, f.Ctim.Sec, f.Ctim.Nsec,
		f.Birthtim.Sec, f.Birthtim.Nsec}
}

// fsStat is stat ( path, big, request )
func fsStat(c *vm.Call) vm.Value { return statPath(c, "stat", loop.Stat) }

func fsLstat(c *vm.Call) vm.Value { return statPath(c, "lstat", loop.Lstat) }

func statPath(c *vm.Call, call string, stat func(string) (loop.FileInfo, error)) vm.Value {
	name, shown := fsPath(c, 0)
	big := c.Arg(1) == vm.True
	return onPath(call, shown).run(c, 2, func() (any, error) {
		f, err := stat(name)
		return statsOf(f, err, big)
	})
}

func fsFstat(c *vm.Call) vm.Value {
	fd, big := fdArg(c, 0), c.Arg(1) == vm.True
	return fsCall{name: "fstat"}.run(c, 2, func() (any, error) {
		f, err := loop.Fstat(fd)
		return statsOf(f, err, big)
	})
}

func fsStatfs(c *vm.Call) vm.Value {
	name, shown := fsPath(c, 0)
	big := c.Arg(1) == vm.True
	return onPath("statfs", shown).run(c, 2, func() (any, error) {
		f, err := loop.Statfs(name)
		if err != nil {
			return nil, err
		}
		return fsStats{[]int64{int64(f.Type), int64(f.Bsize), int64(f.Blocks), int64(f.Bfree), int64(f.Bavail), int64(f.Files), int64(f.Ffree)}, big}, nil
	})
}
