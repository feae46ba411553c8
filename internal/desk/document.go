package desk

import (
	"context"
	"slices"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

// An Upload is a document that somebody sent, whose bytes the depot holds already.
type Upload struct {
	document.Stored
	Name      string
	MediaType string
}

// AddDocuments attaches documents to a question of an application that takes them now. None is attached where they are more than the question takes.
func (d *Desk) AddDocuments(ctx context.Context, by account.Contributor, once Once, id grant.ID, question string, all []Upload) error {
	err := d.actOn(ctx, by, once, id, "document.add", func(tx postgres.Tx, _ time.Time) (string, error) {
		a, q, err := openFiles(ctx, tx, by, id, question)
		if err != nil {
			return "", err
		}
		there, err := tx.Documents(ctx, id)
		if err != nil {
			return "", err
		}
		n := len(slices.DeleteFunc(there, func(one document.Document) bool { return one.Question != question }))
		if most := q.MostFiles(); n+len(all) > most {
			return "", refuse(question, "%s: er %s hoogstens %d bij. Verwijder er eerst een.", q.Label, plural(most, "past", "passen"), most)
		}
		var names []string
		for _, one := range all {
			added := document.Document{Question: question, Name: one.Name, MediaType: one.MediaType, Size: one.Size, SHA256: one.SHA256[:], Stored: one.Stored.Name}
			if _, err := tx.AddDocument(ctx, by.By(), id, added); err != nil {
				return "", err
			}
			names = append(names, one.Name)
		}
		tx.Note(audit.Detail{After: map[string]any{"question": question, "names": names}})
		if err := tx.TouchApplication(ctx, id, by.By().At); err != nil {
			return "", err
		}
		return ApplicationSubject(a.ID), typed(ctx, tx, by.By(), id)
	})
	return err
}

// RemoveDocument takes a document out of an application whose question can be answered now. It is gone from all pages at once; its bytes follow later.
func (d *Desk) RemoveDocument(ctx context.Context, by account.Contributor, once Once, id grant.ID, doc document.ID) error {
	err := d.actOn(ctx, by, once, id, "document.remove", func(tx postgres.Tx, _ time.Time) (string, error) {
		if _, err := tx.LockApplicationOf(ctx, by.Association, id); err != nil {
			return "", err
		}
		was, err := tx.DocumentOf(ctx, by.Association, id, doc)
		if err != nil {
			return "", err
		}
		if _, _, err := openFiles(ctx, tx, by, id, was.Question); err != nil {
			return "", err
		}
		removed, err := tx.RemoveDocument(ctx, by.By(), doc)
		if err == nil && !removed {
			err = fault.NotFound
		}
		if err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Before: map[string]any{"question": was.Question, "name": was.Name}})
		if err := tx.TouchApplication(ctx, id, by.By().At); err != nil {
			return "", err
		}
		return ApplicationSubject(id), typed(ctx, tx, by.By(), id)
	})
	return err
}

// openFiles returns an application and its question for attachments, where that can be answered now. It is [fault.NotFound] where there is no such question.
func openFiles(ctx context.Context, tx postgres.Tx, by account.Contributor, id grant.ID, question string) (grant.Application, grant.Question, error) {
	a, err := tx.LockApplicationOf(ctx, by.Association, id)
	if err != nil {
		return a, grant.Question{}, err
	}
	terms, err := tx.Terms(ctx, a.Version)
	if err != nil {
		return a, grant.Question{}, err
	}
	q, section, ok := terms.Question(question)
	if !ok || q.Type != grant.Files {
		return a, q, fault.NotFound
	}
	_, open, err := lockSection(ctx, tx, by, id, section.Key, grant.Sending{})
	if err == nil && !slices.Contains(open, question) {
		err = refuse(question, "“%s” staat niet meer open. Er kan geen bestand bij of af.", q.Label)
	}
	return a, q, err
}

func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}
