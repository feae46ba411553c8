package site

import (
	"net/http"

	"github.com/gorilla/sessions"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/postgres"
)

// The cookie's name. Over https the browser itself holds it to this host, to https and to the whole portal.
const (
	cookieOverHTTPS  = "__Host-vriendenstad"
	cookieOnLoopback = "vriendenstad"
)

// CookieLife is how long, in seconds, a browser keeps the cookie: as long as a session can live, and then be remembered as over.
const cookieLife = int((account.MemberLife + account.ExpiredKept) / 1e9)

// A presence is who stands behind a request, as its cookie says. Nobody's has the zero hearing.
type presence struct {
	account.Identity
	session postgres.SessionRow
	how     account.Hearing
}

type presenceKey struct{}

// A keeper is the store of gorilla/sessions. The cookie holds a random token and nothing else; what it stands for is a row of the
// database, found by the token's digest, that only the desk writes. So a session can be ended, and nothing in the cookie can be believed.
type keeper struct {
	desk *desk.Desk
	name string
	set  sessions.Options
}

func newKeeper(set Settings) *keeper {
	k := &keeper{desk: set.Desk, name: cookieOnLoopback, set: sessions.Options{
		Path: "/", MaxAge: cookieLife, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}}
	if set.BaseURL.Scheme == "https" {
		k.name, k.set.Secure = cookieOverHTTPS, true
	}
	return k
}

// Get returns the request's session, which is looked up once.
func (k *keeper) Get(r *http.Request, name string) (*sessions.Session, error) {
	if !k.came(r) {
		return k.fresh(), nil // most requests: nothing is kept of them, and nothing is asked
	}
	return sessions.GetRegistry(r).Get(k, name)
}

// New looks the session of a request up. A database that is away is an error: it never looks like somebody who is signed out.
func (k *keeper) New(r *http.Request, _ string) (*sessions.Session, error) {
	session := k.fresh()
	token, ok := k.token(r)
	if !ok {
		return session, nil
	}
	v := visitOf(r)
	who, row, how, err := k.desk.Hear(r.Context(), token, v.at, network(v.from))
	if err != nil {
		return session, err
	}
	session.ID, session.IsNew = string(token), how == account.NoSession
	session.Values[presenceKey{}] = presence{who, row, how}
	return session, nil
}

// Save sends the session's cookie: its token, or its end where it has none.
func (k *keeper) Save(_ *http.Request, w http.ResponseWriter, session *sessions.Session) error {
	options := *session.Options
	if session.ID == "" {
		options.MaxAge = -1
	}
	w.Header().Del("Set-Cookie") // the portal has one cookie: the last word on it counts
	http.SetCookie(w, sessions.NewCookie(k.name, session.ID, &options))
	return nil
}

func (k *keeper) fresh() *sessions.Session {
	session := sessions.NewSession(k, k.name)
	options := k.set
	session.Options, session.IsNew = &options, true
	return session
}

// came says whether the request has a cookie of ours at all.
func (k *keeper) came(r *http.Request) bool {
	_, err := r.Cookie(k.name)
	return err == nil
}

func (k *keeper) token(r *http.Request) (account.Token, bool) {
	cookie, err := r.Cookie(k.name)
	if err != nil {
		return "", false
	}
	return account.ParseToken(cookie.Value)
}

// presence says who stands behind the request. It asks the database once a request, and of who brings no cookie never.
func (s *Site) presence(r *http.Request) (presence, error) {
	v := visitOf(r)
	if v.there != nil {
		return *v.there, nil
	}
	session, err := s.keeper.Get(r, s.keeper.name)
	if err != nil {
		return presence{}, err
	}
	there, _ := session.Values[presenceKey{}].(presence)
	v.there = &there
	return there, nil
}

// carryOn sends the token under which the browser's session goes on; the empty one ends it.
func (s *Site) carryOn(w http.ResponseWriter, r *http.Request, token account.Token) error {
	session, err := s.keeper.Get(r, s.keeper.name)
	if err != nil {
		return err
	}
	session.ID = string(token)
	return session.Save(r, w)
}

// leave ends the session that the browser came with, if it still lives: a new one takes its place.
func (s *Site) leave(r *http.Request, there presence) error {
	if there.how != account.SignedIn && there.how != account.HalfWay {
		return nil
	}
	return s.desk.SignOut(r.Context(), there.Self(), desk.NewOnce(), there.session.ID)
}

// done ends an act that was done: it says so on the next page, and goes there. What was kept of the form is no longer needed.
func (s *Site) done(w http.ResponseWriter, r *http.Request, to, sentence string) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	if there.how == account.SignedIn {
		if err := s.db.Unpark(r.Context(), there.Person, formPage(r)); err != nil {
			return err
		}
	}
	return s.pressed(w, r, to, sentence)
}

// pressed ends an act of a button that stands beside another form: what was kept of that one stays.
func (s *Site) pressed(w http.ResponseWriter, r *http.Request, to, sentence string) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	if there.how == account.SignedIn {
		if err := s.db.Say(r.Context(), there.session.ID, sentence); err != nil {
			return err
		}
	}
	return goTo(w, r, to)
}

// goTo answers with the way to another page of the portal.
func goTo(w http.ResponseWriter, r *http.Request, to string) error {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// onceOf returns the key of the form that was sent, and [fault.Malformed] where it has none.
func onceOf(r *http.Request) (desk.Once, error) {
	typed, err := posted(r)
	if err != nil {
		return desk.Once{}, err
	}
	return desk.ParseOnce(typed.Get("once"))
}
