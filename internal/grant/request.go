package grant

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
)

// A Request asks an association to complete an application. While it is open, the questions that it names can be answered again, and no others.
type Request struct {
	ID        int64
	Questions []string
	// Why says what is missing.
	Why string
	// Due is the last day to answer.
	Due     calendar.Day
	AskedBy int64
	AskedAt time.Time
	// AnsweredBy and AnsweredAt are zero while the request is open.
	AnsweredBy int64
	AnsweredAt time.Time
}

// Late says that the last day to answer is over at a moment. An answer is taken still: what it is worth is for the Dienst to say.
func (r Request) Late(at time.Time) bool { return calendar.DayOf(at) > r.Due }

// What a request for completion is at most.
const (
	RequestMost = 2_000 // characters
	MessageMost = 5_000
	// MessageFilesMost is how many attachments go with a message.
	MessageFilesMost = 5
	DueMost          = 180 // days
)

// Check refuses a request that the association could not answer: of a dossier that does not wait for the Dienst, of questions that were not asked, with a
// day that is over.
func (r Request) Check(of Status, under Terms, given Answers, now time.Time) error {
	var wrong fault.Fields
	if !of.May(Incomplete) {
		wrong.Add("", "Dit dossier staat niet zo dat je een aanvulling kunt vragen.")
	}
	if len(r.Questions) == 0 {
		wrong.Add("vraag", "Kies minstens één vraag die opnieuw open gaat.")
	}
	for _, key := range r.Questions {
		if q, _, ok := under.Question(key); !ok || !q.Asked(given) {
			wrong.Add("vraag", "Kies uit de vragen van dit dossier.")
			break
		}
	}
	switch n := utf8.RuneCountInString(r.Why); {
	case strings.TrimSpace(r.Why) == "":
		wrong.Add("waarom", "Zeg wat er ontbreekt.")
	case n > RequestMost:
		wrong.Add("waarom", "Houd het bij %d tekens.", RequestMost)
	}
	today := calendar.DayOf(now)
	switch {
	case r.Due.IsZero():
		wrong.Add("uiterlijk", "Zeg tot wanneer de vereniging kan antwoorden.")
	case r.Due <= today:
		wrong.Add("uiterlijk", "Geef de vereniging minstens tot morgen.")
	case r.Due > today.AddDays(DueMost):
		wrong.Add("uiterlijk", "Neem een dag binnen %d dagen.", DueMost)
	}
	return wrong.Err()
}

// Stops returns what is missing in the questions that the request names, where somebody has to choose between words, and where what is asked for goes
// beyond what an answer that is open bounds it to: a completion is held against the maximum and the share as the submission was.
func (r Request) Stops(c Candidate) []Stop {
	var all []Stop
	for _, s := range c.Under.Sections {
		if c.clashes(s.Key) > 0 {
			all = append(all, Stop{Gate: ChoiceGate, Gap: Gap{Section: s.Key, Sentence: s.Title + ": twee leden schreven iets anders. Kies wat blijft."}})
		}
	}
	for _, gap := range c.Under.Missing(c.Answers, c.counted()) {
		if !slices.Contains(r.Questions, gap.Question) {
			bounds, section, ok := r.bounds(c.Under.Terms)
			if !ok || gap.Question != RequestedKey {
				continue
			}
			gap = Gap{Section: section.Key, Question: bounds.Key, Field: bounds.Key,
				Sentence: gap.Sentence + " Het bedrag ligt vast: pas dit antwoord aan, of vraag de dienst met een bericht om ook het bedrag te openen."}
		}
		all = append(all, Stop{Gate: AnswersGate, Gap: gap.asked()})
	}
	return all
}

// bounds returns the question among those that are open which bounds what can be asked for, with its section, and false where none does.
func (r Request) bounds(under Terms) (Question, Section, bool) {
	for _, key := range []string{CostsKey, under.PerUnit.Question} {
		if q, s, ok := under.Question(key); ok && slices.Contains(r.Questions, key) {
			return q, s, true
		}
	}
	return Question{}, Section{}, false
}

// A Message is what the Dienst or an association wrote about an application.
type Message struct {
	ID      int64
	ByStaff bool
	Person  int64
	At      time.Time
	Words   string
	// ReadAt is when the other side had it before it, zero while it did not.
	ReadAt time.Time
}

// CheckMessage returns the words of a message with so many attachments as they are kept, and refuses none and too many.
func CheckMessage(words string, files int) (string, error) {
	words = strings.TrimSpace(strings.ReplaceAll(words, "\r\n", "\n"))
	var wrong fault.Fields
	switch n := utf8.RuneCountInString(words); {
	case n == 0:
		wrong.Add("bericht", "Schrijf een bericht.")
	case n > MessageMost:
		wrong.Add("bericht", "Schrap nog %d tekens. Er passen er %d.", n-MessageMost, MessageMost)
	}
	if files > MessageFilesMost {
		wrong.Add("bijlage", "Er passen hoogstens %d bestanden bij een bericht. Stuur de andere met een volgend bericht.", MessageFilesMost)
	}
	return words, wrong.Err()
}
