package site

import (
	"errors"
	"net/http"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/link"
	"vriendenstad/templates/mine"
)

// invitation shows what the link of a letter invites to. It answers nothing: a mailbox that opens links does no harm.
func (s *Site) invitation(w http.ResponseWriter, r *http.Request) error {
	token, err := letterLink(r)
	if err != nil {
		return s.letter(w, r, http.StatusOK, "", nil, err)
	}
	return s.showInvitation(w, r, http.StatusOK, token, nil)
}

func (s *Site) showInvitation(w http.ResponseWriter, r *http.Request, status int, token account.Token, wrong fault.Fields) error {
	i, err := s.db.InvitationByToken(r.Context(), token.Digest())
	if err != nil {
		return s.letter(w, r, status, "", nil, err)
	}
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	page := mine.InvitationPage{Invitation: i.Invitation, Association: i.AssociationName, By: i.InvitedByName, Token: token, Wrong: wrong,
		Once: desk.NewOnce().String()}
	if there.how == account.SignedIn {
		page.Known, page.Email = true, there.Email
		_, page.Member = there.Member(i.Association)
	}
	if over, ok := errors.AsType[fault.Fields](i.CheckOpen(nowOf(r))); ok {
		page.Over, page.Wrong = over.Of("")[0], nil
	}
	return s.letter(w, r, status, "Uitnodiging", mine.Invitation(page), nil)
}

// answerInvitation accepts or declines. Accepting is for who is signed in with the invited address; declining also for who has no account.
func (s *Site) answerInvitation(w http.ResponseWriter, r *http.Request) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	token, err := letterLink(r)
	if err != nil {
		return s.letter(w, r, http.StatusOK, "", nil, err)
	}
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	switch r.PostForm.Get("antwoord") {
	case "ja":
		if there.how != account.SignedIn {
			return s.askWho(w, r, there)
		}
		return s.acceptInvitation(w, r, there, once, token)
	case "nee":
		return s.declineInvitation(w, r, there, once, token)
	}
	return s.showInvitation(w, r, http.StatusUnprocessableEntity, token, fault.Fields{{Sentence: "Kies of je aanvaardt of afwijst."}})
}

func (s *Site) acceptInvitation(w http.ResponseWriter, r *http.Request, there presence, once desk.Once, token account.Token) error {
	i, err := s.desk.AcceptInvitation(r.Context(), there.Self(), once, token)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showInvitation(w, r, status, token, wrong)
	}
	if err != nil {
		return s.letter(w, r, http.StatusOK, "", nil, s.denied(r, there, err))
	}
	if i.Association == 0 {
		return s.signedOut(w, r, "bevoegd") // powers come with a new session
	}
	return s.goOnFor(w, r, i.Association, "Je bent nu lid van "+i.AssociationName+".")
}

func (s *Site) declineInvitation(w http.ResponseWriter, r *http.Request, there presence, once desk.Once, token account.Token) error {
	var who account.Acting = s.caller(r).By
	if there.how == account.SignedIn {
		who = there.Self()
	}
	err := s.desk.DeclineInvitation(r.Context(), who, once, token)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showInvitation(w, r, status, token, wrong)
	}
	if err != nil {
		return s.letter(w, r, http.StatusOK, "", nil, err)
	}
	return goTo(w, r, link.Invitation(token))
}
