package site

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"strconv"
)

// A translator is a listener for requests that cannot be read. net/http answers those itself, before any handler hears
// of them, with a line of English: a bad escape in the path, a head that is too large. Its connections put the portal's
// short page in that place. Nothing else that is sent is looked into.
type translator struct{ net.Listener }

// Accept waits for the next connection.
func (t translator) Accept() (net.Conn, error) {
	conn, err := t.Listener.Accept()
	if tcp, ok := conn.(*net.TCPConn); ok {
		return translated{tcp}, err
	}
	return conn, err
}

// Translated is a connection of a [translator]. All but Write is the TCP connection's own.
type translated struct{ *net.TCPConn }

// Write sends p, or the page that stands for it.
func (t translated) Write(p []byte) (int, error) {
	status, ok := ownAnswer(p)
	if !ok {
		return t.TCPConn.Write(p)
	}
	if _, err := t.TCPConn.Write(unreadPage(status)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// OwnAnswer returns the status of an answer that net/http made by itself. Those have two headers, and no answer of the
// portal has so few.
func ownAnswer(p []byte) (status int, ok bool) {
	const most = 400 // bytes of such an answer
	rest, begins := bytes.CutPrefix(p, []byte("HTTP/1.1 "))
	if !begins || len(p) > most {
		return 0, false
	}
	line, rest, _ := bytes.Cut(rest, []byte("\r\n"))
	if !bytes.HasPrefix(rest, []byte("Content-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n")) || len(line) < 3 {
		return 0, false
	}
	status, err := strconv.Atoi(string(line[:3]))
	return status, err == nil && status >= http.StatusBadRequest
}

// UnreadPage is the whole answer to a request that could not be read.
func unreadPage(status int) []byte {
	page := plainPage(status, "")
	head := fmt.Sprintf("HTTP/1.1 %d %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\nCache-Control: no-store\r\n"+
		"Content-Security-Policy: %s\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: %s\r\nConnection: close\r\n\r\n",
		status, http.StatusText(status), len(page), policy, referrer)
	return append([]byte(head), page...)
}
