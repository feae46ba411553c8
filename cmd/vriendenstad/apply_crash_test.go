package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	mathrand "math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/sample"
)

// How many apply at once in the crash test, each in a loop of its own, and on how many drafts two people type besides.
const (
	applying = 10
	typing   = 3
)

// again is after how long somebody tries again.
const again = 100 * time.Millisecond

// A hall is the portal on a server that outlives no kill, with many who apply at it, and what they were told.
type hall struct {
	*wreck
	portal *served
	rush   sample.Rush
	// hours end when nobody sends anything any more.
	hours context.Context

	mu        sync.Mutex
	drafts    map[grant.ID]*applied
	typed     map[grant.ID]*typedOn
	submitted int
}

// An applied is what one draft was told, by its browser.
type applied struct {
	answers grant.Answers  // of the sections that were acknowledged
	files   map[string]sum // of the attachments that were acknowledged, by their names
	sent    bool           // the submission was sent, whatever came of it
	told    bool           // it was acknowledged
	proof   string         // number and hash, as the receipt showed them
}

type sum = [sha256.Size]byte

// A typedOn is what two pages typed in one section.
type typedOn struct {
	section string
	// words are all that were acknowledged; last is the last one of each page and question, latest the last that was sent.
	words        map[string]bool
	last, latest map[string]string
}

// newHall makes the sample city with its rush, and serves it.
func newHall(t *testing.T) *hall {
	t.Helper()
	h := &hall{wreck: newWreck(t), drafts: map[grant.ID]*applied{}, typed: map[grant.ID]*typedOn{}}
	db, now := h.open(), time.Now()
	if err := sample.City(t.Context(), db, calendar.DayOf(now)); err != nil {
		t.Fatal(err)
	}
	var err error
	if h.rush, err = sample.MakeRush(t.Context(), db, now, applying+typing); err != nil {
		t.Fatal(err)
	}
	db.Close()
	h.portal = serveIn(t, h.dir, "DATABASE_URL="+h.url, "RATE_LIMIT=off", "LOG_LEVEL=error", "DOCUMENTS_DIR="+h.documents(), "MAIL_DIR="+filepath.Join(h.dir, "mail"))
	return h
}

func (h *hall) documents() string { return filepath.Join(h.dir, "documents") }

// A browser is one that somebody is signed in with.
type browser struct {
	*hall
	client http.Client
	token  account.Token
}

func (h *hall) browser(token account.Token) *browser {
	return &browser{h, http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 2}, Timeout: 10 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, token}
}

// A reply is an answer of the portal; its status is zero where none came.
type reply struct {
	status int
	to     string // where it leads
	page   string
}

// come says that the portal answered, and not that it is away.
func (r reply) come() bool {
	return r.status != 0 && r.status < 500 && r.status != http.StatusTooManyRequests
}

// once sends a request once. An empty kind asks for a page.
func (b *browser) once(path, kind string, body []byte) reply {
	method := http.MethodPost
	if kind == "" {
		method = http.MethodGet
	}
	r, err := http.NewRequestWithContext(b.hours, method, b.portal.url+path, bytes.NewReader(body))
	if err != nil {
		b.t.Error(err)
		return reply{}
	}
	r.Header.Set("Content-Type", kind)
	r.AddCookie(&http.Cookie{Name: "vriendenstad", Value: string(b.token)})
	answer, err := b.client.Do(r)
	if err != nil {
		return reply{}
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		return reply{} // it was cut off
	}
	return reply{answer.StatusCode, answer.Header.Get("Location"), string(page)}
}

// until sends a request until it is answered, or until nobody sends any more: then it is false.
func (b *browser) until(path, kind string, body []byte) (reply, bool) {
	for b.hours.Err() == nil {
		if r := b.once(path, kind, body); r.come() {
			return r, true
		}
		<-time.After(again) // the program needs the processor to come back
	}
	return reply{}, false
}

const formKind = "application/x-www-form-urlencoded"

func (b *browser) form(path string, fields url.Values) (reply, bool) {
	return b.until(path, formKind, []byte(fields.Encode()))
}

