// Package link writes the addresses of pages. Nowhere else is an address put together.
package link

import (
	"net/url"
	"strconv"

	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// Home returns the address of the home page.
func Home() string { return "/" }

// Cities returns the address of the list of partner cities.
func Cities() string { return "/steden" }

// CitiesBy returns the address of the list narrowed to a relation, to a country, or to both; empty values do not narrow.
func CitiesBy(relation, country string) string {
	return with(Cities(), "relatie", relation, "land", country)
}

// City returns the address of a partner city.
func City(slug string) string { return "/steden/" + slug }

// Countries returns the address of the list of countries.
func Countries() string { return "/landen" }

// Country returns the address of a country.
func Country(slug string) string { return "/landen/" + slug }

// Associations returns the address of the list of associations.
func Associations() string { return "/verenigingen" }

// AssociationsBy returns the address of the list narrowed to words, a country and schools, behind the association of slug after.
func AssociationsBy(words string, country world.Code, schools bool, after string) string {
	kind := ""
	if schools {
		kind = "school"
	}
	return with(Associations(), "q", words, "land", string(country), "soort", kind, "na", after)
}

// Association returns the address of an association.
func Association(slug string) string { return "/verenigingen/" + slug }

// SDG returns the address of a Sustainable Development Goal.
func SDG(s world.SDG) string { return "/sdg/" + strconv.Itoa(int(s)) }

// Search returns the address of the search in everything; empty words give the page with its field alone.
func Search(words string) string { return with("/zoeken", "q", words) }

// World returns the address of the sibling theme, the city in the world.
func World() string { return "/stad-in-de-wereld" }

// About returns the address of the page about the portal.
func About() string { return "/over" }

// AboutDemo returns the address of the explanation of the demonstration data.
func AboutDemo() string { return "/over#demonstratie" }

// AboutCounting returns the address of the explanation of how projects and amounts are counted.
func AboutCounting() string { return "/over#zo-tellen-we" }

// Accessibility returns the address of the accessibility statement.
func Accessibility() string { return "/toegankelijkheid" }

// Privacy returns the address of the page about personal data.
func Privacy() string { return "/privacy" }

// Licences returns the address of the list of licences.
func Licences() string { return "/licenties" }

// Project returns the address of a project.
func Project(slug string) string { return "/projecten/" + slug }

// Projects returns the address of the projects that answer the filter: the address is the list's whole state.
func Projects(f project.Filter) string { return filtered("/projecten", f, project.Cursor{}) }

// ProjectsFrom returns the address of the page of a list that the cursor points to.
func ProjectsFrom(f project.Filter, from project.Cursor) string {
	return filtered("/projecten", f, from)
}

// ProjectsCSV returns the address of the download of a list for any program.
func ProjectsCSV(f project.Filter) string { return filtered("/projecten.csv", f, project.Cursor{}) }

// ProjectsXLSX returns the address of the download of a list for Excel.
func ProjectsXLSX(f project.Filter) string { return filtered("/projecten.xlsx", f, project.Cursor{}) }

func filtered(path string, f project.Filter, from project.Cursor) string {
	year, sdg := "", ""
	if f.Year != 0 {
		year = strconv.Itoa(f.Year)
	}
	if f.SDG != 0 {
		sdg = strconv.Itoa(int(f.SDG))
	}
	return with(path, "q", f.Words, "land", string(f.Country), "jaar", year, "sdg", sdg, "aard", string(f.Kind),
		"status", string(f.State), "bedrag", f.Class.Slug(), "vereniging", f.Association, "stad", f.City,
		"sorteer", string(f.Sort), "na", cursor(f, from.After), "voor", cursor(f, from.Before))
}

// cursor writes a row's number with the sign of its list.
func cursor(f project.Filter, id project.ID) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(int64(id), 36) + "." + f.Mark()
}

// with adds the parameters that are not empty to an address, in the order given: one question has one address.
func with(path string, pairs ...string) string {
	sign := "?"
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			path += sign + pairs[i] + "=" + url.QueryEscape(pairs[i+1])
			sign = "&"
		}
	}
	return path
}
