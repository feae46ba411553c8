package site

import (
	"net/http"
	"net/netip"
	"strings"

	"github.com/go-chi/httprate"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
)

// caller says who stands at the door, as far as that shows from outside.
func (s *Site) caller(r *http.Request) desk.Caller {
	v := visitOf(r)
	return desk.Caller{
		By:     account.By{At: v.at, Network: network(v.from)},
		Client: httprate.CanonicalizeIP(v.from.String()),
		Agent:  browser(r.UserAgent()),
		Here:   s.here(r),
	}
}

// here says that the portal is in development and that the request comes from its own machine: by the connection's own address, and by
// what a trusted proxy says of it.
func (s *Site) here(r *http.Request) bool {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && s.development() && peer.Addr().Unmap().IsLoopback() && visitOf(r).from.Unmap().IsLoopback()
}

// development says that people reach the portal over plain http on its own machine.
func (s *Site) development() bool {
	name := s.set.BaseURL.Hostname()
	address, err := netip.ParseAddr(name)
	loopback := name == "localhost" || strings.HasSuffix(name, ".localhost") || err == nil && address.IsLoopback()
	return s.set.BaseURL.Scheme == "http" && loopback
}

// browser says in a few words which browser this is, by what it says of itself: "Firefox op Windows". That is enough for people to know
// their own, and less than the whole text, which tells browsers apart.
func browser(agent string) string {
	name, system := firstIn(agent, [][2]string{
		{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox/", "Firefox"}, {"FxiOS", "Firefox"},
		{"CriOS", "Chrome"}, {"Chrome/", "Chrome"}, {"Chromium/", "Chromium"}, {"Safari/", "Safari"},
	}), firstIn(agent, [][2]string{
		{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Macintosh", "Mac"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"},
	})
	switch {
	case name == "" && system == "":
		return "Een onbekend programma"
	case name == "":
		return "Een programma op " + system
	case system == "":
		return name
	}
	return name + " op " + system
}

func firstIn(text string, table [][2]string) string {
	for _, one := range table {
		if strings.Contains(text, one[0]) {
			return one[1]
		}
	}
	return ""
}
