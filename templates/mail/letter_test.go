package mail

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
)

var update = flag.Bool("update", false, "write the golden files anew")

const base = "https://vriendenstad.example.org"

var writer = Writer{Base: base + "/"}

const token = account.Token("GEHEIM-token_van_43_letters-0123456789abcdef")

// letters are all that can be written.
func letters(t *testing.T) map[string]Letter {
	const awa, kolda = "Awa Diop", "Kolda-Schelde vzw"
	standing := func(s association.Standing, why string) Letter {
		l, ok := writer.Standing(awa, kolda, s, why)
		if !ok {
			t.Fatalf("nothing is told of %q", s)
		}
		return l
	}
	a := Application{ID: 17, Number: "VS-2027-0018", Title: "Twee putten\nin Kolda", Of: kolda, Regulation: "Projecten in het Zuiden",
		Closes: calendar.Date(2027, 6, 1).Start(), At: time.Date(2027, 5, 31, 19, 14, 5, 0, time.UTC), Hash: strings.Repeat("9f2c41d8", 8),
		DecisionBefore: calendar.Date(2027, 8, 14), Due: calendar.Date(2027, 6, 30)}
	graced, bare := a, a
	graced.InGrace, graced.DecisionBefore = true, 0
	bare.Title = ""
	late := a
	late.Admission = grant.Admission{AdmittedUntil: calendar.Date(2027, 6, 3).Start(), AdmittedAt: time.Date(2027, 6, 1, 8, 12, 0, 0, time.UTC),
		AdmittedWhy: "De stroom viel uit.\nDat bevestigt de netbeheerder."}
	return map[string]Letter{
		"applied":                writer.Applied(awa, a),
		"applied-grace":          writer.Applied(awa, graced),
		"applied-late":           writer.Applied(awa, late),
		"late-admitted":          writer.LateAdmitted(awa, a, late.AdmittedUntil, late.AdmittedWhy),
		"late-refused":           writer.LateRefused(awa, bare, "De straat had <b>gewoon</b> stroom.\nZie https://voorbeeld.be"),
		"submit-proposed":        writer.SubmitProposed(awa, "Modou Fall", a),
		"submit-proposed-erased": writer.SubmitProposed(awa, "", bare),
		"withdrawn":              writer.Withdrawn(awa, a),
		"withdrawn-staff":        writer.WithdrawnForStaff("Ben", a),
		"completion-asked":       writer.CompletionAsked(awa, a),
		"completion-given":       writer.CompletionGiven("Ben", a),
		"message-left":           writer.MessageLeft(awa, a),
		"message-left-staff":     writer.MessageLeftForStaff("Ben", bare),
		"draft-closing":          writer.DraftClosing(awa, a),
		"draft-closing-bare":     writer.DraftClosing("", bare),
		"confirm":                writer.Confirm(awa, token),
		"already-registered":     writer.AlreadyRegistered(awa),
		"reset":                  writer.Reset(awa, token),
		"address-old":            writer.OldAddress(awa, "awa@nieuw.be", token),
		"address-new":            writer.NewAddress(awa, token),
		"password-changed":       writer.PasswordChanged(awa),
		"second-changed":         writer.SecondChanged(awa),
		"invitation":             writer.Invitation("", Invited{By: awa, Association: kolda, Part: account.ContributorPart}, token),
		"invitation-staff": writer.Invitation("Ben", Invited{By: awa,
			Powers: []account.Part{account.EditorPart, account.CaseHandlerPart, account.HeadPart}}, token),
		"invitation-adviser":     writer.Invitation("", Invited{Until: calendar.Date(2028, 6, 30)}, token),
		"bank-changed":           writer.BankChanged("Ben", kolda, awa, 17),
		"bank-changed-erased":    writer.BankChanged("Ben", kolda, "", 17),
		"to-verify":              writer.ToVerify("Ben", kolda, 17),
		"to-verify-facts":        writer.ToVerifyFacts("Ben", kolda, 17),
		"bank-changed-own":       writer.OwnBankChanged("Ben", kolda, awa),
		"verified":               standing(association.Verified, ""),
		"asked":                  standing(association.Asked, "Wie zijn jullie bestuursleden?\r\nEn sinds wanneer?"),
		"refused":                standing(association.Refused, "Dit nummer is van een andere vereniging."),
		"member-removed":         writer.MemberRemoved(awa, kolda),
		"join-asked":             writer.JoinAsked("Ben", kolda, awa, "Ik ben de <b>nieuwe</b> penningmeester.\n\nZie https://voorbeeld.be"),
		"join-asked-bare":        writer.JoinAsked("Ben", kolda, awa, ""),
		"join-asked-of-nobody":   writer.JoinAskedOfNobody("Ben", kolda, awa, "Ik wil helpen.", 17),
		"join-accepted":          writer.JoinAccepted(awa, kolda),
		"join-declined":          writer.JoinDeclined(awa, kolda),
		"join-declined-nameless": writer.JoinDeclined(awa, ""),
		"facts-refused":          standing(association.Verified, "Dit nummer is van een andere vereniging."),
		"lead-announced":         writer.LeadAnnounced("Ben", kolda, awa, false, "Modou antwoordt niet meer.\nOok niet per brief.", calendar.Date(2027, 6, 1)),
		"lead-announced-self":    writer.LeadAnnounced(awa, kolda, awa, true, "Modou antwoordt niet meer.", calendar.Date(2027, 6, 1)),
		"lead-named":             writer.LeadNamed("Ben", kolda, awa, false),
		"lead-named-self":        writer.LeadNamed(awa, kolda, awa, true),
		"lead-given":             writer.LeadGiven("Ben", kolda, awa),
		"lead-given-erased":      writer.LeadGiven("Ben", kolda, ""),
		"erased":                 writer.Erased(),
	}
}

