package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"net"
	"strconv"
	"time"
)

// An ask is one request of a page, and what is right to answer.
type ask struct {
	path    string
	headers string // each with its \r\n
	status  int    // zero is 200
	// rows is how many times [rowMark] stands in the answer; negative is not looked at.
	rows int
}

// rowMark begins a row of a list in a page.
const rowMark = `<li class="row">`

// patience is how long an answer may take before the run fails.
const patience = 10 * time.Second

// An answer is a whole answer, whose body has been read.
type answer struct {
	status   int
	encoding string
	to       string // where it leads
	body     []byte
}

// A client holds one connection to a server and reads its answers, with as little work as can be: it runs on the cores that it measures.
type client struct {
	conn net.Conn
	buf  []byte
	have int // bytes of buf that were read
}

func dial(ctx context.Context, address string) (*client, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	return &client{conn: conn, buf: make([]byte, 128<<10)}, nil
}

func (a ask) request(address string) []byte {
	return []byte("GET " + a.path + " HTTP/1.1\r\nHost: " + address + "\r\n" + a.headers + "\r\n")
}

// do sends a request and reads its answer. The body lies in the client's buffer, until the next.
func (c *client) do(request []byte) (answer, error) {
	if err := c.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return answer{}, err
	}
	if _, err := c.conn.Write(request); err != nil {
		return answer{}, err
	}
	c.have = 0
	end := -1
	for end < 0 {
		if err := c.more(); err != nil {
			return answer{}, err
		}
		end = bytes.Index(c.buf[:c.have], []byte("\r\n\r\n"))
	}
	head := c.buf[:end+2]
	if len(head) < 14 || !bytes.HasPrefix(head, []byte("HTTP/1.1 ")) {
		return answer{}, fmt.Errorf("no answer but %q", head)
	}
	status, err := strconv.Atoi(string(head[9:12]))
	if err != nil {
		return answer{}, err
	}
	a := answer{status: status, encoding: header(head, "Content-Encoding"), to: header(head, "Location")}
	switch length := header(head, "Content-Length"); {
	case status == 304 || status == 204:
	case length != "":
		a.body, err = c.sized(end+4, length)
	case header(head, "Transfer-Encoding") == "chunked":
		a.body, err = c.chunks(end + 4)
	default:
		err = errors.New("the answer does not say how long it is")
	}
	return a, err
}

// more reads what has come.
func (c *client) more() error {
	if c.have == len(c.buf) {
		c.buf = append(c.buf, make([]byte, len(c.buf))...)
	}
	n, err := c.conn.Read(c.buf[c.have:])
	c.have += n
	if n > 0 {
		return nil
	}
	return err
}

// header returns a header as Go's servers write it.
func header(head []byte, name string) string {
	_, rest, found := bytes.Cut(head, []byte("\r\n"+name+": "))
	if !found {
		return ""
	}
	value, _, _ := bytes.Cut(rest, []byte("\r\n"))
	return string(value)
}

func (c *client) sized(from int, length string) ([]byte, error) {
	n, err := strconv.Atoi(length)
	if err != nil {
		return nil, err
	}
	for c.have < from+n {
		if err := c.more(); err != nil {
			return nil, fmt.Errorf("the answer is short: %d of %d bytes: %w", c.have-from, n, err)
		}
	}
	return c.buf[from : from+n], nil
}

// chunks reads a body that comes in parts, and joins them where they lie.
func (c *client) chunks(from int) ([]byte, error) {
	begin, to := from, from
	for {
		at := bytes.Index(c.buf[from:c.have], []byte("\r\n"))
		if at < 0 {
			if err := c.more(); err != nil {
				return nil, fmt.Errorf("the answer is short: %w", err)
			}
			continue
		}
		n, err := strconv.ParseInt(string(c.buf[from:from+at]), 16, 32)
		if err != nil {
			return nil, err
		}
		from += at + 2
		for c.have < from+int(n)+2 {
			if err := c.more(); err != nil {
				return nil, fmt.Errorf("the answer is short: %w", err)
			}
		}
		if n == 0 {
			return c.buf[begin:to], nil
		}
		to += copy(c.buf[to:], c.buf[from:from+int(n)])
		from += int(n) + 2
	}
}

// A judge knows which answers are right. Those that it has seen it knows by their sum; one that it has not it reads.
type judge struct {
	ask   ask
	known map[uint32]bool
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func (j *judge) check(a answer) error {
	want := j.ask.status
	if want == 0 {
		want = 200
	}
	if a.status != want {
		return fmt.Errorf("%s: status %d, want %d: %.300q", j.ask.path, a.status, want, a.body)
	}
	if want != 200 || a.encoding != "" {
		return nil // its length was right
	}
	sum := crc32.Checksum(a.body, castagnoli)
	if j.known[sum] {
		return nil
	}
	if j.ask.rows >= 0 {
		if rows := bytes.Count(a.body, []byte(rowMark)); rows != j.ask.rows {
			return fmt.Errorf("%s: %d rows, want %d", j.ask.path, rows, j.ask.rows)
		}
	}
	if len(j.known) < 16 {
		j.known[sum] = true
	}
	return nil
}

// asking is the load of callers that ask these in turn, each from another place on.
func asking(address string, all ...ask) load {
	return load{open: func(ctx context.Context, i int) (func() error, func() error, error) {
		c, err := dial(ctx, address)
		if err != nil {
			return nil, nil, err
		}
		requests, judges := make([][]byte, len(all)), make([]*judge, len(all))
		for n, one := range all {
			requests[n], judges[n] = one.request(address), &judge{ask: one, known: map[uint32]bool{}}
		}
		n := i * len(all) / connections
		return func() error {
			n = (n + 1) % len(all)
			a, err := c.do(requests[n])
			if err != nil {
				return fmt.Errorf("%s: %w", all[n].path, err)
			}
			return judges[n].check(a)
		}, c.conn.Close, nil
	}}
}
