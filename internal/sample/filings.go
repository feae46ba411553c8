package sample

import (
	"slices"

	"vriendenstad/internal/grant"
	"vriendenstad/internal/project"
)

// filings returns all that the associations of the sample city applied for in the last year and a half.
func filings() []filing {
	return slices.Concat(healthFilings(), careFilings(), waterFilings(), waitingFilings(), turnedDownFilings(), lastingFilings(), reliefFilings(),
		cityFilings(), cityFilingsUnderWay(), schoolFilings(), []filing{journeyFiling()}, ownFilings(), drafts())
}

// handled says how far the handling is of what became a project, by how far that is.
func handled(s project.State) grant.Status {
	switch s {
	case project.Reporting, project.Approved:
		return grant.Reviewing
	case project.Overdue:
		return grant.Reporting
	case project.Closed, project.Recovered:
		return grant.Ended
	}
	return grant.Granted
}

// Partners whose names stand in more than one application.
var (
	inKumasi     = partner{"Vroedvrouwenkring Kumasi", "Kumasi", "GH", "Nascholing en begeleiding van vroedvrouwen in twee ziekenhuizen.", "en"}
	inSaintLouis = partner{"Santé Ndar", "Saint-Louis", "SN", "Wijkgezondheidswerk: eerste hulp, meetdagen en huisbezoek.", "fr"}
)
