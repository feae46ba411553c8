package form

import (
	"errors"
	"hash/crc32"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/world"
)

// An Association is the form of what an association says of itself, as it was typed.
type Association struct {
	Name, Form, Net, KBO, VCode, Postcode, Countries, Region, Themes, About, Website string
}

// text is one of a form's fields: its name and what stands in it.
type text struct {
	name  string
	typed *string
}

func (t *Association) texts() []text {
	return []text{
		{"name", &t.Name}, {"form", &t.Form}, {"net", &t.Net}, {"kbo", &t.KBO}, {"vcode", &t.VCode}, {"postcode", &t.Postcode},
		{"countries", &t.Countries}, {"region", &t.Region}, {"themes", &t.Themes}, {"about", &t.About}, {"website", &t.Website},
	}
}

// ReadAssociation reads the form of what an association says of itself. Fields that it does not have do no harm.
func ReadAssociation(values url.Values) (Association, error) {
	q := ReadQuery(values)
	var t Association
	for _, one := range t.texts() {
		*one.typed = unixLines(q.Text(one.name))
	}
	return t, q.Err()
}

// unixLines writes the ends of lines as the database keeps them: browsers send two signs for each.
func unixLines(typed string) string {
	return strings.ReplaceAll(strings.ReplaceAll(typed, "\r\n", "\n"), "\r", "\n")
}

// TypedAssociation fills the form with what an association says of itself.
func TypedAssociation(a association.Association) Association {
	countries := make([]string, len(a.Countries))
	for i, c := range a.Countries {
		countries[i] = c.Name()
	}
	return Association{Name: a.Name, Form: string(a.Form), Net: string(a.Net), KBO: a.KBO.String(), VCode: string(a.VCode), Postcode: string(a.Postcode),
		Countries: strings.Join(countries, ", "), Region: string(a.Region), Themes: strings.Join(a.Themes, ", "), About: a.About, Website: a.Website}
}

// Association reads what was typed, and refuses, all at once, what cannot be read and what no association may be.
func (t Association) Association() (association.Association, error) {
	var wrong fault.Fields
	a := association.Association{
		Form: association.Form(t.Form), Net: association.Net(t.Net), Postcode: association.Postcode(strings.TrimSpace(t.Postcode)),
		Region: world.Region(t.Region), About: strings.TrimSpace(t.About), Website: strings.TrimSpace(t.Website),
	}
	var err error
	if a.Name, err = account.ParseName(t.Name); err != nil {
		wrong.Add("name", "%s.", err)
	}
	if strings.TrimSpace(t.KBO) != "" {
		if a.KBO, err = association.ParseKBO(t.KBO); err != nil {
			wrong.Add("kbo", "%s. De laatste twee cijfers moeten bij de andere passen.", err)
		}
	}
	if strings.TrimSpace(t.VCode) != "" {
		if a.VCode, err = association.ParseVCode(t.VCode); err != nil {
			wrong.Add("vcode", "%s.", err)
		}
	}
	if a.Themes, err = listed(t.Themes, association.MostThemes); err != nil {
		wrong.Add("themes", "Noem hoogstens %d thema’s.", association.MostThemes)
	}
	a.Countries = readCountries(t.Countries, &wrong)
	for _, one := range []text{{"themes", &t.Themes}, {"about", &t.About}, {"website", &t.Website}} {
		if !visible(*one.typed) {
			wrong.Add(one.name, "Hier staan onzichtbare tekens. Typ het opnieuw, zonder te plakken.")
		}
	}
	return a, withRules(wrong, a.Check())
}

// withRules adds what the rules refuse to what could not be read, but at the same field once.
func withRules(wrong fault.Fields, rules ...error) error {
	for _, rule := range rules {
		more, _ := errors.AsType[fault.Fields](rule)
		before := wrong
		for _, one := range more {
			if len(before.Of(one.Name)) == 0 {
				wrong = append(wrong, one)
			}
		}
	}
	slices.SortStableFunc(wrong, func(a, b fault.Field) int { return placeOf(a.Name) - placeOf(b.Name) })
	return wrong.Err()
}

// placeOf returns where a field stands on the page: behind all others where it is none of the form's own.
func placeOf(field string) int {
	all := new(Association).texts()
	if at := slices.IndexFunc(all, func(one text) bool { return one.name == field }); at >= 0 {
		return at
	}
	return len(all)
}

