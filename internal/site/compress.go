package site

import (
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzhttp"
)

// Compression returns what compresses pages as they are sent: fast rather than small, and padded by a few bytes that
// depend on the page, so that its length tells nothing of what is in it.
func compression() (func(http.Handler) http.Handler, error) {
	wrap, err := gzhttp.NewWrapper(
		gzhttp.CompressionLevel(1),
		gzhttp.EnableZstd(false), // its encoders cost more memory than the bytes that they save
		gzhttp.RandomJitter(32, 0, false),
		gzhttp.ContentTypeFilter(isText),
	)
	if err != nil {
		return nil, err
	}
	return func(next http.Handler) http.Handler { return wrap(next) }, nil
}

func isText(kind string) bool {
	kind, _, _ = strings.Cut(kind, ";")
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "xml") || kind == "application/json"
}
