package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A child is a program of which this one measures the answers. It ends with this one.
type child struct {
	cmd     *exec.Cmd
	address string
	log     *os.File
}

func (c *child) pid() int { return c.cmd.Process.Pid }

// start runs a program whose standard error goes to a file of that name.
func start(ctx context.Context, log string, address string, environ []string, program string, args ...string) (*child, error) {
	file, err := os.OpenFile(log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	c := &child{cmd: exec.CommandContext(ctx, program, args...), address: address, log: file}
	c.cmd.Env = environ
	c.cmd.Stdout, c.cmd.Stderr = file, file
	c.cmd.SysProcAttr = dependent()
	c.cmd.Cancel = func() error { return c.cmd.Process.Signal(syscall.SIGTERM) }
	c.cmd.WaitDelay = endPatience
	if err := c.cmd.Start(); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return c, nil
}

// stop asks the program to end, and waits until it has.
func (c *child) stop() error {
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	err := c.cmd.Wait()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.Sys().(syscall.WaitStatus).Signaled() {
		err = nil // as asked
	}
	return errors.Join(err, c.log.Close())
}

// portal starts the portal on a database, with more settings than a measurement has always. It returns as soon as that answers the path with 200, and how long
// that took.
func portal(ctx context.Context, program, log, database, path string, settings ...string) (*child, time.Duration, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, 0, err
	}
	environ := []string{
		"PATH=" + os.Getenv("PATH"), "DATABASE_URL=" + database, "ADDR=" + address, "BASE_URL=http://" + address, "RATE_LIMIT=off",
	}
	environ = append(environ, settings...)
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} { // to try others than the portal's own
		if value := os.Getenv(name); value != "" {
			environ = append(environ, name+"="+value)
		}
	}
	begin := time.Now()
	c, err := start(ctx, log, address, environ, program, "serve")
	if err != nil {
		return nil, 0, err
	}
	if err := c.await(ctx, path); err != nil {
		return nil, 0, errors.Join(err, c.stop())
	}
	return c, time.Since(begin), nil
}

// constant starts the server of constant pages: name=bytes each.
func constant(ctx context.Context, log string, pages map[string]int) (*child, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	args := []string{"const", "-addr", address}
	for name, bytes := range pages {
		args = append(args, name+"="+strconv.Itoa(bytes))
	}
	c, err := start(ctx, log, address, nil, program, args...)
	if err != nil {
		return nil, err
	}
	if err := c.await(ctx, "/"); err != nil {
		return nil, errors.Join(err, c.stop())
	}
	return c, nil
}

// await asks for the path until the answer is 200.
func (c *child) await(ctx context.Context, path string) error {
	const often = time.Millisecond
	ctx, done := context.WithTimeout(ctx, patience)
	defer done()
	request := ask{path: path}.request(c.address)
	for {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("%s does not answer %s with 200: %s", filepath.Base(c.cmd.Path), path, c.lastWords())
		}
		if status, err := once(ctx, c.address, request); err == nil && status == http.StatusOK {
			return nil
		}
		wait(ctx, often)
	}
}

func once(ctx context.Context, address string, request []byte) (int, error) {
	one, err := dial(ctx, address)
	if err != nil {
		return 0, err
	}
	a, err := one.do(request)
	return a.status, errors.Join(err, one.conn.Close())
}

// lastWords returns the last line that the program has written.
func (c *child) lastWords() string {
	file, err := os.Open(c.log.Name())
	if err != nil {
		return ""
	}
	defer file.Close()
	last := ""
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if line := strings.TrimSpace(lines.Text()); line != "" {
			last = line
		}
	}
	return last
}

// freeAddress returns an address of this machine on which nothing listens.
func freeAddress() (string, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return ln.Addr().String(), ln.Close()
}
