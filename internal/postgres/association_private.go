package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
)

// A PrivateAssociation is an association as its members and staff see it.
type PrivateAssociation struct {
	association.Association
	Standing association.Standing
	// StandingReason is what the Dienst wrote, StandingAt when; empty and nil where it did not.
	StandingReason string
	StandingAt     *time.Time
	IBAN           association.IBAN
	// Version counts the changes of what the association says of itself.
	Version int
	// Waiting is what a verified association says that it is now and the Dienst has not looked at yet, nil for nothing.
	Waiting *WaitingFacts
}

// Said returns the association as it last described itself, with what waits to be verified.
func (p PrivateAssociation) Said() association.Association {
	if p.Waiting == nil {
		return p.Association
	}
	return p.With(p.Waiting.Facts)
}

// WaitingFacts are facts with who said them and when.
type WaitingFacts struct {
	association.Facts
	SaidBy account.ID
	SaidAt time.Time
}

// privateRecord is a private association as its query returns it.
type privateRecord struct {
	PrivateAssociation
	WaitingName  *string
	WaitingForm  association.Form
	WaitingNet   association.Net
	WaitingKBO   association.KBO
	WaitingVCode association.VCode
	SaidBy       account.ID
	SaidAt       *time.Time
}

func (r privateRecord) private() PrivateAssociation {
	p := r.PrivateAssociation
	if r.WaitingName != nil {
		p.Waiting = &WaitingFacts{association.Facts{Name: *r.WaitingName, Form: r.WaitingForm, Net: r.WaitingNet, KBO: r.WaitingKBO, VCode: r.WaitingVCode},
			r.SaidBy, *r.SaidAt}
	}
	return p
}

const privateAssociation = `
	SELECT a.id, a.slug, a.name, a.form, a.net, a.kbo, a.vcode, a.countries, a.region, a.themes, a.postcode, a.about, a.website, a.demo,
	       a.standing, a.standing_reason, a.standing_at, a.iban, a.version,
	       w.name AS waiting_name, coalesce(w.form, '') AS waiting_form, coalesce(w.net, '') AS waiting_net, coalesce(w.kbo, '') AS waiting_kbo,
	       coalesce(w.vcode, '') AS waiting_vcode, coalesce(w.said_by, 0) AS said_by, w.said_at
	FROM association a LEFT JOIN association_facts w ON w.association = a.id
	WHERE a.id = $1`

// PrivateAssociation returns an association with its private side. It is for its members and for staff.
func (s Store) PrivateAssociation(ctx context.Context, id association.ID) (PrivateAssociation, error) {
	r, err := one[privateRecord](ctx, s, privateAssociation, id)
	return r.private(), err
}

// LockAssociation is [Store.PrivateAssociation] for who is going to change it, or its members: others wait until the transaction has ended.
func (t Tx) LockAssociation(ctx context.Context, id association.ID) (PrivateAssociation, error) {
	if _, err := value[association.ID](ctx, t.Store, `SELECT id FROM association WHERE id = $1 FOR NO KEY UPDATE`, id); err != nil {
		return PrivateAssociation{}, err
	}
	return t.PrivateAssociation(ctx, id) // asked anew: what was read while waiting may be old
}

// Identified returns who has the enterprise number or the code, whatever its standing but refused; empty ones are nobody's.
// It is [fault.NotFound] where nobody has.
func (s Store) Identified(ctx context.Context, kbo association.KBO, vcode association.VCode) (association.ID, error) {
	return value[association.ID](ctx, s, `
		SELECT id FROM association
		WHERE (kbo = $1 AND $1 <> '' OR vcode = $2 AND $2 <> '') AND standing <> 'refused' ORDER BY id LIMIT 1`, kbo, vcode)
}

// slugsTried is how many addresses are tried for one name.
const slugsTried = 200

