package pgdev

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// The test binary is also the program that starts a server, so that it can be killed without the tests.
const (
	programDir      = "PGDEV_PROGRAM_DIR"
	programBinaries = "PGDEV_PROGRAM_BINARIES"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(programDir); dir != "" {
		if err := beProgram(dir, os.Getenv(programBinaries), os.Stdin, os.Stdout); err != nil {
			fmt.Println("fault", err)
			os.Exit(1)
		}
		return
	}
	code := m.Run()
	if path, err := program(); err == nil {
		if err := os.RemoveAll(filepath.Dir(path)); err != nil {
			fmt.Println(err)
		}
	}
	os.Exit(code)
}

// beProgram holds a server and does what it reads: "note WORD" keeps a word in the database, "notes" tells
// them, "stop" ends in good order.
func beProgram(dir, binaries string, in io.Reader, out io.Writer) error {
	ctx := context.Background()
	server, err := Start(ctx, Settings{
		Dir:      dir,
		Binaries: Binaries{Dir: binaries, Path: os.Getenv("PATH")},
		Say:      func(format string, args ...any) { fmt.Fprintf(out, "say "+format+"\n", args...) },
	})
	if err != nil {
		return err
	}
	db, err := pgx.Connect(ctx, server.URL(Owner))
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "ready", server.PID())
	for lines := bufio.NewScanner(in); lines.Scan(); {
		switch order, word, _ := strings.Cut(lines.Text(), " "); order {
		case "note":
			if _, err := db.Exec(ctx, `CREATE TABLE IF NOT EXISTS note (word text)`); err != nil {
				return err
			}
			if _, err := db.Exec(ctx, `INSERT INTO note (word) VALUES ($1)`, word); err != nil {
				return err
			}
			fmt.Fprintln(out, "noted")
		case "notes":
			var words string
			if err := db.QueryRow(ctx, `SELECT string_agg(word, ' ' ORDER BY word) FROM note`).Scan(&words); err != nil {
				return err
			}
			fmt.Fprintln(out, "notes", words)
		case "stop":
			if err := db.Close(ctx); err != nil {
				return err
			}
			if err := server.Stop(); err != nil {
				return err
			}
			fmt.Fprintln(out, "stopped")
			return nil
		}
	}
	return nil
}

// A started is one program, started and talked to.
type started struct {
	t     *testing.T
	cmd   *exec.Cmd
	in    io.Writer
	lines chan string
	pid   int // of the server
}

// start begins a program and returns at once.
func (b bench) start() *started {
	b.t.Helper()
	path, err := program()
	if err != nil {
		b.t.Fatal(err)
	}
	p := &started{t: b.t, cmd: exec.Command(path), lines: make(chan string, 100)}
	// With the race detector a program would wait a second for stragglers before it ends.
	p.cmd.Env = append(os.Environ(), programDir+"="+b.data(), programBinaries+"="+b.binaries, "GORACE=atexit_sleep_ms=0")
	p.cmd.Dir = "/"
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Credential: b.as}
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		b.t.Fatal(err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		b.t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	go func() {
		defer close(p.lines)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			p.lines <- lines.Text()
		}
	}()
	b.t.Cleanup(p.kill)
	return p
}

// startReady begins a program and waits until its server answers.
func (b bench) startReady() *started {
	b.t.Helper()
	p := b.start()
	p.ready()
	return p
}

func (p *started) ready() {
	p.t.Helper()
	var err error
	if p.pid, err = strconv.Atoi(p.await("ready")); err != nil {
		p.t.Fatal(err)
	}
}

// await returns what follows that word in the program's next line that begins with it.
func (p *started) await(word string) string {
	p.t.Helper()
	late := time.After(30 * time.Second)
	for {
		select {
		case line, more := <-p.lines:
			if !more {
				p.t.Fatalf("the program ended before it said %q", word)
			}
			if first, rest, _ := strings.Cut(line, " "); first == word {
				return rest
			}
			if strings.HasPrefix(line, "fault") {
				p.t.Fatal(line)
			}
			p.t.Log(line)
		case <-late:
			p.t.Fatalf("the program did not say %q", word)
		}
	}
}

func (p *started) order(words, answer string) string {
	p.t.Helper()
	if _, err := fmt.Fprintln(p.in, words); err != nil {
		p.t.Fatal(err)
	}
	return p.await(answer)
}

// stop ends the program in good order.
func (p *started) stop() {
	p.t.Helper()
	p.order("stop", "stopped")
	if err := p.cmd.Wait(); err != nil {
		p.t.Fatal(err)
	}
}

// kill ends the program without a chance to do anything. Twice is once.
func (p *started) kill() {
	p.t.Helper()
	if p.cmd.ProcessState == nil {
		end(p.t, p.cmd)
	}
}

// end kills a process that may have ended by itself.
func end(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Error(err)
	}
	err := cmd.Wait()
	if _, killed := errors.AsType[*exec.ExitError](err); err != nil && !killed {
		t.Error(err)
	}
}
