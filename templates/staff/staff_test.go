package staff

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
)

// An act is named where it is done, and in the functions of the database.
var named = regexp.MustCompile(`[("'\x60 ]([a-z]+\.[a-z]+(?:[-_][a-z]+)*)["'\x60]`)

// TestEveryActHasItsWords reads in the desk, and in the migrations, which acts the record may name.
func TestEveryActHasItsWords(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, pattern := range []string{"../../internal/desk/*.go", "../../internal/sample/filing_handle.go", "../../migrations/*people*.sql", "../../migrations/*seal*.sql"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range named.FindAllStringSubmatch(string(text), -1) {
				act := found[1]
				seen[act] = true
				if _, ok := acts[act]; !ok {
					t.Errorf("%s: the act %q has no words in act.go", file, act)
				}
			}
		}
	}
	for act := range acts {
		if !seen[act] {
			t.Errorf("act.go has words for %q, which nobody does", act)
		}
		kind, _, _ := strings.Cut(act, ".")
		if kind != "sample" && ActLabel(kind+".") == kind+"." {
			t.Errorf("the search of the record offers no %q", kind+".")
		}
	}
	for _, once := range []string{"budget.propose_closing", "budget.withdraw_closing", "application.take_back"} {
		if ActLabel(once) == once || seen[once] {
			t.Errorf("%q, as it was once written, has no words, or is done", once)
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d acts were found: does the pattern still fit?", len(seen))
	}
}

func TestADetailIsTold(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ says, detail, want string }{
		{"nothing", "", ""},
		{"a word", `{"after": "Awa Diop", "before": "Awa"}`, "Voordien=Awa|Nadien=Awa Diop"},
		{"a standing", `{"after": "verified", "before": "registered"}`, "Voordien=Wacht op nazicht|Nadien=Nagekeken"},
		{"powers", `{"after": ["redacteur", "diensthoofd"], "before": [], "why": "nieuw"}`, "Voordien=niets|Nadien=redacteur, diensthoofd|Waarom=nieuw"},
		{"yes and no", `{"after": true, "before": false}`, "Voordien=nee|Nadien=ja"},
		{"fields", `{"after": {"part": "lezer", "person": 17}}`, "Nadien=rol: lezer · persoon: 17"},
		{"a field without a value", `{"after": {"kbo": "", "Name": "Kolda"}}`, "Nadien=naam: Kolda · ondernemingsnummer: leeg"},
		{"a network", `{"client": "192.0.2.0/24"}`, "Netwerk=192.0.2.0/24"},
		{"signs that cannot be seen", `{"why": "a\u202eb\u0007c\nd"}`, "Waarom=a⟨202E⟩b⟨0007⟩c\nd"},
		{"no detail of ours", "\u202ekapot", "Detail=⟨202E⟩kapot"},
	} {
		var got []string
		for _, l := range (Entry{Detail: test.detail}).Lines() {
			got = append(got, l.Label+"="+l.Text)
		}
		if strings.Join(got, "|") != test.want {
			t.Errorf("%s: %q, want %q", test.says, got, test.want)
		}
	}
}

func TestAnEntrySaysWhoAndWhat(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		entry               Entry
		who, subject, leads string
	}{
		{Entry{Person: 3, Name: "Awa", Part: account.PersonPart, Subject: "person/3"}, "Awa", "Persoon 3", "/beheer/mensen/3"},
		{Entry{Person: 3, Part: account.PersonPart, Subject: "association/7"}, "Gewiste persoon 3", "Vereniging 7", ""},
		{Entry{Act: "grant.version-publish", Subject: "regulation/2"}, "Het programma", "Reglement 2", ""},
		{Entry{Act: "session.refuse", Subject: "person/0"}, "Niet aangemeld, of het programma", "Niemand die bekend is", ""},
		{Entry{Subject: "record/12"}, "Niet aangemeld, of het programma", "Logboek (12)", ""},
		{Entry{Subject: "person/0"}, "Niet aangemeld, of het programma", "Niemand die bekend is", ""},
		{Entry{Subject: "invitation/4"}, "Niet aangemeld, of het programma", "Uitnodiging 4", ""},
		{Entry{Subject: "round/9"}, "Niet aangemeld, of het programma", "Oproep 9", ""},
		{Entry{Subject: "promise/9"}, "Niet aangemeld, of het programma", "Belofte 9", "/beheer/budget/beloften/9"},
		{Entry{Person: 3, Name: "Awa", Subject: "GET /beheer/\u202e"}, "Awa", "GET /beheer/⟨202E⟩", ""},
	} {
		e := test.entry
		if e.who() != test.who || e.SubjectLabel() != test.subject || e.subjectHref() != test.leads {
			t.Errorf("%+v: %q did something to %q at %q", e, e.who(), e.SubjectLabel(), e.subjectHref())
		}
	}
}

func TestEveryFindingHasItsWords(t *testing.T) {
	t.Parallel()
	for _, kind := range []audit.Kind{audit.SealMissing, audit.EntryGone, audit.EntryChanged, audit.DetailAdded, audit.DetailGone, audit.DetailChanged,
		audit.TailCut, audit.Rewritten, audit.SealLate} {
		if got := findingWords(audit.Finding{Kind: kind, What: "in English"}); got == "in English" {
			t.Errorf("%s is told in English", kind)
		}
	}
}

func TestWhatWaitsIsCountedInWords(t *testing.T) {
	t.Parallel()
	open := Nomination{Open: true}
	for _, test := range []struct {
		says string
		page HomePage
		want string
	}{
		{"nothing", HomePage{}, "Er wacht niets op jou."},
		{"what was announced waits for its day", HomePage{Nominations: []Nomination{{}}}, "Er wacht niets op jou."},
		{"one", HomePage{Nominations: []Nomination{open}}, "Er wacht één ding op jou."},
		{"some", HomePage{Erasures: make([]Erasure, 12)}, "Er wachten twaalf dingen op jou."},
		{"many", HomePage{ToVerify: make([]Waiting, 12), Erasures: make([]Erasure, 1)}, "Er wachten 13 dingen op jou."},
		{"more than stand here", HomePage{ToVerify: make([]Waiting, 12), MoreToVerify: true}, "Er wachten meer dan twaalf dingen op jou."},
	} {
		if got := test.page.sum(); got != test.want {
			t.Errorf("%s: %q", test.says, got)
		}
	}
}

func TestADayThatNeverWasIsEmpty(t *testing.T) {
	t.Parallel()
	at := time.Date(2027, time.May, 15, 10, 0, 0, 0, time.UTC)
	if day(nil) != "" || moment(nil) != "" || day(&at) != "15 mei 2027" || moment(&at) != "15 mei 2027 om 12.00 uur" {
		t.Errorf("%q, %q", day(&at), moment(&at))
	}
}
