package grant_test

import (
	"reflect"
	"testing"

	"vriendenstad/internal/grant"
)

func TestProgressIsCountedBySection(t *testing.T) {
	t.Parallel()
	terms := grant.Terms{MaxAmount: 8_000_00, MaxShare: 7_500, Sections: []grant.Section{
		{Key: "een", Questions: []grant.Question{
			{Key: "titel", Label: "Titel", Type: grant.ShortText, Required: true},
			{Key: "samen", Label: "Samen", Type: grant.YesNo, Required: true},
			{Key: "met", Label: "Met wie", Type: grant.ShortText, Required: true, After: &grant.Condition{Question: "samen", Is: grant.Yes}},
		}},
		{Key: "twee", Questions: []grant.Question{
			{Key: "gevraagd", Label: "Hoeveel", Type: grant.Amount, Required: true},
			{Key: "bijlage", Label: "Offerte", Type: grant.Files, Required: true},
		}},
		{Key: "drie", Questions: []grant.Question{{Key: "nog", Label: "Nog iets", Type: grant.LongText}}},
	}}
	for _, test := range []struct {
		says  string
		given grant.Answers
		files map[string]int
		want  []grant.Progress
	}{
		{"nothing yet", nil, nil, []grant.Progress{
			{Section: "een", Asked: 2, Open: 2}, {Section: "twee", Asked: 2, Open: 2}, {Section: "drie", Asked: 1}}},
		{"half-way", grant.Answers{"titel": text("Putten"), "samen": text(grant.Yes), "gevraagd": text("vijfduizend")}, map[string]int{"bijlage": 2}, []grant.Progress{
			{Section: "een", Asked: 3, Answered: 2, Open: 1}, {Section: "twee", Asked: 2, Answered: 2, Wrong: 1}, {Section: "drie", Asked: 1}}},
		{"whole", grant.Answers{"titel": text("Putten"), "samen": text(grant.No), "gevraagd": text("500")}, map[string]int{"bijlage": 1}, []grant.Progress{
			{Section: "een", Asked: 2, Answered: 2}, {Section: "twee", Asked: 2, Answered: 2}, {Section: "drie", Asked: 1}}},
	} {
		if got := terms.Progress(test.given, test.files); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %+v, want %+v", test.says, got, test.want)
		}
	}
	wrong := terms.Unfit("twee", grant.Answers{"gevraagd": text("vijfduizend")})
	if len(wrong) != 1 || wrong[0].Name != "gevraagd" || len(terms.Unfit("een", nil)) != 0 {
		t.Errorf("%v", wrong)
	}
}
