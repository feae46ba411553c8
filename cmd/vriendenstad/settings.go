package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"github.com/caarlos0/env/v11"

	"vriendenstad/internal/mail"
)

// Settings are all that the environment may say. A variable that is empty counts as one that is absent.
//
// The tags are the one table of settings: env names the variable, envDefault is what stands when it is absent,
// shown is what the table says instead of a default that is reckoned, and what tells an administrator about it.
// The help of `serve` is drawn from them and the README's table is compared with them.
type settings struct {
	Port            port        `env:"PORT" envDefault:"8080" what:"Port on which the portal is served."`
	Addr            hostPort    `env:"ADDR" shown:"127.0.0.1:PORT" what:"Address and port on which the portal is served; :8080 means every address."`
	BaseURL         origin      `env:"BASE_URL" shown:"http://localhost:PORT" what:"Address by which people reach the portal. https, or http on a loopback name."`
	DatabaseURL     databaseURL `env:"DATABASE_URL" shown:"a private server in var/postgres" what:"Postgres 15 or later, as postgres://user:password@host:5432/name."`
	MigrateURL      databaseURL `env:"MIGRATE_URL" shown:"DATABASE_URL" what:"The same database, signed in to as its owner; for migrate and seed alone."`
	SecretKey       secretKey   `env:"SECRET_KEY" shown:"made in var/secret.key" what:"32 random bytes, as base64 or hex. Obligatory when BASE_URL is https."`
	LogLevel        logLevel    `env:"LOG_LEVEL" envDefault:"info" what:"debug, info, warn or error."`
	MetricsAddr     hostPort    `env:"METRICS_ADDR" shown:"none" what:"Address and port on which /metrics is served, apart from the portal; 127.0.0.1:9090, say."`
	TrustedProxies  networks    `env:"TRUSTED_PROXIES" shown:"none" what:"Addresses or networks, with commas between, of the proxies whose X-Forwarded-For is believed."`
	RateLimit       onOff       `env:"RATE_LIMIT" envDefault:"on" what:"on or off. off takes the limit on page requests away, for load tests."`
	SecurityContact contact     `env:"SECURITY_CONTACT" shown:"none" what:"Where a weakness is reported, in /.well-known/security.txt: a mailto: or https: address."`
	SMTPHost        hostName    `env:"SMTP_HOST" shown:"none" what:"Mail server that sends the letters. Without one they are written to MAIL_DIR."`
	SMTPPort        port        `env:"SMTP_PORT" shown:"587, 465 or 25, by SMTP_TLS" what:"Its port."`
	SMTPUser        string      `env:"SMTP_USER" shown:"none" what:"Name by which the portal signs in there, with SMTP_PASSWORD."`
	SMTPPassword    string      `env:"SMTP_PASSWORD" shown:"none" what:"The password of SMTP_USER."`
	SMTPTLS         mailTLS     `env:"SMTP_TLS" envDefault:"starttls" what:"starttls, tls (from the first byte) or none. Nothing falls back to less."`
	MailFrom        mailbox     `env:"MAIL_FROM" shown:"portaal@ the host of BASE_URL" what:"From whom letters come, as Vriendenstad <portaal@example.org>. Obligatory with SMTP_HOST."`
	MailDir         string      `env:"MAIL_DIR" envDefault:"var/mail" what:"Folder for letters where no mail server is set; in development they stand at /dev/mail too."`
	DocumentsDir    string      `env:"DOCUMENTS_DIR" envDefault:"var/documents" what:"Folder for attachments. Every replica needs the same one; back it up with the database."`
	PGBinDir        string      `env:"PG_BINDIR" shown:"the first that is found" what:"Folder with the postgres and initdb of the private server."`
}

// Setting is one row of the table of settings.
type setting struct{ Name, Default, What string }

// SettingsTable returns what can be set, in the order in which it is shown.
func settingsTable() []setting {
	var all []setting
	for field := range reflect.TypeFor[settings]().Fields() {
		row := setting{field.Tag.Get("env"), field.Tag.Get("envDefault"), field.Tag.Get("what")}
		if shown := field.Tag.Get("shown"); shown != "" {
			row.Default = shown
		}
		all = append(all, row)
	}
	return all
}

