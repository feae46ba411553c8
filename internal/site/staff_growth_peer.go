package site

import (
	"context"
	"fmt"
	"net/http"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
)

func peerFigure(row postgres.PeerRow, reader account.ID) staff.PeerFigure {
	return staff.PeerFigure{PeerFigure: row.PeerFigure, Entered: row.EnteredName, Checked: row.CheckedName, Withdrawn: row.WithdrawnName,
		Mine: row.EnteredBy == int64(reader)}
}

func (s *Site) staffPeers(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	page := staff.PeersPage{}
	var there presence
	var err error
	if page.BudgetPowers, there, err = s.budgetPowers(r); err != nil {
		return err
	}
	all, err := s.db.AllPeers(r.Context())
	if err != nil {
		return err
	}
	for _, row := range all {
		one := peerFigure(row, there.Person)
		switch {
		case !row.WithdrawnAt.IsZero():
			page.Withdrawn = append(page.Withdrawn, one)
		case row.Published():
			page.Public = append(page.Public, one)
		default:
			page.Waiting = append(page.Waiting, one)
		}
	}
	return s.showGrowth(w, r, http.StatusOK, "Andere steden", staff.Peers(page))
}

func (s *Site) peerPage(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	var typed form.Peer
	if err := refill(s, r, by, &typed, form.ReadPeer); err != nil {
		return err
	}
	return s.showPeerNew(w, r, http.StatusOK, staff.PeerNewPage{Typed: typed})
}

func (s *Site) showPeerNew(w http.ResponseWriter, r *http.Request, status int, page staff.PeerNewPage) error {
	page.Once = desk.NewOnce().String()
	return s.showGrowth(w, r, status, "Voer een cijfer in", staff.PeerNew(page))
}

func (s *Site) enterPeer(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadPeer(r.PostForm)
	if err != nil {
		return err
	}
	figure, err := typed.Figure()
	err = withRules(err, func() error { return figure.Check(calendar.DayOf(nowOf(r))) })
	var id budget.PeerID
	if err == nil {
		id, err = s.desk.EnterPeer(r.Context(), by, once, figure)
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showPeerNew(w, r, status, staff.PeerNewPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffPeer(id), "Het cijfer is ingevoerd. Het wordt openbaar als een collega het nagekeken heeft.")
}

func (s *Site) staffPeer(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	var typed form.Reason
	if err := refill(s, r, by, &typed, form.ReadReason); err != nil {
		return err
	}
	return s.showPeer(w, r, http.StatusOK, staff.PeerPage{Typed: typed})
}

// showPeer shows the figure of the address, with what came of a form on its page.
func (s *Site) showPeer(w http.ResponseWriter, r *http.Request, status int, page staff.PeerPage) error {
	id, err := idOf[budget.PeerID](r)
	if err != nil {
		return err
	}
	var there presence
	if page.BudgetPowers, there, err = s.budgetPowers(r); err != nil {
		return err
	}
	row, err := s.db.Peer(r.Context(), id)
	if err != nil {
		return err
	}
	page.Of = peerFigure(row, there.Person)
	if page.Trail, _, err = s.trail(r.Context(), postgres.TrailFilter{Subject: desk.PeerSubject(id)}, trailShown); err != nil {
		return err
	}
	page.Check, page.Withdraw = desk.NewOnce().String(), desk.NewOnce().String()
	return s.showGrowth(w, r, status, page.Of.City, staff.Peer(page))
}

func (s *Site) checkPeer(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	return s.judgePeer(w, r, form.Reason{}, "Nagekeken. Het cijfer staat nu op de openbare pagina.", s.desk.CheckPeer)
}

func (s *Site) withdrawPeer(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	if _, err := posted(r); err != nil {
		return err
	}
	typed, err := form.ReadReason(r.PostForm)
	if err != nil {
		return err
	}
	return s.judgePeer(w, r, typed, "Het cijfer is ingetrokken. Het staat niet meer op de openbare pagina.",
		func(ctx context.Context, who account.Acting, once desk.Once, id budget.PeerID) error {
			return s.desk.WithdrawPeer(ctx, who, once, id, typed.Why)
		})
}

// judgePeer does something to the figure of the address in the name of who keeps figures.
func (s *Site) judgePeer(w http.ResponseWriter, r *http.Request, typed form.Reason, said string, act func(context.Context, account.Acting, desk.Once, budget.PeerID) error) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	who, ok := keepsFigures(there.Identity)
	if !ok {
		return fmt.Errorf("a figure of another city: %w", fault.Denied)
	}
	id, err := idOf[budget.PeerID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	err = act(r.Context(), who, once, id)
	if retry, status := retried(w, r, err); status != 0 {
		return s.showPeer(w, r, status, staff.PeerPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffPeer(id), said)
}

// keepsFigures returns who somebody is who may check figures: the budgetbeheerder, or else the diensthoofd.
func keepsFigures(i account.Identity) (account.Acting, bool) {
	if keeper, ok := i.BudgetKeeper(); ok {
		return keeper, true
	}
	head, ok := i.Head()
	return head, ok
}
