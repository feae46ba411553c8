package staff

import (
	"strings"
	"testing"
)

func TestWhatWasDoneWithAnApplicationIsToldInWords(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ says, act, detail, want string }{
		{"a state", "application.check", `{"before": "submitted", "after": "checking"}`, "Voordien=Ingediend|Nadien=Wordt nagekeken"},
		{"a request", "application.ask", `{"before": "submitted", "after": {"questions": ["titel"], "due": "2027-05-30"}, "why": "Hoe heet het?"}`,
			"Voordien=Ingediend|Nadien=ten laatste op: 30 mei 2027 · vragen: titel|Waarom=Hoe heet het?"},
		{"a submission", "application.submit", `{"after": {"grace": false, "requested": 300000}}`, "Nadien=in de uitlooptijd: nee · gevraagd: € 3.000,00"},
		{"files", "application.write", `{"after": {"names": ["Plan.pdf"]}}`, "Nadien=bestanden: Plan.pdf"},
		{"a word of something else", "association.verify", `{"after": "draft"}`, "Nadien=draft"},
	} {
		var told []string
		for _, line := range (Entry{Act: test.act, Detail: test.detail}).Lines() {
			told = append(told, line.Label+"="+strings.ReplaceAll(line.Text, "\u00a0", " "))
		}
		if got := strings.Join(told, "|"); got != test.want {
			t.Errorf("%s: %s", test.says, got)
		}
	}
}
