package site

// The matrix says of every route how each kind of person is answered: one answer for all of them, or one for each of [kinds], in their order.
// An address with a parameter is that of a thing of association A's, see [town.examples]; a form is sent empty, so that who may send it is
// refused its fields (422), or what it does is done (303).
//
// The answers are statuses, or where people are sent first: see [ledTo]. /readyz says no because the clock of the matrix stands still.
var matrix = map[string]string{
	// What everybody may read.
	"GET /":                             "200",
	"GET /.well-known/security.txt":     "200",
	"GET /favicon.ico":                  "200",
	"GET /healthz":                      "200",
	"GET /landen":                       "200",
	"GET /landen/{slug}":                "200",
	"GET /licenties":                    "200",
	"GET /over":                         "200",
	"GET /privacy":                      "200",
	"GET /projecten":                    "200",
	"GET /projecten.csv":                "200",
	"GET /projecten.xlsx":               "200",
	"GET /projecten/{slug}":             "200",
	"GET /readyz":                       "503",
	"GET /robots.txt":                   "200",
	"GET /sdg/{number}":                 "200",
	"GET /sitemap-paginas.xml":          "200",
	"GET /sitemap-projecten-{part}.xml": "200",
	"GET /sitemap-verenigingen.xml":     "200",
	"GET /sitemap.xml":                  "200",
	"GET /stad-in-de-wereld":            "200",
	"GET /static/*":                     "404",
	"GET /steden":                       "200",
	"GET /steden/{slug}":                "200",
	"GET /toegankelijkheid":             "200",
	"GET /verenigingen":                 "200",
	"GET /verenigingen/{slug}":          "200",
	"GET /zoeken":                       "200",

	// The doors.
	//                                      vis  alo  A-l  A-c  A-r  B-l  B-c  B-r  ex-A case budg head edit admi no2  half advi ex-a
	"GET /aanmelden":                     "200  303  303  303  303  303  303  303  303  303  303  303  303  303  303  200  303  303",
	"POST /aanmelden":                    "422",
	"GET /aanmelden/code":                "in   set  set  set  set  set  set  set  set  303  303  303  303  303  set  200  303  303",
	"POST /aanmelden/code":               "in   403  403  403  403  403  403  403  403  422  422  422  422  422  403  422  422  422",
	"GET /adres/nieuw/{token}":           "200",
	"POST /adres/nieuw/{token}":          "303",
	"GET /adres/oud/{token}":             "200",
	"POST /adres/oud/{token}":            "303",
	"POST /afmelden":                     "303",
	"GET /bevestigen/{token}":            "200",
	"POST /bevestigen/{token}":           "303",
	"GET /registreren":                   "200",
	"POST /registreren":                  "422",
	"GET /registreren/verstuurd":         "200",
	"GET /wachtwoord-vergeten":           "200",
	"POST /wachtwoord-vergeten":          "422",
	"GET /wachtwoord-vergeten/verstuurd": "200",
	"GET /wachtwoord/{token}":            "200",
	"POST /wachtwoord/{token}":           "422",

	// A person, for themselves.
	//                                                vis  alo  A-l  A-c  A-r  B-l  B-c  B-r  ex-A case budg head edit admi no2  half advi ex-a
	"GET /mijn":                                    "in   200  200  200  200  200  200  200  200  303  303  303  303  303  set  code 303  200",
	"GET /mijn/account":                            "in   200  200  200  200  200  200  200  200  200  200  200  200  200  200  code 200  200",
	"GET /mijn/account/e-mail":                     "in   200  200  200  200  200  200  200  200  200  200  200  200  200  200  code 200  200",
	"POST /mijn/account/e-mail":                    "in   422  422  422  422  422  422  422  422  422  422  422  422  422  422  code 422  422",
	"GET /mijn/account/gegevens":                   "in   200  200  200  200  200  200  200  200  200  200  200  200  200  200  code 200  200",
	"POST /mijn/account/gegevens/bestand":          "in   200  200  200  200  200  200  200  200  200  200  200  200  200  200  code 200  200",
	"GET /mijn/account/gegevens/wissen":            "in   200  200  200  200  200  200  200  200  200  200  200  200  200  200  code 200  200",
	"POST /mijn/account/gegevens/wissen":           "in   303  422  303  303  422  303  303  303  303  303  303  303  303  303  code 303  303",
	"POST /mijn/account/gegevens/wissen/intrekken": "in   303  303  303  303  303  303  303  303  303  303  303  303  303  303  code 303  303",
	"GET /mijn/account/herstelcodes":               "in   set  set  set  set  set  set  set  set  200  200  200  200  200  set  code 200  200",
	"POST /mijn/account/herstelcodes":              "in   set  set  set  set  set  set  set  set  200  200  200  200  200  set  code 200  200",
	"GET /mijn/account/naam":                       "in   200  200  200  200  200  200  200  200  200  200  200  200  200  200  code 200  200",
	"POST /mijn/account/naam":                      "in   422  422  422  422  422  422  422  422  422  422  422  422  422  422  code 422  422",
	"POST /mijn/account/sessies":                   "in   303  303  303  303  303  303  303  303  303  303  303  303  303  303  code 303  303",
	"POST /mijn/account/sessies/{id}":              "in   404  303  404  404  404  404  404  404  404  404  404  404  404  404  code 404  404",
	"GET /mijn/account/tweede-stap":                "in   200  200  200  200  200  200  200  200  200  200  200  200  200  200  code 200  200",
	"POST /mijn/account/tweede-stap":               "in   422  422  422  422  422  422  422  422  422  422  422  422  422  422  code 422  422",
	"POST /mijn/account/tweede-stap/code":          "in   404  404  404  404  404  404  404  404  404  404  404  404  404  404  code 404  404",
	"GET /mijn/account/wachtwoord":                 "in   200  200  200  200  200  200  200  200  200  200  200  200  200  200  code 200  200",
	"POST /mijn/account/wachtwoord":                "in   422  422  422  422  422  422  422  422  422  422  422  422  422  422  code 422  422",
	"POST /mijn/namens":                            "in   404  303  303  303  404  404  404  404  404  404  404  404  404  404  code 404  404",
}
