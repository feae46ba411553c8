package site

import (
	"encoding/json"
	"io"
	"net/http"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// A growthJSON is the growth path for programs.
//
// Amounts are whole numbers of euro cents, days are YYYY-MM-DD in Brussels. What is not known is null, never zero: an amount for each
// inhabitant is null where nobody was counted. Constant holds the same amounts in the prices of the year Prices, all null where the year has
// no index. Version is null where there was no path.
type growthJSON struct {
	// AsOf is the day at whose end things stood so.
	AsOf    string `json:"asOf"`
	Version *int   `json:"version"`
	// RegisteredOn is the day on which the version was registered, Decision the one by which the whole was changed, empty for a proposal.
	RegisteredOn string           `json:"registeredOn"`
	Decision     string           `json:"decision"`
	Reason       string           `json:"reason"`
	Prices       *int             `json:"constantPricesOf"`
	Years        []growthYearJSON `json:"years"`
}

// A growthYearJSON is a year of the path. Standing is on-schedule, behind, ahead or no-figure, and Why the sentence for it in Dutch. Status is
// proposal, adopted, amended or account, empty where the path does not have the year.
type growthYearJSON struct {
	Year       int             `json:"year"`
	Population *populationJSON `json:"population"`
	Nominal    amountsJSON     `json:"nominal"`
	Constant   amountsJSON     `json:"constant"`
	Index      *indexJSON      `json:"priceIndex"`
	Status     string          `json:"status"`
	Decision   string          `json:"decision"`
	FallReason string          `json:"fallReason"`
	Standing   string          `json:"standing"`
	Why        string          `json:"why"`
	// Demo says that a figure of the year was made up for a demonstration.
	Demo bool `json:"demo"`
}

// A populationJSON is a number of inhabitants with its source.
type populationJSON struct {
	Inhabitants int    `json:"inhabitants"`
	On          string `json:"on"`
	Source      string `json:"source"`
	SourceURL   string `json:"sourceUrl"`
	Demo        bool   `json:"demo"`
}

// An indexJSON is the price level of a year in hundredths of a point.
type indexJSON struct {
	Points    int    `json:"hundredths"`
	Source    string `json:"source"`
	SourceURL string `json:"sourceUrl"`
	Demo      bool   `json:"demo"`
}

// An amountsJSON holds cents. Required is the credit that the target asks for.
type amountsJSON struct {
	PerInhabitant ratesJSON    `json:"perInhabitant"`
	Required      *money.Cents `json:"required"`
	Voted         *money.Cents `json:"voted"`
	Amended       *money.Cents `json:"amended"`
	Committed     *money.Cents `json:"committed"`
	Paid          *money.Cents `json:"paid"`
}

type ratesJSON struct {
	Target    *budget.Rate `json:"target"`
	Voted     *budget.Rate `json:"voted"`
	Amended   *budget.Rate `json:"amended"`
	Committed *budget.Rate `json:"committed"`
	Paid      *budget.Rate `json:"paid"`
}

func amountsOf(row ui.GrowthRow) amountsJSON {
	return amountsJSON{
		PerInhabitant: ratesJSON(row.Rates), Required: row.Required,
		Voted: row.Sums.Voted, Amended: row.Sums.Amended, Committed: row.Sums.Committed, Paid: row.Sums.Paid,
	}
}

// GrowthJSON sends the growth path as [growthJSON].
func (s *Site) growthJSON(w http.ResponseWriter, r *http.Request) error {
	f, err := s.growthFile(r)
	if err != nil {
		return err
	}
	return s.stream(w, r, download{name: f.name("json"), kind: "application/json"}, func(to io.Writer) error {
		out := json.NewEncoder(to)
		out.SetIndent("", "\t")
		return out.Encode(f.json())
	})
}

func (f growthFile) json() growthJSON {
	all := growthJSON{AsOf: f.day().ISO(), Decision: string(f.path.Decision), Reason: f.path.Reason, Years: []growthYearJSON{}}
	if f.path.Version > 0 {
		all.Version, all.RegisteredOn = &f.path.Version, calendar.DayOf(f.path.RegisteredAt).ISO()
	}
	if f.base != nil {
		all.Prices = &f.base.Year
	}
	for i, row := range f.nominal {
		y := growthYearJSON{
			Year: row.Year, Nominal: amountsOf(row), Constant: amountsOf(f.same[i]), Status: string(row.Status), Decision: string(row.Decision),
			FallReason: row.FallReason, Standing: string(row.Standing()), Why: row.Why(), Demo: f.invented(row),
		}
		if p := row.Population; p != nil {
			y.Population = &populationJSON{p.Inhabitants, p.On.ISO(), p.Source, p.SourceURL, p.Demo}
		}
		if x := row.Index; x != nil {
			y.Index = &indexJSON{x.Points, x.Source, x.SourceURL, x.Demo}
		}
		all.Years = append(all.Years, y)
	}
	return all
}
