package site

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"vriendenstad/internal/fault"
)

// The time that an answer may take, from the moment that its handler begins.
const (
	pageTime     = 5 * time.Second // then the answer is 503
	downloadTime = 60 * time.Second
)

// Routes is the map of the portal: first what every request passes, then who answers which address.
func (s *Site) routes(compress func(http.Handler) http.Handler, pages func(*Site, chi.Router)) http.Handler {
	r := chi.NewRouter()
	r.Use(s.noted, s.recovered, s.headed, s.addressed(), s.readable, s.sameOrigin(), middleware.GetHead)

	// what stands without the database, and is never limited
	r.Get("/static/*", s.static)
	r.Get("/favicon.ico", s.favicon)
	r.Get("/healthz", s.health)
	r.Get("/readyz", s.ready)

	r.Group(func(r chi.Router) {
		r.Use(compress, s.limited())
		r.NotFound(s.page(s.notFound))
		r.MethodNotAllowed(s.page(s.methodNotAllowed))
		r.Get("/robots.txt", s.page(s.robots))
		r.Get("/.well-known/security.txt", s.page(s.security))
		r.Group(func(r chi.Router) {
			r.Use(s.bounded(largestForm))
			pages(s, r)
		})
		r.Group(func(r chi.Router) {
			r.Use(s.bounded(largestUpload))
			s.uploads(r)
		})
	})
	return r
}

// Pages are the addresses that people come for. A page has [pageTime] to answer, a download [downloadTime].
func (s *Site) pages(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(within(pageTime))
		r.Get("/", s.page(s.home))
		r.Get("/steden", s.page(s.cities))
		r.Get("/steden/{slug}", s.page(s.city))
		r.Get("/landen", s.page(s.countries))
		r.Get("/landen/{slug}", s.page(s.country))
		r.Get("/projecten", s.page(s.projects))
		r.Get("/projecten/{slug}", s.page(s.project))
		r.Get("/verenigingen", s.page(s.associations))
		r.Get("/verenigingen/{slug}", s.page(s.association))
		r.Get("/sdg/{number}", s.page(s.goal))
		r.Get("/subsidies", s.page(s.subsidies))
		r.Get("/subsidies/wijzer", s.page(s.guide))
		r.Get("/subsidies/{slug}", s.page(s.subsidy))
		r.Get("/budget", s.page(s.budget))
		r.Get("/budget/{year}", s.page(s.budgetYear))
		r.With(s.provedSeldom()).Get("/dossier/bewijs", s.page(s.proof))
		r.Get("/zoeken", s.page(s.search))
		r.Get("/stad-in-de-wereld", s.page(s.world))
		r.Get("/over", s.page(s.about))
		r.Get("/toegankelijkheid", s.page(s.accessibility))
		r.Get("/privacy", s.page(s.privacy))
		r.Get("/licenties", s.page(s.licences))
		s.doors(r)
		s.accounts(r)
		s.memberships(r)
		s.drafts(r)
		s.submissions(r)
		s.dienst(r)
		s.letters(r)
	})
	r.Group(func(r chi.Router) {
		r.Use(within(downloadTime))
		r.Get("/projecten.csv", s.page(s.projectsCSV))
		r.Get("/projecten.xlsx", s.page(s.projectsXLSX))
		r.Get("/budget/groeipad.csv", s.page(s.growthCSV))
		r.Get("/budget/groeipad.xlsx", s.page(s.growthXLSX))
		r.Get("/budget/groeipad.json", s.page(s.growthJSON))
		r.Get("/sitemap.xml", s.page(s.sitemapIndex))
		r.Get("/sitemap-paginas.xml", s.page(s.sitemapPages))
		r.Get("/sitemap-verenigingen.xml", s.page(s.sitemapAssociations))
		r.Get("/sitemap-projecten-{part}.xml", s.page(s.sitemapProjects))
		s.dienstLong(r)
	})
}

// Doors are where people come in, for whoever comes.
func (s *Site) doors(r chi.Router) {
	r.Get("/aanmelden", s.page(s.signInPage))
	r.Post("/aanmelden", s.page(s.signIn))
	r.Get("/aanmelden/code", s.page(s.codePage))
	r.Post("/aanmelden/code", s.page(s.giveCode))
	r.Post("/afmelden", s.page(s.signOut))
	r.Get("/registreren", s.page(s.registerPage))
	r.Post("/registreren", s.page(s.register))
	r.Get("/registreren/verstuurd", s.page(s.registered))
	r.Get("/bevestigen/{token}", s.page(s.confirmPage))
	r.Post("/bevestigen/{token}", s.page(s.confirm))
	r.Get("/wachtwoord-vergeten", s.page(s.forgottenPage))
	r.Post("/wachtwoord-vergeten", s.page(s.forgotten))
	r.Get("/wachtwoord-vergeten/verstuurd", s.page(s.forgottenSent))
	r.Get("/wachtwoord/{token}", s.page(s.newPasswordPage))
	r.Post("/wachtwoord/{token}", s.page(s.newPassword))
	r.Get("/adres/oud/{token}", s.page(s.oldAddressPage))
	r.Post("/adres/oud/{token}", s.page(s.oldAddress))
	r.Get("/adres/nieuw/{token}", s.page(s.newAddressPage))
	r.Post("/adres/nieuw/{token}", s.page(s.newAddress))
}

