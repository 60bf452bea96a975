//go:build unix

package nodetest

import (
	"os/exec"
	"syscall"
)

// inGroup makes the command the leader of a process group that ends as a whole
// when its time is up: tests start processes of their own.
func inGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
