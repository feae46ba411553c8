package site

import (
	"net/http"
	"strconv"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
	"vriendenstad/templates/ui"
)

// dossiersShown is how many dossiers stand on one page of the list.
const dossiersShown = 50

// dossierSorts are the ways to sort the list, the first of them where no other is asked for.
var dossierSorts = []struct {
	sort  postgres.DossierSort
	label string
}{{postgres.LastSubmitted, "Nieuwste eerst"}, {postgres.FirstSubmitted, "Oudste eerst"}, {postgres.MostRequested, "Hoogste bedrag"}}

func (s *Site) staffDossiers(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	regulations, err := s.db.LastVersions(r.Context())
	if err != nil {
		return err
	}
	var codes, sorts []string
	for _, one := range regulations {
		codes = append(codes, one.Code)
	}
	for _, one := range dossierSorts {
		sorts = append(sorts, string(one.sort))
	}
	asked, err := form.ReadDossiers(queryOf(r), codes, sorts)
	if err != nil {
		return err
	}
	list, err := s.db.Dossiers(r.Context(), postgres.DossierFilter{Reader: by.By().Person, Status: asked.Status, Waiting: asked.Waiting, Late: asked.Late,
		Code: asked.Code, Round: asked.Round, Words: asked.Words, Sort: postgres.DossierSort(asked.Sort), After: asked.After}, calendar.DayOf(nowOf(r)), dossiersShown)
	if err != nil {
		return err
	}
	page := staff.DossiersPage{First: asked.After == 0, Today: calendar.DayOf(nowOf(r)),
		Asked: link.DossierSearch{Words: asked.Words, Status: standOf(asked), Code: asked.Code, Round: asked.Round, Sort: asked.Sort}}
	countDossiers(&page, list, asked)
	page.Codes = []ui.Option{{Label: "Alle", Chosen: asked.Code == ""}}
	for _, one := range regulations {
		page.Codes = append(page.Codes, ui.Option{Value: one.Code, Label: one.Title, Chosen: one.Code == asked.Code})
	}
	page.Rounds = []ui.Option{{Label: "Alle", Chosen: asked.Round == 0}}
	for _, one := range list.Rounds {
		label := one.Code + ", " + one.Title + " (" + money.Count(one.Count) + ")"
		page.Rounds = append(page.Rounds, ui.Option{Value: strconv.FormatInt(int64(one.ID), 10), Label: label, Chosen: one.ID == asked.Round})
	}
	for _, one := range dossierSorts {
		page.Sorts = append(page.Sorts, ui.Option{Value: string(one.sort), Label: one.label, Chosen: string(one.sort) == asked.Sort})
	}
	for _, d := range list.Rows {
		page.Rows = append(page.Rows, dossierLine(d))
	}
	if list.More {
		next := page.Asked
		next.After = list.Rows[len(list.Rows)-1].ID
		page.Next = link.StaffDossiersBy(next)
	}
	return s.showStaff(w, r, http.StatusOK, place{"Aanvragen", link.StaffDossiers()}, staff.Dossiers(page))
}

// standOf writes which dossiers are asked for as the address does.
func standOf(asked form.DossierQuery) string {
	switch {
	case asked.Waiting:
		return form.WaitingDossiers
	case asked.Late:
		return form.LateDossiers
	}
	return string(asked.Status)
}

// countDossiers fills in how many dossiers there are of what is asked for, and of each state beside it.
func countDossiers(page *staff.DossiersPage, list postgres.DossierList, asked form.DossierQuery) {
	var all postgres.DossierState
	page.Statuses = []ui.Option{{Label: "Alle", Chosen: standOf(asked) == ""}}
	at := map[grant.Status]postgres.DossierState{}
	for _, one := range list.States {
		at[one.Status] = one
		all.All, all.Sum = all.All+one.All, all.Sum+one.Sum
		all.Waiting, all.WaitingSum = all.Waiting+one.Waiting, all.WaitingSum+one.WaitingSum
		all.Late, all.LateSum = all.Late+one.Late, all.LateSum+one.LateSum
	}
	for _, one := range grant.Statuses()[1:] {
		if at[one].All == 0 && one != asked.Status {
			continue
		}
		label := ui.Handling{Status: one}.StaffLabel() + " (" + money.Count(at[one].All) + ")"
		page.Statuses = append(page.Statuses, ui.Option{Value: string(one), Label: label, Chosen: one == asked.Status})
	}
	incomplete := at[grant.Incomplete].All
	page.Tabs = []staff.Tab{{Label: "Alles", Count: all.All}, {Key: form.WaitingDossiers, Label: "Wacht op de dienst", Count: all.Waiting},
		{Key: string(grant.Incomplete), Label: "Wacht op de vereniging", Count: incomplete}, {Key: form.LateDossiers, Label: "Te laat", Count: all.Late}}
	switch {
	case asked.Waiting:
		page.Count, page.Requested = all.Waiting, all.WaitingSum
	case asked.Late:
		page.Count, page.Requested = all.Late, all.LateSum
	case asked.Status != "":
		page.Count, page.Requested = at[asked.Status].All, at[asked.Status].Sum
	default:
		page.Count, page.Requested = all.All, all.Sum
	}
	page.Late = all.Late
}

func dossierLine(d postgres.DossierRow) staff.DossierLine {
	return staff.DossierLine{ID: d.ID, Number: d.Number, Title: titled(d.Title), Applicant: d.Applicant, Regulation: d.Regulation, Round: d.Call,
		Handling: ui.Handling{Status: d.Status, Due: d.Due, Committed: d.Committed, Paid: d.Paid}, Requested: d.Requested, Submitted: d.SubmittedAt, Unread: d.Unread}
}
