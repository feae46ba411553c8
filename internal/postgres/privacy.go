package postgres

import (
	"context"
	"encoding/json"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
)

// held names, for each table that knows of a person, what it holds of them. A table that is missing here is found by a test.
const held = `
	SELECT json_build_object(
	    'account', (SELECT json_build_object('naam', name, 'e-mail', email, 'aangemaakt', registered_at, 'bevestigd', confirmed_at,
	                       'geblokkeerd', disabled_at, 'tweede stap sinds', totp_set_at) FROM person WHERE id = $1),
	    'herstelcodes over', (SELECT count(*) FROM recovery_code WHERE person = $1 AND used_at IS NULL),
	    'sessies', (SELECT coalesce(json_agg(json_build_object('begonnen', began_at, 'laatst gezien', seen_at, 'browser', agent, 'netwerk', network,
	                       'einde', nullif(ended, ''), 'beëindigd', ended_at) ORDER BY id), '[]') FROM session WHERE person = $1),
	    'bewaarde invoer', (SELECT coalesce(json_agg(json_build_object('pagina', path, 'invoer', form, 'op', at) ORDER BY id), '[]') FROM parked_post WHERE person = $1),
	    'links in brieven', (SELECT coalesce(json_agg(json_build_object('waarvoor', purpose, 'e-mail', email, 'gemaakt', made_at, 'gebruikt', used_at) ORDER BY made_at), '[]')
	                         FROM letter_link WHERE person = $1),
	    'verenigingen', (SELECT coalesce(json_agg(json_build_object('vereniging', a.name, 'rol', m.part, 'sinds', m.since, 'tot', m.ended_at) ORDER BY m.id), '[]')
	                     FROM membership m JOIN association a ON a.id = m.association WHERE m.person = $1),
	    'uitnodigingen', (SELECT coalesce(json_agg(json_build_object('e-mail', i.email, 'vereniging', a.name, 'rol', nullif(i.part, ''), 'stand', i.state, 'gemaakt', i.made_at) ORDER BY i.id), '[]')
	                      FROM invitation i LEFT JOIN association a ON a.id = i.association
	                      WHERE i.answered_by = $1 OR i.invited_by = $1 OR i.email = (SELECT email FROM person WHERE id = $1)),
	    'vragen om lid te worden', (SELECT coalesce(json_agg(json_build_object('vereniging', a.name, 'waarom', r.why, 'stand', r.state, 'op', r.at) ORDER BY r.id), '[]')
	                     FROM join_request r JOIN association a ON a.id = r.association WHERE r.person = $1),
	    'aanduidingen', (SELECT coalesce(json_agg(json_build_object('vereniging', a.name, 'waarom', n.why, 'aangekondigd', n.announced_at) ORDER BY n.announced_at), '[]')
	                     FROM nomination n JOIN association a ON a.id = n.association WHERE n.person = $1),
	    'aanvragen waaraan geschreven', (SELECT coalesce(json_agg(json_build_object('vereniging', s.name, 'aanvraag', a.title, 'op', t.day) ORDER BY t.day, a.id), '[]')
	                     FROM grant_typed t JOIN grant_application a ON a.id = t.application JOIN association s ON s.id = a.association WHERE t.person = $1),
	    'vragen om nog te mogen indienen', (SELECT coalesce(json_agg(json_build_object('aanvraag', a.title, 'waarom', l.why, 'op', l.asked_at) ORDER BY l.application), '[]')
	                     FROM grant_late l JOIN grant_application a ON a.id = l.application WHERE l.asked_by = $1),
	    'bijlagen', (SELECT coalesce(json_agg(json_build_object('aanvraag', a.title, 'naam', d.name, 'op', d.at, 'verwijderd', d.removed_at) ORDER BY d.id), '[]')
	                 FROM document d JOIN grant_application a ON a.id = d.application WHERE d.person = $1),
	    'bevoegdheden', (SELECT coalesce(json_agg(json_build_object('bevoegdheid', power, 'sinds', given_at) ORDER BY power), '[]') FROM power WHERE person = $1),
	    'adviseur tot', (SELECT until FROM adviser WHERE person = $1),
	    'vraag om te wissen', (SELECT json_build_object('gevraagd', asked_at, 'bevestigd', confirmed_at) FROM erasure_request WHERE person = $1),
	    'logboek', (SELECT coalesce(json_agg(json_build_object('op', e.at, 'handeling', e.act, 'onderwerp', e.subject, 'details', d.detail) ORDER BY e.id), '[]')
	                FROM audit_entry e LEFT JOIN audit_detail d ON d.entry = e.id
	                WHERE e.person = $1 OR d.about @> ARRAY[$1] OR e.subject = 'person/' || $1)
	)::text`

