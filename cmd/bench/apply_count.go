package main

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// count holds what was acknowledged against what is there: each submission once, with its number, its letters and its entry of the record, and each page's last
// words.
func (h *hall) count(ctx context.Context) (string, error) {
	for _, w := range h.pages {
		last, err := h.db.LastSection(ctx, w.id, w.section.Key)
		if err != nil {
			return "", err
		}
		if is := last.Answers[w.question].Text; w.saves > 0 && (last.Version != w.saves+1 || is != w.answers[w.question].Text) {
			return "", fmt.Errorf("draft %d was saved %d times and stands at version %d with %q", w.id, w.saves, last.Version, is)
		}
	}
	conn, err := pgx.Connect(ctx, h.db.URL())
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	want := h.done[submitLoad]
	var submitted, numbers, most, whole, entries, letters int
	if err := conn.QueryRow(ctx, `
		SELECT count(*), count(DISTINCT right(number, -8)::int), max(right(number, -8)::int),
		       count(*) FILTER (WHERE hash = sha256(convert_to(frozen, 'UTF8'))),
		       (SELECT count(*) FROM audit_entry WHERE act = 'application.submit'),
		       (SELECT count(*) FROM river_job WHERE kind = 'letter' AND args ->> 'purpose' = 'applied')
		FROM grant_submission`).Scan(&submitted, &numbers, &most, &whole, &entries, &letters); err != nil {
		return "", err
	}
	for what, n := range map[string]int{"submissions": submitted, "numbers": numbers, "as the highest number": most, "hashes that are those of their texts": whole,
		"entries of the record": entries, "pairs of letters": letters / 2} {
		if n != want {
			return "", fmt.Errorf("%d were acknowledged, and there are %d %s", want, n, what)
		}
	}
	return fmt.Sprintf("%d submissions were acknowledged and are there once, numbered 1 to %d, each with its hash, its entry and two letters; %d saves were acknowledged and are there",
		want, most, h.done[savingLoad]), nil
}
