package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/sample"
)

// A caller is a browser without script: it keeps its cookie, and sends a page's form with that page's key.
type caller struct {
	t      *testing.T
	portal *served
	client http.Client
}

func newCaller(t *testing.T, portal *served) *caller {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &caller{t, portal, http.Client{Jar: jar, Timeout: 20 * time.Second}}
}

// read returns where a request ended, with what status, and what was there.
func (c *caller) read(answer *http.Response, err error) (at string, status int, body string) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return answer.Request.URL.Path, answer.StatusCode, string(text)
}

func (c *caller) get(path string) (at string, status int, body string) {
	c.t.Helper()
	return c.read(c.client.Get(c.portal.url + path))
}

var keyOfForm = regexp.MustCompile(`name="once" value="([0-9a-f]{32})"`)

// send sends a form of the page to an address, with the key that stands on the page.
func (c *caller) send(page, to string, fields url.Values) (at string, status int, body string) {
	c.t.Helper()
	if fields == nil {
		fields = url.Values{}
	}
	_, _, drawn := c.get(page)
	if key := keyOfForm.FindStringSubmatch(drawn); key != nil {
		fields.Set("once", key[1])
	}
	return c.read(c.client.PostForm(c.portal.url+to, fields))
}

// signIn signs one of the sample city's people in, and says whether they were let in.
func (c *caller) signIn(email string) bool {
	c.t.Helper()
	_, _, page := c.get("/aanmelden")
	at, _, _ := c.send("/aanmelden", "/aanmelden", url.Values{"email": {email}, "wachtwoord": {sample.Password}})
	if at == "/aanmelden/code" {
		code := regexp.MustCompile(`>` + regexp.QuoteMeta(email) + `</td>[^0-9]*<code>([0-9]{6})`).FindStringSubmatch(page)
		if code == nil {
			c.t.Fatalf("no code for %s on the page", email)
		}
		at, _, _ = c.send("/aanmelden/code", "/aanmelden/code", url.Values{"code": {code[1]}})
	}
	return !strings.HasPrefix(at, "/aanmelden")
}

// Somebody takes along what is held on them, asks to be erased, and is erased by the Dienst: nothing tells of them any more, and the
// record is whole.
func TestSomebodyTakesTheirDataAlongAndIsErased(t *testing.T) {
	t.Parallel()
	const email, name = "modou@teranga.example", "Modou Faye"
	portal, database := servePeople(t)
	modou := newCaller(t, portal)
	if !modou.signIn(email) {
		t.Fatal("Modou is not let in")
	}
	_, status, file := modou.send("/mijn/account/gegevens", "/mijn/account/gegevens/bestand", nil)
	var held map[string]any
	if err := json.Unmarshal([]byte(file), &held); err != nil || status != http.StatusOK {
		t.Fatalf("%d, %v: %s", status, err, file)
	}
	for _, words := range []string{email, name, "Teranga Schelde", "Akwaaba Antwerpen", "session.begin"} {
		if !strings.Contains(file, words) {
			t.Errorf("the file does not hold %q:\n%s", words, file)
		}
	}
	if at, status, _ := modou.send("/mijn/account/gegevens/wissen", "/mijn/account/gegevens/wissen", nil); at != "/mijn/account/gegevens" || status != 200 {
		t.Errorf("to ask leads to %s, %d", at, status)
	}

	beheer := newCaller(t, portal)
	if !beheer.signIn("beheerder@vriendenstad.example") {
		t.Fatal("the administrator is not let in")
	}
	_, _, home := beheer.get("/beheer")
	waiting := regexp.MustCompile(`/beheer/mensen/[0-9]+`).FindString(home)
	if waiting == "" {
		t.Fatalf("the question does not wait at /beheer:\n%s", home)
	}
	if at, status, said := beheer.send(waiting+"/wissen", waiting+"/wissen", nil); at != waiting || status != 200 || strings.Contains(said, name) {
		t.Errorf("to erase leads to %s, %d:\n%s", at, status, said)
	}

	if at, _, _ := modou.get("/mijn/account"); at != "/aanmelden" {
		t.Errorf("who was erased is at %s", at)
	}
	if modou.signIn(email) {
		t.Error("who was erased is let in")
	}
	portal.untilLetter(email)
	if _, code := portal.end(syscall.SIGTERM); code != 0 {
		t.Errorf("ended with %d", code)
	}
	if tables := tablesThatTellOf(t, database, "modou"); len(slices.DeleteFunc(tables, func(one string) bool { return one == "river_job" })) > 0 {
		t.Errorf("the tables %q still tell of Modou", tables) // the queue keeps that a letter went to the address for two days
	}
	if out, errs, code := run(t, t.TempDir(), []string{"DATABASE_URL=" + database}, "audit", "verify"); code != 0 {
		t.Errorf("the record is not whole: %d\n%s%s", code, out, errs)
	}
}

// untilLetter waits until a letter to the address is written.
func (s *served) untilLetter(to string) {
	s.t.Helper()
	for begin := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		if _, page := s.get("/dev/mail"); strings.Contains(page, to) {
			return
		}
		if time.Since(begin) > 20*time.Second {
			s.t.Fatalf("no letter to %s is written", to)
		}
	}
}

// tablesThatTellOf returns the tables in which a word stands, in capitals or not.
func tablesThatTellOf(t *testing.T, database, word string) []string {
	t.Helper()
	owner, err := pgx.Connect(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := owner.Exec(t.Context(), `
		CREATE FUNCTION pg_temp.telling(word text) RETURNS SETOF text LANGUAGE plpgsql AS $$
		DECLARE
			one text;
			told boolean;
		BEGIN
			FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
				EXECUTE format('SELECT EXISTS (SELECT FROM %I t WHERE strpos(lower(to_jsonb(t)::text), $1) > 0)', one) INTO told USING word;
				IF told THEN
					RETURN NEXT one;
				END IF;
			END LOOP;
		END $$`); err != nil {
		t.Fatal(err)
	}
	rows, err := owner.Query(t.Context(), `SELECT pg_temp.telling($1)`, word)
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	if err := owner.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	return all
}
