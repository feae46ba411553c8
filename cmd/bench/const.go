package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"
)

// serveConstants is the limit that pages are held against: a bare router that writes pages that never change. It does what a
// page cannot do without: the type, the length and the bytes. A name that ends in "-br" goes out as one that was compressed.
func serveConstants(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("const", flag.ContinueOnError)
	address := flags.String("addr", "127.0.0.1:0", "`address` to listen on")
	if err := flags.Parse(args); err != nil {
		return err
	}
	debug.SetGCPercent(280) // as the portal has it: the pages differ, the collector does not
	r := chi.NewRouter()
	r.Get("/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	for _, word := range flags.Args() {
		name, length, _ := strings.Cut(word, "=")
		n, err := strconv.Atoi(length)
		if err != nil {
			return fmt.Errorf("%s is no page: name=bytes", word)
		}
		r.Get("/"+name, constantPage(n, strings.HasSuffix(name, "-br")))
	}
	ln, err := net.Listen("tcp", *address)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: r}
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	if err := server.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func constantPage(n int, compressed bool) http.HandlerFunc {
	page := bytes.Repeat([]byte("Vriendenstad "), n/13+1)[:n]
	length := strconv.Itoa(n)
	return func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Length", length)
		if compressed {
			h.Set("Content-Encoding", "br")
		}
		if _, err := w.Write(page); err != nil {
			return // the client is gone
		}
	}
}
