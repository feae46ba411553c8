package site

import (
	"net/http"
	"slices"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/mine"
)

func (s *Site) invitePage(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	page := mine.InvitePage{Typed: form.Invitation{Part: string(account.ContributorPart)}}
	if err := refill(s, r, by, &page.Typed, form.ReadInvitation); err != nil {
		return err
	}
	return s.showInvite(w, r, http.StatusOK, by, page)
}

func (s *Site) showInvite(w http.ResponseWriter, r *http.Request, status int, by account.Lead, page mine.InvitePage) error {
	a, err := s.db.PrivateAssociation(r.Context(), by.Association)
	if err != nil {
		return err
	}
	page.Name, page.Once = a.Name, desk.NewOnce().String()
	return s.private(w, r, status, memberHead(r, "Nodig iemand uit", link.MyMembers()), mine.Invite(page))
}

func (s *Site) invite(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadInvitation(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.Invite(r.Context(), by, once, s.caller(r), typed.Email, account.Part(typed.Part))
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showInvite(w, r, status, by, mine.InvitePage{Typed: typed, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyMembers(), "De uitnodiging is onderweg.")
}

func (s *Site) resendInvitation(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	return s.onMembers(w, r, by, "De uitnodiging is opnieuw onderweg. De vorige link werkt niet meer.", func(once desk.Once, id int64) error {
		return s.desk.Resend(r.Context(), by, once, s.caller(r), account.InvitationID(id))
	})
}

func (s *Site) withdrawInvitation(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	return s.onMembers(w, r, by, "De uitnodiging is ingetrokken.", func(once desk.Once, id int64) error {
		return s.desk.WithdrawInvitation(r.Context(), by, once, account.InvitationID(id))
	})
}

func (s *Site) declineRequest(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	return s.onMembers(w, r, by, "Wie vroeg om lid te worden, krijgt bericht.", func(once desk.Once, id int64) error {
		return s.desk.DeclineRequest(r.Context(), by, once, account.JoinRequestID(id))
	})
}

// onMembers carries out an act on one line of the list of members, and shows the list again: with what was refused, or with what was done.
func (s *Site) onMembers(w http.ResponseWriter, r *http.Request, by account.Lead, sentence string, act func(desk.Once, int64) error) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	id, err := numbered[int64](r)
	if err != nil {
		return err
	}
	err = act(once, id)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showMembers(w, r, status, by.Member, wrong)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyMembers(), sentence)
}

// theAsker returns the question in the address, and [fault.NotFound] where nobody waits for the association's answer to it.
func (s *Site) theAsker(r *http.Request, by account.Lead) (mine.Asker, error) {
	id, err := numbered[account.JoinRequestID](r)
	if err != nil {
		return mine.Asker{}, err
	}
	all, err := s.db.JoinRequests(r.Context(), by.Association)
	if err != nil {
		return mine.Asker{}, err
	}
	at := slices.IndexFunc(all, func(a postgres.JoinRequestRow) bool { return a.ID == id })
	if at < 0 {
		return mine.Asker{}, fault.NotFound
	}
	return askerLine(all[at]), nil
}

func (s *Site) requestPage(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	asker, err := s.theAsker(r, by)
	if err != nil {
		return err
	}
	return s.showRequest(w, r, http.StatusOK, mine.RequestPage{Asker: asker, Chosen: string(account.ContributorPart)})
}

func (s *Site) showRequest(w http.ResponseWriter, r *http.Request, status int, page mine.RequestPage) error {
	page.Once, page.Decline = desk.NewOnce().String(), desk.NewOnce().String()
	return s.private(w, r, status, memberHead(r, "Vraag om lid te worden", link.MyMembers()), mine.Request(page))
}

func (s *Site) acceptRequest(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	id, err := numbered[account.JoinRequestID](r)
	if err != nil {
		return err
	}
	part := r.PostForm.Get("part")
	err = s.desk.AcceptRequest(r.Context(), by, once, id, account.Part(part))
	if wrong, status := refusal(w, r, err); status != 0 {
		asker, missing := s.theAsker(r, by)
		if missing != nil {
			return missing
		}
		return s.showRequest(w, r, status, mine.RequestPage{Asker: asker, Chosen: part, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyMembers(), "Er is een lid bij.")
}
