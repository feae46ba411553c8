package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"vriendenstad/internal/fault"
)

func TestFieldsAreAnErrorOnlyWhenSomethingIsWrong(t *testing.T) {
	t.Parallel()
	var wrong fault.Fields
	if err := wrong.Err(); err != nil {
		t.Fatalf("nothing wrong gives %v", err)
	}
	wrong.Add("amount", "Vraag hoogstens %s.", "€ 4.275")
	wrong.Add("amount", "Schrijf 100% uit.")
	wrong.Add("", "De oproep is gesloten.")
	got, ok := errors.AsType[fault.Fields](fmt.Errorf("submit: %w", wrong.Err()))
	if !ok || len(got) != 3 {
		t.Fatalf("%v", got)
	}
	if of := got.Of("amount"); len(of) != 2 || of[0] != "Vraag hoogstens € 4.275." || of[1] != "Schrijf 100% uit." {
		t.Errorf("amount: %q", of)
	}
	if of := got.Of("title"); of != nil {
		t.Errorf("title: %q", of)
	}
}
