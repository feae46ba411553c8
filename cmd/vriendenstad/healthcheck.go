package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"time"
)

func healthcheckCommand() command {
	return command{
		name:    "healthcheck",
		does:    "asks the portal that serves on ADDR whether it lives; for images that hold no other program",
		prepare: func(*flag.FlagSet) action { return healthcheck },
	}
}

func healthcheck(ctx context.Context, p program, words []string) error {
	if err := noWords("healthcheck", words); err != nil {
		return err
	}
	s, err := readSettings(p.environ)
	if err != nil {
		return err
	}
	ctx, end := context.WithTimeout(ctx, 4*time.Second)
	defer end()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.Addr.local()+"/healthz", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("the portal does not answer: %w", err)
	}
	if answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("the portal answers %s", answer.Status)
	}
	return errors.Join(err, answer.Body.Close())
}

// Local returns the address by which this machine reaches what listens on it.
func (a hostPort) local() string {
	host, number, err := net.SplitHostPort(string(a))
	if ip := net.ParseIP(host); err == nil && (host == "" || ip.IsUnspecified()) {
		return net.JoinHostPort("127.0.0.1", number)
	}
	return string(a)
}
