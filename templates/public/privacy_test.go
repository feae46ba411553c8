package public

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

// The page on privacy shows every constant by which the portal takes things away.
func TestPrivacyTellsOfAllThatIsKept(t *testing.T) {
	t.Parallel()
	constants, err := os.ReadFile("../../internal/account/kept.go")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("privacy.go")
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`(?m)^\t([A-Z]\w+) +=`).FindAllStringSubmatch(string(constants), -1)
	if len(names) < 10 {
		t.Fatalf("%d constants", len(names))
	}
	for _, name := range names {
		if !strings.Contains(string(page), "account."+name[1]+")") {
			t.Errorf("the page does not tell of %s", name[1])
		}
	}
}

func TestHowLongIsWrittenInTheLargestUnit(t *testing.T) {
	t.Parallel()
	for want, d := range map[string]time.Duration{"6 maanden": 183 * 24 * time.Hour, "14 dagen": 14 * 24 * time.Hour, "1 dag": 24 * time.Hour,
		"12 uur": 12 * time.Hour, "1 uur": time.Hour, "45 minuten": 45 * time.Minute} {
		if got := long(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
