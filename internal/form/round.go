package form

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

// A Round is the form in which a round is prepared, as it was typed. Days are whole: it opens when the first begins, and closes when the last ends.
type Round struct {
	Seen         string
	Version      grant.VersionID
	Title        string
	Opens        string
	Closes       string
	Grace, Money string
}

// ReadRound reads the form of a round.
func ReadRound(values url.Values) (Round, error) {
	q := ReadQuery(values)
	r := Round{Seen: q.Text("gezien"), Version: ID[grant.VersionID](q, "versie"), Title: typed(q, "titel"), Opens: typed(q, "opent"), Closes: typed(q, "sluit"),
		Grace: typed(q, "uitloop"), Money: typed(q, "geld")}
	return r, q.Err()
}

// TypedRound fills the form with a round.
func TypedRound(r grant.Round) Round {
	t := Round{Version: r.Version, Title: r.Title, Opens: calendar.DayOf(r.OpensAt).String(), Closes: r.LastDay().String(),
		Grace: strconv.Itoa(int(r.Grace / time.Second))}
	if r.Money > 0 {
		t.Money = r.Money.Plain()
	}
	return t
}

// Round returns what was typed, and refuses what cannot be read. What is missing is for the rules to refuse.
func (r Round) Round() (grant.Round, error) {
	var wrong fault.Fields
	made := grant.Round{Version: r.Version, Title: r.Title, Grace: grant.DefaultGrace}
	if day := dayOf("opent", r.Opens, &wrong); !day.IsZero() {
		made.OpensAt = day.Start()
	}
	if day := dayOf("sluit", r.Closes, &wrong); !day.IsZero() {
		made.ClosesAt = grant.MidnightAfter(day)
	}
	if r.Grace != "" {
		made.Grace = time.Duration(wholeOf("uitloop", r.Grace, &wrong)) * time.Second
	}
	if r.Money != "" {
		made.Money = amountOf("geld", r.Money, &wrong)
	}
	return made, wrong.Err()
}

// wholeOf reads a number of something that is counted, and refuses what is none. The numbers of our forms are small.
func wholeOf(field, typed string, wrong *fault.Fields) int {
	n, err := strconv.Atoi(typed)
	if err != nil || n < 0 || n > 100_000 {
		wrong.Add(field, "Schrijf een getal, bijvoorbeeld 60.")
		return 0
	}
	return n
}

// An Opening is the form in which a round is published. Holidays says that a closing in a school holiday was confirmed.
type Opening struct {
	Seen     string
	Holidays bool
}

// ReadOpening reads the form in which a round is published.
func ReadOpening(values url.Values) (Opening, error) {
	q := ReadQuery(values)
	o := Opening{Seen: q.Text("gezien"), Holidays: OneOf(q, "vakantie", []string{grant.Yes}) != ""}
	return o, q.Err()
}

// A Longer is the form in which a round is extended, as it was typed.
type Longer struct {
	Opening
	Closes, Notice string
}

// ReadLonger reads the form in which a round is extended.
func ReadLonger(values url.Values) (Longer, error) {
	o, err := ReadOpening(values)
	q := ReadQuery(values)
	l := Longer{Opening: o, Closes: typed(q, "sluit"), Notice: strings.TrimSpace(lines(q.Text("bericht")))}
	if err == nil {
		err = q.Err()
	}
	return l, err
}

// To returns the moment at which the round is to close, zero where no day was typed, and refuses what is no day.
func (l Longer) To() (time.Time, error) {
	var wrong fault.Fields
	day := dayOf("sluit", l.Closes, &wrong)
	if err := wrong.Err(); err != nil || day.IsZero() {
		return time.Time{}, err
	}
	return grant.MidnightAfter(day), nil
}

// A Seen is a form that asks nothing but whether to go on with what the page showed.
type Seen struct{ Seen string }

// ReadSeen reads the mark of what a page showed.
func ReadSeen(values url.Values) (Seen, error) {
	q := ReadQuery(values)
	return Seen{q.Text("gezien")}, q.Err()
}