// Faults are all that is wrong with the environment, each with the name of its variable.
type faults []string

func (f faults) Error() string {
	if len(f) == 1 {
		return "setting " + f[0]
	}
	return fmt.Sprintf("%d settings are wrong:\n  %s", len(f), strings.Join(f, "\n  "))
}

func (f *faults) add(name, format string, args ...any) {
	*f = append(*f, name+": "+fmt.Sprintf(format, args...))
}

// ReadSettings reads the settings from an environment of NAME=value words, and returns [faults] with everything that
// is wrong with them.
func readSettings(environ []string) (settings, error) {
	var s settings
	given := map[string]string{}
	for _, word := range environ {
		if name, value, _ := strings.Cut(word, "="); strings.TrimSpace(value) != "" {
			given[name] = strings.TrimSpace(value)
		}
	}
	wrong, err := parseFaults(env.ParseWithOptions(&s, env.Options{Environment: given}))
	if err != nil {
		return settings{}, err
	}
	if len(wrong) == 0 {
		s.fill()
		wrong = s.disagreements()
	}
	if len(wrong) > 0 {
		return settings{}, wrong
	}
	return s, nil
}

// ParseFaults turns what env says of the struct's fields into what an administrator knows: the variables.
func parseFaults(err error) (faults, error) {
	var wrong faults
	all, ok := errors.AsType[env.AggregateError](err)
	if !ok {
		return nil, err
	}
	for _, one := range all.Errors {
		parse, ok := errors.AsType[env.ParseError](one)
		if !ok {
			return nil, err
		}
		field, _ := reflect.TypeFor[settings]().FieldByName(parse.Name)
		wrong.add(field.Tag.Get("env"), "%v", parse.Err)
	}
	return wrong, nil
}

// Fill reckons the defaults that depend on other settings.
func (s *settings) fill() {
	number := strconv.Itoa(int(s.Port))
	if s.Addr == "" {
		s.Addr = hostPort(net.JoinHostPort("127.0.0.1", number))
	}
	if s.BaseURL == (origin{}) {
		s.BaseURL = origin{scheme: "http", host: net.JoinHostPort("localhost", number)}
	}
	if s.SMTPHost != "" && s.SMTPPort == 0 {
		s.SMTPPort = port(mail.Security(s.SMTPTLS).Port())
	}
	if s.SMTPHost == "" && s.MailFrom == (mailbox{}) {
		s.MailFrom = mailbox{Name: "Vriendenstad", Address: "portaal@" + s.BaseURL.domain()}
	}
}

// Disagreements returns what is wrong with settings that are each well written.
func (s *settings) disagreements() faults {
	var wrong faults
	if s.BaseURL.scheme == "http" && !s.BaseURL.loopback() {
		wrong.add("BASE_URL", "http is for a loopback name alone; write https://%s", s.BaseURL.host)
	}
	if s.BaseURL.scheme == "https" && s.SecretKey == nil {
		wrong.add("SECRET_KEY", "is obligatory when BASE_URL is https; make one with: openssl rand -base64 32")
	}
	if s.MigrateURL != "" && s.DatabaseURL == "" {
		wrong.add("MIGRATE_URL", "stands without DATABASE_URL, of which it is the owner's address")
	}
	if s.MetricsAddr != "" && s.MetricsAddr == s.Addr {
		wrong.add("METRICS_ADDR", "is the portal's own address; metrics are served apart")
	}
	return append(wrong, s.mailDisagreements()...)
}

// Development says whether the portal is reached over plain http on this machine.
func (s settings) development() bool { return s.BaseURL.scheme == "http" }

// Origin is a scheme and a host, without a path.
type origin struct{ scheme, host string }

func (o origin) String() string { return o.url().String() }

func (o origin) url() *url.URL { return &url.URL{Scheme: o.scheme, Host: o.host} }

func (o origin) loopback() bool {
	return loopback((&url.URL{Host: o.host}).Hostname())
}

// Loopback says whether the name is one of this machine itself.
func loopback(name string) bool {
	address, err := netip.ParseAddr(name)
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || err == nil && address.IsLoopback()
}
