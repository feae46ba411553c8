package pgtest

import (
	"slices"
	"testing"
)

func TestADigestTellsWhatChanged(t *testing.T) {
	t.Parallel()
	db := New(t)
	run(t, db.URL(), `INSERT INTO lexeme (lexeme, projects) VALUES ('brug', 1)`)
	before := Take(t, db)
	if before["lexeme"].Rows != 1 || len(before) < 10 {
		t.Errorf("%v", before)
	}
	if same := before.Changed(Take(t, db)); same != nil {
		t.Errorf("nothing was done, and %q changed", same)
	}
	run(t, db.URL(), `UPDATE lexeme SET projects = 2`)
	if got := before.Changed(Take(t, db)); !slices.Equal(got, []string{"lexeme"}) {
		t.Errorf("%q changed", got)
	}
	if got := Take(t, db, "projects")["lexeme"]; got.Rows != 1 {
		t.Errorf("without its column: %v", got)
	}
	if got := Take(t, db, "projects").Changed(Take(t, db, "projects")); got != nil {
		t.Errorf("without its column %q changed", got)
	}
}
