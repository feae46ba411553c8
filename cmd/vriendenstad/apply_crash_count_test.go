package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/desk"
	"vriendenstad/internal/grant"
)

// count holds what was told against what is there.
func (h *hall) count() {
	h.t.Helper()
	conn := h.look()
	h.countNumbers(conn)
	submitted := h.submissions(conn)
	documents := h.documentsOf(conn)
	for id, a := range h.drafts {
		is, there := submitted[id]
		switch {
		case a.told && !there:
			h.t.Errorf("application %d was acknowledged and is not submitted", id)
		case there && !a.sent:
			h.t.Errorf("application %d is submitted and nobody did so", id)
		case there:
			h.countSubmission(a, is)
		default:
			h.countDraft(conn, id, a)
		}
		h.countDocuments(id, a, documents[id])
	}
	for id := range submitted {
		if h.drafts[id] == nil {
			h.t.Errorf("application %d is nobody's", id)
		}
	}
	for id, on := range h.typed {
		h.countWords(conn, id, on)
	}
	if h.submitted < 10 {
		h.t.Errorf("%d were acknowledged: that shows too little", h.submitted)
	}
	db := h.open()
	counter, err := desk.New(db, make([]byte, 32))
	if err == nil {
		_, _, err = counter.Seal(h.t.Context(), time.Now()) // the program did not live to do so
	}
	if err != nil {
		h.t.Fatal(err)
	}
	report, err := db.Verify(h.t.Context(), time.Now())
	if err != nil || !report.Whole() {
		h.t.Errorf("the record: %v, %v", report.Findings, err)
	}
}

// countNumbers holds that the numbers of dossiers run from one on without a gap.
func (h *hall) countNumbers(conn *pgx.Conn) {
	h.t.Helper()
	var n, distinct, least, most, last int
	err := conn.QueryRow(h.t.Context(), `
		SELECT count(*), count(DISTINCT right(s.number, -8)::int), coalesce(min(right(s.number, -8)::int), 1), coalesce(max(right(s.number, -8)::int), 0),
		       coalesce((SELECT last FROM dossier_counter), 0)
		FROM grant_submission s`).Scan(&n, &distinct, &least, &most, &last)
	if err != nil || distinct != n || least != 1 || most != n || last != n {
		h.t.Errorf("%d submissions have %d numbers from %d to %d, and the counter stands at %d, %v", n, distinct, least, most, last, err)
	}
}

// A kept is a submission as the database has it.
type kept struct {
	id     grant.ID
	number string
	frozen string
	hash   []byte
	// rest tells of what is to be there once: state, number of the application, entries of the record, letters.
	rest string
}

func (h *hall) submissions(conn *pgx.Conn) map[grant.ID]kept {
	h.t.Helper()
	rows, err := conn.Query(h.t.Context(), `
		SELECT s.application, s.number, s.frozen, s.hash,
		       concat_ws(' ', a.status, a.number = s.number AND a.submitted_at = s.at,
		           (SELECT count(*) FROM audit_entry e WHERE e.act = 'application.submit' AND e.subject = 'application/' || a.id), 'entry',
		           (SELECT count(*) FROM river_job j WHERE j.kind = 'letter' AND j.args ->> 'purpose' = 'applied' AND j.args ->> 'about' = a.id::text), 'letters to',
		           (SELECT count(DISTINCT j.args ->> 'to') FROM river_job j WHERE j.kind = 'letter' AND j.args ->> 'purpose' = 'applied' AND j.args ->> 'about' = a.id::text))
		FROM grant_submission s JOIN grant_application a ON a.id = s.application`)
	if err != nil {
		h.t.Fatal(err)
	}
	all := map[grant.ID]kept{}
	var k kept
	if _, err := pgx.ForEachRow(rows, []any{&k.id, &k.number, &k.frozen, &k.hash, &k.rest}, func() error {
		all[k.id] = k
		return nil
	}); err != nil {
		h.t.Fatal(err)
	}
	return all
}

// countSubmission holds that what was submitted is what was written, and is there with all that belongs to it, once.
func (h *hall) countSubmission(a *applied, is kept) {
	h.t.Helper()
	if want := "submitted t 1 entry 2 letters to 2"; is.rest != want {
		h.t.Errorf("application %d: %s, not %s", is.id, is.rest, want)
	}
	if proof := is.number + " " + hex.EncodeToString(is.hash); a.proof != "" && a.proof != proof {
		h.t.Errorf("application %d was told %s and is %s", is.id, a.proof, proof)
	}
	if hash := sha256.Sum256([]byte(is.frozen)); !bytes.Equal(hash[:], is.hash) {
		h.t.Errorf("application %d: the hash is not that of the text", is.id)
	}
	given, files, err := grant.Thaw(is.frozen)
	if err != nil {
		h.t.Errorf("application %d: %v", is.id, err)
	}
	for key, answer := range a.answers {
		if !given[key].Equal(answer) {
			h.t.Errorf("application %d, %s: %v was acknowledged and %v submitted", is.id, key, answer, given[key])
		}
	}
	if len(files) != len(a.files) {
		h.t.Errorf("application %d was submitted with %d files of %d", is.id, len(files), len(a.files))
	}
	for _, f := range files {
		if sum := a.files[f.Name]; !bytes.Equal(sum[:], f.SHA256) {
			h.t.Errorf("application %d: %q is another file", is.id, f.Name)
		}
	}
}

