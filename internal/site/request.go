package site

import (
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
)

// What a request may be at most, in bytes.
const (
	longestQuery = 8 << 10
	largestForm  = 256 << 10
	largestLetBy = 64 << 20 // beyond what may be sent, of files that are refused as too many
	letByUnknown = 16 << 20 // of files of who is not signed in
)

// MultipartForm is the type of a form's body that may carry files.
const multipartForm = "multipart/form-data"

// Readable refuses an address that cannot be read in one way only, and keeps its parameters for [queryOf]. A request line
// that net/http itself cannot read never comes here: see [translator].
func (s *Site) readable(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query, err := readAddress(r.URL)
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		visitOf(r).query = query
		chi.RouteContext(r.Context()).RoutePath = r.URL.Path // else chi would look for the escapes themselves
		next.ServeHTTP(w, r)
	})
}

func readAddress(address *url.URL) (url.Values, error) {
	if !legible(address.Path) || strings.ContainsAny(address.Path, "\t\r\n") {
		return nil, fmt.Errorf("path: %w", fault.Malformed)
	}
	if strings.Contains(strings.ToLower(address.RawPath), "%2f") {
		return nil, fmt.Errorf("a slash within a word: %w", fault.NotFound) // no address has one
	}
	if len(address.RawQuery) > longestQuery {
		return nil, fmt.Errorf("query of %d bytes: %w", len(address.RawQuery), fault.Malformed)
	}
	query, err := url.ParseQuery(address.RawQuery)
	if err != nil {
		return nil, fmt.Errorf("query: %w", fault.Malformed)
	}
	for name, values := range query {
		if len(values) > 1 {
			return nil, fmt.Errorf("doubled parameter %q: %w", shorten(name, 40), fault.Malformed)
		}
		if !legible(name) || !legible(values[0]) {
			return nil, fmt.Errorf("illegible parameter: %w", fault.Malformed)
		}
	}
	return query, nil
}

// Legible says whether a text is UTF-8 without control characters, but for those of typed text.
func legible(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(c rune) bool {
		return unicode.IsControl(c) && c != '\t' && c != '\r' && c != '\n'
	})
}

// WithoutSlash returns where an address that ends in a slash may have meant to go: the same address without it, when
// the map knows that. The answer is a path of the portal, never another host.
func withoutSlash(r *http.Request) (string, bool) {
	trimmed := strings.TrimRight(r.URL.Path, "/")
	if len(trimmed) == len(r.URL.Path) || trimmed == "" || path.Clean(trimmed) != trimmed || strings.Contains(trimmed, `\`) {
		return "", false
	}
	if !chi.RouteContext(r.Context()).Routes.Match(chi.NewRouteContext(), http.MethodGet, trimmed) {
		return "", false
	}
	return (&url.URL{Path: trimmed, RawQuery: r.URL.RawQuery}).String(), true
}

// Within gives an answer so long; after that whatever it waits for ends, and it is refused as unavailable.
func within(limit time.Duration) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx, cancel := context.WithTimeout(r.Context(), limit)
			defer cancel()
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	}
}

// Bounded lets no body in but a form's, and of that no more than [largestForm], or where it may carry files, than most.
func (s *Site) bounded(most int64) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet || r.Method == http.MethodHead {
				next.ServeHTTP(w, r)
				return
			}
			limit, err := readableBody(r, most)
			if err != nil {
				s.letBy(w, r)
				s.refuse(w, r, err)
				return
			}
			r.Body = http.MaxBytesReader(w, r.Body, limit)
			next.ServeHTTP(w, r)
		})
	}
}

// letBy reads a body that nobody wants, where it is not much too large: whoever is still sending hears no answer, but a line that breaks. Nothing of it is kept,
// and it may take no longer than another body; with files that is longer for who is known.
func (s *Site) letBy(w http.ResponseWriter, r *http.Request) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	much := int64(4 * largestForm)
	if kind == multipartForm {
		much = letByUnknown
		if there, err := s.presence(r); err == nil && heardOf(there) && longer(w, uploadTime+pageTime) == nil {
			much = largestUpload + largestLetBy
		}
	}
	if r.ContentLength <= 0 || r.ContentLength > much {
		return
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(r.Body, much)) // one that breaks off wants no answer
}

// heardOf says that somebody signed in, be it too long ago: to them a body with files may come for as long as it takes.
func heardOf(there presence) bool {
	return there.how == account.SignedIn || there.how == account.Expired
}

// readableBody returns how large the body may be, where it is a form's and no larger.
func readableBody(r *http.Request, most int64) (int64, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != multipartForm {
		most = largestForm
	}
	switch {
	case r.ContentLength > most:
		return 0, fmt.Errorf("body of %d bytes: %w", r.ContentLength, fault.TooLarge)
	case err != nil || kind != "application/x-www-form-urlencoded" && kind != multipartForm:
		return 0, fmt.Errorf("body of type %q: %w", shorten(r.Header.Get("Content-Type"), 60), fault.Unsupported)
	}
	return most, nil
}
