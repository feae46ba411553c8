package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"time"
)

// A download is a file that is made while it is sent.
type download struct {
	name string // as it is saved: "projecten.csv"; empty for what is not to be saved
	kind string // its Content-Type
}

// Stream sends a file that write makes as it goes, for which [downloadTime] is the limit. An error before the first
// byte is returned; after it the connection is cut, so that nobody takes a part for the whole.
func (s *Site) stream(w http.ResponseWriter, r *http.Request, d download, write func(io.Writer) error) error {
	h := w.Header()
	h.Set("Content-Type", d.kind)
	if d.name != "" {
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": d.name}))
	}
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	if err := longer(w, 2*downloadTime); err != nil {
		return err
	}
	if r.Method == http.MethodHead {
		w.WriteHeader(http.StatusOK)
		return nil
	}
	sent := &counted{to: w}
	err := write(sent)
	if err == nil || sent.bytes == 0 {
		return err
	}
	visitOf(r).err = err
	panic(http.ErrAbortHandler)
}

// Longer gives the connection so much time from now, in place of the server's time-outs. The one for reading counts in a download too: when it
// passes while an answer is being sent, net/http takes the client for gone. What is no connection has no time-outs.
//
// A connection goes by the machine's clock, which may be another than the portal's: a context tells it.
func longer(w http.ResponseWriter, limit time.Duration) error {
	ctx, stop := context.WithTimeout(context.Background(), limit)
	defer stop()
	until, _ := ctx.Deadline()
	control := http.NewResponseController(w)
	err := errors.Join(control.SetWriteDeadline(until), control.SetReadDeadline(until))
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return fmt.Errorf("allow a long answer: %w", err)
	}
	return nil
}

// Counted counts what passes to a writer.
type counted struct {
	to    io.Writer
	bytes int
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	c.bytes += n
	return n, err
}
