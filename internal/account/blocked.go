package account

import (
	"strings"
	"sync"
)

// commonWords are what passwords are made of most, in Dutch, English and French, and as names.
const commonWords = `wachtwoord welkom password passwort motdepasse welcome bonjour hallo hello geheim secret letmein admin administrator
beheerder gebruiker user login aanmelden qwerty azerty iloveyou ikhouvanjou liefde love amour schatje lieverd princess prinses
sunshine zonnetje monkey aapje dragon draak football voetbal baseball master meester shadow michael jordan superman batman
trustno starwars computer internet samsung google facebook whatsapp antwerpen vriendenstad brussel gent belgie belgium vlaanderen
nederland sinjoor scheldestad stad schelde haven zoo meir zomer winter lente herfst summer spring autumn januari februari maart
april mei juni juli augustus september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
monday tuesday wednesday thursday friday saturday sunday familie family mama papa moeder vader zoon dochter broer zus baby
kind kinderen school leraar juf werk kantoor office bureau project budget subsidie vereniging noodhulp congo ghana marokko senegal
maria anna sofie emma louise marie jan piet peter thomas lucas arthur mohamed fatima ahmed david daniel
chelsea arsenal liverpool barcelona ajax anderlecht beerschot royal charlie george andrew jennifer jessica ashley amanda
hunter ranger harley buster tigger ginger pepper cheese banana appel koffie coffee chocolade frietjes bier pils jupiler duvel
diamond flower bloem vlinder butterfly angel engel heaven hemel freedom vrijheid peace vrede hond poes kat paard vogel vis
muziek music gitaar piano dansen dance metal rock queen king koning koningin phoenix matrix pokemon naruto minecraft
fortnite roblox zelda mario sonic test testtest tester demo changeme default temp temporary nieuw oud toegang access sleutel
veilig security safe money geld bank rijk lucky geluk happy blij smile lach sexy hottie lovely cookie snoopy garfield`

// commonEnds are what people put behind such a word.
var commonEnds = strings.Fields("1 12 123 1234 12345 123456 2020 2021 2022 2023 2024 2025 2026 2027 11 111 00 01 007 99 0000")

// blocked returns the words that passwords are held against, as [plainLetters] writes them.
var blocked = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	words := strings.Fields(commonWords)
	for _, word := range words {
		word = plainLetters(word)
		all[word] = true
		for _, end := range commonEnds {
			all[word+plainLetters(end)] = true
		}
		all[word+word], all[word+word+word] = true, true
	}
	for _, first := range words[:40] {
		for _, second := range words[:40] {
			all[plainLetters(first+second)] = true
		}
	}
	return all
})
