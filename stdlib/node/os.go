package node

import (
	"bytes"
	"os"
	"os/user"
	"runtime"
	"strconv"
	"strings"
	"time"

	"gojs/vm"
)

func init() {
	text := func(key string, f func() string) vm.Spec {
		return fn(key, 0, func(c *vm.Call) vm.Value { return c.NewString(f()) })
	}
	declareBinding("os",
		text("type", osType),
		text("release", func() string { return procText("/proc/sys/kernel/osrelease") }),
		text("version", func() string { return procText("/proc/sys/kernel/version") }),
		text("machine", osMachine),
		text("hostname", func() string {
			name, err := os.Hostname()
			if err != nil {
				return "localhost"
			}
			return name
		}),
		text("homedir", osHomedir),
		text("tmpdir", func() string {
			dir := os.TempDir()
			if len(dir) > 1 {
				dir = strings.TrimRight(dir, "/")
			}
			return dir
		}),
		fn("uptime", 0, func(*vm.Call) vm.Value {
			f, err := strconv.ParseFloat(firstField(procText("/proc/uptime")), 64)
			if err != nil {
				f = time.Since(processStart).Seconds()
			}
			return vm.NumberValue(f)
		}),
		fn("totalmem", 0, func(*vm.Call) vm.Value { return vm.NumberValue(memInfo("MemTotal:")) }),
		fn("freemem", 0, func(*vm.Call) vm.Value { return vm.NumberValue(memInfo("MemAvailable:")) }),
		fn("parallelism", 0, func(*vm.Call) vm.Value { return vm.IntValue(int32(runtime.NumCPU())) }),
		fn("userInfo", 0, osUserInfo),
	)
}

func osType() string {
	switch runtime.GOOS {
	case "linux":
		return "Linux"
	case "darwin":
		return "Darwin"
	case "windows":
		return "Windows_NT"
	}
	return runtime.GOOS
}

func osMachine() string {
	if runtime.GOARCH == "amd64" {
		return "x86_64"
	}
	if runtime.GOARCH == "arm64" && runtime.GOOS == "linux" {
		return "aarch64"
	}
	return runtime.GOARCH
}

func osHomedir() string {
	dir, err := os.UserHomeDir()
	if err != nil {
		if u, err := user.Current(); err == nil {
			return u.HomeDir
		}
	}
	return dir
}

// procText is the text of a small file of Linux's, "" elsewhere.
func procText(name string) string {
	data, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	return string(bytes.TrimSpace(data))
}

func firstField(s string) string {
	first, _, _ := strings.Cut(s, " ")
	return first
}

// memInfo is a line of /proc/meminfo in bytes, 0 where there is none.
func memInfo(key string) float64 {
	for line := range strings.Lines(procText("/proc/meminfo")) {
		if rest, ok := strings.CutPrefix(line, key); ok {
			kb, err := strconv.ParseFloat(firstField(strings.TrimSpace(rest)), 64)
			if err == nil {
				return kb * 1024
			}
		}
	}
	return 0
}

func osUserInfo(c *vm.Call) vm.Value {
	o := c.NewObject()
	name := os.Getenv("USER")
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	set := func(key string, v vm.Value) { c.CreateDataProperty(o, c.Key(key), v) }
	set("uid", vm.IntValue(int32(os.Getuid())))
	set("gid", vm.IntValue(int32(os.Getgid())))
	set("username", c.NewString(name))
	set("homedir", c.NewString(osHomedir()))
	if shell := os.Getenv("SHELL"); shell != "" {
		set("shell", c.NewString(shell))
	} else {
		set("shell", vm.Null)
	}
	return c.ObjectValue(o)
}
