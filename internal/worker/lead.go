package worker

import (
	"context"
	"errors"

	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
	letters "vriendenstad/templates/mail"
)

// writeLead writes that the Dienst announces who is to speak for an association, while it stands announced, that it has named them, or
// that who spoke for it before made the addressee do so, who still does.
func (w *Worker) writeLead(ctx context.Context, l job.Letter, f postgres.LetterFacts) (letters.Letter, bool, error) {
	if l.Purpose == job.LeadNamed {
		return w.writer().LeadNamed(f.Addressee, f.Association, f.Person, f.ToPerson), f.HasAccount && f.ToMember && f.IsMember, nil
	}
	if l.Purpose == job.LeadGiven {
		return w.writer().LeadGiven(f.Addressee, f.Association, f.Person), f.HasAccount && f.ToLead, nil
	}
	n, err := w.set.DB.Nomination(ctx, association.ID(l.About))
	if errors.Is(err, fault.NotFound) || err == nil && n.Person != l.Person {
		return letters.Letter{}, false, nil
	}
	if err != nil {
		return letters.Letter{}, false, err
	}
	return w.writer().LeadAnnounced(f.Addressee, n.AssociationName, n.Name, f.ToPerson, n.Why, n.OpensOn()), f.HasAccount, nil
}
