package site

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// The time-outs of a connection. They bound what a slow or idle client can hold.
const (
	headTime  = 5 * time.Second  // for the request's head
	readTime  = 30 * time.Second // for the whole request
	writeTime = 60 * time.Second // for the answer, from the end of the request's head
	idleTime  = 2 * time.Minute  // between two requests
	headBytes = 32 << 10
)

// Serve answers on ln by h until ctx is done; then it takes no new connections, waits at most drain() for the requests
// under way, and cuts what is left. It closes ln. A stop that was asked for is no error, also when something was cut:
// the log says so.
func Serve(ctx context.Context, ln net.Listener, h http.Handler, log *slog.Logger, drain func() time.Duration) error {
	server := newServer(h, log)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(translator{ln}) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve on %v: %w", ln.Addr(), err)
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain())
	defer cancel()
	err := server.Shutdown(patience)
	if errors.Is(err, context.DeadlineExceeded) {
		log.Warn("requests were cut short at the stop")
		err = server.Close()
	}
	if err != nil {
		return fmt.Errorf("stop serving on %v: %w", ln.Addr(), err)
	}
	return nil
}

func newServer(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:                      h,
		ReadHeaderTimeout:            headTime,
		ReadTimeout:                  readTime,
		WriteTimeout:                 writeTime,
		IdleTimeout:                  idleTime,
		MaxHeaderBytes:               headBytes,
		DisableGeneralOptionsHandler: true, // OPTIONS * is refused like any other method
		ErrorLog:                     slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}
