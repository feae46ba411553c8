package form_test

import (
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/world"
)

func typedKolda() form.Association {
	return form.Association{Name: " Kolda-Schelde ", Form: "vzw", KBO: "BE 0999.000.129", VCode: "v 123 4567", Postcode: " 2060 ",
		Countries: "Senegal, democratische republiek congo\nSenegal", Region: "west-afrika", Themes: "water; tuinen ,  water", About: "Wij delen.\n",
		Website: "https://kolda.example"}
}

func TestAnAssociationIsReadAsPeopleTypeIt(t *testing.T) {
	t.Parallel()
	a, err := typedKolda().Association()
	want := association.Association{Name: "Kolda-Schelde", Form: association.NonProfit, KBO: "0999000129", VCode: "V1234567", Postcode: "2060",
		Countries: []world.Code{"SN", "CD"}, Region: world.WestAfrica, Themes: []string{"water", "tuinen"}, About: "Wij delen.", Website: "https://kolda.example"}
	if err != nil || !reflect.DeepEqual(a, want) {
		t.Errorf("%+v, %v", a, err)
	}
	again, err := form.TypedAssociation(a).Association()
	if err != nil || !reflect.DeepEqual(again, a) {
		t.Errorf("what is written is read back as %+v, %v", again, err)
	}
}

func TestEachFieldOfAnAssociationIsRefusedBesideItself(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says   string
		change func(*form.Association)
		field  string
		part   string
	}{
		{"no name", func(a *form.Association) { a.Name = "" }, "name", "naam"},
		{"a name that turns the text", func(a *form.Association) { a.Name = "Kol\u202eda" }, "name", "onzichtbare"},
		{"a name that is too long", func(a *form.Association) { a.Name = strings.Repeat("x", 121) }, "name", "120"},
		{"a number with letters", func(a *form.Association) { a.KBO = "09990001xx" }, "kbo", "tien cijfers"},
		{"a number that cannot be", func(a *form.Association) { a.KBO = "0999.000.128" }, "kbo", "laatste twee"},
		{"a code of another form", func(a *form.Association) { a.VCode = "123" }, "vcode", "V met zeven cijfers"},
		{"a country that is nearly right", func(a *form.Association) { a.Countries = "Gana" }, "countries", "Bedoel je Ghana?"},
		{"a country that is part of two", func(a *form.Association) { a.Countries = "Congo" }, "countries", "Democratische Republiek Congo of Congo-Brazzaville"},
		{"a country that is none", func(a *form.Association) { a.Countries = "Atlantis" }, "countries", "Nederlands"},
		{"a country without end", func(a *form.Association) { a.Countries = strings.Repeat("x", 1<<17) }, "countries", "x…"},
		{"countries without end", func(a *form.Association) { a.Countries = numbered(1 << 15) }, "countries", "hoogstens 20"},
		{"themes without end", func(a *form.Association) { a.Themes = numbered(1 << 15) }, "themes", "hoogstens 12"},
		{"a region that is none", func(a *form.Association) { a.Region = "mars" }, "region", "regio"},
		{"a postcode of nowhere", func(a *form.Association) { a.Postcode = "206" }, "postcode", "vier cijfers"},
		{"a website that is a script", func(a *form.Association) { a.Website = "javascript:alert(1)" }, "website", "https://"},
		{"words that turn the text", func(a *form.Association) { a.About = "wij \u2066delen" }, "about", "onzichtbare"},
		{"words without end", func(a *form.Association) { a.About = strings.Repeat("x", 4001) }, "about", "4000"},
		{"a theme that is a story", func(a *form.Association) { a.Themes = strings.Repeat("x", 61) }, "themes", "60"},
		{"a form that is none", func(a *form.Association) { a.Form = "bv" }, "form", "rechtsvorm"},
		{"a school of no net", func(a *form.Association) { a.Form = "school" }, "net", "onderwijsnet"},
	} {
		typed := typedKolda()
		test.change(&typed)
		_, err := typed.Association()
		wrong, _ := errors.AsType[fault.Fields](err)
		if len(wrong.Of(test.field)) != 1 || !strings.Contains(wrong.Of(test.field)[0], test.part) {
			t.Errorf("%s: %v", test.says, err)
		}
	}
	_, err := form.Association{}.Association()
	wrong, _ := errors.AsType[fault.Fields](err)
	if len(wrong) != 4 || wrong[0].Name != "name" || wrong[3].Name != "region" {
		t.Errorf("in another order than the page: %v", wrong)
	}
	for _, field := range []string{"name", "form", "postcode", "region"} {
		if len(wrong.Of(field)) != 1 {
			t.Errorf("an empty form says of %s: %q", field, wrong.Of(field))
		}
	}
}

