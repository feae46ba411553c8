package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/document"
	"vriendenstad/internal/grant"
)

// upload is a document of that name, as the depot would have kept it.
func upload(name string) Upload {
	sum := sha256.Sum256([]byte(name))
	return Upload{Stored: document.Stored{Name: hex.EncodeToString(sum[:16]), Size: 5, SHA256: sum}, Name: name, MediaType: "application/pdf"}
}

func (c call) documents(id grant.ID) []string {
	c.t.Helper()
	all, err := c.db.Documents(c.t.Context(), id)
	if err != nil {
		c.t.Fatal(err)
	}
	var names []string
	for _, d := range all {
		names = append(names, d.Name)
	}
	return names
}

func TestDocumentsAreAddedAndRemovedEverywhere(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	id := c.begun()
	ctx, by, once := t.Context(), c.contributor(c.awa), NewOnce()
	for range 2 { // sent twice
		if err := c.AddDocuments(ctx, by, once, id, "offertes", []Upload{upload("één, twee.pdf")}); err != nil {
			t.Fatal(err)
		}
	}
	again := upload("één, twee.pdf")
	again.Stored.Name = strings.Repeat("a", 32)
	if err := c.AddDocuments(ctx, c.contributor(c.modou), NewOnce(), id, "offertes", []Upload{again}); err != nil {
		t.Fatal(err)
	}
	if got := c.documents(id); !slices.Equal(got, []string{"één, twee.pdf", "één, twee.pdf"}) {
		t.Fatalf("%q", got)
	}
	refusedBecause(t, c.AddDocuments(ctx, by, NewOnce(), id, "offertes", []Upload{upload("drie.pdf")}), "offertes")
	for _, question := range []string{"waarom", "nergens"} {
		notTheirs(t, "attached to "+question, c.AddDocuments(ctx, by, NewOnce(), id, question, []Upload{upload("drie.pdf")}))
	}
	first, err := c.db.Documents(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	d, err := c.db.DocumentOf(ctx, c.id, id, first[0].ID)
	if err != nil || d.Size != 5 || d.Person != int64(c.awa) || len(d.SHA256) != sha256.Size {
		t.Errorf("%+v, %v", d, err)
	}
	if err := c.RemoveDocument(ctx, c.contributor(c.modou), NewOnce(), id, d.ID); err != nil {
		t.Fatal(err)
	}
	_, err = c.db.DocumentOf(ctx, c.id, id, d.ID)
	notTheirs(t, "a document that was removed", err)
	notTheirs(t, "removed twice", c.RemoveDocument(ctx, by, NewOnce(), id, d.ID))
	if got := c.documents(id); len(got) != 1 {
		t.Errorf("%q", got)
	}
	if c.writes("document.add", id) != 2 || c.writes("document.remove", id) != 1 {
		t.Error("the record does not say so")
	}
}

func TestADocumentOfAnotherApplicationIsNotThere(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	one, two := c.begun(), c.begun()
	if err := c.AddDocuments(t.Context(), c.contributor(c.awa), NewOnce(), one, "offertes", []Upload{upload("a.pdf")}); err != nil {
		t.Fatal(err)
	}
	all, err := c.db.Documents(t.Context(), one)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.db.DocumentOf(t.Context(), c.id, two, all[0].ID)
	notTheirs(t, "another application's", err)
	_, err = c.db.DocumentOf(t.Context(), c.id+1, one, all[0].ID)
	notTheirs(t, "another association's", err)
}

func TestOnlyWhatNobodyNeedsIsUnwanted(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	ctx, by, later := t.Context(), c.contributor(c.awa), noon.Add(25*time.Hour)
	kept, gone := c.begun(), c.begun()
	names := map[string]string{}
	for i, id := range []grant.ID{kept, kept, gone} {
		u := upload(fmt.Sprint(i, ".pdf"))
		names[u.Name] = u.Stored.Name
		if err := c.AddDocuments(ctx, by, NewOnce(), id, "offertes", []Upload{u}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := c.db.Documents(ctx, kept)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.RemoveDocument(ctx, by, NewOnce(), kept, all[1].ID); err != nil {
		t.Fatal(err)
	}
	if err := c.DeleteDraft(ctx, by, NewOnce(), gone); err != nil {
		t.Fatal(err)
	}
	orphan := strings.Repeat("f", 32)
	asked := []string{names["0.pdf"], names["1.pdf"], names["2.pdf"], orphan}
	for _, test := range []struct {
		says string
		at   time.Time
		want []string
	}{
		{"at once", noon, []string{orphan}},
		{"a day later", later.Add(-24 * time.Hour), []string{names["1.pdf"], orphan}},
		{"when the draft cannot be taken back", later.Add(grant.DraftBack), []string{names["1.pdf"], names["2.pdf"], orphan}},
	} {
		got, err := c.db.Unwanted(ctx, asked, test.at)
		slices.Sort(got)
		slices.Sort(test.want)
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, %v, want %q", test.says, got, err, test.want)
		}
	}
}