// Held returns all that is held on a person, as JSON in Dutch words.
func (s Store) Held(ctx context.Context, of account.ID) (json.RawMessage, error) {
	text, err := value[string](ctx, s, held, int64(of))
	return json.RawMessage(text), err
}

// AskErasure writes down that a person asks to be erased. Asking twice changes nothing.
func (t Tx) AskErasure(ctx context.Context, by account.By) error {
	_, err := exec(ctx, t.Store, `INSERT INTO erasure_request (person, asked_at) VALUES ($1, $2) ON CONFLICT (person) DO NOTHING`, by.Person, by.At)
	return err
}

// TakeBackErasure takes the question back, while nobody has confirmed it.
func (t Tx) TakeBackErasure(ctx context.Context, of account.ID) error {
	_, err := exec(ctx, t.Store, `DELETE FROM erasure_request WHERE person = $1 AND confirmed_at IS NULL`, of)
	return err
}

// Erase takes the person out of all that they left, but for the number: what they did stays done, by nobody that can be known.
// It is [fault.NotFound] where they did not ask for it, or were erased.
func (t Tx) Erase(ctx context.Context, of account.ID, by account.By) error {
	asked, err := exec(ctx, t.Store, `
		UPDATE erasure_request SET confirmed_at = $2, confirmed_by = $3 WHERE person = $1 AND confirmed_at IS NULL`, of, by.At, by.Person)
	if err != nil {
		return err
	}
	if asked == 0 {
		return fault.NotFound
	}
	for _, sql := range []string{
		`DELETE FROM session WHERE person = $1`,
		`DELETE FROM parked_post WHERE person = $1`,
		`DELETE FROM letter_link WHERE person = $1`,
		`DELETE FROM recovery_code WHERE person = $1`,
		`DELETE FROM power WHERE person = $1`,
		`DELETE FROM adviser WHERE person = $1`,
		`DELETE FROM join_request WHERE person = $1`,
		`DELETE FROM nomination WHERE person = $1`,
		`DELETE FROM grant_page WHERE person = $1`,
		`DELETE FROM invitation WHERE email = (SELECT email FROM person WHERE id = $1) OR answered_by = $1`,
	} {
		if _, err := exec(ctx, t.Store, sql, of); err != nil {
			return err
		}
	}
	if _, err := exec(ctx, t.Store, `UPDATE membership SET ended_at = $2 WHERE person = $1 AND ended_at IS NULL`, of, by.At); err != nil {
		return err
	}
	_, err = exec(ctx, t.Store, `
		UPDATE person SET email = '', name = '', password = '', totp_secret = NULL, totp_set_at = NULL, totp_next = NULL, erased_at = $2,
		       disabled_at = coalesce(disabled_at, $2) WHERE id = $1`, of, by.At)
	if err != nil {
		return err
	}
	_, err = t.ErasePersonDetail(ctx, of, by)
	return err
}

// AloneAtHead returns the names of the associations that would be left without anybody who speaks for them, were the person gone.
func (s Store) AloneAtHead(ctx context.Context, of account.ID) ([]string, error) {
	return values[string](ctx, s, `
		SELECT a.name FROM membership m JOIN association a ON a.id = m.association
		WHERE m.person = $1 AND m.ended_at IS NULL AND m.part = 'hoofdvertegenwoordiger'
		  AND NOT EXISTS (SELECT FROM membership o WHERE o.association = m.association AND o.person <> m.person
		                  AND o.ended_at IS NULL AND o.part = 'hoofdvertegenwoordiger')
		ORDER BY a.name COLLATE "nl-x-icu"`, of)
}
