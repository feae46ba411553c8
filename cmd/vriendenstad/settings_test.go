package main

import (
	"log/slog"
	netmail "net/mail"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestSettingsOfAnEmptyEnvironment(t *testing.T) {
	s, err := readSettings([]string{"HOME=/root", "DATABASE_URL=", "SECRET_KEY= "})
	if err != nil {
		t.Fatal(err)
	}
	if s.Addr != "127.0.0.1:8080" || s.BaseURL.String() != "http://localhost:8080" {
		t.Errorf("serves %s as %s", s.Addr, s.BaseURL)
	}
	if s.DatabaseURL != "" || s.SecretKey != nil || s.MetricsAddr != "" || len(s.TrustedProxies) != 0 {
		t.Errorf("something is set that was not: %+v", s)
	}
	if !bool(s.RateLimit) || slog.Level(s.LogLevel) != slog.LevelInfo || !s.development() {
		t.Errorf("limits %t, level %v, development %t", s.RateLimit, s.LogLevel, s.development())
	}
}

func TestSettingsFollowThePort(t *testing.T) {
	s, err := readSettings([]string{"PORT=9999"})
	if err != nil || s.Addr != "127.0.0.1:9999" || s.BaseURL.String() != "http://localhost:9999" {
		t.Errorf("serves %s as %s, %v", s.Addr, s.BaseURL, err)
	}
	s, err = readSettings([]string{"PORT=9999", "ADDR=:80", "BASE_URL=http://127.0.0.1:81/"})
	if err != nil || s.Addr != ":80" || s.BaseURL.String() != "http://127.0.0.1:81" {
		t.Errorf("serves %s as %s, %v", s.Addr, s.BaseURL, err)
	}
}

func TestSettingsOfACity(t *testing.T) {
	s, err := readSettings([]string{
		"ADDR=:8080",
		"BASE_URL=https://vriendenstad.example.org",
		"DATABASE_URL=postgres://portal:s3cret@db:5432/vriendenstad",
		"MIGRATE_URL=host=/run/postgresql user=owner dbname=vriendenstad",
		"SECRET_KEY=" + strings.Repeat("0f", 32),
		"LOG_LEVEL=warn",
		"TRUSTED_PROXIES=10.0.0.7, 10.1.0.0/16,fd00::/8",
		"RATE_LIMIT=off",
		"METRICS_ADDR=127.0.0.1:9090",
		"SECURITY_CONTACT=mailto:security@example.org",
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.SecretKey) != 32 || len(s.TrustedProxies) != 3 || bool(s.RateLimit) || s.development() {
		t.Errorf("read as %+v", s)
	}
	if got := s.TrustedProxies[0].String(); got != "10.0.0.7/32" {
		t.Errorf("a single proxy is %s", got)
	}
}

func TestSettingsThatAreWrong(t *testing.T) {
	key := "SECRET_KEY=" + strings.Repeat("A", 43) + "=" // 32 bytes of zero
	const from = "MAIL_FROM=portaal@example.org"
	for _, row := range []struct {
		environ []string
		names   string // of the variables at fault, in order
	}{
		{[]string{"PORT=0"}, "PORT"},
		{[]string{"PORT=65536"}, "PORT"},
		{[]string{"PORT=http"}, "PORT"},
		{[]string{"ADDR=127.0.0.1"}, "ADDR"},
		{[]string{"ADDR=localhost:http"}, "ADDR"},
		{[]string{"BASE_URL=vriendenstad.example.org"}, "BASE_URL"},
		{[]string{"BASE_URL=ftp://localhost"}, "BASE_URL"},
		{[]string{"BASE_URL=https://example.org/portaal", key}, "BASE_URL"},
		{[]string{"BASE_URL=http://vriendenstad.example.org"}, "BASE_URL"},
		{[]string{"BASE_URL=https://vriendenstad.example.org"}, "SECRET_KEY"},
		{[]string{"SECRET_KEY=geheim"}, "SECRET_KEY"},
		{[]string{"SECRET_KEY=" + strings.Repeat("0f", 31)}, "SECRET_KEY"},
		{[]string{"DATABASE_URL=mysql://db/portal"}, "DATABASE_URL"},
		{[]string{"DATABASE_URL=portal"}, "DATABASE_URL"},
		{[]string{"DATABASE_URL=postgres://u:geheim@ho st/x"}, "DATABASE_URL"},
		{[]string{"MIGRATE_URL=postgres://db/portal"}, "MIGRATE_URL"},
		{[]string{"LOG_LEVEL=loud"}, "LOG_LEVEL"},
		{[]string{"TRUSTED_PROXIES=10.0.0.0/8,proxy"}, "TRUSTED_PROXIES"},
		{[]string{"RATE_LIMIT=no"}, "RATE_LIMIT"},
		{[]string{"METRICS_ADDR=9090"}, "METRICS_ADDR"},
		{[]string{"METRICS_ADDR=127.0.0.1:8080"}, "METRICS_ADDR"},
		{[]string{"SECURITY_CONTACT=security@example.org"}, "SECURITY_CONTACT"},
		{[]string{"SECURITY_CONTACT=mailto:nobody"}, "SECURITY_CONTACT"},
		{
			[]string{"PORT=x", "LOG_LEVEL=x", "DATABASE_URL=x", "RATE_LIMIT=x", "BASE_URL=x"},
			"PORT BASE_URL DATABASE_URL LOG_LEVEL RATE_LIMIT",
		},
		{[]string{"BASE_URL=http://example.org", "MIGRATE_URL=postgres://db/x"}, "BASE_URL MIGRATE_URL"},
		{[]string{"SMTP_HOST=smtp.example.org:587", from}, "SMTP_HOST"},
		{[]string{"SMTP_HOST=smtp://smtp.example.org", from}, "SMTP_HOST"},
		{[]string{"SMTP_HOST=smtp.example.org", "SMTP_PORT=mail", from}, "SMTP_PORT"},
		{[]string{"SMTP_HOST=smtp.example.org", "SMTP_TLS=ssl", from}, "SMTP_TLS"},
		{[]string{"SMTP_HOST=smtp.example.org", "SMTP_USER=portaal", from}, "SMTP_PASSWORD"},
		{[]string{"SMTP_HOST=smtp.example.org", "SMTP_PASSWORD=geheim", from}, "SMTP_USER"},
		{[]string{"SMTP_HOST=smtp.example.org", "SMTP_USER=portaal", "SMTP_PASSWORD=geheim", "SMTP_TLS=none", from}, "SMTP_TLS"},
		{[]string{"SMTP_HOST=smtp.example.org"}, "MAIL_FROM"},
		{[]string{"SMTP_HOST=smtp.example.org", "MAIL_FROM=portaal"}, "MAIL_FROM"},
		{[]string{"SMTP_HOST=smtp.example.org", "MAIL_FROM=a@example.org\nBcc: b@example.org"}, "MAIL_FROM"},
		{[]string{"SMTP_HOST=smtp.example.org", "MAIL_FROM=a@example.org, b@example.org"}, "MAIL_FROM"},
		{[]string{"SMTP_PORT=25", "SMTP_USER=portaal", "SMTP_PASSWORD=geheim"}, "SMTP_PORT SMTP_USER SMTP_PASSWORD"},
	} {
		_, err := readSettings(row.environ)
		wrong, ok := err.(faults)
		if !ok {
			t.Errorf("%q: %v, want faults", row.environ, err)
			continue
		}
		var names []string
		for _, one := range wrong {
			name, _, _ := strings.Cut(one, ":")
			names = append(names, name)
		}
		if got := strings.Join(names, " "); got != row.names {
			t.Errorf("%q: faults of %s, want %s", row.environ, got, row.names)
		}
		if strings.Contains(err.Error(), "geheim") {
			t.Errorf("%q: the message tells a secret: %v", row.environ, err)
		}
	}
}

func TestSettingsOfMail(t *testing.T) {
	for _, row := range []struct {
		environ  []string
		from     string
		port     port
		inFolder bool
	}{
		{nil, `"Vriendenstad" <portaal@localhost>`, 0, true},
		{[]string{"BASE_URL=http://127.0.0.1:81", "MAIL_DIR=/tmp/letters"}, `"Vriendenstad" <portaal@localhost>`, 0, true},
		{[]string{"MAIL_FROM=post@example.org"}, "<post@example.org>", 0, true},
		{[]string{"SMTP_HOST=smtp.example.org", "MAIL_FROM=De Dienst <post@example.org>"}, `"De Dienst" <post@example.org>`, 587, false},
		{[]string{"SMTP_HOST=smtp.example.org", "SMTP_TLS=tls", "SMTP_USER=u", "SMTP_PASSWORD=p", "MAIL_FROM=post@example.org"}, "<post@example.org>", 465, false},
		{[]string{"SMTP_HOST=::1", "SMTP_TLS=none", "SMTP_PORT=1025", "SMTP_USER=u", "SMTP_PASSWORD=p", "MAIL_FROM=post@example.org"}, "<post@example.org>", 1025, false},
		{[]string{"SMTP_HOST=mail", "SMTP_TLS=none", "MAIL_FROM=post@example.org"}, "<post@example.org>", 25, false},
	} {
		s, err := readSettings(row.environ)
		if err != nil {
			t.Errorf("%q: %v", row.environ, err)
			continue
		}
		from := netmail.Address(s.MailFrom)
		sender, folder := s.post()
		if from.String() != row.from || s.SMTPPort != row.port || (folder != nil) != row.inFolder || sender == nil {
			t.Errorf("%q: from %s by port %d, folder %v", row.environ, from.String(), s.SMTPPort, folder)
		}
	}
}

// The README's table of settings is the one that the program prints.
func TestReadmeHoldsTheSettings(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for line := range strings.Lines(string(readme)) {
		if name, found := strings.CutPrefix(line, "| `"); found && name[0] >= 'A' && name[0] <= 'Z' {
			rows = append(rows, strings.TrimSpace(line))
		}
	}
	var want []string
	for _, s := range settingsTable() {
		if s.Name == "" || s.Default == "" || s.What == "" {
			t.Errorf("a setting is told in part: %+v", s)
		}
		want = append(want, "| `"+s.Name+"` | "+s.Default+" | "+s.What+" |")
	}
	if !slices.Equal(rows, want) {
		t.Errorf("the README's table is\n%s\nwant\n%s", strings.Join(rows, "\n"), strings.Join(want, "\n"))
	}
}
