package grant

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

// Wrong returns what cannot be read yet of an answer, and what is too much of it, as refusals of its fields: the question's key, or that with the row's number
// and the cell behind it ("begroting.r3.bedrag"). What is empty is never wrong: whether it must be there is for [Terms.Missing].
func (q Question) Wrong(a Answer) fault.Fields {
	var wrong fault.Fields
	if a.Empty() {
		return nil
	}
	switch q.Type {
	case ShortText, LongText:
		if n, most := utf8.RuneCountInString(a.Text), q.most(); n > most {
			wrong.Add(q.Key, "%s: schrap nog %d tekens. Er passen er %d.", q.called(), n-most, most)
		}
	case Amount:
		if _, err := amount(a.Text); err != nil {
			wrong.Add(q.Key, "%s: %s.", q.called(), lower(err.Error()))
		}
	case Number:
		q.wrongNumber(&wrong, a.Text)
	case OnDay:
		if _, err := calendar.ParseDay(a.Text); err != nil {
			wrong.Add(q.Key, "%s: %s.", q.called(), lower(err.Error()))
		}
	case Period:
		q.wrongPeriod(&wrong, a)
	case YesNo:
		if a.Text != Yes && a.Text != No {
			wrong.Add(q.Key, "%s: kies ja of nee.", q.called())
		}
	case OneOf:
		if !q.offers(a.Text) {
			wrong.Add(q.Key, "%s: kies een van de antwoorden.", q.called())
		}
	case SeveralOf:
		if slices.ContainsFunc(a.Many, func(k string) bool { return !q.offers(k) }) {
			wrong.Add(q.Key, "%s: kies uit de antwoorden.", q.called())
		}
		q.tooMany(&wrong, len(a.Many))
	case Goals:
		chosen, ok := goals(a.Many)
		if !ok {
			wrong.Add(q.Key, "%s: kies uit de 17 doelen.", q.called())
		}
		q.tooMany(&wrong, len(chosen))
	case Countries:
		q.wrongCountries(&wrong, a)
	case Partner:
		q.wrongPartner(&wrong, a)
	case Costs:
		q.wrongCosts(&wrong, a)
	}
	return wrong
}

func lower(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	return strings.ToLower(string(first)) + sentence[size:]
}

func (q Question) offers(key string) bool {
	return slices.ContainsFunc(q.Options, func(o Option) bool { return o.Key == key })
}

// amount reads an amount of zero or more.
func amount(typed string) (money.Cents, error) {
	c, err := money.Parse(typed)
	if err == nil && c < 0 {
		err = money.ErrUnreadable
	}
	return c, err
}

// thousands is a number with points between its thousands: a point elsewhere could mean a fraction.
var thousands = regexp.MustCompile(`^\d{1,3}(\.\d{3})+$`)

// number reads a whole number of zero or more.
func number(typed string) (int, error) {
	typed = strings.TrimSpace(typed)
	if thousands.MatchString(typed) {
		typed = strings.ReplaceAll(typed, ".", "")
	}
	n, err := strconv.Atoi(typed)
	if err == nil && n < 0 {
		err = strconv.ErrRange
	}
	return n, err
}

func (q Question) wrongNumber(wrong *fault.Fields, typed string) {
	n, err := number(typed)
	switch {
	case err != nil:
		wrong.Add(q.Key, "%s: schrijf een getal, bijvoorbeeld 24.", q.called())
	case q.Most > 0 && n > q.Most:
		wrong.Add(q.Key, "%s: hoogstens %d.", q.called(), q.Most)
	}
}

// tooMany refuses more choices than a question takes.
func (q Question) tooMany(wrong *fault.Fields, chosen int) {
	if q.Most > 0 && chosen > q.Most {
		wrong.Add(q.Key, "%s: kies er hoogstens %d.", q.called(), q.Most)
	}
}

func (q Question) wrongPeriod(wrong *fault.Fields, a Answer) {
	if len(a.Many) != 2 || a.Many[0] == "" || a.Many[1] == "" {
		wrong.Add(q.Key, "%s: geef de eerste en de laatste dag.", q.called())
		return
	}
	var days [2]calendar.Day
	for i, name := range []string{".van", ".tot"} {
		var err error
		if days[i], err = calendar.ParseDay(a.Many[i]); err != nil {
			wrong.Add(q.Key+name, "%s: %s.", q.called(), lower(err.Error()))
		}
	}
	if len(*wrong) == 0 && days[1] < days[0] {
		wrong.Add(q.Key+".tot", "%s: de laatste dag komt na de eerste.", q.called())
	}
}