func drawn(t *testing.T, l Letter) string {
	t.Helper()
	var b strings.Builder
	if err := l.HTML().Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestLettersAreAsTheyWereReviewed holds each against its text and HTML in testdata.
func TestLettersAreAsTheyWereReviewed(t *testing.T) {
	t.Parallel()
	for name, l := range letters(t) {
		for ending, got := range map[string]string{
			".txt":  "Onderwerp: " + l.Subject + "\n\n" + l.Text(),
			".html": strings.ReplaceAll(drawn(t, l), "><", ">\n<") + "\n",
		} {
			file := filepath.Join("testdata", name+ending)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v; go test ./templates/mail -update writes it", err)
			}
			if got != string(want) {
				t.Errorf("%s is written otherwise:\n%s", file, got)
			}
		}
	}
}

// What both forms of a letter lead to is a page of the portal, and the same one.
func TestLinksBeginWithThePortalsAddress(t *testing.T) {
	t.Parallel()
	for name, l := range letters(t) {
		var inHTML []string
		page, err := html.Parse(strings.NewReader(drawn(t, l)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range page.Descendants() {
			for _, a := range n.Attr {
				switch {
				case a.Key == "href":
					inHTML = append(inHTML, a.Val)
				case a.Key == "src" || a.Key == "background" || n.Data == "img" || n.Data == "form" || n.Data == "script":
					t.Errorf("%s holds <%s %s>", name, n.Data, a.Key)
				}
			}
		}
		for _, href := range inHTML {
			if !strings.HasPrefix(href, base+"/") || strings.HasPrefix(href, base+"//") {
				t.Errorf("%s leads to %s", name, href)
			}
			if !strings.Contains("\n"+strings.ReplaceAll(l.Text(), "Wie we zijn: ", "\n"), "\n"+href+"\n") {
				t.Errorf("%s: %s has no line of its own in the text", name, href)
			}
		}
		if most := 2; len(inHTML) > most {
			t.Errorf("%s has %d links", name, len(inHTML))
		}
	}
}

func TestWhatOthersWroteStaysTheirs(t *testing.T) {
	t.Parallel()
	const sly = "Awa\r\nBcc: all@voorbeeld.be\u202e\u200b <script>"
	for _, l := range []Letter{
		writer.Confirm(sly, token), writer.Invitation(sly, Invited{By: sly, Association: sly, Part: account.LeadPart}, token),
		writer.JoinAsked(sly, sly, sly, sly), writer.MemberRemoved(sly, sly), writer.BankChanged(sly, sly, sly, 1),
	} {
		if strings.ContainsAny(l.Subject, "\r\n\u202e\u200b") || strings.ContainsAny(l.Text(), "\r\u202e\u200b") {
			t.Errorf("%q\n%q", l.Subject, l.Text())
		}
		if strings.Contains(drawn(t, l), "<script") {
			t.Errorf("%s", drawn(t, l))
		}
		for text := range strings.Lines(l.Text()) {
			if strings.HasPrefix(text, "Bcc:") {
				t.Errorf("a line of their own: %q", text)
			}
		}
	}
	long := writer.JoinAsked("Ben", strings.Repeat("é", 400), "Awa", strings.Repeat("waarom ", 1000))
	if n := len([]rune(long.Subject)); n > 200 {
		t.Errorf("a subject of %d letters", n)
	}
	if n := len([]rune(long.Text())); n > 3200 {
		t.Errorf("a text of %d letters", n)
	}
}

func TestNothingIsToldWhileAnAssociationWaits(t *testing.T) {
	t.Parallel()
	if l, told := writer.Standing("Awa", "Kolda", association.Registered, ""); told {
		t.Errorf("%+v", l)
	}
}