// Accounts are the pages of who is signed in, for themselves.
func (s *Site) accounts(r chi.Router) {
	r.Get("/mijn", s.person(s.myHome))
	r.Post("/mijn/namens", s.person(s.actFor))
	r.Get("/mijn/account", s.person(s.myAccount))
	r.Get("/mijn/account/naam", s.person(s.myName))
	r.Post("/mijn/account/naam", s.person(s.rename))
	r.Get("/mijn/account/e-mail", s.person(s.myEmail))
	r.Post("/mijn/account/e-mail", s.person(s.changeEmail))
	r.Get("/mijn/account/wachtwoord", s.person(s.myPassword))
	r.Post("/mijn/account/wachtwoord", s.person(s.changePassword))
	r.Get("/mijn/account/tweede-stap", s.person(s.mySecond))
	r.Post("/mijn/account/tweede-stap", s.person(s.beginSecond))
	r.Post("/mijn/account/tweede-stap/code", s.person(s.setSecond))
	r.Get("/mijn/account/herstelcodes", s.person(s.myRecoveryCodes))
	r.Post("/mijn/account/herstelcodes", s.strong(s.person(s.newRecoveryCodes)))
	r.Post("/mijn/account/sessies", s.person(s.signOutEverywhere))
	r.Post("/mijn/account/sessies/{id}", s.person(s.endSession))
	r.Get("/mijn/account/gegevens", s.person(s.myData))
	r.Post("/mijn/account/gegevens/bestand", s.person(s.myDataFile))
	r.Get("/mijn/account/gegevens/wissen", s.person(s.myErasure))
	r.Post("/mijn/account/gegevens/wissen", s.person(s.askErasure))
	r.Post("/mijn/account/gegevens/wissen/intrekken", s.person(s.takeBackErasure))
}

// Letters are what was written in development, where no mail server is set. Elsewhere these addresses are not there.
func (s *Site) letters(r chi.Router) {
	if s.set.Letters == nil || !s.development() {
		return
	}
	r.Get("/dev/mail", s.page(s.devMail))
	r.Get("/dev/mail/{name}", s.page(s.devLetter))
}

// Memberships are the pages of who is a member of an association, or wants to be.
func (s *Site) memberships(r chi.Router) {
	r.Get("/uitnodiging/{token}", s.page(s.invitation))
	r.Post("/uitnodiging/{token}", s.page(s.answerInvitation))
	r.Get("/mijn/verenigingen", s.person(s.myAssociations))
	r.Get("/mijn/verenigingen/registreren", s.person(s.newAssociationPage))
	r.Post("/mijn/verenigingen/registreren", s.person(s.registerAssociation))
	r.Get("/mijn/verenigingen/lid-worden", s.person(s.joinPage))
	r.Post("/mijn/verenigingen/lid-worden", s.person(s.askToJoin))
	r.Post("/mijn/verenigingen/lid-worden/{id}/intrekken", s.person(s.withdrawJoin))
	r.Get("/mijn/vereniging", s.member(s.myAssociation))
	r.Get("/mijn/vereniging/bewerken", s.contributor(s.myProfile))
	r.Post("/mijn/vereniging/bewerken", s.contributor(s.saveProfile))
	r.Get("/mijn/vereniging/bestuur", s.lead(s.myBoard))
	r.Post("/mijn/vereniging/bestuur", s.lead(s.saveBoard))
	r.Get("/mijn/vereniging/bank", s.lead(s.myBank))
	r.Post("/mijn/vereniging/bank", s.lead(s.saveBank))
	r.Get("/mijn/leden", s.member(s.myMembers))
	r.Get("/mijn/leden/verlaten", s.member(s.leavePage))
	r.Post("/mijn/leden/verlaten", s.member(s.leaveAssociation))
	r.Get("/mijn/leden/overdragen", s.lead(s.handOverPage))
	r.Post("/mijn/leden/overdragen", s.lead(s.handOver))
	r.Get("/mijn/leden/uitnodigen", s.lead(s.invitePage))
	r.Post("/mijn/leden/uitnodigen", s.lead(s.invite))
	r.Post("/mijn/leden/uitnodigingen/{id}/opnieuw", s.lead(s.resendInvitation))
	r.Post("/mijn/leden/uitnodigingen/{id}/intrekken", s.lead(s.withdrawInvitation))
	r.Get("/mijn/leden/vragen/{id}", s.lead(s.requestPage))
	r.Post("/mijn/leden/vragen/{id}", s.lead(s.acceptRequest))
	r.Post("/mijn/leden/vragen/{id}/afwijzen", s.lead(s.declineRequest))
	r.Get("/mijn/leden/{id}", s.lead(s.myMember))
	r.Post("/mijn/leden/{id}", s.lead(s.setPart))
	r.Get("/mijn/leden/{id}/verwijderen", s.lead(s.removalPage))
	r.Post("/mijn/leden/{id}/verwijderen", s.lead(s.removeMember))
}

// Page makes a handler into one that the map takes: what it returns is answered by [Site.refuse].
func (s *Site) page(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.refuse(w, r, err)
		}
	}
}

func (s *Site) notFound(w http.ResponseWriter, r *http.Request) error {
	if to, ok := withoutSlash(r); ok {
		http.Redirect(w, r, to, http.StatusMovedPermanently)
		return nil
	}
	return fault.NotFound
}