// visible says whether a text holds nothing that cannot be seen or that turns its direction.
func visible(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r)
	})
}

// errMany says that there are too many words in a list.
var errMany = errors.New("too many words")

// listed reads words that were typed with commas or on lines of their own, each once. It reads no more of them than it may: what is typed
// can be as long as a form.
func listed(typed string, most int) ([]string, error) {
	var all []string
	for one := range strings.FieldsFuncSeq(typed, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if one = strings.Join(strings.Fields(one), " "); one == "" || slices.Contains(all, one) {
			continue
		}
		if len(all) == most {
			return nil, errMany
		}
		all = append(all, one)
	}
	return all, nil
}

// readCountries reads countries by their Dutch names, and says which one may have been meant.
func readCountries(typed string, wrong *fault.Fields) []world.Code {
	names, err := listed(typed, association.MostCountries)
	if err != nil {
		wrong.Add("countries", "Noem hoogstens %d landen.", association.MostCountries)
		return nil
	}
	var all []world.Code
	for _, name := range names {
		code, near := countryOf(name)
		switch {
		case code != "" && !slices.Contains(all, code):
			all = append(all, code)
		case code != "":
		case len(near) > 0:
			wrong.Add("countries", "We kennen geen land “%s”. Bedoel je %s?", name, strings.Join(near, " of "))
		default:
			wrong.Add("countries", "We kennen geen land “%s”. Schrijf de naam in het Nederlands.", shortened(name))
		}
	}
	return all
}

// shortened returns the begin of a word that is too long to be repeated.
func shortened(word string) string {
	const most = 60
	if letters := []rune(word); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return word
}

// countryOf returns the country of a name, and otherwise up to three whose names are like it.
func countryOf(name string) (world.Code, []string) {
	name = strings.ToLower(name)
	var near []string
	for _, code := range world.Codes() {
		known := strings.ToLower(code.Name())
		if known == name {
			return code, nil
		}
		if len(near) < 3 && utf8.RuneCountInString(name) >= 3 && (strings.Contains(known, name) || oneOff(known, name)) {
			near = append(near, code.Name())
		}
	}
	return "", near
}

// oneOff says whether two words differ in one letter: another one, one more, or one less.
func oneOff(a, b string) bool {
	long, short := []rune(a), []rune(b)
	if len(long) < len(short) {
		long, short = short, long
	}
	if len(long)-len(short) > 1 {
		return false
	}
	same := 0
	for same < len(short) && long[same] == short[same] {
		same++
	}
	rest := same
	if len(long) == len(short) && rest < len(short) {
		rest++
	}
	return slices.Equal(long[min(same+1, len(long)):], short[rest:])
}

// Stamp names what each field holds, for the page on which it is changed: by it [Association.Onto] knows who changed what.
func (t Association) Stamp() string {
	var marks []string
	for _, one := range t.texts() {
		marks = append(marks, markOf(*one.typed))
	}
	return strings.Join(marks, "-")
}

func markOf(typed string) string {
	return strconv.FormatUint(uint64(crc32.ChecksumIEEE([]byte(typed))), 36)
}

// A Change is a field that somebody else changed while the form was open.
type Change struct {
	// Name is the field's. Now is what stands there, Mine what was typed on the older page: empty, with Both false, where that was not touched.
	Name, Now, Mine string
	// Both says that both changed it, to something else: then the form holds the typed words, and who types chooses.
	Both bool
}

// Onto lays what was typed on a page with that stamp onto what stands there now. A field that was not touched takes what stands there. It
// returns what others changed meanwhile. A stamp that is none counts as touching everything.
func (t Association) Onto(now Association, stamp string) (Association, []Change) {
	marks := strings.Split(stamp, "-")
	mine, theirs := t.texts(), now.texts()
	if len(marks) != len(mine) {
		marks = make([]string, len(mine))
	}
	var changes []Change
	for i := range mine {
		touched := markOf(*mine[i].typed) != marks[i]
		changed := markOf(*theirs[i].typed) != marks[i]
		switch {
		case *mine[i].typed == *theirs[i].typed:
		case !touched:
			changes = append(changes, Change{Name: mine[i].name, Now: *theirs[i].typed})
			*mine[i].typed = *theirs[i].typed
		case changed:
			changes = append(changes, Change{Name: mine[i].name, Now: *theirs[i].typed, Mine: *mine[i].typed, Both: true})
		}
	}
	return t, changes
}
