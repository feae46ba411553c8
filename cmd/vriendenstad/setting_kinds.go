package main

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// The kinds of settings. Each reads itself and says what it would accept; none repeats a value that may be secret.

type port uint16

func (p *port) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text), 10, 16)
	if err != nil || n == 0 {
		return fmt.Errorf("%q is no port; write a number from 1 to 65535", text)
	}
	*p = port(n)
	return nil
}

type hostPort string

func (a *hostPort) UnmarshalText(text []byte) error {
	_, number, err := net.SplitHostPort(string(text))
	var p port
	if err != nil || p.UnmarshalText([]byte(number)) != nil {
		return fmt.Errorf("%q is no address with a port; write 127.0.0.1:8080, or :8080 for every address", text)
	}
	*a = hostPort(text)
	return nil
}

func (o *origin) UnmarshalText(text []byte) error {
	u, err := url.Parse(string(text))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil ||
		strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("%q is no address of a site; write https://vriendenstad.example.org, without a path", text)
	}
	*o = origin{scheme: u.Scheme, host: u.Host}
	return nil
}

type databaseURL string

func (d *databaseURL) UnmarshalText(text []byte) error {
	refused := errors.New("cannot be read; write postgres://user:password@host:5432/vriendenstad")
	if !strings.Contains(string(text), "://") {
		if !strings.Contains(string(text), "=") {
			return refused
		}
		*d = databaseURL(text) // host=… user=… dbname=…
		return nil
	}
	u, err := url.Parse(string(text))
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
		return refused // without err, which repeats the password
	}
	*d = databaseURL(text)
	return nil
}

type secretKey []byte

func (k *secretKey) UnmarshalText(text []byte) error {
	for _, decode := range []func(string) ([]byte, error){
		hex.DecodeString,
		base64.StdEncoding.DecodeString,
		base64.RawStdEncoding.DecodeString,
		base64.URLEncoding.DecodeString,
		base64.RawURLEncoding.DecodeString,
	} {
		if key, err := decode(string(text)); err == nil && len(key) == 32 {
			*k = key
			return nil
		}
	}
	return errors.New("is not 32 bytes in base64 or hex; make one with: openssl rand -base64 32")
}

type logLevel slog.Level

func (l *logLevel) UnmarshalText(text []byte) error {
	levels := map[string]slog.Level{
		"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError,
	}
	level, ok := levels[strings.ToLower(string(text))]
	if !ok {
		return fmt.Errorf("%q is no level; write debug, info, warn or error", text)
	}
	*l = logLevel(level)
	return nil
}

type networks []netip.Prefix

func (n *networks) UnmarshalText(text []byte) error {
	for word := range strings.SplitSeq(string(text), ",") {
		word = strings.TrimSpace(word)
		network, err := netip.ParsePrefix(word)
		if address, single := netip.ParseAddr(word); single == nil {
			network, err = netip.PrefixFrom(address, address.BitLen()), nil
		}
		if err != nil {
			return fmt.Errorf("%q is no address or network; write 10.0.0.7 or 10.0.0.0/8, with commas between", word)
		}
		*n = append(*n, network.Masked())
	}
	return nil
}

type onOff bool

func (o *onOff) UnmarshalText(text []byte) error {
	switch string(text) {
	case "on":
		*o = true
	case "off":
		*o = false
	default:
		return fmt.Errorf("%q is neither on nor off", text)
	}
	return nil
}

type contact string

func (c *contact) UnmarshalText(text []byte) error {
	u, err := url.Parse(string(text))
	if err == nil && u.Scheme == "mailto" {
		_, err = mail.ParseAddress(u.Opaque)
	} else if err == nil && (u.Scheme != "https" || u.Hostname() == "") {
		err = errors.New("neither")
	}
	if err != nil {
		return fmt.Errorf("%q is no address; write mailto:security@example.org or https://example.org/security", text)
	}
	*c = contact(text)
	return nil
}