// RegisterAssociation writes an association that the Dienst has not seen yet, at an address of its own that is made from its name. It
// returns zero where another has its enterprise number or its code.
func (t Tx) RegisterAssociation(ctx context.Context, a association.Association, now time.Time) (association.ID, error) {
	if err := a.Check(); err != nil {
		return 0, err
	}
	base := association.SlugOf(a.Name)
	for n := 1; n <= slugsTried; n++ {
		a.Slug = base
		if n > 1 {
			a.Slug = fmt.Sprintf("%s-%d", base, n)
		}
		ids, err := values[association.ID](ctx, t.Store, `
			INSERT INTO association (slug, name, form, net, kbo, vcode, countries, region, themes, postcode, about, website, demo, words,
			       standing, standing_at)
			VALUES (@slug, @name, @form, @net, @kbo, @vcode, @countries, @region, @themes, @postcode, @about, @website, false, @words,
			       'registered', @now)
			ON CONFLICT DO NOTHING RETURNING id`, described(a, pgx.StrictNamedArgs{"slug": a.Slug, "now": now}))
		if err != nil {
			return 0, err
		}
		if len(ids) == 1 {
			return ids[0], nil
		}
		taken, err := value[bool](ctx, t.Store, `SELECT EXISTS (SELECT FROM association WHERE slug = $1)`, a.Slug)
		if err != nil || !taken {
			return 0, err
		}
	}
	return 0, fmt.Errorf("no address is left for an association of name %q", a.Name)
}

// described adds what an association says of itself to the arguments of a statement.
func described(a association.Association, args pgx.StrictNamedArgs) pgx.StrictNamedArgs {
	args["name"], args["form"], args["net"], args["kbo"], args["vcode"] = a.Name, a.Form, a.Net, a.KBO, a.VCode
	args["countries"], args["region"], args["themes"], args["postcode"] = list(a.Countries), a.Region, list(a.Themes), a.Postcode
	args["about"], args["website"], args["words"] = a.About, a.Website, associationWords(a)
	return args
}

// SaveAssociation writes what an association says of itself, and counts the change. It is false where another has its number or its code.
// Call it behind [Tx.LockAssociation].
func (t Tx) SaveAssociation(ctx context.Context, a association.Association) (bool, error) {
	if err := a.Check(); err != nil {
		return false, err
	}
	n, err := exec(ctx, t.Store, `
		UPDATE association SET name = @name, form = @form, net = @net, kbo = @kbo, vcode = @vcode, countries = @countries, region = @region,
		       themes = @themes, postcode = @postcode, about = @about, website = @website, words = @words, version = version + 1
		WHERE id = @id AND NOT EXISTS (
		    SELECT FROM association o
		    WHERE o.id <> @id AND o.standing <> 'refused' AND (o.kbo = @kbo AND @kbo <> '' OR o.vcode = @vcode AND @vcode <> ''))`,
		described(a, pgx.StrictNamedArgs{"id": a.ID}))
	return n == 1, err
}

// SetStanding writes where the association stands, with the reason and who says so, zero for the association itself.
func (t Tx) SetStanding(ctx context.Context, id association.ID, standing association.Standing, reason string, by account.By) error {
	_, err := exec(ctx, t.Store, `
		UPDATE association SET standing = $2, standing_reason = $3, standing_by = nullif($4::bigint, 0), standing_at = $5 WHERE id = $1`,
		id, standing, reason, by.Person, by.At)
	return err
}

// KeepFacts writes what a verified association says that it is now, in the place of what waited before.
func (t Tx) KeepFacts(ctx context.Context, of association.ID, f association.Facts, by account.By) error {
	_, err := exec(ctx, t.Store, `
		INSERT INTO association_facts (association, name, form, net, kbo, vcode, said_by, said_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (association) DO UPDATE SET name = excluded.name, form = excluded.form, net = excluded.net, kbo = excluded.kbo,
		    vcode = excluded.vcode, said_by = excluded.said_by, said_at = excluded.said_at`,
		of, f.Name, f.Form, f.Net, f.KBO, f.VCode, by.Person, by.At)
	return err
}

