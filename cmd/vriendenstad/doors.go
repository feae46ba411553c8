package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"

	"vriendenstad/internal/site"
)

// Doors are what the program listens on.
type doors struct {
	pages   net.Listener
	metrics net.Listener // nil where METRICS_ADDR is not set
}

// OpenDoors takes the addresses of the settings, before anything that takes longer: who chose one that is taken hears
// it at once.
func openDoors(s settings) (doors, error) {
	var d doors
	var err error
	if d.pages, err = net.Listen("tcp", string(s.Addr)); err != nil {
		return doors{}, cannotListen("PORT or ADDR", s.Addr, err)
	}
	if s.MetricsAddr == "" {
		return d, nil
	}
	if d.metrics, err = net.Listen("tcp", string(s.MetricsAddr)); err != nil {
		return doors{}, errors.Join(cannotListen("METRICS_ADDR", s.MetricsAddr, err), d.close())
	}
	return d, nil
}

// Close gives the addresses back. One that was given back already is no error.
func (d doors) close() error {
	var all []error
	for _, one := range []net.Listener{d.pages, d.metrics} {
		if one == nil {
			continue
		}
		if err := one.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}

// Answer serves the portal, and its metrics where they have a door, until the context is done or one of them fails.
// It calls open as soon as the portal answers.
func (d doors) answer(ctx context.Context, portal *site.Site, log *slog.Logger, open func()) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	served := []struct {
		at      net.Listener
		handler http.Handler
	}{{d.pages, portal}, {d.metrics, portal.Metrics()}}
	ended := make(chan error, len(served))
	running := 0
	for _, one := range served {
		if one.at == nil {
			continue
		}
		running++
		go func() {
			err := site.Serve(ctx, one.at, one.handler, log, func() time.Duration { return drain(ctx) })
			stop(err) // one that fails takes the other with it
			ended <- err
		}()
	}
	open()
	var all []error
	for range running {
		all = append(all, <-ended)
	}
	return errors.Join(all...)
}

// Drain is how long requests under way may go on after the context has ended: someone at the terminal waits for the
// prompt, a service manager waits longer.
func drain(ctx context.Context) time.Duration {
	by, ok := errors.AsType[stopped](context.Cause(ctx))
	if ok && by.signal == syscall.SIGINT {
		return 2 * time.Second
	}
	return 8 * time.Second
}
