// Package association knows the associations and schools of Antwerp that work with the rest of the world.
//
// A public page shows an association's name, its work and its district: never a person's name, a mail address,
// a telephone number or a bank account.
package association

import (
	"slices"
	"strings"
	"unicode/utf8"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/world"
)

// An ID numbers an association. Zero is none.
type ID int64

// A Form is an association's legal form.
type Form string

// The forms.
const (
	NonProfit      Form = "vzw"
	InternationalN Form = "ivzw"
	PrivateFund    Form = "private stichting"
	PublicFund     Form = "stichting van openbaar nut"
	Unincorporated Form = "feitelijke vereniging"
	Branch         Form = "subvereniging"
	NGO            Form = "ngo"
	School         Form = "school"
	College        Form = "hogeschool"
	University     Form = "universiteit"
	PublicBody     Form = "openbaar bestuur"
)

// Forms returns the forms in the order of pages.
func Forms() []Form {
	return []Form{NonProfit, InternationalN, Unincorporated, Branch, NGO, PrivateFund, PublicFund, School, College, University, PublicBody}
}

// Valid says whether the form is one of ours.
func (f Form) Valid() bool { return slices.Contains(Forms(), f) }

// Teaches says whether the form is one of education.
func (f Form) Teaches() bool { return f == School || f == College || f == University }

// A Net is the school net that a school belongs to. It is empty for all that is no school.
type Net string

// The nets of Flemish education.
const (
	GO       Net = "GO! onderwijs van de Vlaamse Gemeenschap"
	OVSG     Net = "OVSG (steden en gemeenten)"
	POV      Net = "POV (provincies)"
	Catholic Net = "Katholiek Onderwijs Vlaanderen"
	OKO      Net = "OKO (kleine onderwijsverstrekkers)"
)

// Nets returns the nets in the order of pages.
func Nets() []Net { return []Net{GO, OVSG, POV, Catholic, OKO} }

// What an association may say of itself at most, in letters.
const (
	LongestName    = 120
	LongestAbout   = 4_000
	LongestWebsite = 300
	LongestTheme   = 60
	MostThemes     = 12
	MostCountries  = 20
)

// An Association is a group, a school or an institution of Antwerp that applies, reports and is heard.
type Association struct {
	ID   ID
	Slug string
	Name string
	Form Form
	// Net is that of a school, empty otherwise.
	Net Net
	// KBO and VCode identify it in the public registers. Both may be empty.
	KBO   KBO
	VCode VCode
	// Countries are those of its work; empty for work in Antwerp alone.
	Countries []world.Code
	// Region is the region of origin of its work, never of its people.
	Region   world.Region
	Themes   []string
	Postcode Postcode
	// About is its public description, in its own words.
	About string
	// Website is a full http or https address, or empty.
	Website string
	Demo    bool
}

// District returns the district of Antwerp in which the association has its seat, empty where the postcode is not the city's.
func (a Association) District() string { return a.Postcode.District() }

// Check refuses an association that the portal may not hold.
func (a Association) Check() error {
	var wrong fault.Fields
	if strings.TrimSpace(a.Name) == "" {
		wrong.Add("name", "Geef de vereniging een naam.")
	}
	if utf8.RuneCountInString(a.Name) > LongestName {
		wrong.Add("name", "De naam heeft hoogstens %d tekens.", LongestName)
	}
	if !a.Form.Valid() {
		wrong.Add("form", "Kies een rechtsvorm.")
	}
	if (a.Form == School) != (a.Net != "") {
		wrong.Add("net", "Een school hoort bij een onderwijsnet; een andere vereniging niet.")
	}
	if a.Net != "" && !slices.Contains(Nets(), a.Net) {
		wrong.Add("net", "Kies een onderwijsnet.")
	}
	if a.KBO != "" && !a.KBO.Valid() {
		wrong.Add("kbo", "Dit ondernemingsnummer klopt niet: de laatste twee cijfers passen niet bij de eerste acht.")
	}
	if a.VCode != "" && !a.VCode.Valid() {
		wrong.Add("vcode", "Een vCode is een V met zeven cijfers, bijvoorbeeld V1234567.")
	}
	for _, c := range a.Countries {
		if !c.Valid() {
			wrong.Add("countries", "Er is geen land met code %s.", c)
		}
	}
	if !a.Region.Valid() {
		wrong.Add("region", "Kies de regio waar de werking vertrekt.")
	}
	if !a.Postcode.Valid() {
		wrong.Add("postcode", "Een postcode heeft vier cijfers, bijvoorbeeld 2060.")
	}
	a.checkWords(&wrong)
	return wrong.Err()
}

// checkWords refuses what is too much.
func (a Association) checkWords(wrong *fault.Fields) {
	if a.Website != "" && !strings.HasPrefix(a.Website, "https://") && !strings.HasPrefix(a.Website, "http://") {
		wrong.Add("website", "Een website begint met https://.")
	}
	if utf8.RuneCountInString(a.Website) > LongestWebsite {
		wrong.Add("website", "Het adres van de website heeft hoogstens %d tekens.", LongestWebsite)
	}
	if utf8.RuneCountInString(a.About) > LongestAbout {
		wrong.Add("about", "Schrijf hoogstens %d tekens. Jullie tekst heeft er nu %d.", LongestAbout, utf8.RuneCountInString(a.About))
	}
	if len(a.Countries) > MostCountries {
		wrong.Add("countries", "Noem hoogstens %d landen.", MostCountries)
	}
	if len(a.Themes) > MostThemes {
		wrong.Add("themes", "Noem hoogstens %d thema’s.", MostThemes)
	}
	for _, theme := range a.Themes {
		if utf8.RuneCountInString(theme) > LongestTheme {
			wrong.Add("themes", "Een thema heeft hoogstens %d tekens.", LongestTheme)
			break
		}
	}
}

// A Postcode is a Belgian postcode of four digits.
type Postcode string

var districts = map[Postcode]string{
	"2000": "Antwerpen", "2018": "Antwerpen", "2020": "Antwerpen", "2030": "Antwerpen", "2050": "Antwerpen", "2060": "Antwerpen",
	"2040": "Berendrecht-Zandvliet-Lillo", "2100": "Deurne", "2140": "Borgerhout", "2150": "Borsbeek", "2170": "Merksem",
	"2180": "Ekeren", "2600": "Berchem", "2610": "Wilrijk", "2660": "Hoboken",
}

// Valid says whether the postcode has four digits and does not begin with a zero.
func (p Postcode) Valid() bool {
	return len(p) == 4 && p[0] != '0' && strings.Trim(string(p), "0123456789") == ""
}

// District returns the district of Antwerp that has the postcode, empty for a postcode elsewhere.
func (p Postcode) District() string { return districts[p] }
