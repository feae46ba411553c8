package account_test

import (
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
)

var noon = time.Date(2027, time.May, 15, 10, 0, 0, 0, time.UTC)

func TestAddressesAreReadAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]account.Email{
		" Awa@Voorbeeld.BE ": "awa@voorbeeld.be", "a.b+c@x-y.example.org": "a.b+c@x-y.example.org", "o'neil@example.org": "o'neil@example.org",
	} {
		if got, err := account.ParseEmail(typed); err != nil || got != want {
			t.Errorf("ParseEmail(%q) = %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "awa", "awa@", "@x.be", "a@b", "a b@x.be", "a@x.be, b@x.be", "a@x.be\nBcc: b@x.be", "a..b@x.be", ".a@x.be",
		"a@-x.be", "a@x..be", `"a"@x.be`, "a@x.be>", strings.Repeat("a", 65) + "@x.be", "a@" + strings.Repeat("a.", 130) + "be", "é@x.be", "a@x.be\x00"} {
		if got, err := account.ParseEmail(typed); err == nil {
			t.Errorf("ParseEmail(%q) = %q", typed, got)
		}
	}
}

func TestNamesHoldNoSignsThatCannotBeSeen(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{"  Awa   Diop ": "Awa Diop", "O'Neil-van den Bergh": "O'Neil-van den Bergh", "طنجة": "طنجة"} {
		if got, err := account.ParseName(typed); err != nil || got != want {
			t.Errorf("ParseName(%q) = %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "  ", strings.Repeat("a", 121), "Awa\u202eDiop", "A\u200bwa", "A\x00wa", "A\ufeffwa", "\xff", "A\u2066wa"} {
		if got, err := account.ParseName(typed); err == nil {
			t.Errorf("ParseName(%q) = %q", typed, got)
		}
	}
}

func TestPasswordsAreLongAndNotOnTheList(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"correcte paard batterij nietje", "kaas zeilboot umbrella tram", "Tz9#kkQ!2bLw0pRs", strings.Repeat("lang woord ", 20)} {
		if err := account.CheckPassword(good, false, "Awa Diop"); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	for _, bad := range []string{"kort", "veertien-tekens"[:14], strings.Repeat("a", 15), strings.Repeat("ab", 10), "123456789012345", "qwertyuiopasdfghjkl",
		"wachtwoordwachtwoord", "Wachtwoord12345", "Vr1end3nstad2027!", "antwerpenantwerpen", "P@ssw0rdP@ssw0rd", "abcdefghijklmnopq", "AwaDiopAwaDiop12",
		"kolda-schelde-2027", strings.Repeat("x", 257), "\xff\xfe" + strings.Repeat("q", 20), "welkom welkom welkom", "awa diop awa diop", "azertyuiopqsdfgh"} {
		if err := account.CheckPassword(bad, false, "Awa Diop", "Kolda-Schelde"); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
	if account.CheckPassword("zeil-tram-kaas", true) != nil || account.CheckPassword("zeil-tram-kaas", false) == nil {
		t.Error("a second step allows a password of twelve letters, and nothing else does")
	}
}

func TestTheListHoldsMoreThanThreeThousandWords(t *testing.T) {
	t.Parallel()
	if n := account.Blocked(); n < 3000 {
		t.Errorf("%d words", n)
	}
}

func TestOnlyWhoHoldsAPartIsGivenIt(t *testing.T) {
	t.Parallel()
	i := account.Identity{Person: 7, At: noon, Memberships: []account.Membership{{Association: 4, Part: account.ReaderPart}, {Association: 5, Part: account.LeadPart}}}
	reader, ok := i.Member(4)
	if _, may := reader.Contributor(); !ok || may {
		t.Error("a reader may write")
	}
	lead, ok := i.Member(5)
	if l, may := lead.Lead(); !ok || !may || l.Association != association.ID(5) || l.By().Person != 7 || l.By().Part != account.LeadPart {
		t.Errorf("%+v", lead)
	}
	if _, ok := i.Member(6); ok {
		t.Error("a stranger is a member")
	}
	i.Powers = []account.Part{account.HeadPart}
	if _, ok := i.Head(); ok || !i.NeedsSecond() {
		t.Error("a head acts before the second step")
	}
	i.Passed, i.StrongAt = true, noon.Add(-15*time.Minute)
	if _, ok := i.Head(); !ok || !i.Strong() {
		t.Error("a head may not act after the second step")
	}
	if _, ok := i.Administrator(); ok {
		t.Error("a head is an administrator")
	}
	if i.At = noon.Add(time.Second); i.Strong() {
		t.Error("a code counts for more than fifteen minutes")
	}
}

func TestAnAdvisersTermEndsThatDay(t *testing.T) {
	t.Parallel()
	i := account.Identity{Person: 7, Passed: true, At: time.Date(2027, 5, 15, 21, 59, 59, 0, time.UTC), AdvisesUntil: calendar.Date(2027, 5, 15)}
	if _, ok := i.Adviser(); !ok {
		t.Error("refused on the last day")
	}
	i.At = i.At.Add(time.Second)
	if _, ok := i.Adviser(); ok {
		t.Error("admitted after midnight in Brussels")
	}
}

func TestTheAdministratorsPowerCombinesWithNone(t *testing.T) {
	t.Parallel()
	if account.Combines([]account.Part{account.AdministratorPart, account.EditorPart}) || !account.Combines([]account.Part{account.HeadPart, account.EditorPart}) ||
		!account.Combines([]account.Part{account.AdministratorPart}) {
		t.Error("powers combine otherwise")
	}
}

func TestSessionsEndWhenTheyAreIdleAndWhenTheyAreOld(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		why         string
		staff       bool
		began, seen time.Duration
		want        bool
	}{
		{"staff just within 45 minutes", true, time.Hour, 45 * time.Minute, true},
		{"staff idle", true, time.Hour, 45*time.Minute + 1, false},
		{"staff after 12 hours", true, 12*time.Hour + 1, time.Minute, false},
		{"a member within 12 hours", false, 13 * 24 * time.Hour, 12 * time.Hour, true},
		{"a member idle", false, 13 * time.Hour, 12*time.Hour + 1, false},
		{"a member after 14 days", false, 14*24*time.Hour + 1, time.Minute, false},
	} {
		if got := account.Lives(c.staff, noon.Add(-c.began), noon.Add(-c.seen), noon); got != c.want {
			t.Errorf("%s: %v", c.why, got)
		}
	}
}

func FuzzParseEmail(f *testing.F) {
	for _, seed := range []string{"awa@voorbeeld.be", "a@b", "\x00@x.be", "a@x.be\r\nBcc: x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		e, err := account.ParseEmail(typed)
		if err != nil {
			return
		}
		if strings.ContainsAny(string(e), " \r\n\t<>,;\"()") || strings.Count(string(e), "@") != 1 {
			t.Fatalf("ParseEmail(%q) = %q", typed, e)
		}
		if again, err := account.ParseEmail(string(e)); err != nil || again != e {
			t.Fatalf("%q is read back as %q, %v", e, again, err)
		}
	})
}
