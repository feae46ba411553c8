// Package layout draws what stands round every page: its head, the header with the menu, the breadcrumb, the footer.
package layout

import (
	"strings"

	"vriendenstad/internal/link"
	"vriendenstad/internal/project"
	"vriendenstad/templates/ui"
	"vriendenstad/web"
)

// A Section is the part of the portal that a page belongs to, which the menu marks.
type Section int

// The sections. None and Home mark nothing.
const (
	None Section = iota
	Home
	Cities
	Countries
	Projects
	Associations
	Subsidies
	Budget
	World
	Search
)

// A Crumb is a step of the way to a page; the last one is the page itself.
type Crumb = ui.Crumb

// A Head is what a page says of itself.
type Head struct {
	// Title is the page's own; the portal's name is added. Empty is the portal's name alone.
	Title string
	// Description is a sentence or two for who meets the page elsewhere. Empty takes the portal's own.
	Description string
	Section     Section
	// Crumbs lead from the start to the page; the start itself is not one of them. None draws no breadcrumb.
	Crumbs []Crumb
	// NoIndex asks search engines to leave the page out.
	NoIndex bool
	// Next and Prev are the addresses of the pages after and before this one in a list, empty for none.
	Next, Prev string
	// Tabs are the bar under the header, on the pages of who is signed in; none draws no bar.
	Tabs []Tab
	// Bar is the bar of a page that is not public, nil for the portal's own header and footer.
	Bar *Bar
}

// A Frame is a page's head with what the site knows of the request.
type Frame struct {
	Head
	// Canonical is the whole address by which the page is known. Empty leaves it out.
	Canonical string
	// BaseURL is where the portal stands, without a slash at its end.
	BaseURL string
	// RequestID names the request in the log.
	RequestID string
	// Demo says that the portal shows demonstration data.
	Demo bool
	// Who is whom the header names.
	Who Who
	// Said is what the act before this page came to, empty for nothing; Late says that the page holds what was typed in a session that
	// had expired.
	Said string
	Late bool
}

const (
	name        = "Vriendenstad"
	line        = "Antwerpen in de wereld"
	description = "Waarmee Antwerpen in de wereld verbonden is: partnersteden, landen, projecten en de Antwerpse verenigingen die ze dragen."
	// htmxConfig is read by the script. Its keys are those of htmx 4: no style of its own, attributes that count for
	// what stands inside, and details that stay open when a list is refreshed.
	htmxConfig = `{"includeIndicatorCSS":false,"implicitInheritance":true,"morphIgnore":["data-htmx-powered","open"],"defaultTimeout":20000}`
	font       = "source-sans-3-latin-wght-normal.woff2"
)

func (h Head) title() string {
	if h.Title == "" {
		return name + " – " + line
	}
	return h.Title + " – " + name
}

func (h Head) heading() string {
	if h.Title == "" {
		return name
	}
	return h.Title
}

func (h Head) description() string {
	if h.Description == "" {
		return description
	}
	return h.Description
}

// picture returns the whole address of the picture that is shown where the page is shared.
func (f Frame) picture() string {
	return strings.TrimSuffix(f.BaseURL, "/") + web.Asset("og.png")
}

// An item is one line of the menu.
type item struct {
	section Section
	label   string
	href    string
}

func menu() []item {
	return []item{
		{Cities, "Steden", link.Cities()},
		{Countries, "Landen", link.Countries()},
		{Projects, "Projecten", link.Projects(project.Filter{})},
		{Associations, "Verenigingen", link.Associations()},
		{Subsidies, "Subsidies", link.Subsidies()},
		{Budget, "Budget", link.Budget()},
		{World, "Stad in de wereld", link.World()},
	}
}

// A column is one of the footer.
type column struct {
	title string
	items []item
}

func footer() []column {
	return []column{
		{"Ontdek", []item{
			{Cities, "Steden", link.Cities()},
			{Countries, "Landen", link.Countries()},
			{Projects, "Projecten", link.Projects(project.Filter{})},
			{Associations, "Verenigingen", link.Associations()},
		}},
		{"Verdiep je", []item{
			{Subsidies, "Subsidies", link.Subsidies()},
			{Budget, "Budget en groeipad", link.Budget()},
			{World, "Stad in de wereld", link.World()},
			{None, "De 17 SDG’s", link.SDG(1)},
			{None, "Zoeken", link.Search("")},
		}},
		{"Over", []item{
			{None, "Over deze site", link.About()},
			{None, "Toegankelijkheid", link.Accessibility()},
			{None, "Privacy", link.Privacy()},
			{None, "Licenties", link.Licences()},
		}},
	}
}
