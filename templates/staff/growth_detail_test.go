package staff

import (
	"strings"
	"testing"
)

func TestTheRecordTellsOfTheGrowthPathInWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		subject, label, detail, want string
	}{
		{"path/2", "Groeipad, versie 2", `{"after": [{"Year": 2028, "Target": 210, "Status": "amended", "Decision": "2027_GR_00001", "FallReason": "Minder\u202e geld."},
			{"Year": 2029, "Target": 240, "Status": "proposal", "Decision": "", "FallReason": ""}]}`,
			"2028 € 2,10 aangepast · 2027_GR_00001, daalt: Minder⟨202E⟩ geld.; 2029 € 2,40 voorstel"},
		{"population/2027-01-01", "Bevolking op 1 januari 2027", `{"after": {"on": "2027-01-01", "inhabitants": 568766, "source": "Statbel", "url": "https://statbel.fgov.be/"}}`,
			"568.766 inwoners op 1 januari 2027, bron: Statbel, https://statbel.fgov.be/"},
		{"population/ooit", "Bevolking op ooit", `{"after": {"on": "ooit", "inhabitants": 1, "source": "", "url": ""}}`, "1 inwoners op ooit, bron: "},
		{"index/2026", "Prijsindex 2026", `{"after": {"year": 2026, "points": "131,02", "source": "Statbel", "url": ""}}`, "131,02 in 2026, bron: Statbel"},
		{"peer/3", "Cijfer van een andere stad 3",
			`{"after": {"city": "Leuven", "year": 2017, "rate": 254, "inhabitants": 101000, "scope": "unknown", "note": "Nota.", "source": "Krant", "url": ""}}`,
			"Leuven 2017: € 2,54 per inwoner, onbekend wat er meetelt, gerekend met 101.000 inwoners (Nota.), bron: Krant"},
	} {
		e := Entry{Subject: c.subject, Detail: c.detail}
		if e.SubjectLabel() != c.label || len(e.Lines()) != 1 || strings.ReplaceAll(e.Lines()[0].Text, "\u00a0", " ") != c.want {
			t.Errorf("%s: %q, %q", c.subject, e.SubjectLabel(), e.Lines())
		}
	}
}
