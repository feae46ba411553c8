package ui

import (
	"vriendenstad/internal/budget"
	"vriendenstad/internal/money"
)

// EntryKindLabel names a kind of entry of the ledger.
func EntryKindLabel(k budget.EntryKind) string {
	switch k {
	case budget.Credit:
		return "Krediet"
	case budget.Transfer:
		return "Overdracht"
	case budget.Reservation:
		return "Reservering"
	case budget.Commitment:
		return "Vastlegging"
	case budget.Release:
		return "Vrijval"
	case budget.Payment:
		return "Betaling"
	case budget.Recovery:
		return "Terugvordering"
	}
	return sentence(string(k))
}

// BasisLabel says when a credit was voted: before its year began, or after.
func BasisLabel(b budget.Basis) string {
	switch b {
	case budget.Initial:
		return "Gestemd krediet"
	case budget.Amendment:
		return "Budgetwijziging"
	}
	return ""
}

// SideLabel says what a release lets go of.
func SideLabel(s budget.Side) string {
	switch s {
	case budget.FromReserved:
		return "Wat gereserveerd was"
	case budget.FromCommitted:
		return "Wat vastgelegd was en niet betaald"
	}
	return ""
}

// YearStateLabel names how far a budget year is.
func YearStateLabel(s budget.YearState) string {
	switch s {
	case budget.Planned:
		return "Gepland"
	case budget.Open:
		return "Open"
	case budget.Closed:
		return "Afgesloten"
	}
	return sentence(string(s))
}

func yearTone(s budget.YearState) string {
	switch s {
	case budget.Planned:
		return "tag tag--busy"
	case budget.Open:
		return "tag tag--good"
	}
	return "tag"
}

// LeftoverLabel says what becomes of an envelope's money that is left when its year is closed.
func LeftoverLabel(l budget.Leftover) string {
	switch l {
	case budget.Lapses:
		return "Vervalt"
	case budget.SameKind:
		return "Gaat naar dezelfde enveloppe van het volgende jaar"
	case budget.ToStructural:
		return "Gaat naar de structurele steun van het volgende jaar"
	}
	return sentence(string(l))
}

// PromiseSourceLabel says where a promise comes from.
func PromiseSourceLabel(s budget.PromiseSource) string {
	switch s {
	case budget.Granted:
		return "Toegekend dossier"
	case budget.Agreed:
		return "Jaar van een overeenkomst"
	case budget.Committed:
		return "Rechtstreekse vastlegging"
	}
	return sentence(string(s))
}

// envelopeClass colours what is drawn of an envelope by its kind.
func envelopeClass(k budget.Kind, emergency bool) string {
	switch {
	case emergency:
		return "kind kind--emergency"
	case k == budget.Structural:
		return "kind kind--structural"
	case k == "projecten":
		return "kind kind--project"
	case k == "scholen":
		return "kind kind--school"
	case k == "sensibilisering":
		return "kind kind--awareness"
	}
	return "kind kind--southwork"
}

// An envelopeBar is how long the parts of an envelope's bar are, out of a thousand.
type envelopeBar struct{ paid, committed, reserved int }

// barOf parts an envelope's credit: what is paid, what is committed and not paid, what is reserved; the rest is free.
func barOf(e budget.Envelope) envelopeBar {
	if e.Credit <= 0 {
		return envelopeBar{}
	}
	until := func(c money.Cents) int { return int(min(max(c, 0), e.Credit) * 1000 / e.Credit) }
	paid, committed, reserved := until(e.Paid), until(e.Committed), until(e.Committed+e.Reserved)
	return envelopeBar{paid, committed - paid, reserved - committed}
}
