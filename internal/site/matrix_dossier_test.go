package site

import (
	"bytes"
	"context"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/document"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
)

// furnishDossiers gives association A a draft and an application that was submitted, in the round that is open.
func furnishDossiers(ctx context.Context, tx postgres.Tx, of association.ID, by account.By) error {
	open, err := tx.OpenRounds(ctx, by.At)
	if err != nil {
		return err
	}
	draft, err := tx.AddDraft(ctx, by, of, open[0].ID, open[0].Version)
	if err != nil {
		return err
	}
	if err := tx.AddLate(ctx, draft, "De stroom viel uit.", by); err != nil {
		return err
	}
	if err := attachToDraft(ctx, tx, draft, by); err != nil {
		return err
	}
	id, err := tx.AddDraft(ctx, by, of, open[0].ID, open[0].Version)
	if err != nil {
		return err
	}
	if _, err = tx.Submit(ctx, by, grant.Submission{Application: id, At: by.At, Requested: 100_00, Frozen: "{}", Hash: bytes.Repeat([]byte{1}, 32)}); err != nil {
		return err
	}
	message, err := tx.AddMessage(ctx, id, false, by, "Zie de bijlage.")
	if err != nil {
		return err
	}
	if err := tx.MarkRead(ctx, id, false, by.At); err != nil {
		return err
	}
	_, err = tx.AddDocument(ctx, by, id, document.Document{Message: message, Name: "Brief.pdf", MediaType: "application/pdf", Size: int64(len(enclosedIn.bytes)),
		SHA256: bytes.Repeat([]byte{1}, 32), Stored: enclosedIn.name})
	return err
}

// dossierExamples adds to the examples those of what is submitted: the draft for the pages before that, the dossier for those after it.
func (to town) dossierExamples(paths map[string]string) {
	to.t.Helper()
	a, err := to.db.AssociationBySlug(to.t.Context(), slugA)
	if err != nil {
		to.t.Fatal(err)
	}
	all, err := to.db.ApplicationsOf(to.t.Context(), a.ID, matrixNow)
	if err != nil || len(all) != 2 {
		to.t.Fatalf("%d applications, %v", len(all), err)
	}
	draft, sent := all[0].ID, all[1].ID
	const begin = "/mijn/aanvragen/{id}"
	paths[begin+"/nakijken"], paths[begin+"/indienen"], paths[begin+"/voorstellen"] = link.CheckApplication(draft), link.SubmitApplication(draft), link.ProposeApplication(draft)
	paths[begin+"/laat"], paths["/beheer/laattijdig/{id}"] = link.AskLate(draft), link.StaffLate(draft)
	for _, end := range []string{"/ontvangst", "/ontvangst.pdf", "/dossier", "/intrekken", "/dossier/aanvulling", "/dossier/berichten"} {
		paths[begin+end] = link.MyApplication(sent) + end
	}
	for _, end := range []string{"", "/nakijken", "/aanvulling", "/berichten"} {
		paths["/beheer/aanvragen/{id}"+end] = link.StaffDossier(sent) + end
	}
	enclosed, err := to.db.MessageDocuments(to.t.Context(), sent)
	if err != nil || len(enclosed) != 1 {
		to.t.Fatalf("%v, %v", enclosed, err)
	}
	paths["/beheer/aanvragen/{id}/bijlagen/{document}"] = link.StaffDocument(sent, enclosed[0].ID)
}
