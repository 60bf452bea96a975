//go:build !unix

package nodetest

import "os/exec"

// inGroup does nothing: there are no process groups.
func inGroup(*exec.Cmd) {}
