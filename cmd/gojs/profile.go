package main

import (
	"os"
	"runtime"
	"runtime/pprof"
)

// profile starts what --go-cpuprofile and --go-memprofile ask for; stop writes
// the files.
func profile(c *config) (stop func(), err error) {
	var cpu *os.File
	if c.goCPUProfile != "" {
		if cpu, err = os.Create(c.goCPUProfile); err != nil {
			return nil, err
		}
		if err = pprof.StartCPUProfile(cpu); err != nil {
			return nil, err
		}
	}
	return func() {
		if cpu != nil {
			pprof.StopCPUProfile()
			cpu.Close()
		}
		if c.goMemProfile != "" {
			writeMemProfile(c.goMemProfile)
		}
	}, nil
}

func writeMemProfile(name string) {
	f, err := os.Create(name)
	if err == nil {
		runtime.GC() // so that the profile is of now
		err = pprof.WriteHeapProfile(f)
		f.Close()
	}
	if err != nil {
		os.Stderr.WriteString("gojs: " + err.Error() + "\n")
	}
}
