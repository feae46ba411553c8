package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Binary is the program under test, built once.
var binary string

func TestMain(m *testing.M) {
	if url := os.Getenv(tellerDatabase); url != "" {
		fmt.Fprintln(os.Stderr, beTeller(url, os.Getenv(tellerName)))
		os.Exit(1)
	}
	os.Exit(withBinary(m.Run))
}

func withBinary(run func() int) int {
	dir, err := os.MkdirTemp("", "vriendenstad-program-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "vriendenstad")
	build := exec.Command("go", "build", "-buildvcs=false", "-ldflags", "-X main.commit=0123456789ab", "-o", binary, ".")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build the program: %v\n%s", err, out)
		return 1
	}
	return run()
}

// Home makes an empty folder that every user may enter: as root, the private server runs as another.
func home(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "vriendenstad-home-")
	if err == nil {
		err = os.Chmod(dir, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// Invoke prepares a run of the program in that folder, with these settings and none of the environment's own.
func invoke(dir string, environ, args []string) *exec.Cmd {
	c := exec.Command(binary, args...)
	c.Dir = dir
	c.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir}, environ...)
	return c
}

// Run runs the program to its end and returns what it said and its exit code.
func run(t *testing.T, dir string, environ []string, args ...string) (out, errs string, code int) {
	t.Helper()
	c := invoke(dir, environ, args)
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return stdout.String(), stderr.String(), code
}

// A served is a program that serves.
type served struct {
	t     *testing.T
	c     *exec.Cmd
	url   string // http://127.0.0.1:port
	said  *words
	ended chan struct{} // closed when it has

	dir     string
	environ []string
}

// ServeIn starts the program on a free port, waits until it answers, and ends it with the test.
func serveIn(t *testing.T, dir string, environ ...string) *served {
	t.Helper()
	number := freePort(t)
	s := &served{t: t, url: "http://127.0.0.1:" + number, said: &words{}, dir: dir, environ: append([]string{"PORT=" + number}, environ...)}
	s.begin()
	t.Cleanup(func() {
		s.c.Process.Kill() // most have ended by themselves
		<-s.ended
		if t.Failed() {
			t.Logf("%s said:\n%s", s.url, s.said)
		}
	})
	s.until(http.StatusOK, "/healthz", 20*time.Second)
	return s
}

// Begin starts the program, or starts it again on its port when it has ended.
func (s *served) begin() {
	s.t.Helper()
	c, ended := invoke(s.dir, s.environ, []string{"serve"}), make(chan struct{})
	c.Stdout, c.Stderr = s.said, s.said
	if err := c.Start(); err != nil {
		s.t.Fatal(err)
	}
	go func() {
		defer close(ended)
		c.Wait() // how it ended is asked of its ProcessState
	}()
	s.c, s.ended = c, ended
}

// Until waits until the path is answered with that status.
func (s *served) until(status int, path string, patience time.Duration) {
	s.t.Helper()
	last := "no answer"
	for begin := time.Now(); time.Since(begin) < patience; time.Sleep(10 * time.Millisecond) {
		if got, body, err := s.ask(path); err != nil {
			last = err.Error()
		} else if last = fmt.Sprint(got, " ", body); got == status {
			return
		}
	}
	s.t.Fatalf("%s%s was not answered with %d within %v; the last was %s\n%s", s.url, path, status, patience, last, s.said)
}

// UntilSaid waits until the program has said those words.
func (s *served) untilSaid(what string) {
	s.t.Helper()
	for begin := time.Now(); !strings.Contains(s.said.String(), what); time.Sleep(10 * time.Millisecond) {
		if time.Since(begin) > 10*time.Second {
			s.t.Fatalf("the program does not say %q:\n%s", what, s.said)
		}
	}
}

// UntilClosed waits until the program takes no connections.
func (s *served) untilClosed() {
	s.t.Helper()
	for begin := time.Now(); time.Since(begin) < 10*time.Second; time.Sleep(10 * time.Millisecond) {
		door, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err != nil {
			return
		}
		door.Close()
	}
	s.t.Fatal("the program goes on taking connections")
}

func (s *served) ask(path string) (status int, body string, err error) {
	answer, err := (&http.Client{Timeout: 10 * time.Second}).Get(s.url + path)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text), err
}

// Get asks for a path and returns the answer.
func (s *served) get(path string) (status int, body string) {
	s.t.Helper()
	status, body, err := s.ask(path)
	if err != nil {
		s.t.Fatal(err)
	}
	return status, body
}

// End sends the signal and returns how long the program took to end, and its exit code.
func (s *served) end(signal syscall.Signal) (took time.Duration, code int) {
	s.t.Helper()
	begin := time.Now()
	if err := s.c.Process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
		s.t.Fatal(err)
	}
	select {
	case <-s.ended:
		return time.Since(begin), s.c.ProcessState.ExitCode()
	case <-time.After(30 * time.Second):
		s.t.Fatalf("the program does not end after %v\n%s", signal, s.said)
		return 0, 0
	}
}

func freePort(t *testing.T) string {
	t.Helper()
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer door.Close()
	return strconv.Itoa(door.Addr().(*net.TCPAddr).Port)
}

// Words keeps what a program says.
type words struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (w *words) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.Write(p)
}

func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}
