package form

import (
	"net/url"

	"vriendenstad/internal/grant"
)

// ReadGuide reads what the address of the wegwijzer says of a plan. What no page of ours links to is [fault.Malformed].
func ReadGuide(values url.Values) (grant.Plan, error) {
	q := ReadQuery(values)
	sure := []string{grant.Yes, grant.No}
	p := grant.Plan{
		Who: OneOf(q, string(grant.WhoStep), grant.Askers()), Here: OneOf(q, string(grant.HereStep), sure),
		Activity: OneOf(q, string(grant.WhatStep), grant.Activities()), Country: q.Country(string(grant.CountryStep)),
		Partner: OneOf(q, string(grant.PartnerStep), sure), Cost: OneOf(q, string(grant.CostStep), grant.CostClasses()),
		Begins: OneOf(q, string(grant.BeginStep), grant.Begins()), Trouble: OneOf(q, string(grant.TroubleStep), grant.Troubles()),
	}
	return p, q.Err()
}
