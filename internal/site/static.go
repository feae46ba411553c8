package site

import (
	"net/http"
	"strconv"
	"strings"

	"vriendenstad/internal/fault"
	"vriendenstad/web"
)

// How long a browser keeps a file. The address of one under /static/ names its content, so it never changes.
const (
	aYear = "public, max-age=31536000, immutable"
	aDay  = "public, max-age=86400"
)

// Static answers with a built file, in the smallest form that the client reads.
func (s *Site) static(w http.ResponseWriter, r *http.Request) {
	file, ok := web.Find(r.URL.Path)
	if !ok {
		s.refuse(w, r, fault.NotFound)
		return
	}
	sendFile(w, r, file, aYear)
}

// Favicon answers those that look for the portal's mark where it used to be.
func (s *Site) favicon(w http.ResponseWriter, r *http.Request) {
	file, ok := web.Find(web.Asset("icon.svg"))
	if !ok {
		w.Header().Set("Cache-Control", aDay)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	sendFile(w, r, file, aDay)
}

func sendFile(w http.ResponseWriter, r *http.Request, file web.File, keep string) {
	body, encoding := smallest(file, r.Header.Get("Accept-Encoding"))
	etag := file.ETag
	h := w.Header()
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
		etag = strings.TrimSuffix(etag, `"`) + "-" + encoding + `"`
	}
	h.Set("Etag", etag)
	h.Set("Cache-Control", keep)
	h.Set("Vary", "Accept-Encoding")
	if matches(r.Header.Get("If-None-Match"), etag) {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", file.Type)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	if _, err := w.Write(body); err != nil {
		visitOf(r).err = err // the client is gone
	}
}

// Smallest returns the file in the smallest form that the client reads, and the name of that form's encoding, which is
// empty for the file itself.
func smallest(file web.File, accept string) (body []byte, encoding string) {
	switch {
	case len(file.Brotli) > 0 && accepts(accept, "br"):
		return file.Brotli, "br"
	case len(file.Gzip) > 0 && accepts(accept, "gzip"):
		return file.Gzip, "gzip"
	}
	return file.Body, ""
}

// Accepts says whether an Accept-Encoding names the encoding, or any, and does not refuse it by q=0.
func accepts(header, encoding string) bool {
	any := false
	for one := range strings.SplitSeq(header, ",") {
		name, parameters, _ := strings.Cut(one, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name != encoding && name != "*" {
			continue
		}
		weight, given := strings.CutPrefix(strings.ReplaceAll(parameters, " ", ""), "q=")
		q, err := strconv.ParseFloat(weight, 64)
		wanted := !given || err == nil && q > 0
		if name == encoding {
			return wanted
		}
		any = wanted
	}
	return any
}
