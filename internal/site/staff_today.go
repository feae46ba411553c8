package site

import (
	"net/http"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/templates/staff"
)

// waitingShown is how many dossiers of a kind stand on the home of staff.
const waitingShown = 12

// today fills in what waits for somebody who handles dossiers, keeps figures, or is the head of the Dienst, each what they can do something about.
func (s *Site) today(r *http.Request, by account.Staff, page *staff.HomePage) error {
	handles, heads, keeps := by.Has(account.CaseHandlerPart), by.Has(account.HeadPart), by.Has(account.BudgetKeeperPart)
	if !handles && !heads && !keeps {
		return nil
	}
	t, err := s.db.Today(r.Context(), by.By().Person, nowOf(r), waitingShown, desk.LeastOutage)
	if err != nil {
		return err
	}
	if handles {
		page.Since, page.Waiting, page.New, page.Lates = t.Since, t.Waiting, t.New, t.Lates
		for _, d := range t.Dossiers {
			line := dossierLine(d)
			line.New = !t.Since.IsZero() && d.SubmittedAt.After(t.Since)
			page.Dossiers = append(page.Dossiers, line)
		}
		for _, d := range t.Late {
			page.Late = append(page.Late, dossierLine(d))
		}
	}
	if heads {
		page.Rounds = roundViews(t.Rounds)
		for _, v := range t.Versions {
			page.Versions = append(page.Versions, staff.VersionDraft{Slug: v.Slug, Title: v.Title, Number: v.Number, By: v.DraftedName, At: v.DraftedAt})
		}
	}
	if heads || keeps {
		for _, p := range t.Peers {
			page.Peers = append(page.Peers, peerFigure(p, by.By().Person))
		}
	}
	if handles || heads {
		for _, l := range t.Asked {
			page.Asked = append(page.Asked, lateView(l, nowOf(r)))
		}
		for _, o := range t.Outages {
			page.Outages = append(page.Outages, staff.Outage{Began: o.Began, Ended: o.Ended, ClosesAt: o.ClosesAt, Round: o.Round, Title: o.Title, Regulation: o.Regulation})
		}
	}
	return nil
}
