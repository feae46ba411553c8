package site

import (
	"context"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
)

// furnishGrowth gives the town a growth path, and a figure of another city that waits to be checked.
func furnishGrowth(ctx context.Context, tx postgres.Tx, editor account.ID) error {
	year := matrixNow.Year()
	p, err := budget.Linear(year, year+4, 180, 300)
	if err != nil {
		return err
	}
	p.Reason, p.RegisteredAt = "Meerjarenplan.", matrixNow
	if _, err := tx.AddPath(ctx, 0, p); err != nil {
		return err
	}
	f := budget.PeerFigure{City: "Leuven", Year: year - 1, Rate: 254, Scope: budget.UnknownScope, Source: "Jaarverslag", SourceURL: "https://leuven.example/"}
	_, err = tx.AddPeer(ctx, f.Entered(int64(editor), matrixNow))
	return err
}

// growthExamples adds to the examples those of the pages of the growth path.
func (to town) growthExamples(paths map[string]string) {
	to.t.Helper()
	all, err := to.db.AllPeers(to.t.Context())
	if err != nil || len(all) != 1 {
		to.t.Fatalf("%v, %v", all, err)
	}
	paths["/beheer/budget/groeipad/versies/{versie}"] = link.StaffPathVersion(1, 0)
	paths["/beheer/budget/steden/{id}"] = link.StaffPeer(all[0].ID)
	paths["/beheer/budget/steden/{id}/nakijken"] = link.StaffPeerCheck(all[0].ID)
	paths["/beheer/budget/steden/{id}/intrekken"] = link.StaffPeerWithdraw(all[0].ID)
}
