package staff

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/link"
	"vriendenstad/templates/ui"
)

// growthWays are the parts of the growth path's pages, in their order.
func growthWays() []Tab {
	return []Tab{
		{Key: link.StaffPath(), Label: "Groeipad"}, {Key: link.StaffSimulator(), Label: "Simulator"}, {Key: link.StaffPopulation(), Label: "Bevolking"},
		{Key: link.StaffPrices(), Label: "Prijsindex"}, {Key: link.StaffPeers(), Label: "Andere steden"},
	}
}

// PathVersion is a version of the growth path with the name of who registered it, empty for the program and for who was erased.
type PathVersion struct {
	budget.GrowthPath
	Name string
}

func (v PathVersion) by() string { return author(v.Person, v.Name) }

// author names who did something: the program is zero, and who was erased has no name.
func author(person int64, name string) string {
	switch {
	case person == 0:
		return "het programma"
	case name == "":
		return "iemand die gewist is"
	}
	return name
}

// title names the version.
// decidedBy names the decision of a version with its day.
func decidedBy(p budget.GrowthPath) string {
	if p.Decision == "" {
		return "nog geen"
	}
	return string(p.Decision) + " van " + p.DecidedOn.String()
}

func (v PathVersion) title() string { return "Versie " + strconv.Itoa(v.Version) }

// registered is the day on which the version was registered.
func (v PathVersion) registered() string { return calendar.DayOf(v.RegisteredAt).String() }

// ends are the first and the last year of a path, which must have one.
func ends(p budget.GrowthPath) (first, last budget.PathYear) {
	return p.Years[0], p.Years[len(p.Years)-1]
}

// firstOf and lastOf write a year with its target.
func firstOf(p budget.GrowthPath) budget.PathYear {
	first, _ := ends(p)
	return first
}

func lastOf(p budget.GrowthPath) budget.PathYear {
	_, last := ends(p)
	return last
}

// PathPage is the growth path as it is, with all its versions.
type PathPage struct {
	BudgetPowers
	// Current is the version that counts; its number is zero where there is none.
	Current PathVersion
	// Rows are the years of the current version and those with money.
	Rows []ui.GrowthRow
	// Versions are all of them, the latest first.
	Versions []PathVersion
}

// SidesPage is a version of the growth path beside another one.
type SidesPage struct {
	// Older is nil where Newer stands alone.
	Older *PathVersion
	Newer PathVersion
	// Asked is the version of the address, which is one of the two.
	Asked int
	// Years are those of both.
	Years []budget.PathChange
	// Others are all versions that can be put beside the one asked, the latest first.
	Others []PathVersion
}

// beside is the version that stands beside the one asked, zero for none.
func (p SidesPage) beside() int {
	switch {
	case p.Older == nil:
		return 0
	case p.Asked == p.Older.Version:
		return p.Newer.Version
	}
	return p.Older.Version
}

func (p SidesPage) options() []ui.Option {
	var all []ui.Option
	for _, v := range p.Others {
		all = append(all, ui.Option{Value: strconv.Itoa(v.Version), Label: v.title() + ", " + v.registered(), Chosen: v.Version == p.beside()})
	}
	return all
}

// changed counts the years in which the versions differ.
func (p SidesPage) changed() int {
	n := 0
	for _, c := range p.Years {
		if c.Changed() {
			n++
		}
	}
	return n
}

// difference writes how much more the newer version promises, with its sign.
func difference(c budget.PathChange) string {
	d, ok := c.Difference()
	switch {
	case !ok && c.Old == nil:
		return "nieuw jaar"
	case !ok:
		return "weggelaten"
	case d == 0:
		return "gelijk"
	case d < 0:
		return "− " + (-d).String()
	}
	return "+ " + d.String()
}

// firm writes how firm a year's target is, with its decision: "vastgesteld, 2026_GR_00123".
func firm(y budget.PathYear) string { return ui.Words(ui.TargetLabel(y.Status), string(y.Decision)) }

// whyShort says why a year stands as it does; of a year without a figure what is missing.
func whyShort(f budget.YearFigures) string {
	why := f.Why()
	if missing, ok := strings.CutPrefix(why, fmt.Sprintf("Voor %d is er ", f.Year)); ok {
		return "Geen cijfer: " + missing
	}
	return why
}

// fell says why a year falls, nothing where it does not.
func fell(y budget.PathYear) string {
	if y.FallReason == "" {
		return ""
	}
	return "Daalt: " + y.FallReason
}

// rises says in a sentence from where to where a path goes.
func rises(p budget.GrowthPath) string {
	first, last := ends(p)
	return fmt.Sprintf("van %v per inwoner in %d naar %v in %d", first.Target, first.Year, last.Target, last.Year)
}

// capital writes the first letter of a sentence large.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
