package link

import (
	"strconv"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
)

// Budget returns the address of the growth path, and of where the money goes.
func Budget() string { return "/budget" }

// BudgetAsOf returns the address of the same page as things stood at the end of a day, zero for now, in constant prices or in those of each year.
func BudgetAsOf(day calendar.Day, constant bool) string {
	prices := ""
	if constant {
		prices = ConstantPrices
	}
	return with(Budget(), "op", day.ISO(), "prijzen", prices)
}

// ConstantPrices is the value of the parameter prijzen that asks for constant prices.
const ConstantPrices = "constant"

// BudgetYear returns the address of the envelopes of a year.
func BudgetYear(year int) string { return Budget() + "/" + strconv.Itoa(year) }

// BudgetYearAsOf returns the same as it stood at the end of a day; zero for now.
func BudgetYearAsOf(year int, day calendar.Day) string {
	return with(BudgetYear(year), "op", day.ISO())
}

// BudgetEnvelope returns the address of one envelope on the page of its year.
func BudgetEnvelope(year int, kind budget.Kind) string { return BudgetYear(year) + "#" + string(kind) }

// GrowthCSV returns the address of the growth path for any program, as it stood at the end of a day; zero for now.
func GrowthCSV(day calendar.Day) string { return with("/budget/groeipad.csv", "op", day.ISO()) }

// GrowthXLSX returns the address of the same for Excel.
func GrowthXLSX(day calendar.Day) string { return with("/budget/groeipad.xlsx", "op", day.ISO()) }

// GrowthJSON returns the address of the same for programs.
func GrowthJSON(day calendar.Day) string { return with("/budget/groeipad.json", "op", day.ISO()) }
