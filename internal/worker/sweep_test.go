package worker

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/depot"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

// draft makes an application of a club, to which a document can be attached.
func (c *town) draft() grant.ID {
	c.t.Helper()
	ctx, by := c.t.Context(), account.By{At: noon}
	awa, _ := c.person("Awa")
	club := c.club(awa)
	var id grant.ID
	c.in(func(tx postgres.Tx) error {
		v := grant.Version{Code: "PRO", Number: 1, InForce: calendar.Period{First: calendar.Date(2026, time.January, 1)},
			Terms: grant.Terms{Title: "Projecten", Applicants: []association.Form{association.NonProfit}, MaxAmount: 100, MaxShare: 7_500, Envelope: "projecten"}}
		var err error
		if v.Regulation, err = tx.AddRegulation(ctx, grant.Regulation{Slug: "pro", Code: v.Code}); err != nil {
			return err
		}
		if v.ID, err = tx.AddVersion(ctx, v, by); err != nil {
			return err
		}
		round, err := tx.AddRound(ctx, grant.Round{Version: v.ID, Title: "Lente", OpensAt: noon, ClosesAt: noon.Add(time.Hour)}, by)
		if err != nil {
			return err
		}
		id, err = tx.AddDraft(ctx, by, club, round, v.ID)
		return err
	})
	return id
}

func TestOrphansAreSweptAfterADayAndNothingElse(t *testing.T) {
	t.Parallel()
	c, path := newTown(t), t.TempDir()
	store, err := depot.OpenFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	w := c.worker(open(t).sender())
	w.set.Depot = store
	id := c.draft()
	put := func(age time.Duration, attached bool) document.Stored {
		t.Helper()
		d, err := store.Put(t.Context(), strings.NewReader("%PDF-"), document.Most, func(io.ReaderAt, int64) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(filepath.Join(path, d.Name[:2], d.Name), at, at); err != nil {
			t.Fatal(err)
		}
		if attached {
			c.in(func(tx postgres.Tx) error {
				_, err := tx.AddDocument(t.Context(), account.By{At: noon}, id, document.Document{Question: "offertes", Name: "a.pdf", MediaType: "application/pdf",
					Size: d.Size, SHA256: d.SHA256[:], Stored: d.Name})
				return err
			})
		}
		return d
	}
	old, young, needed := put(25*time.Hour, false), put(23*time.Hour, false), put(1_000*time.Hour, true)
	for range 2 {
		if err := w.tidy(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
	}
	for says, one := range map[string]struct {
		document.Stored
		there bool
	}{"an orphan of a day": {old, false}, "an orphan of less": {young, true}, "what is attached": {needed, true}} {
		file, err := store.Open(t.Context(), one.Name)
		if there := !errors.Is(err, fault.NotFound); there != one.there {
			t.Errorf("%s is there: %v", says, there)
		}
		if file != nil && file.Close() != nil {
			t.Error("it cannot be closed")
		}
	}
	if !strings.Contains(c.log.String(), "documents=1") {
		t.Errorf("%s", c.log.String())
	}
}