// numbered is a list of so many words.
func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "w%d,", i)
	}
	return b.String()
}

func TestFieldsThatTheFormDoesNotHaveDoNoHarm(t *testing.T) {
	t.Parallel()
	values := url.Values{"name": {"Kolda"}, "about": {"een\r\ntwee\rdrie"}, "standing": {"verified"}, "association_id": {"7"}, "rol": {"x"}, "demo": {"true"}, "slug": {"a"}}
	typed, err := form.ReadAssociation(values)
	if err != nil || typed != (form.Association{Name: "Kolda", About: "een\ntwee\ndrie"}) {
		t.Errorf("%+v, %v", typed, err)
	}
	values.Add("name", "nog een")
	if _, err := form.ReadAssociation(values); !errors.Is(err, fault.Malformed) {
		t.Errorf("a doubled field: %v", err)
	}
}

func TestWhoSavesSecondSeesWhatTheOtherChanged(t *testing.T) {
	t.Parallel()
	drawn := form.Association{Name: "Kolda", About: "oud", Postcode: "2060", Themes: "water"}
	stamp := drawn.Stamp()
	mine := drawn
	mine.About, mine.Postcode = "van mij", "2018"
	now := drawn
	now.About, now.Themes = "van haar", "tuinen"
	got, changes := mine.Onto(now, stamp)
	if got.About != "van mij" || got.Postcode != "2018" || got.Themes != "tuinen" || got.Name != "Kolda" {
		t.Errorf("%+v", got)
	}
	want := []form.Change{{Name: "themes", Now: "tuinen"}, {Name: "about", Now: "van haar", Mine: "van mij", Both: true}}
	if !slices.Equal(changes, want) {
		t.Errorf("%+v", changes)
	}
	if got, changes := mine.Onto(now, "nonsense"); got != mine || len(changes) != 3 {
		t.Errorf("without a stamp: %+v, %+v", got, changes)
	}
}

// Nothing that only one of the two changed is lost, and what both changed is shown.
func TestNothingIsLostBetweenTwoWhoSave(t *testing.T) {
	t.Parallel()
	word := rapid.SampledFrom([]string{"a", "b", "c"})
	some := rapid.Custom(func(t *rapid.T) form.Association {
		return form.Association{Name: word.Draw(t, "name"), About: word.Draw(t, "about"), Themes: word.Draw(t, "themes")}
	})
	rapid.Check(t, func(t *rapid.T) {
		drawn, mine, now := some.Draw(t, "drawn"), some.Draw(t, "mine"), some.Draw(t, "now")
		got, changes := mine.Onto(now, drawn.Stamp())
		for _, one := range []struct{ name, drawn, mine, now, got string }{
			{"name", drawn.Name, mine.Name, now.Name, got.Name}, {"about", drawn.About, mine.About, now.About, got.About},
			{"themes", drawn.Themes, mine.Themes, now.Themes, got.Themes},
		} {
			told := slices.ContainsFunc(changes, func(c form.Change) bool { return c.Name == one.name && c.Now == one.now })
			switch {
			case one.mine == one.drawn && one.got != one.now:
				t.Fatalf("%s: the other's words are lost", one.name)
			case one.mine != one.drawn && one.got != one.mine:
				t.Fatalf("%s: my words are lost", one.name)
			case one.now != one.drawn && one.now != one.mine && !told:
				t.Fatalf("%s: I am not told of %q", one.name, one.now)
			}
		}
	})
}

