package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
)

// run lets everybody write and submit at once, and returns what was measured while it counted.
func (h *hall) run(ctx context.Context, w window) (map[string]figure, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var all sync.WaitGroup
	m := &meter{server: h.portal.pid(), database: h.g.server.PID()}
	for _, one := range h.pages {
		all.Go(func() {
			if err := h.write(ctx, one); err != nil {
				cancel(fmt.Errorf("draft %d: %w", one.id, err))
			}
		})
	}
	all.Go(func() { h.arrive(ctx, &all, cancel) })
	wait(ctx, w.warm)
	before, err := m.read()
	if err != nil {
		cancel(err)
	}
	h.phase.Store(counting)
	wait(ctx, w.count)
	h.phase.Store(ending)
	after, err := m.read()
	if err != nil {
		cancel(err)
	}
	all.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	return h.figures(before, after)
}

// arrive lets the next applicant come in time after time, whether those before have gone or not.
func (h *hall) arrive(ctx context.Context, all *sync.WaitGroup, cancel context.CancelCauseFunc) {
	begin := time.Now()
	for n := 0; h.phase.Load() != ending && ctx.Err() == nil && n < len(h.ready); n++ {
		due := begin.Add(time.Duration(n) * time.Second / perSecond)
		wait(ctx, time.Until(due))
		all.Go(func() {
			if err := h.submit(ctx, h.ready[n], due); err != nil {
				cancel(fmt.Errorf("draft %d: %w", h.ready[n].id, err))
			}
		})
	}
}

// write types on a page and lets it save itself, again and again.
func (h *hall) write(ctx context.Context, w *writing) error {
	wait(ctx, rand.N(pauseMost))
	for h.phase.Load() != ending && ctx.Err() == nil {
		a := w.answers[w.question]
		a.Text += fmt.Sprintf(" En zin %d.", w.saves+1)
		w.answers[w.question] = a
		fields := form.SectionValues(grant.Sending{Page: w.page, Number: w.saves + 1, Seen: 1, Answers: w.answers}, w.section.Questions)
		fields.Set("once", desk.NewOnce().String())
		got, err := h.call(ctx, savingLoad, time.Now(), http.MethodPost, link.MySection(w.id, w.section.Key), w.token, fields)
		if err != nil {
			return err
		}
		w.saves++
		if stands := fmt.Sprintf(`name="%s" value="%d"`, form.SeenField, w.saves+1); got.status != http.StatusOK || !strings.Contains(got.page, stands) {
			return fmt.Errorf("save %d: status %d, and no %s", w.saves, got.status, stands)
		}
		wait(ctx, pause())
	}
	return nil
}

// submit is somebody who reads a draft once more, submits it, and looks at the receipt.
func (h *hall) submit(ctx context.Context, f finished, due time.Time) error {
	got, err := h.call(ctx, checkingLoad, due, http.MethodGet, link.CheckApplication(f.id), f.token, nil)
	if err != nil || got.status != http.StatusOK {
		return errors.Join(err, fmt.Errorf("read once more: status %d", got.status))
	}
	_, once, found := strings.Cut(got.page, `name="once" value="`)
	if !found {
		return errors.New("the page has no key")
	}
	due = due.Add(readsBefore)
	wait(ctx, time.Until(due))
	if h.phase.Load() == ending || ctx.Err() != nil {
		return nil
	}
	fields := url.Values{"once": {once[:32]}}
	for _, s := range grant.Statements() {
		fields.Add("verklaring", s.Key)
	}
	got, err = h.call(ctx, submitLoad, due, http.MethodPost, link.SubmitApplication(f.id), f.token, fields)
	if err != nil || got.status != http.StatusSeeOther || got.to != link.Receipt(f.id) {
		return errors.Join(err, fmt.Errorf("submitted: status %d to %s", got.status, got.to))
	}
	got, err = h.call(ctx, receivingLoad, time.Now(), http.MethodGet, link.Receipt(f.id), f.token, nil)
	if err != nil || got.status != http.StatusOK || !strings.Contains(got.page, "VS-") {
		return errors.Join(err, fmt.Errorf("the receipt: status %d", got.status))
	}
	return nil
}

// A got is an answer as a browser has it.
type got struct {
	status int
	to     string
	page   string
}

// call asks as a browser does that somebody is signed in with, and counts how long it took since it was due.
func (h *hall) call(ctx context.Context, load string, due time.Time, method, path string, token account.Token, fields url.Values) (got, error) {
	c, err := h.line(ctx)
	if err != nil {
		return got{}, err
	}
	body := fields.Encode()
	request := method + " " + path + " HTTP/1.1\r\nHost: " + h.portal.address + "\r\nCookie: vriendenstad=" + string(token) +
		"\r\nAccept-Encoding: gzip\r\nSec-Fetch-Site: same-origin\r\n"
	if fields != nil {
		request += fmt.Sprintf("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n", len(body))
	}
	a, err := c.do([]byte(request + "\r\n" + body))
	if err != nil {
		return got{}, fmt.Errorf("%s: %w", path, err)
	}
	took := time.Since(due)
	page, err := a.text()
	if err != nil {
		return got{}, fmt.Errorf("%s: %w", path, err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.idle = append(h.idle, c)
	h.done[load]++
	if h.phase.Load() == counting {
		h.took[load] = append(h.took[load], took)
	}
	return got{a.status, a.to, page}, nil
}

// line returns a connection that nobody uses, or a new one.
func (h *hall) line(ctx context.Context) (*client, error) {
	h.mu.Lock()
	if n := len(h.idle); n > 0 {
		defer h.mu.Unlock()
		c := h.idle[n-1]
		h.idle = h.idle[:n-1]
		return c, nil
	}
	h.mu.Unlock()
	return dial(ctx, h.portal.address)
}

// text returns the body as it was before it was compressed.
func (a answer) text() (string, error) {
	if a.encoding == "" {
		return string(a.body), nil
	}
	zipped, err := gzip.NewReader(bytes.NewReader(a.body))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(zipped)
	return string(text), err
}
