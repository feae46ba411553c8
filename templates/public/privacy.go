package public

import (
	"strconv"
	"time"

	"vriendenstad/internal/account"
)

// retained is something that the portal keeps of a person, and how long.
type retained struct{ What, Long string }

// keeping lists what the portal keeps of who signs in, with the very constants that it takes things away by.
func keeping() []retained {
	return []retained{
		{"Je aanmelding, als je niets meer doet", long(account.MemberIdle) + "; voor medewerkers van de dienst " + long(account.StaffIdle)},
		{"Je aanmelding, hoe druk je ook bezig bent", long(account.MemberLife) + "; voor medewerkers van de dienst " + long(account.StaffLife)},
		{"Dat er een aanmelding was die voorbij is (de browser, het netwerk en de tijd), of een link in een bericht (het e-mailadres)", long(account.ExpiredKept)},
		{"Wat je typte toen je aanmelding verlopen was, zonder wachtwoorden en codes", long(account.ParkedKept)},
		{"De link om je e-mailadres te bevestigen", long(account.ConfirmLife)},
		{"De link voor een nieuw wachtwoord", long(account.ResetLife)},
		{"De link van een uitnodiging", long(account.InviteLife)},
		{"Een uitnodiging of vraag die niet aangenomen is", long(account.InvitationKept)},
		{"Pogingen om je aan te melden: een afdruk van het e-mailadres en van het IP-adres, om ze te tellen", long(account.AttemptsKept)},
		{"In het logboek van handelingen: het netwerk waar een aanmelding vandaan kwam, en mislukte aanmeldingen", long(account.DetailKept)},
		{"Het nummer van een formulier dat verstuurd is, zodat het niet twee keer gebeurt", long(account.OnceKept)},
		{"Dat er een bericht verstuurd is, en naar welk adres", long(account.LetterKept)},
		{"Een bericht dat niet besteld raakte", long(account.UnsentKept)},
	}
}

// long writes how long something is kept, in the largest unit that fits: half a year in months, the rest in days, hours or minutes.
func long(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= 180*day:
		return strconv.Itoa(int(d/(30*day))) + " maanden"
	case d == day:
		return "1 dag"
	case d%day == 0:
		return strconv.Itoa(int(d/day)) + " dagen"
	case d%time.Hour == 0:
		return strconv.Itoa(int(d/time.Hour)) + " uur"
	}
	return strconv.Itoa(int(d/time.Minute)) + " minuten"
}
