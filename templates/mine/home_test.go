package mine

import (
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
)

var now = time.Date(2027, 5, 15, 10, 0, 0, 0, time.UTC)

func home(standing association.Standing, part account.Part) HomePage {
	return HomePage{Ours: Ours{Association: association.Association{Name: "Kolda"}, Standing: standing, Reason: "Geef het nummer."}, Part: part, Now: now}
}

func TestWhatWaitsForTheAssociationComesFirst(t *testing.T) {
	t.Parallel()
	p := home(association.Registered, account.LeadPart)
	p.Askers = []Asker{{ID: 3, Name: "Awa", At: now}}
	p.Invited = []Invited{
		{Invitation: account.Invitation{Email: "modou@voorbeeld.be", State: account.InvitationPending, ExpiresAt: now.Add(time.Hour)}},
		{Invitation: account.Invitation{Email: "rita@voorbeeld.be", State: account.InvitationDeclined}},
	}
	all := p.moves()
	var turns []string
	for _, m := range all {
		turns = append(turns, m.turn)
	}
	want := "Jullie zijn aan zet. Jullie zijn aan zet. De stad is aan zet. Wie uitgenodigd is, is aan zet."
	if got := strings.Join(turns, " "); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if headline(all) != "Twee dingen wachten op jullie." {
		t.Errorf("%s", headline(all))
	}
}

func TestWhatTheDienstAsksIsNamedFirst(t *testing.T) {
	t.Parallel()
	all := []WaitingApplication{
		{ID: 7, Status: grant.Incomplete, Title: "Arganolie", Asked: 2, Due: calendar.Date(2027, time.May, 29), Unread: 3},
		{ID: 8, Status: grant.Draft, ProposedBy: "Modou", ClosesAt: now.Add(24 * time.Hour)},
	}
	for part, want := range map[account.Part]string{
		account.LeadPart: "“Arganolie” moet aangevuld worden: Vul aan /mijn/aanvragen/7/dossier; “Arganolie” heeft nieuwe berichten: Lees /mijn/aanvragen/7/dossier; " +
			"“Aanvraag zonder titel” is klaar om in te dienen: Kijk na /mijn/aanvragen/8/nakijken; ",
		account.ReaderPart: "“Arganolie” moet aangevuld worden: Bekijk /mijn/aanvragen/7/dossier; “Arganolie” heeft nieuwe berichten: Lees /mijn/aanvragen/7/dossier; ",
	} {
		p := home(association.Verified, part)
		p.IBAN, p.Applications = "BE68539007547034", all
		got := ""
		for _, m := range p.moves() {
			got += m.by + " " + m.title + ": " + m.do + " " + m.href + "; "
		}
		if got != want {
			t.Errorf("%s: %s", part, got)
		}
		if text := p.moves()[0].text; text != "Ten laatste op 29 mei 2027. In het dossier staat wat de dienst vraagt, en waarom." {
			t.Errorf("%s: %s", part, text)
		}
	}
}

func TestTheHomeSaysInWordsHowMuchWaits(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says string
		page HomePage
		want string
		do   string // the first thing that can be pressed
	}{
		{"nothing", func() HomePage {
			p := home(association.Verified, account.LeadPart)
			p.IBAN = "BE68539007547034"
			return p
		}(), "Er wacht niets op jullie.", ""},
		{"no account number", home(association.Verified, account.LeadPart), "Eén ding wacht op jullie.", "Vul het in"},
		{"which is not a contributor's to fill in", home(association.Verified, account.ContributorPart), "Er wacht niets op jullie.", ""},
		{"asked for more", home(association.Asked, account.ContributorPart), "Eén ding wacht op jullie.", "Pas de gegevens aan"},
		{"which a reader can only read", home(association.Refused, account.ReaderPart), "Eén ding wacht op jullie.", ""},
	} {
		all := test.page.moves()
		if got := headline(all); got != test.want {
			t.Errorf("%s: %s", test.says, got)
		}
		if len(all) > 0 && all[0].do != test.do {
			t.Errorf("%s: %q can be pressed, want %q", test.says, all[0].do, test.do)
		}
	}
	if got := headline(make([]move, 0)); got != "Er wacht niets op jullie." {
		t.Error(got)
	}
	many := make([]move, 13)
	for i := range many {
		many[i].ours = true
	}
	if a, b := headline(many[:12]), headline(many); a != "Twaalf dingen wachten op jullie." || b != "13 dingen wachten op jullie." {
		t.Errorf("%s %s", a, b)
	}
}

func TestNamesStandInIsolation(t *testing.T) {
	t.Parallel()
	p := home(association.Verified, account.LeadPart)
	p.Members = []Member{{Person: 1, Name: "<script>Awa", Part: account.LeadPart, Since: now}}
	p.Askers = []Asker{{ID: 1, Name: "Modou &", At: now}}
	var b strings.Builder
	if err := Home(p).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<bdi>Kolda</bdi>", "<bdi>&lt;script&gt;Awa</bdi>", "<bdi>Modou &amp;</bdi>"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is not drawn", want)
		}
	}
}

func TestEachOfferIsSaidInWords(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		page  InvitationPage
		title string
		says  string
	}{
		{InvitationPage{Invitation: account.Invitation{Part: account.ReaderPart}, Association: "Kolda"}, "Je bent uitgenodigd", "als lezer. Je leest dan mee."},
		{InvitationPage{Invitation: account.Invitation{Until: 20000}}, "Je bent uitgenodigd als adviseur", "Je geeft advies"},
		{InvitationPage{Invitation: account.Invitation{Powers: []account.Part{account.EditorPart}}}, "Je bent uitgenodigd bij de dienst", "Redacteur"},
	} {
		if test.page.title() != test.title || !strings.Contains(test.page.offer(), test.says) {
			t.Errorf("%s: %s", test.page.title(), test.page.offer())
		}
	}
}