// wrong fails the test with an answer that should not have come.
func (b *browser) wrong(what string, r reply) {
	b.t.Errorf("%s is answered with %d %s\n%.600s", what, r.status, r.to, r.page)
}

var applicationPath = regexp.MustCompile(`^/mijn/aanvragen/([0-9]+)$`)

// begin begins a draft, and returns its number.
func (b *browser) begin() (grant.ID, bool) {
	r, ok := b.form("/mijn/aanvragen", url.Values{"ronde": {fmt.Sprint(b.rush.Round)}, "nog-een": {"ja"}, "once": {desk.NewOnce().String()}})
	if !ok {
		return 0, false
	}
	at := applicationPath.FindStringSubmatch(r.to)
	if at == nil {
		b.wrong("a draft that is begun", r)
		return 0, false
	}
	id, _ := strconv.ParseInt(at[1], 10, 64)
	return grant.ID(id), true
}

func pathOf(id grant.ID, below string) string { return fmt.Sprintf("/mijn/aanvragen/%d/%s", id, below) }

// save sends a section as a page does that saves it by itself.
func (b *browser) save(id grant.ID, section grant.Section, sent grant.Sending) (reply, bool) {
	fields := form.SectionValues(sent, section.Questions)
	fields.Set("once", desk.NewOnce().String())
	return b.form(pathOf(id, section.Key), fields)
}

// pageName draws the name of a page.
func pageName() string { return desk.NewOnce().String() }

// apply writes a whole application and submits it, again and again.
func (b *browser) apply(name string) {
	for n := 0; b.hours.Err() == nil; n++ {
		id, ok := b.begin()
		if !ok {
			return
		}
		a := &applied{answers: grant.Answers{}, files: map[string]sum{}}
		b.mu.Lock()
		b.drafts[id] = a
		b.mu.Unlock()
		if !b.write(id, a, fmt.Sprintf("Project %s/%d", name, n)) || !b.attach(id, a) {
			return
		}
		if !b.submit(id, a) {
			return
		}
	}
}

// write saves every section of a draft.
func (b *browser) write(id grant.ID, a *applied, title string) bool {
	for _, section := range b.rush.Under.Sections {
		answers := sample.AnswersTo(section, title, calendar.DayOf(time.Now()))
		if len(answers) == 0 {
			continue
		}
		r, ok := b.save(id, section, grant.Sending{Page: pageName(), Number: 1, Answers: answers})
		if !ok {
			return false
		}
		if r.status != http.StatusOK {
			b.wrong("section "+section.Key, r)
			return false
		}
		maps.Copy(a.answers, answers)
	}
	return true
}

// attach sends a document to each question that takes some, under a name that is not simple.
func (b *browser) attach(id grant.ID, a *applied) bool {
	for _, section := range b.rush.Under.Sections {
		for _, q := range section.Questions {
			if q.Type != grant.Files || !q.Asked(a.answers) {
				continue
			}
			name := fmt.Sprintf("Brief, “%s” – %d.pdf", q.Key, id)
			words := append([]byte("%PDF-1.7\n"), make([]byte, 1+mathrand.IntN(60_000))...)
			rand.Read(words[9:])
			var body bytes.Buffer
			parts := multipart.NewWriter(&body)
			once, err := parts.CreateFormField("once")
			if err == nil {
				_, err = io.WriteString(once, desk.NewOnce().String())
			}
			file, wrong := parts.CreateFormFile(form.FilePrefix+q.Key, name)
			if wrong == nil {
				_, wrong = file.Write(words)
			}
			if err != nil || wrong != nil || parts.Close() != nil {
				b.t.Error(err, wrong)
				return false
			}
			r, ok := b.until(pathOf(id, "bijlagen/bij/"+q.Key), parts.FormDataContentType(), body.Bytes())
			if !ok {
				return false
			}
			if r.status != http.StatusOK {
				b.wrong("a document", r)
				return false
			}
			a.files[name] = sha256.Sum256(words)
		}
	}
	return true
}

var receiptShows = regexp.MustCompile(`(?s)(VS-[0-9]{4}-[0-9]{4,}).*?([0-9a-f]{64})`)