// DropFacts takes away what waited to be verified, and says whether there was something.
func (t Tx) DropFacts(ctx context.Context, of association.ID) (bool, error) {
	n, err := exec(ctx, t.Store, `DELETE FROM association_facts WHERE association = $1`, of)
	return n == 1, err
}

// A FactsToVerify is a verified association that says that it is called or numbered otherwise now.
type FactsToVerify struct {
	ID     association.ID
	Name   string
	SaidAt time.Time
}

// FactsToVerify returns the associations whose new facts wait for the Dienst, the ones that wait longest first.
func (s Store) FactsToVerify(ctx context.Context) ([]FactsToVerify, error) {
	return many[FactsToVerify](ctx, s, `
		SELECT a.id, a.name, w.said_at FROM association_facts w JOIN association a ON a.id = w.association ORDER BY w.said_at, a.id`)
}

// RenameInProjects writes an association's new name where its projects hold it: in their lists and in what they are found under.
func (t Tx) RenameInProjects(ctx context.Context, of association.ID, was, is string) error {
	if was == is {
		return nil
	}
	for _, sql := range []string{
		`UPDATE lexeme SET projects = lexeme.projects - gone.n
		 FROM (SELECT lexeme, count(*) AS n FROM project_association x JOIN project p ON p.id = x.project, unnest(tsvector_to_array(p.tsv)) AS lexeme
		       WHERE x.association = $1 AND $2 <> $3 GROUP BY lexeme) gone
		 WHERE lexeme.lexeme = gone.lexeme`,
		`UPDATE project p SET words = replace(p.words, $2, $3),
		        association_names = ARRAY(SELECT a.name FROM project_association y JOIN association a ON a.id = y.association
		                                  WHERE y.project = p.id ORDER BY y.position)
		 FROM project_association x WHERE x.project = p.id AND x.association = $1`,
		`INSERT INTO lexeme (lexeme, projects)
		 SELECT lexeme, count(*) FROM project_association x JOIN project p ON p.id = x.project, unnest(tsvector_to_array(p.tsv)) AS lexeme
		 WHERE x.association = $1 AND $2 <> $3 GROUP BY lexeme ORDER BY lexeme
		 ON CONFLICT (lexeme) DO UPDATE SET projects = lexeme.projects + excluded.projects`,
	} {
		if _, err := exec(ctx, t.Store, sql, of, was, is); err != nil {
			return err
		}
	}
	return addWords(ctx, t.Store, surface(is))
}

// SetIBAN writes the association's account number, empty for none.
func (t Tx) SetIBAN(ctx context.Context, of association.ID, iban association.IBAN) error {
	_, err := exec(ctx, t.Store, `UPDATE association SET iban = $2 WHERE id = $1`, of, iban)
	return err
}

// Board returns the association's board, in its own order.
func (s Store) Board(ctx context.Context, of association.ID) ([]association.BoardMember, error) {
	return many[association.BoardMember](ctx, s, `SELECT name, office FROM board_member WHERE association = $1 ORDER BY position`, of)
}

// SetBoard puts a board in the place of the association's.
func (t Tx) SetBoard(ctx context.Context, of association.ID, board []association.BoardMember) error {
	if _, err := exec(ctx, t.Store, `DELETE FROM board_member WHERE association = $1`, of); err != nil {
		return err
	}
	names, offices := make([]string, len(board)), make([]string, len(board))
	for i, m := range board {
		names[i], offices[i] = m.Name, m.Office
	}
	_, err := exec(ctx, t.Store, `
		INSERT INTO board_member (association, position, name, office)
		SELECT $1, place, name, office FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS member (name, office, place)`, of, names, offices)
	return err
}

// StaffAddresses returns where letters to those who hold a power go.
func (s Store) StaffAddresses(ctx context.Context, power account.Part) ([]account.Email, error) {
	return values[account.Email](ctx, s, `
		SELECT p.email FROM power w JOIN person p ON p.id = w.person
		WHERE w.power = $1 AND p.disabled_at IS NULL AND p.email <> '' ORDER BY p.id`, power)
}
