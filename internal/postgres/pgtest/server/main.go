// Server starts one Postgres server for tests and, for as long as it lives, runs a command that uses it:
//
//	go run ./internal/postgres/pgtest/server -- go test ./...
//
// Without a command it tells the address and waits for Ctrl-C, so that test after test may use it from another
// terminal, and their databases can be looked at:
//
//	go run ./internal/postgres/pgtest/server
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/postgres/pgdev"
	"vriendenstad/internal/postgres/pgtest"
)

func main() {
	flag.Parse()
	code, err := run(context.Background(), flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// run returns the command's exit code.
func run(ctx context.Context, command []string) (int, error) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	server, err := pgtest.Start(ctx, os.Stderr)
	if err != nil {
		return 1, err
	}
	address := server.URL(pgdev.Owner)
	if len(command) == 0 {
		fmt.Printf("export %s='%s'\n", pgtest.Address, address)
		<-signals
		return 0, server.Stop()
	}
	code, err := runCommand(command, address, signals)
	if err == nil && code != 0 {
		err = keep(ctx, server, address)
	}
	return code, errors.Join(err, server.Stop())
}

// runCommand runs the command with the address in its environment. Ctrl-C in a terminal reaches it without us;
// what is sent to us alone is handed on.
func runCommand(command []string, address string, signals <-chan os.Signal) (int, error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = append(os.Environ(), pgtest.Address+"="+address)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return 1, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		select {
		case one := <-signals:
			if one == os.Interrupt {
				continue
			}
			if err := cmd.Process.Signal(one); err != nil && !errors.Is(err, os.ErrProcessDone) {
				return 1, err
			}
		case err := <-ended:
			if failed, ok := errors.AsType[*exec.ExitError](err); ok {
				return max(failed.ExitCode(), 1), nil
			}
			return 0, err
		}
	}
}

// keep lets the server live on for a while when failed tests have left databases on it.
func keep(ctx context.Context, server *pgdev.Server, address string) error {
	db, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	var left int
	err = db.QueryRow(ctx, `SELECT count(*) FROM pg_database WHERE datname LIKE 'test\_%'`).Scan(&left)
	if err := errors.Join(err, db.Close(ctx)); err != nil || left == 0 {
		return err
	}
	fmt.Fprintf(os.Stderr, "the databases of %d failed tests are kept for %v, as printed above\n", left, pgtest.Patience)
	return server.Linger(pgtest.Patience)
}
