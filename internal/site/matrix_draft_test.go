package site

import (
	"bytes"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"vriendenstad/internal/account"
	"vriendenstad/internal/depot"
	"vriendenstad/internal/document"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
)

// attached is the depot's name of the document that the draft of association A has, and its bytes.
var attached = struct{ name, bytes string }{strings.Repeat("a", 32), "%PDF-1.7"}

// attachToDraft gives a draft its document.
func attachToDraft(ctx context.Context, tx postgres.Tx, draft grant.ID, by account.By) error {
	_, err := tx.AddDocument(ctx, by, draft, document.Document{Question: "brief", Name: "Brief.pdf", MediaType: "application/pdf", Size: int64(len(attached.bytes)),
		SHA256: bytes.Repeat([]byte{1}, 32), Stored: attached.name})
	return err
}

// enclosedIn is the same of the document that came with a message about the dossier of association A.
var enclosedIn = struct{ name, bytes string }{strings.Repeat("b", 32), "%PDF-1.7"}

// depotWith returns a depot that holds both.
func depotWith(t testing.TB) depot.Store {
	t.Helper()
	path := t.TempDir()
	store, err := depot.OpenFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range listed(attached, enclosedIn) {
		folder := filepath.Join(path, one.name[:2])
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, one.name), []byte(one.bytes), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

// draftExamples adds to the examples those of the draft of association A.
func (to town) draftExamples(paths map[string]string, forms map[string]url.Values) {
	to.t.Helper()
	a, err := to.db.AssociationBySlug(to.t.Context(), slugA)
	if err != nil {
		to.t.Fatal(err)
	}
	all, err := to.db.ApplicationsOf(to.t.Context(), a.ID, matrixNow)
	if err != nil || len(all) == 0 || all[0].Status != grant.Draft {
		to.t.Fatalf("%v, %v", all, err)
	}
	draft := all[0].ID
	documents, err := to.db.Documents(to.t.Context(), draft)
	if err != nil || len(documents) != 1 {
		to.t.Fatalf("%v, %v", documents, err)
	}
	const begin = "/mijn/aanvragen/{id}"
	paths[begin], paths[begin+"/{section}"] = link.MyApplication(draft), link.MySection(draft, "project")
	paths[begin+"/weggooien"], paths[begin+"/terughalen"] = link.DeleteDraft(draft), link.TakeBackDraft(draft)
	paths[begin+"/bijlagen/{document}"], paths[begin+"/bijlagen/{document}/verwijderen"] = link.MyDocument(draft, documents[0].ID), link.RemoveDocument(draft, documents[0].ID)
	paths[begin+"/bijlagen/bij/{question}"] = link.AddDocuments(draft, "brief")
	forms["/mijn/aanvragen"] = url.Values{"ronde": {strconv.FormatInt(int64(all[0].Round), 10)}}
}