func goals(typed []string) ([]world.SDG, bool) {
	var all []world.SDG
	for _, one := range typed {
		n, err := strconv.Atoi(one)
		if err != nil || n < 1 || n > len(world.SDGs()) {
			return nil, false
		}
		all = append(all, world.SDG(n))
	}
	slices.Sort(all)
	return slices.Compact(all), true
}

// cell returns a cell of a row, empty where it has none.
func (r Row) cell(n int) string {
	if n >= len(r.Cells) {
		return ""
	}
	return strings.TrimSpace(r.Cells[n])
}

// field names a cell of a question's row, as a form's field is called.
func (q Question) field(r Row, cell string) string { return q.Key + "." + r.ID + "." + cell }

func (q Question) wrongCountries(wrong *fault.Fields, a Answer) {
	sum, whole := 0, true
	seen := map[string]bool{}
	for _, r := range a.Rows {
		code, share := r.cell(0), strings.TrimSuffix(r.cell(1), "%")
		if code == "" && share == "" {
			continue
		}
		if !world.Code(code).Valid() || seen[code] {
			wrong.Add(q.field(r, "land"), "%s: kies elk land één keer uit de lijst.", q.called())
		}
		seen[code] = true
		n, err := strconv.Atoi(strings.TrimSpace(share))
		if err != nil || n < 1 || n > 100 {
			wrong.Add(q.field(r, "deel"), "%s: schrijf het deel als een getal van 1 tot 100.", q.called())
			whole = false
		}
		sum += n
	}
	if whole && sum != 100 {
		wrong.Add(q.Key, "%s: de delen zijn samen %d procent. Maak er 100 van.", q.called(), sum)
	}
}

func (q Question) wrongPartner(wrong *fault.Fields, a Answer) {
	const most = 500
	for _, r := range a.Rows {
		for i, c := range []string{"naam", "plaats", "land", "werking"} {
			if utf8.RuneCountInString(r.cell(i)) > most {
				wrong.Add(q.field(r, c), "%s: houd het bij %d tekens.", q.called(), most)
			}
		}
	}
}

func (q Question) wrongCosts(wrong *fault.Fields, a Answer) {
	if len(a.Rows) > RowsMost {
		wrong.Add(q.Key, "%s: hoogstens %d posten. Neem kleine posten samen.", q.called(), RowsMost)
	}
	for _, r := range a.Rows {
		what, typed := r.cell(1), r.cell(2)
		switch {
		case what == "" && typed == "":
		case typed == "":
			wrong.Add(q.field(r, "bedrag"), "Geef het bedrag van “%s”.", what)
		case what == "":
			wrong.Add(q.field(r, "post"), "Zeg waarvoor %s dient.", typed)
		default:
			if _, err := amount(typed); err != nil {
				wrong.Add(q.field(r, "bedrag"), "Schrijf het bedrag bij “%s” met cijfers, bijvoorbeeld 1.200,00.", what)
			}
		}
	}
}

// A Budget is what a table of costs and income adds up to. Rows of which the amount cannot be read are left out, and named in Without.
type Budget struct {
	Costs, Income money.Cents
	Without       []string
}

// Own is what the applicant still has to find: the costs less the other income and what is asked.
func (b Budget) Own(asked money.Cents) money.Cents { return b.Costs - b.Income - asked }

// Budget adds up the rows of a table.
func (a Answer) Budget() Budget {
	var b Budget
	for _, r := range a.Rows {
		if r.cell(1) == "" && r.cell(2) == "" {
			continue
		}
		c, err := amount(r.cell(2))
		switch {
		case err != nil:
			b.Without = append(b.Without, r.cell(1))
		case r.cell(0) == IncomeSide:
			b.Income += c
		default:
			b.Costs += c
		}
	}
	return b
}

// Asked returns the amount that is asked for, and false where it is not answered or cannot be read.
func (given Answers) Asked() (money.Cents, bool) {
	c, err := amount(given[RequestedKey].Text)
	return c, err == nil && given[RequestedKey].Text != ""
}

// Title returns what the association calls it, empty where it does not say yet. Of what is longer than any title may be, lists and letters have the begin.
func (given Answers) Title() string {
	const most = 200 // characters
	title := strings.TrimSpace(given[TitleKey].Text)
	if utf8.RuneCountInString(title) > most {
		title = string([]rune(title)[:most-1]) + "…"
	}
	return title
}