// submit submits a draft as people do whose line may break: they press again, press twice, go back and press on a page that is drawn anew, or give up.
func (b *browser) submit(id grant.ID, a *applied) bool {
	a.sent = true
	fields := url.Values{"once": {desk.NewOnce().String()}}
	for _, s := range grant.Statements() {
		fields.Add("verklaring", s.Key)
	}
	send := func() reply { return b.once(pathOf(id, "indienen"), formKind, []byte(fields.Encode())) }
	var r reply
	switch mathrand.IntN(4) {
	case 0:
		r = send() // and no more
	case 1:
		var twin sync.WaitGroup
		twin.Go(func() { send() })
		r = send()
		twin.Wait()
	case 2:
		if r = send(); !r.come() {
			fields.Set("once", desk.NewOnce().String())
		}
	}
	for !r.come() && b.hours.Err() == nil && mathrand.IntN(3) > 0 { // some give up
		<-time.After(again)
		r = send()
	}
	if !r.come() {
		return true
	}
	if r.to != pathOf(id, "ontvangst") && !strings.Contains(r.page, "al ingediend") {
		b.wrong("a submission", r)
		return false
	}
	a.told = true
	b.mu.Lock()
	b.submitted++
	b.mu.Unlock()
	shown, ok := b.until(pathOf(id, "ontvangst"), "", nil)
	if !ok {
		return false
	}
	proof := receiptShows.FindStringSubmatch(shown.page)
	if shown.status != http.StatusOK || proof == nil {
		b.wrong("the receipt", shown)
		return false
	}
	a.proof = proof[1] + " " + proof[2]
	return true
}

// type types in the first section of a draft, on one page: words in a question of its own, and in one that the other page types in too.
func (b *browser) typeOn(id grant.ID, on *typedOn, section grant.Section, name, own, both string) {
	page := pageName()
	for n := 1; b.hours.Err() == nil; n++ {
		word := fmt.Sprintf("%s %d", name, n)
		b.mu.Lock()
		on.latest[name] = word
		b.mu.Unlock()
		fields := form.SectionValues(grant.Sending{Page: page, Number: n, Answers: grant.Answers{own: {Text: word}, both: {Text: word}}}, section.Questions)
		fields.Set("once", desk.NewOnce().String())
		r := b.once(pathOf(id, section.Key), formKind, []byte(fields.Encode()))
		if !r.come() {
			<-time.After(again) // what is typed meanwhile goes with the next
			continue
		}
		if r.status != http.StatusOK && r.status != http.StatusConflict {
			b.wrong("what was typed", r)
			return
		}
		b.mu.Lock()
		on.words[word], on.last[name] = true, word
		b.mu.Unlock()
	}
}

func TestCrashesLoseNoSubmissionAndNoWord(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	var shut context.CancelFunc
	h.hours, shut = context.WithCancel(t.Context())
	var people sync.WaitGroup
	for i, a := range h.rush.Applicants {
		if i < applying {
			people.Go(func() { h.browser(a.LeadToken).apply(fmt.Sprint(i)) })
			continue
		}
		first := h.browser(a.LeadToken)
		id, ok := first.begin()
		if !ok {
			t.Fatal("no draft")
		}
		on := &typedOn{words: map[string]bool{}, last: map[string]string{}, latest: map[string]string{}}
		section := h.rush.Under.Sections[0]
		h.typed[id], on.section = on, section.Key
		people.Go(func() { first.typeOn(id, on, section, "awa", grant.TitleKey, "plaats") })
		people.Go(func() { h.browser(a.WriterToken).typeOn(id, on, section, "modou", grant.SummaryKey, "plaats") })
	}
	kills := h.shake(func() {
		h.portal.end(syscall.SIGKILL)
		h.portal.begin()
	}, func() int {
		h.mu.Lock()
		defer h.mu.Unlock()
		return h.submitted
	})
	h.portal.end(syscall.SIGKILL)
	shut()
	people.Wait()
	h.killServer()
	h.count()
	t.Logf("killed: %v; %d drafts begun, %d submissions acknowledged", kills, len(h.drafts), h.submitted)
}
