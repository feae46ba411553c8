package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/depot"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/document"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/sample"
)

// A hall is the portal at a closing, with drafts that are being written and drafts that are about to be submitted.
type hall struct {
	g      *ground
	db     *postgres.DB
	rush   sample.Rush
	portal *child
	pages  []*writing
	ready  []finished

	phase atomic.Int32
	mu    sync.Mutex
	idle  []*client
	// took is how long the calls took that counted, by their load; done how many were done in all.
	took map[string][]time.Duration
	done map[string]int
}

// A writing is a page on which somebody types in one section of a draft.
type writing struct {
	id      grant.ID
	token   account.Token
	section grant.Section
	// question is the one that is typed in, answers all of the section as they stand on the page.
	question string
	answers  grant.Answers
	page     string
	saves    int
}

// A finished draft is complete, and waits for who speaks for its association.
type finished struct {
	id    grant.ID
	token account.Token
}

// openHall fills a database with a rush and starts the portal on it.
func openHall(ctx context.Context, g *ground, program string) (h *hall, err error) {
	h = &hall{g: g, took: map[string][]time.Duration{}, done: map[string]int{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, h.shut())
		}
	}()
	url, err := g.migrated(ctx, "apply")
	if err != nil {
		return h, err
	}
	if h.db, err = postgres.Open(ctx, postgres.Settings{URL: url}); err != nil {
		return h, err
	}
	now := time.Now()
	if err := sample.City(ctx, h.db, calendar.DayOf(now)); err != nil {
		return h, err
	}
	if h.rush, err = sample.MakeRush(ctx, h.db, now, writers); err != nil {
		return h, err
	}
	documents := filepath.Join(g.dir, "documents")
	if err := h.fill(ctx, documents, now); err != nil {
		return h, err
	}
	if err := settle(ctx, url); err != nil {
		return h, err
	}
	h.portal, _, err = portal(ctx, program, filepath.Join(g.dir, "portal.log"), url, link.Subsidies(),
		"DOCUMENTS_DIR="+documents, "MAIL_DIR="+filepath.Join(g.dir, "mail"), "LOG_LEVEL=warn")
	return h, err
}

// shut ends what was started.
func (h *hall) shut() error {
	var err error
	for _, c := range h.idle {
		err = errors.Join(err, c.conn.Close())
	}
	if h.portal != nil {
		err = errors.Join(err, h.portal.stop())
	}
	if h.db != nil {
		h.db.Close()
	}
	return err
}

// fill makes the drafts: one to write in for each applicant, and as many more as are submitted.
func (h *hall) fill(ctx context.Context, documents string, now time.Time) error {
	folder, err := depot.OpenFolder(documents)
	if err != nil {
		return err
	}
	sections := typedIn(h.rush.Under.Sections)
	for i, a := range h.rush.Applicants {
		err := h.db.InTx(ctx, func(tx postgres.Tx) error {
			title := fmt.Sprintf("Project van aanvragers %d", i+1)
			id, err := h.rush.AddDraft(ctx, tx, a, title, now)
			if err != nil {
				return err
			}
			s := sections[i%len(sections)]
			h.pages = append(h.pages, &writing{id: id, token: a.WriterToken, section: s, question: textOf(s), page: desk.NewOnce().String(),
				answers: sample.AnswersTo(s, title, calendar.DayOf(now))})
			return nil
		})
		if err != nil {
			return err
		}
	}
	return h.finish(ctx, folder, now)
}

// finish makes the drafts that are submitted, complete with their attachments.
func (h *hall) finish(ctx context.Context, folder *depot.Folder, now time.Time) error {
	all := int(applyWindow.whole().Seconds()+1) * perSecond
	for len(h.ready) < all {
		a := h.rush.Applicants[len(h.ready)%len(h.rush.Applicants)]
		err := h.db.InTx(ctx, func(tx postgres.Tx) error {
			id, err := h.rush.AddDraft(ctx, tx, a, fmt.Sprintf("Aanvraag %d", len(h.ready)+1), now)
			if err != nil {
				return err
			}
			h.ready = append(h.ready, finished{id, a.LeadToken})
			return h.attach(ctx, tx, folder, a, id, now)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// attach puts a document with each question that asks for one.
func (h *hall) attach(ctx context.Context, tx postgres.Tx, folder *depot.Folder, a sample.Applicant, id grant.ID, now time.Time) error {
	for _, s := range h.rush.Under.Sections {
		for _, q := range s.Questions {
			if q.Type != grant.Files || !q.Required {
				continue
			}
			words := fmt.Appendf([]byte("%PDF-1.7\n"), "Een brief over aanvraag %d.", id)
			kept, err := folder.Put(ctx, bytes.NewReader(words), document.Most, func(io.ReaderAt, int64) error { return nil })
			if err != nil {
				return err
			}
			if _, err := tx.AddDocument(ctx, account.By{Person: a.Lead, Part: account.LeadPart, At: now}, id, document.Document{Question: q.Key,
				Name: "Brief.pdf", MediaType: "application/pdf", Size: kept.Size, SHA256: kept.SHA256[:], Stored: kept.Name}); err != nil {
				return err
			}
		}
	}
	return nil
}

// typedIn returns the sections with a text to type in.
func typedIn(all []grant.Section) []grant.Section {
	var some []grant.Section
	for _, s := range all {
		if textOf(s) != "" {
			some = append(some, s)
		}
	}
	return some
}

// textOf returns the longest text of a section that is always asked, empty where it has none.
func textOf(s grant.Section) string {
	key, most := "", 0
	for _, q := range s.Questions {
		if n := q.MostCharacters(); q.After == nil && n > most {
			key, most = q.Key, n
		}
	}
	return key
}

// pause is how long somebody types before the page saves itself.
func pause() time.Duration { return pauseLeast + rand.N(pauseMost-pauseLeast) }
