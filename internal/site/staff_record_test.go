package site

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

func TestTheRecordIsSearchedOnItsPage(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	h.known(t, awa).open(link.Staff()) // is denied
	h.later(24 * time.Hour)
	nadias := h.known(t, nadia)
	leads(t, nadias.fill(link.StaffAccess(h.person(t, modou).ID), "toegang", "dicht", "reden", "spam"), link.StaffPerson(h.person(t, modou).ID))

	rows := func(s link.RecordSearch) string {
		t.Helper()
		var all []string
		p := readPage(t, "", nadias.open(link.RecordBy(s)).body)
		for _, n := range p.all(named("tbody")) {
			for row := range n.ChildNodes() {
				if row.Type == html.ElementNode {
					all = append(all, words(row))
				}
			}
		}
		return strings.Join(all, "\n")
	}
	for _, c := range []struct {
		says       string
		search     link.RecordSearch
		want, lack string
	}{
		{"by an address", link.RecordSearch{Person: awa}, "Awa Diop", "Nadia"},
		{"by a number", link.RecordSearch{Person: decimal(h.person(t, awa).ID)}, "Awa Diop", "Nadia"},
		{"denied tries", link.RecordSearch{Act: "access."}, "kreeg geen toegang Netwerk 127.0.0.0/24", "meldde zich aan"},
		{"one act", link.RecordSearch{Act: "person.disable"}, "sloot toegang af of opende ze Voordien nee Nadien ja Waarom spam", "meldde zich aan"},
		{"to somebody", link.RecordSearch{Subject: "person/" + decimal(h.person(t, modou).ID)}, "spam", "Awa"},
		{"of the first day", link.RecordSearch{From: "15/5/2027", Until: "15/5/2027"}, "kreeg geen toegang", "spam"},
		{"of the next", link.RecordSearch{From: "2027-05-16"}, "spam", "kreeg geen toegang"},
	} {
		got := rows(c.search)
		if !strings.Contains(got, c.want) || strings.Contains(got, c.lack) {
			t.Errorf("%s, with %q and without %q:\n%s", c.says, c.want, c.lack, got)
		}
	}
	refusedAt(t, nadias.open(link.RecordBy(link.RecordSearch{Person: "niemand@huis.example"})), http.StatusUnprocessableEntity, "persoon")
	refusedAt(t, nadias.open(link.RecordBy(link.RecordSearch{Person: "Awa"})), http.StatusUnprocessableEntity, "persoon")
	if p := refusedAt(t, nadias.open(link.RecordBy(link.RecordSearch{From: "gisteren"})), http.StatusUnprocessableEntity, "van"); !hasValue(p, "van", "gisteren") {
		t.Error("what was typed is gone")
	}
	if got := nadias.open(link.RecordCSV(link.RecordSearch{From: "gisteren"})); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a file of no day: %d", got.StatusCode)
	}
	says(t, "an empty search", nadias.text(link.RecordBy(link.RecordSearch{Subject: "association/999"})), "Niets gevonden")
}

// Who takes the record away stands in it, with what they asked; the file says so too. What is refused, or only looked at, does not.
func TestADownloadOfTheRecordIsRecorded(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	nadias := h.known(t, nadia)
	nadias.open(link.Record())
	nadias.open(link.RecordCSV(link.RecordSearch{From: "gisteren"}))
	h.known(t, awa).open(link.RecordCSV(link.RecordSearch{}))
	if n := h.acts(t, "record.export"); n != 0 {
		t.Fatalf("%d downloads are in the record before the first", n)
	}
	if got := nadias.open(link.RecordCSV(link.RecordSearch{})); !strings.Contains(got.body, "record.export") {
		t.Errorf("the file does not tell of itself:\n%s", got.body)
	}
	nadias.open(link.RecordCSV(link.RecordSearch{Person: awa, Act: "session.", From: "15/5/2027"}))
	all, _, err := h.db.Trail(t.Context(), postgres.TrailFilter{Act: "record.export"}, 10)
	if err != nil || len(all) != 2 || all[1].Detail != "" || all[0].Person != h.person(t, nadia).ID {
		t.Fatalf("%+v, %v", all, err)
	}
	text := nadias.text(link.RecordBy(link.RecordSearch{Act: "record.export"}))
	says(t, "the page", text, "downloadde het logboek")
	says(t, "the page", text, "handeling: session. · van: 2027-05-15 · persoon: "+decimal(h.person(t, awa).ID))
}

func TestTheRecordIsReadPageByPage(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	if err := h.db.InTx(t.Context(), func(tx postgres.Tx) error {
		for range recordShown + 5 {
			if _, err := tx.AddEntry(t.Context(), account.By{At: h.clock()}, "test.do", "test/1", nil); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	nadias := h.known(t, nadia)
	seen := map[string]bool{}
	for address := link.RecordBy(link.RecordSearch{Act: "test."}); address != ""; {
		p := readPage(t, address, nadias.open(address).body)
		for _, n := range p.all(named("small")) {
			if strings.HasPrefix(words(n), "Nummer ") {
				seen[words(n)] = true
			}
		}
		address = ""
		for _, n := range p.all(named("a")) {
			if attr(n, "rel") == "next" {
				address = attr(n, "href")
			}
		}
	}
	if len(seen) != recordShown+5 {
		t.Errorf("%d entries on all pages", len(seen))
	}
}

func TestTheRecordIsCheckedOnItsPage(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	nadias := h.known(t, nadia)
	says(t, "the record", nadias.text(link.Record()), "Er is nog niets verzegeld.", "Nog niemand heeft de keten nagekeken.")
	says(t, "the check", nadias.text(link.RecordCheck()), "Nog niemand heeft de keten nagekeken.")
	if _, _, err := h.desk.Seal(t.Context(), h.clock()); err != nil {
		t.Fatal(err)
	}
	check := func() answer {
		return nadias.send(link.RecordCheck(), "once", nadias.once(link.Record(), link.RecordCheck()))
	}
	leads(t, check(), link.RecordCheck())
	says(t, "the check", nadias.text(link.RecordCheck()), "Alles klopt", "door Nadia Okafor")
	says(t, "the home of the administrator", nadias.text(link.Staff()), "Verzegeld tot en met handeling", "alles klopt")

	if err := pgtest.Owner(t, h.db).InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := tx.AddEntry(t.Context(), account.By{At: h.clock().Add(-time.Hour)}, "test.do", "test/1", nil)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	leads(t, check(), link.RecordCheck())
	says(t, "the check", nadias.text(link.RecordCheck()), "bevinding", "langer dan tien minuten zonder zegel")
	says(t, "the record", nadias.text(link.Record()), "er klopt iets niet", "Er staan handelingen langer dan tien minuten zonder zegel")
}
