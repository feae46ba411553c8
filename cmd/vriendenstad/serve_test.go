package main

import (
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/postgres/pgtest"
)

// The whole of it on an empty machine: migrate, seed, serve, on a private server under var.
func TestFirstDay(t *testing.T) {
	t.Parallel()
	dir := home(t)
	first := serveIn(t, dir)
	if status, body := first.get("/readyz"); status != http.StatusServiceUnavailable {
		t.Errorf("before migrate /readyz is %d %s", status, body)
	}
	first.untilSaid("run vriendenstad migrate")
	for _, args := range [][]string{{"migrate", "status"}, {"migrate"}, {"migrate", "up"}, {"seed"}, {"seed"}} {
		if out, errs, code := run(t, dir, nil, args...); code != 0 {
			t.Fatalf("%v: exit %d\n%s%s", args, code, out, errs)
		}
	}
	first.until(http.StatusOK, "/readyz", 20*time.Second)

	second := serveIn(t, dir) // shares the private server
	second.until(http.StatusOK, "/readyz", 5*time.Second)
	for _, path := range []string{"/", "/steden", "/projecten", "/verenigingen", "/landen"} {
		if status, _ := second.get(path); status != http.StatusOK {
			t.Errorf("%s is %d", path, status)
		}
	}
	if took, code := first.end(syscall.SIGINT); took > 4*time.Second || code != 0 {
		t.Errorf("Ctrl-C: ended in %v with %d\n%s", took, code, first.said)
	}
	if status, _ := second.get("/projecten"); status != http.StatusOK {
		t.Errorf("when the first program ends, the second answers %d", status)
	}
	if took, code := second.end(syscall.SIGTERM); took > 12*time.Second || code != 0 {
		t.Errorf("SIGTERM: ended in %v with %d\n%s", took, code, second.said)
	}
	if out, errs, code := run(t, dir, nil, "migrate", "down"); code != 0 {
		t.Errorf("migrate down: exit %d\n%s%s", code, out, errs)
	}
}

func TestMetricsHaveADoorOfTheirOwn(t *testing.T) {
	t.Parallel()
	inside := "127.0.0.1:" + freePort(t)
	portal := serveIn(t, t.TempDir(), "DATABASE_URL="+pgtest.New(t).URL(), "METRICS_ADDR="+inside)
	portal.until(http.StatusOK, "/readyz", 5*time.Second)
	if status, _ := portal.get("/metrics"); status != http.StatusNotFound {
		t.Errorf("/metrics on the portal's door is %d", status)
	}
	metrics := &served{t: t, url: "http://" + inside}
	if status, body := metrics.get("/metrics"); status != http.StatusOK || !strings.Contains(body, "vriendenstad_requests_total") {
		t.Errorf("/metrics is %d\n%s", status, body)
	}
	if status, _ := metrics.get("/healthz"); status != http.StatusNotFound {
		t.Errorf("the metrics' door answers /healthz with %d", status)
	}
}

func TestHealthcheckAsksThePortal(t *testing.T) {
	t.Parallel()
	portal := serveIn(t, t.TempDir(), "DATABASE_URL="+pgtest.New(t).URL())
	_, number, _ := strings.Cut(strings.TrimPrefix(portal.url, "http://"), ":")
	if _, errs, code := run(t, t.TempDir(), []string{"ADDR=:" + number}, "healthcheck"); code != 0 {
		t.Errorf("exit %d: %s", code, errs)
	}
}

// The database is away when the portal starts, and the portal starts.
func TestDatabaseAwayAtTheStart(t *testing.T) {
	t.Parallel()
	portal := serveIn(t, t.TempDir(), "DATABASE_URL=postgres://127.0.0.1:1/none")
	if status, _ := portal.get("/projecten"); status != http.StatusServiceUnavailable {
		t.Errorf("a page is %d", status)
	}
	if status, _ := portal.get("/readyz"); status != http.StatusServiceUnavailable {
		t.Errorf("/readyz is %d", status)
	}
	if took, code := portal.end(syscall.SIGTERM); took > 4*time.Second || code != 0 {
		t.Errorf("SIGTERM: ended in %v with %d", took, code)
	}
}

// On a server where the owner may not make roles, migrate says what an administrator has to do, and serve goes on.
func TestServerThatLetsNoRoleBeMade(t *testing.T) {
	t.Parallel()
	administrator, err := pgx.Connect(t.Context(), pgtest.Empty(t))
	if err != nil {
		t.Fatal(err)
	}
	name := "plain_" + strings.ToLower(rand.Text())
	for _, sql := range []string{
		`CREATE ROLE ` + name + ` LOGIN`,
		`GRANT ` + name + ` TO CURRENT_USER`,
		`ALTER DATABASE ` + administrator.Config().Database + ` OWNER TO ` + name,
		`ALTER SCHEMA public OWNER TO ` + name,
	} {
		if _, err := administrator.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	if err := administrator.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	database := fmt.Sprintf("DATABASE_URL=host=%s user=%s dbname=%s", administrator.Config().Host, name, administrator.Config().Database)
	out, errs, code := run(t, t.TempDir(), []string{database}, "migrate")
	if code != 0 || !strings.Contains(out, "GRANT") {
		t.Fatalf("migrate: exit %d\n%s%s", code, out, errs)
	}
	portal := serveIn(t, t.TempDir(), database)
	portal.until(http.StatusOK, "/readyz", 5*time.Second)
	portal.untilSaid("serving as the owner of the tables")
}

// A second signal ends the program at once, also while a request is under way.
func TestSecondSignalEndsAtOnce(t *testing.T) {
	t.Parallel()
	portal := serveIn(t, t.TempDir(), "DATABASE_URL="+pgtest.New(t).URL())
	slow, err := net.Dial("tcp", strings.TrimPrefix(portal.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	if _, err := slow.Write([]byte("GET / HTTP/1.1\r\n")); err != nil {
		t.Fatal(err)
	}
	portal.get("/healthz") // by now it has read the half request as well
	if err := portal.c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	portal.untilClosed()
	select {
	case <-portal.ended:
		t.Fatal("the program did not wait for the request that is under way")
	case <-time.After(2 * echo):
	}
	if took, code := portal.end(syscall.SIGTERM); took > time.Second || code != 128+int(syscall.SIGTERM) {
		t.Errorf("ended with %d, %v after the second signal", code, took)
	}
}

// Who signals the program and make, which hands the signal on, has signalled once.
func TestSignalThatComesTwiceIsOne(t *testing.T) {
	t.Parallel()
	portal := serveIn(t, t.TempDir(), "DATABASE_URL="+pgtest.New(t).URL())
	if err := portal.c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if took, code := portal.end(syscall.SIGTERM); took > 4*time.Second || code != 0 {
		t.Errorf("ended in %v with %d\n%s", took, code, portal.said)
	}
}
