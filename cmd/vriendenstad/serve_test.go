package main

import (
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The whole of it on an empty machine: migrate, seed, serve, on a private server under var.
func TestFirstDay(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := serveIn(t, dir)
	if status, body := first.get("/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(body, "migration 0") {
		t.Errorf("before migrate /readyz is %d %s", status, body)
	}
	if !strings.Contains(first.said.String(), "run vriendenstad migrate") {
		t.Errorf("serve does not say that migrate must be run:\n%s", first.said)
	}
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
