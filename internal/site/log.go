package site

import (
	"cmp"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
)

// StatusGone stands in the log for an answer that nobody waited for.
const statusGone = 499

// Record writes a finished visit to the log, in one line, and to the metrics.
//
// The line holds no address of a page but its pattern, because addresses carry search words and, for invitations, a
// secret; only where no pattern fits is the path itself kept, to find dead links. Of the client it holds the network,
// not the address.
func (s *Site) record(r *http.Request, v *visit) {
	took := s.set.Clock().Sub(v.at)
	route := chi.RouteContext(r.Context()).RoutePattern()
	status := cmp.Or(v.sent.Status(), http.StatusOK)
	if v.sent.Status() == 0 && v.err != nil {
		status = statusGone
	}
	s.meter.count(r.Method, route, status, took)

	level := levelOf(route, status)
	if !s.set.Log.Enabled(r.Context(), level) {
		return
	}
	line := []slog.Attr{
		slog.String("request", v.id),
		slog.String("method", r.Method),
		slog.String("route", route),
		slog.Int("status", status),
		slog.Int("bytes", v.sent.BytesWritten()),
		slog.Float64("ms", float64(took)/float64(time.Millisecond)),
		slog.String("from", network(v.from)),
	}
	if route == "" {
		line = append(line, slog.String("path", shorten(withoutTokens(r.URL.Path), 120)))
	}
	if v.err != nil {
		line = append(line, slog.String("error", v.err.Error()))
	}
	if v.stack != "" {
		line = append(line, slog.String("stack", v.stack))
	}
	s.set.Log.LogAttrs(r.Context(), level, "request", line...)
}

// WithoutTokens returns a path without what may be the secret of a letter's link, or a piece of one that was broken off: an address that is
// almost that of a letter's link is no reason to tell. Names of things have no capitals.
func withoutTokens(path string) string {
	words := strings.Split(path, "/")
	for i, word := range words {
		if len(word) >= 16 && strings.ToLower(word) != word {
			words[i] = "…"
		}
	}
	return strings.Join(words, "/")
}

// LevelOf says how loud an answer is: files and probes are only heard when all is.
func levelOf(route string, status int) slog.Level {
	switch {
	case status == http.StatusServiceUnavailable:
		return slog.LevelWarn
	case status >= 500:
		return slog.LevelError
	case status < 400 && (route == "/static/*" || route == "/healthz" || route == "/readyz"):
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

// Network returns the part of a client's address that says whence, not who: 24 bits of IPv4, 48 of IPv6.
func network(client netip.Addr) string {
	bits := 48
	if client.Is4() {
		bits = 24
	}
	prefix, err := client.WithZone("").Prefix(bits)
	if err != nil || !prefix.IsValid() {
		return "" // no address is known
	}
	return prefix.String()
}

// Shorten returns at most that many bytes of the text, without breaking a letter.
func shorten(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