// countDraft holds that a draft is nothing else, and has all that was acknowledged of it.
func (h *hall) countDraft(conn *pgx.Conn, id grant.ID, a *applied) {
	h.t.Helper()
	var is string
	err := conn.QueryRow(h.t.Context(), `
		SELECT concat_ws(' ', a.status, coalesce(a.number, '-'),
		       (SELECT count(*) FROM audit_entry e WHERE e.act = 'application.submit' AND e.subject = 'application/' || a.id),
		       (SELECT count(*) FROM river_job j WHERE j.kind = 'letter' AND j.args ->> 'about' = a.id::text AND j.args ->> 'purpose' = 'applied'))
		FROM grant_application a WHERE a.id = $1`, id).Scan(&is)
	if err != nil || is != "draft - 0 0" {
		h.t.Errorf("application %d: %s, %v", id, is, err)
	}
	stored := h.answersOf(conn, id)
	for key, answer := range a.answers {
		if !stored[key].Equal(answer) {
			h.t.Errorf("draft %d, %s: %v was acknowledged and %v is there", id, key, answer, stored[key])
		}
	}
}

// answersOf returns the answers of an application as they were last saved.
func (h *hall) answersOf(conn *pgx.Conn, id grant.ID) grant.Answers {
	h.t.Helper()
	var text string
	err := conn.QueryRow(h.t.Context(), `
		SELECT coalesce(json_object_agg(key, value), '{}')::text
		FROM (SELECT DISTINCT ON (section) answers FROM grant_section WHERE application = $1 ORDER BY section, version DESC) s, jsonb_each(s.answers)`, id).Scan(&text)
	all := grant.Answers{}
	if err == nil {
		err = json.Unmarshal([]byte(text), &all)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	return all
}

// A lying is a document as the database tells of it and as its bytes lie in the depot.
type lying struct {
	name string
	sum  sum
}

// documentsOf reads all documents, and holds that the bytes of each are those that its row tells of.
func (h *hall) documentsOf(conn *pgx.Conn) map[grant.ID][]lying {
	h.t.Helper()
	rows, err := conn.Query(h.t.Context(), `SELECT application, name, stored, sha256, size FROM document WHERE removed_at IS NULL`)
	if err != nil {
		h.t.Fatal(err)
	}
	all := map[grant.ID][]lying{}
	var of grant.ID
	var name, stored string
	var digest []byte
	var size int
	if _, err := pgx.ForEachRow(rows, []any{&of, &name, &stored, &digest, &size}, func() error {
		text, err := os.ReadFile(filepath.Join(h.documents(), stored[:2], stored))
		is := sha256.Sum256(text)
		if err != nil || len(text) != size || !bytes.Equal(is[:], digest) {
			h.t.Errorf("%q of application %d: %d of %d bytes, sum %x of %x, %v", name, of, len(text), size, is, digest, err)
		}
		all[of] = append(all[of], lying{name, is})
		return nil
	}); err != nil {
		h.t.Fatal(err)
	}
	return all
}

// countDocuments holds that each attachment that was acknowledged is there once. One that was not may be there, once.
func (h *hall) countDocuments(id grant.ID, a *applied, there []lying) {
	h.t.Helper()
	seen := map[string]bool{}
	for _, one := range there {
		if sum, told := a.files[one.name]; seen[one.name] || told && sum != one.sum {
			h.t.Errorf("application %d: %q is there twice, or is another file", id, one.name)
		}
		seen[one.name] = true
	}
	for name := range a.files {
		if !seen[name] {
			h.t.Errorf("application %d: %q was acknowledged and is not there", id, name)
		}
	}
}

// countWords holds that each word that was acknowledged was kept, and that the last of each page stands, or waits to be chosen.
func (h *hall) countWords(conn *pgx.Conn, id grant.ID, on *typedOn) {
	h.t.Helper()
	var text string
	err := conn.QueryRow(h.t.Context(), `
		SELECT json_build_object(
		    'all', (SELECT coalesce(json_agg(w.w), '[]') FROM (
		        SELECT value ->> 'text' AS w FROM grant_section s, jsonb_each(s.answers) WHERE s.application = $1
		        UNION SELECT sent ->> 'text' FROM grant_alternative WHERE application = $1) w),
		    'open', (SELECT coalesce(json_agg(sent ->> 'text'), '[]') FROM grant_alternative WHERE application = $1 AND chosen_by IS NULL))::text`, id).Scan(&text)
	var is struct {
		All, Open []string
	}
	if err == nil {
		err = json.Unmarshal([]byte(text), &is)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	kept := map[string]bool{}
	for _, one := range is.All {
		kept[one] = true
	}
	for word := range on.words {
		if !kept[word] {
			h.t.Errorf("draft %d: %q was acknowledged and is nowhere", id, word)
		}
	}
	stored := h.answersOf(conn, id)
	both := append(is.Open, stored["plaats"].Text)
	for name, own := range map[string]string{"awa": grant.TitleKey, "modou": grant.SummaryKey} {
		if !between(stored[own].Text, on.last[name], on.latest[name]) {
			h.t.Errorf("draft %d: %q stands, %q was acknowledged last and %q was sent last", id, stored[own].Text, on.last[name], on.latest[name])
		}
		found := false
		for _, one := range both {
			found = found || between(one, on.last[name], on.latest[name])
		}
		if !found {
			h.t.Errorf("draft %d: %q stands with %v beside it, and %q was acknowledged last", id, stored["plaats"].Text, is.Open, on.last[name])
		}
	}
	if len(on.words) < 20 {
		h.t.Errorf("%d words were acknowledged: that shows too little", len(on.words))
	}
}

// between says whether a word is one that its page sent since the one that was acknowledged last.
func between(is, least, most string) bool {
	number := func(word string) (name string, n int) {
		fmt.Sscanf(strings.TrimSpace(word), "%s %d", &name, &n)
		return name, n
	}
	who, n := number(is)
	name, from := number(least)
	_, to := number(most)
	return who == name && n >= from && n <= to
}
