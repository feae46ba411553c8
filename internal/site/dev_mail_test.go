package site

import (
	"net/http"
	netmail "net/mail"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/mail"
)

// written returns a folder with two letters.
func written(t *testing.T) *mail.Folder {
	t.Helper()
	folder := mail.NewFolder(t.TempDir(), netmail.Address{Address: "portaal@localhost"})
	for i, m := range []mail.Message{
		{ID: "letter-1", To: "awa@voorbeeld.be", Subject: "Bevestig <b>je</b> adres", HTML: "<p><a href=\"javascript:alert(1)\">x</a></p>",
			Text: "Dag Awa,\n\nhttp://localhost:8080/bevestigen/geheim\nhttp://localhost:8080.elders.example/x\nhttps://elders.example/y\nhttp://localhost:8080//elders.example\n<script>\n"},
		{ID: "letter-2", To: "ben@voorbeeld.be", Subject: "Kies een nieuw wachtwoord", HTML: "<p>", Text: "Dag Ben,\n"},
	} {
		m.At = time.Date(2027, 5, 15, 10, 0, i, 0, time.UTC)
		if err := folder.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestLettersCanBeReadInDevelopment(t *testing.T) {
	t.Parallel()
	c := newCore(t, func(set *Settings) { set.Letters = written(t) }, (*Site).letters)
	list := c.get(t, "/dev/mail")
	first, second := strings.Index(list.body, "Kies een nieuw wachtwoord"), strings.Index(list.body, "Bevestig &lt;b&gt;je&lt;/b&gt; adres")
	if list.StatusCode != http.StatusOK || first < 0 || second < first || list.Header.Get("Cache-Control") != "no-store" || !strings.Contains(list.body, "noindex") {
		t.Fatalf("%d %v\n%s", list.StatusCode, list.Header, list.body)
	}
	_, rest, _ := strings.Cut(list.body, `href="/dev/mail/`)
	_, rest, _ = strings.Cut(rest, `href="/dev/mail/`)
	name, _, _ := strings.Cut(rest, `"`)
	one := c.get(t, "/dev/mail/"+name)
	for words, times := range map[string]int{
		`<a href="/bevestigen/geheim">http://localhost:8080/bevestigen/geheim</a>`: 1,
		`href="https://elders`: 0, `elders.example"`: 0, `<script>`: 0, `href="javascript`: 0,
		`&lt;p&gt;&lt;a href=&#34;javascript:alert(1)&#34;&gt;`: 1, "awa@voorbeeld.be": 1,
	} {
		if got := strings.Count(one.body, words); got != times {
			t.Errorf("%d times %q, want %d", got, words, times)
		}
	}
	for _, path := range []string{"/dev/mail/none.eml", "/dev/mail/%2e%2e%2fsecret.eml", "/dev/mail/..eml"} {
		if got := c.get(t, path); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s is %d", path, got.StatusCode)
		}
	}
	if strings.Contains(c.log.String(), "awa@") || strings.Contains(c.log.String(), "geheim") {
		t.Errorf("the log tells too much:\n%s", c.log)
	}
}

func TestLettersAreForThisMachineInDevelopmentAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		says    string
		change  func(*Settings)
		host    string
		headers []string
		want    int
	}{
		{"here", func(*Settings) {}, "localhost:8080", nil, http.StatusOK},
		{"here, by number", func(*Settings) {}, "127.0.0.1:8080", nil, http.StatusOK},
		{"here, by the other number", func(*Settings) {}, "[::1]:8080", nil, http.StatusOK},
		{"with a mail server", func(set *Settings) { set.Letters = nil }, "localhost:8080", nil, http.StatusNotFound},
		{"in earnest", func(set *Settings) { set.BaseURL = &url.URL{Scheme: "https", Host: "vriendenstad.example.org"} }, "localhost:8080", nil, http.StatusNotFound},
		{"over https here", func(set *Settings) { set.BaseURL = &url.URL{Scheme: "https", Host: "localhost"} }, "localhost:8080", nil, http.StatusNotFound},
		{"by a name that is given our address", func(*Settings) {}, "elders.example:8080", nil, http.StatusNotFound},
		{"from elsewhere", func(set *Settings) { set.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} }, "localhost:8080",
			[]string{"X-Forwarded-For: 192.0.2.1"}, http.StatusNotFound},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			site := newCore(t, func(set *Settings) {
				set.Letters = written(t)
				c.change(set)
			}, (*Site).letters)
			for _, path := range []string{"/dev/mail", "/dev/mail/20270515t100000-letter-1.eml"} {
				r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, site.url+path, nil)
				if err != nil {
					t.Fatal(err)
				}
				r.Host = c.host
				for _, one := range c.headers {
					name, value, _ := strings.Cut(one, ": ")
					r.Header.Set(name, value)
				}
				got, err := http.DefaultClient.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				if err := got.Body.Close(); err != nil {
					t.Fatal(err)
				}
				if got.StatusCode != c.want {
					t.Errorf("%s is %d, want %d", path, got.StatusCode, c.want)
				}
			}
		})
	}
}

func TestALetterLeadsNowhereElse(t *testing.T) {
	t.Parallel()
	s := newSite(t, &journal{}, nil, nil)
	for said, want := range map[string]string{
		"http://localhost:8080/bevestigen/x": "/bevestigen/x", "http://localhost:8080": "", "http://localhost:8080//x": "", "http://localhost:8080/a b": "",
		`http://localhost:8080/\x`: "", "http://localhost:80801/x": "", "/x": "", "": "", " http://localhost:8080/x": "",
	} {
		if got := s.local(said); got != want {
			t.Errorf("local(%q) = %q, want %q", said, got, want)
		}
	}
}
