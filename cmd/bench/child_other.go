//go:build !linux

package main

import "syscall"

// dependent asks nothing where the system does not know how; the figures need Linux anyway.
func dependent() *syscall.SysProcAttr { return nil }