func TestABoardIsReadLineByLine(t *testing.T) {
	t.Parallel()
	b, err := form.ReadBoard(url.Values{"board-name-1": {" Awa  Diop "}, "board-office-1": {"voorzitter"}, "board-name-3": {"Modou Fall"}, "board-name-99": {"x"}})
	if err != nil || len(b) != 2 {
		t.Fatalf("%+v, %v", b, err)
	}
	members, err := b.Members()
	if err != nil || !slices.Equal(members, []association.BoardMember{{Name: "Awa Diop", Office: "voorzitter"}, {Name: "Modou Fall"}}) {
		t.Errorf("%+v, %v", members, err)
	}
	if rows := form.TypedBoard(members).Rows(4); len(rows) != 4 || rows[0].Name != "Awa Diop" || rows[3] != (form.BoardRow{}) {
		t.Errorf("%+v", rows)
	}
	if rows := make(form.Board, association.LargestBoard).Rows(2); len(rows) != association.LargestBoard {
		t.Errorf("%d lines", len(rows))
	}
	for _, wrong := range []form.Board{{{Office: "voorzitter"}}, {{Name: "A\u202ewa"}}, {{Name: "Awa", Office: strings.Repeat("x", 121)}}} {
		if _, err := wrong.Members(); err == nil {
			t.Errorf("%+v is not refused", wrong)
		}
	}
	if none, err := (form.Board{{Name: " "}}).Members(); err != nil || len(none) != 0 {
		t.Errorf("%+v, %v", none, err)
	}
}

func TestAllOfANewAssociationIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	typed, err := form.ReadNewAssociation(url.Values{"form": {"vzw"}})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = typed.Parts()
	if wrong, _ := errors.AsType[fault.Fields](err); len(wrong.Of("kbo")) != 1 {
		t.Errorf("without a number: %v", err)
	}
	values := url.Values{"form": {"feitelijke vereniging"}, "board-name-1": {"Awa"}, "rol": {"beheerder"}}
	typed, err = form.ReadNewAssociation(values)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = typed.Parts()
	wrong, _ := errors.AsType[fault.Fields](err)
	for _, field := range []string{"name", "postcode", "region", "board"} {
		if len(wrong.Of(field)) != 1 {
			t.Errorf("%s: %q", field, wrong.Of(field))
		}
	}
	typed = form.NewAssociation{Association: typedKolda(), Board: form.Board{{Name: "Awa"}}}
	if a, board, err := typed.Parts(); err != nil || a.KBO == "" || len(board) != 1 {
		t.Errorf("%+v, %+v, %v", a, board, err)
	}
	if _, err := form.ReadNewAssociation(url.Values{"board-name-1": {"a", "b"}}); !errors.Is(err, fault.Malformed) {
		t.Errorf("a doubled line: %v", err)
	}
}

func TestShortFormsAreRead(t *testing.T) {
	t.Parallel()
	values := url.Values{"vereniging": {" kolda "}, "why": {" Ik help\r\nmee. "}, "email": {"a@b.be"}, "part": {"lezer"}, "iban": {"BE"}, "huidig": {"geheim"}, "rol": {"x"}}
	if j, err := form.ReadJoin(values); err != nil || j != (form.Join{Which: "kolda", Why: "Ik help\nmee."}) || j.Check() != nil {
		t.Errorf("%+v, %v", j, err)
	}
	if (form.Join{Why: "a\u202eb"}).Check() == nil {
		t.Error("a reason that turns the text is not refused")
	}
	if i, err := form.ReadInvitation(values); err != nil || i != (form.Invitation{Email: "a@b.be", Part: "lezer"}) {
		t.Errorf("%+v, %v", i, err)
	}
	if b, err := form.ReadBank(values); err != nil || b != (form.Bank{IBAN: "BE", Present: "geheim"}) {
		t.Errorf("%+v, %v", b, err)
	}
	if _, err := form.ReadJoin(url.Values{"vereniging": {strings.Repeat("x", 300)}}); !errors.Is(err, fault.Malformed) {
		t.Errorf("an address without end: %v", err)
	}
}

func FuzzAssociation(f *testing.F) {
	f.Add("Kolda", "Senegal, Gana", "water", "wij")
	f.Add("\x00", "\u202e", ",;\n", "\r\n")
	f.Fuzz(func(t *testing.T, name, countries, themes, about string) {
		typed := typedKolda()
		typed.Name, typed.Countries, typed.Themes, typed.About = name, countries, themes, about
		a, err := typed.Association()
		if err != nil {
			return
		}
		if again, err := form.TypedAssociation(a).Association(); err != nil || !reflect.DeepEqual(again, a) {
			t.Fatalf("%+v is read back as %+v, %v", a, again, err)
		}
	})
}
