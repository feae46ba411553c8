package ui

import (
	"strings"
	"testing"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
)

func TestALabelIsComposedOfTheStateAndTheLedger(t *testing.T) {
	t.Parallel()
	due := calendar.Date(2027, 5, 30)
	for _, test := range []struct {
		h            Handling
		label, staff string
	}{
		{Handling{Status: grant.Submitted}, "Ingediend", "Ingediend"},
		{Handling{Status: grant.Incomplete, Due: due}, "Wacht op jullie aanvulling", "Wacht op aanvulling"},
		{Handling{Status: grant.OnAgenda, Committed: 100}, "Op de agenda van het college", "Op de agenda van het college"},
		{Handling{Status: grant.Granted}, "Toegekend", "Toegekend"},
		{Handling{Status: grant.Granted, Committed: 4_500_00}, "Toegekend, nog niet betaald", "Toegekend, nog niet betaald"},
		{Handling{Status: grant.Granted, Committed: 4_500_00, Paid: 3_600_00}, "Toegekend, voorschot betaald", "Toegekend, voorschot betaald"},
		{Handling{Status: grant.Granted, Committed: 4_500_00, Paid: 4_500_00}, "Toegekend, alles betaald", "Toegekend, alles betaald"},
		{Handling{Status: grant.Reporting, Committed: 4_500_00, Paid: 3_600_00}, "Verslag gevraagd, voorschot betaald", "Verslag gevraagd, voorschot betaald"},
		{Handling{Status: grant.Ended, Committed: 4_500_00, Paid: 4_500_00}, "Afgesloten", "Afgesloten"},
	} {
		if got := test.h.Label(); got != test.label {
			t.Errorf("%+v is labelled %q", test.h, got)
		}
		if got := test.h.StaffLabel(); got != test.staff {
			t.Errorf("%+v is labelled %q for the Dienst", test.h, got)
		}
	}
	if got := (Handling{Status: grant.Granted, Committed: 4_500_00, Paid: 3_600_00}).Money(); !strings.HasPrefix(got, "Vastgelegd: ") || !strings.Contains(got, "betaald") {
		t.Errorf("%q", got)
	}
	if got := (Handling{Status: grant.Granted, Committed: 4_500_00, Paid: 4_500_00}).Expected(); strings.Contains(got, "de rest") {
		t.Errorf("all is paid: %q", got)
	}
	if got := (Handling{Status: grant.Submitted}).Money(); got != "" {
		t.Errorf("%q", got)
	}
}

// Every state has its words for both sides, and one side or none is at move.
func TestEveryStateHasItsWords(t *testing.T) {
	t.Parallel()
	for _, s := range grant.Statuses() {
		h := Handling{Status: s}
		if h.Label() == sentence(string(s)) || h.StaffLabel() == "" || h.Tone() == "" {
			t.Errorf("%s has no words", s)
		}
		if h.Ours() && h.Turn() != "Jullie zijn aan zet." {
			t.Errorf("%s: %s", s, h.Turn())
		}
	}
}
