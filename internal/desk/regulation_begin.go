package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

// DraftRegulation begins a regulation, with the draft of its first version. Nobody but the Dienst sees it before the head of the Dienst publishes that.
func (d *Desk) DraftRegulation(ctx context.Context, by account.CaseHandler, once Once, f grant.Founding) error {
	_, err := d.act(ctx, by, once, "grant.regulation-draft", func(tx postgres.Tx, now time.Time) (string, error) {
		terms, from, err := begun(ctx, tx, f)
		if err != nil {
			return "", err
		}
		v := grant.Version{Number: 1, InForce: calendar.Period{First: f.From}, Terms: terms}
		var unknown error
		v.EnvelopeName, unknown = envelopeName(ctx, tx, f.Envelope)
		if err := together(f.Check(terms), unknown, checkFrom(v, grant.Version{}, now), named(ctx, tx, f.Regulation)); err != nil {
			return "", err
		}
		if v.Regulation, err = tx.AddRegulation(ctx, grant.Regulation{Slug: f.Slug, Code: f.Code}); err != nil {
			return "", err
		}
		if v.ID, err = tx.AddVersion(ctx, v, by.By()); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{After: append([]string{f.Title, nameTold(f.Regulation), "enveloppe " + cmp.Or(v.EnvelopeName, "geen: steun in natura"), from}, versionTold(v)...)})
		return RegulationSubject(v.Regulation), nil
	})
	return err
}

// begun returns what the first version of a new regulation says, and for the record where it comes from.
func begun(ctx context.Context, tx postgres.Tx, f grant.Founding) (grant.Terms, string, error) {
	if f.Like == 0 {
		return f.Terms(f.Plain.Terms()), "met de eenvoudige vragen", nil
	}
	like, err := tx.Version(ctx, f.Like)
	if errors.Is(err, fault.NotFound) {
		err = refuse("begin", "Dat ontwerp is intussen weggegooid. Kies iets anders om mee te beginnen.")
	}
	return f.Terms(like.Terms), fmt.Sprintf("zoals versie %d van %s", like.Number, like.Code), err
}

// named refuses an address and a code that another regulation has, and keeps others from taking them until the transaction ends.
func named(ctx context.Context, tx postgres.Tx, r grant.Regulation) error {
	slug, code, err := tx.RegulationNamed(ctx, r.ID, r.Slug, r.Code)
	if err != nil {
		return err
	}
	var wrong fault.Fields
	if slug {
		wrong.Add("adres", "Een ander reglement heeft dit adres al.")
	}
	if code {
		wrong.Add("code", "Een ander reglement heeft deze code al.")
	}
	return wrong.Err()
}

// RenameRegulation gives a regulation another address and another code, as long as no version of it was published: then they stand for good.
func (d *Desk) RenameRegulation(ctx context.Context, by account.CaseHandler, once Once, slug string, seen Mark, to grant.Regulation) error {
	_, err := d.act(ctx, by, once, "grant.regulation-rename", func(tx postgres.Tx, _ time.Time) (string, error) {
		r, all, err := lockedVersions(ctx, tx, slug, seen)
		if err != nil {
			return "", err
		}
		if published(all).ID != 0 {
			return "", refuse("", "Een versie van dit reglement is bekend: het adres en de code liggen vast.")
		}
		to.ID = r.ID
		if to.Slug == r.Slug && to.Code == r.Code {
			return "", refuse("", "Er is niets veranderd. Er is niets bewaard.")
		}
		if err := together(to.Check(), named(ctx, tx, to)); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Before: nameTold(r), After: nameTold(to)})
		return RegulationSubject(r.ID), must(tx.RenameRegulation(ctx, to))
	})
	return err
}

// envelopeName returns what the budget calls a kind of envelope, empty for support in kind, and refuses one that it does not know.
func envelopeName(ctx context.Context, tx postgres.Tx, kind budget.Kind) (string, error) {
	if kind == "" {
		return "", nil
	}
	all, err := tx.Purposes(ctx)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(all, func(p budget.Purpose) bool { return p.Kind == kind })
	if at < 0 {
		return "", refuse("enveloppe", "Kies een enveloppe uit de lijst.")
	}
	return all[at].Name, nil
}

// asWhole returns refusals for a page that has none of the fields that they are about.
func asWhole(err error) error {
	wrong, ok := errors.AsType[fault.Fields](err)
	if !ok {
		return err
	}
	whole := slices.Clone(wrong)
	for i := range whole {
		whole[i].Name = ""
	}
	return whole
}

// nameTold tells the record how a regulation is reached.
func nameTold(r grant.Regulation) string { return fmt.Sprintf("%s, adres %s", r.Code, r.Slug) }
