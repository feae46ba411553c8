package site

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/fault"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

// How long a client is asked to wait, by status.
const (
	waitUnavailable = 10 * time.Second
	waitTooMany     = time.Minute // the limit's window
)

// StatusOf is the one place that says which status a failure has. What is no fault is a defect: 500.
func statusOf(err error) int {
	if _, ok := errors.AsType[fault.Fields](err); ok {
		return http.StatusUnprocessableEntity
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return http.StatusRequestEntityTooLarge
	}
	for _, one := range []struct {
		fault  error
		status int
	}{
		{fault.NotFound, http.StatusNotFound},
		{fault.Denied, http.StatusForbidden},
		{fault.Conflict, http.StatusConflict},
		{fault.Malformed, http.StatusBadRequest},
		{fault.TooLarge, http.StatusRequestEntityTooLarge},
		{fault.Unsupported, http.StatusUnsupportedMediaType},
		{fault.TooMany, http.StatusTooManyRequests},
		{fault.Unavailable, http.StatusServiceUnavailable},
		{context.DeadlineExceeded, http.StatusServiceUnavailable},
		{errMethod, http.StatusMethodNotAllowed},
	} {
		if errors.Is(err, one.fault) {
			return one.status
		}
	}
	return http.StatusInternalServerError
}

// ErrMethod says that the address exists, and not for this method. It is no fault: only the map can tell.
var errMethod = errors.New("method not allowed")

// Refuse answers a request that failed: it notes why, and draws the page that belongs to the failure.
// To a client that is gone it answers nothing.
func (s *Site) refuse(w http.ResponseWriter, r *http.Request, err error) {
	visitOf(r).err = err
	if errors.Is(r.Context().Err(), context.Canceled) {
		return
	}
	status := statusOf(err)
	forget(w.Header())
	switch status {
	case http.StatusServiceUnavailable:
		wait(w.Header(), waitUnavailable)
	case http.StatusTooManyRequests:
		later, ok := errors.AsType[fault.Later](err)
		if !ok {
			later.For = waitTooMany
		}
		wait(w.Header(), later.For)
	case http.StatusRequestEntityTooLarge:
		w.Header().Set("Connection", "close") // the rest of the body is not worth reading
	}
	if status == http.StatusNotFound && isFile(r.URL.Path) {
		s.sendPlain(w, r, status)
		return
	}
	fields, _ := errors.AsType[fault.Fields](err)
	body := public.Fault(status, fields, visitOf(r).id)
	head := layout.Head{Title: public.FaultTitle(status), NoIndex: true}
	r = r.WithContext(context.WithoutCancel(r.Context())) // a page about time that has run out is drawn all the same
	if err := s.showSafely(w, r, status, head, body); err != nil {
		visitOf(r).err = errors.Join(visitOf(r).err, err)
		s.sendPlain(w, r, status)
	}
}

// ShowSafely is showNow for a page about a failure, whose drawing may hold the very defect that it tells of.
func (s *Site) showSafely(w http.ResponseWriter, r *http.Request, status int, head layout.Head, body templ.Component) (err error) {
	defer func() {
		if why := recover(); why != nil {
			err = fmt.Errorf("panic: %v", why)
		}
	}()
	return s.showNow(w, r, status, head, body)
}

// Forget takes back what a handler promised of the answer that did not come.
func forget(h http.Header) {
	for _, name := range []string{"Content-Type", "Content-Disposition", "Content-Length", "Etag", "Last-Modified", "Location"} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
}

func wait(h http.Header, long time.Duration) {
	if h.Get("Retry-After") == "" {
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(long.Seconds()))))
	}
}

// SendPlain sends the page that needs nothing else to be right: for files that are not there, and for the day on which
// the portal's own frame cannot be drawn.
func (s *Site) sendPlain(w http.ResponseWriter, r *http.Request, status int) {
	s.send(w, r, status, plainPage(status, visitOf(r).id))
}

// PlainPage returns the shortest page about a failure. An empty code leaves its line out.
func plainPage(status int, code string) []byte {
	if code != "" {
		code = "<p>Code: <code>" + code + "</code></p>"
	}
	const page = "<!doctype html>\n<html lang=\"nl-BE\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">" +
		"<title>%[2]s – Vriendenstad</title></head>\n<body><main><p>Fout %[1]d</p><h1>%[2]s</h1>" +
		"<p><a href=\"/\">Naar de startpagina</a></p>%[3]s</main></body></html>\n"
	return fmt.Appendf(nil, page, status, public.FaultTitle(status), code)
}

// IsFile says whether the path is that of a file rather than a page: pages have no ending.
func isFile(path string) bool {
	return strings.HasPrefix(path, "/static/") || strings.Contains(path[strings.LastIndexByte(path, '/')+1:], ".")
}

// Recovered turns a panic into a defect like any other, with its stack in the log. When part of the answer has been
// sent already the connection is cut, so that nobody takes the part for the whole.
func (s *Site) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			why := recover()
			if why == nil {
				return
			}
			v := visitOf(r)
			if why == http.ErrAbortHandler {
				panic(why)
			}
			err := fmt.Errorf("panic: %v", why)
			v.stack = string(debug.Stack())
			if v.sent.Status() != 0 {
				v.err = err
				panic(http.ErrAbortHandler)
			}
			s.refuse(w, r, err)
		}()
		next.ServeHTTP(w, r)
	})
}

// MethodNotAllowed names the methods that the address does take; an address that takes none is not found.
func (s *Site) methodNotAllowed(w http.ResponseWriter, r *http.Request) error {
	var allowed []string
	routes := chi.RouteContext(r.Context()).Routes
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
		as := method
		if method == http.MethodHead {
			as = http.MethodGet
		}
		if routes.Match(chi.NewRouteContext(), as, r.URL.Path) {
			allowed = append(allowed, method)
		}
	}
	if allowed == nil {
		return fault.NotFound
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	return errMethod
}
