package grant

import (
	"fmt"
	"time"
	"unicode/utf8"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// A RoundID numbers a round. Zero is none.
type RoundID int64

// A Round is a call: a time in which applications under a version of a regulation are taken.
type Round struct {
	ID      RoundID
	Version VersionID
	Title   string
	// OpensAt and ClosesAt bound it; ClosesAt is exclusive. A day that closes it means 24:00 in Brussels.
	OpensAt, ClosesAt time.Time
	// Grace is how long after closing a submission that was begun before it is still taken.
	Grace time.Duration
	// Money is what the round can grant at most; zero where only the envelope bounds it.
	Money money.Cents
	// Opened says that the head of the Dienst published it; before that only staff see it.
	Opened bool
	// Extended is the closing before the last extension, zero where it never was.
	Extended time.Time
	// Notice tells the public why it was extended.
	Notice string
	Demo   bool
}

// A RoundState is what people are told of a round.
type RoundState string

// The states of a round.
const (
	Planned  RoundState = "gepland" // not open yet, or not published
	Open     RoundState = "open"
	Extended RoundState = "verlengd" // open, and longer than was announced
	Closed   RoundState = "gesloten"
)

// The seconds of grace that a round can have (decision 5).
const (
	DefaultGrace = time.Minute
	MostGrace    = 15 * time.Minute
)

// StateAt says what the round is at a moment.
func (r Round) StateAt(now time.Time) RoundState {
	switch {
	case !r.Opened || now.Before(r.OpensAt):
		return Planned
	case !now.Before(r.ClosesAt):
		return Closed
	case !r.Extended.IsZero():
		return Extended
	}
	return Open
}

// An Arrival says how a submission lies in its round.
type Arrival string

// The arrivals.
const (
	TooEarly Arrival = "te vroeg"
	InTime   Arrival = "op tijd"
	InGrace  Arrival = "in de uitlooptijd"
	TooLate  Arrival = "te laat"
	// Admitted is what a round alone never says: it is too late, and was let through by [Candidate.Arrival].
	Admitted Arrival = "toegelaten na de sluiting"
)

// Arrives says how a submission lies that came at now and was last saved at saved: in time before the closing, in grace shortly after it when every
// word was saved before.
func (r Round) Arrives(now, saved time.Time) Arrival {
	switch {
	case !r.Opened || now.Before(r.OpensAt):
		return TooEarly
	case now.Before(r.ClosesAt):
		return InTime
	case now.Before(r.ClosesAt.Add(r.Grace)) && saved.Before(r.ClosesAt):
		return InGrace
	}
	return TooLate
}

// ClosesOn writes the closing as people say it: "15 mei 2027, tot middernacht", or with the hour where it is another.
func (r Round) ClosesOn() string { return Closing(r.ClosesAt) }

// Closing writes the end of a term as people say it.
func Closing(at time.Time) string {
	here := at.In(calendar.Brussels)
	if here.Hour() == 0 && here.Minute() == 0 && here.Second() == 0 {
		return calendar.DayOf(at).AddDays(-1).String() + ", tot middernacht"
	}
	return fmt.Sprintf("%s, tot %d.%02d uur", calendar.DayOf(at), here.Hour(), here.Minute())
}

// MidnightAfter is the end of a day in Brussels, by the calendar.
func MidnightAfter(day calendar.Day) time.Time { return day.AddDays(1).Start() }

// LastDay is the last day on which the round takes applications: the day itself where it closes in the course of one.
func (r Round) LastDay() calendar.Day { return calendar.DayOf(r.ClosesAt.Add(-time.Nanosecond)) }

// Holidays returns the school holidays in which the round closes, or that begin shortly after it: see [Holidays].
func (r Round) Holidays() []Holiday { return Holidays(r.LastDay()) }

// MostTitle is how many characters the title of a round or a regulation has at most.
const MostTitle = 120

// Check refuses a round that cannot be held. Holidays are no refusal: see [Round.Holidays].
func (r Round) Check() error {
	var wrong fault.Fields
	switch {
	case r.Title == "":
		wrong.Add("titel", "Geef de oproep een titel.")
	case utf8.RuneCountInString(r.Title) > MostTitle:
		wrong.Add("titel", "Houd het bij %d tekens.", MostTitle)
	}
	if r.OpensAt.IsZero() {
		wrong.Add("opent", "Zeg wanneer de oproep opent.")
	}
	if r.ClosesAt.IsZero() {
		wrong.Add("sluit", "Zeg wanneer de oproep sluit.")
	} else if !r.ClosesAt.After(r.OpensAt) {
		wrong.Add("sluit", "De oproep sluit na ze opent.")
	}
	if r.Grace < 0 || r.Grace > MostGrace {
		wrong.Add("uitloop", "De uitlooptijd is 0 tot %d seconden.", int(MostGrace.Seconds()))
	}
	if r.Money < 0 {
		wrong.Add("geld", "Een bedrag is niet minder dan nul.")
	}
	return wrong.Err()
}

// CheckOpen refuses to publish a round: one that is published, that is over, whose version is no rule on the day that it opens, that takes applications
// after the last day of its regulation, or that closes in a holiday while nobody confirmed that. Last is as for [Round.CheckUntil].
func (r Round) CheckOpen(under Version, last calendar.Day, now time.Time, holidays bool) error {
	var wrong fault.Fields
	first := max(calendar.DayOf(r.OpensAt), calendar.DayOf(now))
	switch {
	case r.Opened:
		wrong.Add("", "Deze oproep is al bekendgemaakt.")
	case !now.Before(r.ClosesAt):
		wrong.Add("", "De sluiting is al voorbij. Geef de oproep eerst een later einde.")
	case !under.Published:
		wrong.Add("", "Versie %d van het reglement is nog een ontwerp. Maak die eerst bekend.", under.Number)
	case !under.InForce.Holds(first):
		wrong.Add("", "Versie %d van het reglement geldt niet op %v, als de oproep opent. Kies een andere versie.", under.Number, first)
	case r.outlasts(last):
		wrong.Add("", "Het reglement eindigt op %v, en de oproep sluit pas na %v. Laat ze eerst ten laatste op die laatste dag sluiten.", last, r.LastDay())
	}
	r.checkHolidays(&wrong, holidays)
	return wrong.Err()
}

// CheckUntil refuses a closing after the last day of the regulation: what ended takes no applications. Zero is a regulation that nobody ended; see [Version.Heir].
func (r Round) CheckUntil(last calendar.Day) error {
	if !r.outlasts(last) {
		return nil
	}
	return refuse("sluit", "Het reglement eindigt op %v. Kies die dag of een eerdere.", last)
}

func (r Round) outlasts(last calendar.Day) bool { return !last.IsZero() && r.LastDay() > last }

// checkHolidays refuses to let a round close in a holiday while nobody confirmed that (scenario 3.7.8).
func (r Round) checkHolidays(wrong *fault.Fields, confirmed bool) {
	if all := r.Holidays(); len(all) > 0 && !confirmed {
		wrong.Add("vakantie", "Bevestig dat de oproep in of vlak voor de %s mag sluiten, of kies een andere dag.", all[0].Name)
	}
}

// MostNotice is how many characters the public is told of an extension at most.
const MostNotice = 1_000

// Extend returns the round with a later closing and what the public is told: while it is open, or after it closed. An extension never shortens. Holidays
// says that somebody confirmed a closing in one.
func (r Round) Extend(to time.Time, notice string, now time.Time, holidays bool) (Round, error) {
	var wrong fault.Fields
	switch {
	case !r.Opened || now.Before(r.OpensAt):
		wrong.Add("", "Deze oproep is nog niet open. Verlengen kan zolang ze open is, en erna.")
	case to.IsZero():
		wrong.Add("sluit", "Zeg tot wanneer de oproep open blijft.")
	case !to.After(r.ClosesAt):
		wrong.Add("sluit", "Verleng tot na %s.", r.ClosesOn())
	case !to.After(now):
		wrong.Add("sluit", "Dit moment is al voorbij.")
	}
	if notice == "" {
		wrong.Add("bericht", "Zeg waarom de oproep langer open blijft. Iedereen leest het.")
	} else if utf8.RuneCountInString(notice) > MostNotice {
		wrong.Add("bericht", "Houd het bij %d tekens.", MostNotice)
	}
	r.Extended, r.ClosesAt, r.Notice = r.ClosesAt, to, notice
	if !to.IsZero() {
		r.checkHolidays(&wrong, holidays)
	}
	return r, wrong.Err()
}

// An Extension is one of the times that a round was given a later closing.
type Extension struct {
	Was, Becomes time.Time
	// Notice is what the public was told, At when.
	Notice string
	At     time.Time
}

// Heir returns the version with which the rounds under v end: v itself, or where another took over on the day after its last one, the heir of that. Its last
// day is that of the regulation, zero while nobody ended it. All are the versions of the regulation.
func (v Version) Heir(all []Version) Version {
	for _, next := range all {
		if next.Published && !v.InForce.Last.IsZero() && next.InForce.First == v.InForce.Last.AddDays(1) {
			return next.Heir(all)
		}
	}
	return v
}

// CheckEnd refuses to end a version on a day: a draft, one that is over, a day that is over, and one after which a round takes applications still. Rounds
// are those of which it is the heir.
func (v Version) CheckEnd(last calendar.Day, rounds []Round, now time.Time) error {
	today := calendar.DayOf(now)
	switch {
	case !v.Published:
		return refuse("", "Versie %d is nog een ontwerp. Gooi dat weg als het er niet komt.", v.Number)
	case !v.InForce.Last.IsZero() && v.InForce.Last < today:
		return refuse("", "Versie %d is al voorbij sinds %v.", v.Number, v.InForce.Last)
	case last.IsZero():
		return refuse("tot", "Zeg tot en met welke dag het reglement geldt.")
	case last < today:
		return refuse("tot", "Deze dag is al voorbij.")
	case last < v.InForce.First:
		return refuse("tot", "Deze versie geldt pas vanaf %v. Kies een latere dag.", v.InForce.First)
	case last == v.InForce.Last:
		return refuse("tot", "Deze versie eindigt al op die dag. Er is niets veranderd.")
	}
	for _, r := range rounds {
		if r.Opened && now.Before(r.ClosesAt) && r.LastDay() > last {
			return refuse("tot", "De oproep “%s” is bekendgemaakt en sluit pas na %v. Kies die dag of een latere.", r.Title, r.LastDay())
		}
	}
	return nil
}

func refuse(field, sentence string, values ...any) error {
	var wrong fault.Fields
	wrong.Add(field, sentence, values...)
	return wrong.Err()
}
