package main

import "syscall"

// dependent lets a program end with this one, however this one ends.
func dependent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
