package main

import (
	"errors"
	"fmt"
	netmail "net/mail"
	"net/netip"
	"net/url"
	"strings"
	"unicode"

	"vriendenstad/internal/mail"
)

// Post says where letters go: to the mail server of the settings, or into a folder where none is set. The folder is nil where
// there is a server.
func (s settings) post() (mail.Sender, *mail.Folder) {
	from := netmail.Address(s.MailFrom)
	if s.SMTPHost == "" {
		folder := mail.NewFolder(s.MailDir, from)
		return folder, folder
	}
	return mail.NewSMTP(mail.Server{
		Host:     string(s.SMTPHost),
		Port:     int(s.SMTPPort),
		Security: mail.Security(s.SMTPTLS),
		User:     s.SMTPUser,
		Password: s.SMTPPassword,
		From:     from,
	}), nil
}

// MailDisagreements returns what is wrong with settings of mail that are each well written.
func (s *settings) mailDisagreements() faults {
	var wrong faults
	if s.SMTPHost == "" {
		for _, one := range []struct {
			name  string
			given bool
		}{{"SMTP_PORT", s.SMTPPort != 0}, {"SMTP_USER", s.SMTPUser != ""}, {"SMTP_PASSWORD", s.SMTPPassword != ""}} {
			if one.given {
				wrong.add(one.name, "stands without SMTP_HOST, of which it tells")
			}
		}
		return wrong
	}
	switch {
	case s.SMTPUser != "" && s.SMTPPassword == "":
		wrong.add("SMTP_PASSWORD", "is absent, and SMTP_USER is there")
	case s.SMTPUser == "" && s.SMTPPassword != "":
		wrong.add("SMTP_USER", "is absent, and SMTP_PASSWORD is there")
	case s.SMTPUser != "" && mail.Security(s.SMTPTLS) == mail.Clear && !loopback(string(s.SMTPHost)):
		wrong.add("SMTP_TLS", "none would send the password in the clear; write starttls or tls")
	}
	if s.MailFrom == (mailbox{}) {
		wrong.add("MAIL_FROM", "is obligatory with SMTP_HOST; write Vriendenstad <portaal@%s>", s.BaseURL.domain())
	}
	return wrong
}

// Domain returns what stands after the @ in addresses of the portal's own.
func (o origin) domain() string {
	name := (&url.URL{Host: o.host}).Hostname()
	if _, err := netip.ParseAddr(name); err == nil {
		return "localhost"
	}
	return name
}

type hostName string

func (h *hostName) UnmarshalText(text []byte) error {
	name := string(text)
	if _, err := netip.ParseAddr(name); err != nil && (len(name) > 253 || strings.ContainsFunc(name, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '.' && r != '_'
	})) {
		return fmt.Errorf("%q is no name of a machine; write smtp.example.org, without a port", text)
	}
	*h = hostName(name)
	return nil
}

type mailTLS mail.Security

func (m *mailTLS) UnmarshalText(text []byte) error {
	if mail.Security(text).Port() == 0 {
		return fmt.Errorf("%q is neither starttls, tls nor none", text)
	}
	*m = mailTLS(text)
	return nil
}

type mailbox netmail.Address

func (m *mailbox) UnmarshalText(text []byte) error {
	found, err := netmail.ParseAddress(string(text))
	if err == nil && strings.ContainsFunc(string(text), unicode.IsControl) {
		err = errors.New("line break")
	}
	if err != nil {
		return fmt.Errorf("%q is no address; write Vriendenstad <portaal@example.org>", text)
	}
	*m = mailbox(*found)
	return nil
}
