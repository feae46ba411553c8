package main

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

type publiccode struct {
	Version         string   `yaml:"publiccodeYmlVersion"`
	Name            string   `yaml:"name"`
	URL             string   `yaml:"url"`
	SoftwareVersion string   `yaml:"softwareVersion"`
	ReleaseDate     string   `yaml:"releaseDate"`
	Platforms       []string `yaml:"platforms"`
	Categories      []string `yaml:"categories"`
	Status          string   `yaml:"developmentStatus"`
	SoftwareType    string   `yaml:"softwareType"`
	Description     map[string]struct {
		Short       string   `yaml:"shortDescription"`
		Long        string   `yaml:"longDescription"`
		Features    []string `yaml:"features"`
		Screenshots []string `yaml:"screenshots"`
	} `yaml:"description"`
	Legal struct {
		License string `yaml:"license"`
	} `yaml:"legal"`
	Maintenance struct {
		Type     string `yaml:"type"`
		Contacts []struct {
			Name string `yaml:"name"`
		} `yaml:"contacts"`
	} `yaml:"maintenance"`
	Localisation struct {
		Ready     *bool    `yaml:"localisationReady"`
		Languages []string `yaml:"availableLanguages"`
	} `yaml:"localisation"`
}

// The mandatory keys of the standard, and its bounds.
func TestPubliccode(t *testing.T) {
	text, err := os.ReadFile("../../publiccode.yml")
	if err != nil {
		t.Fatal(err)
	}
	var p publiccode
	if err := yaml.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		key string
		ok  bool
	}{
		{"publiccodeYmlVersion", p.Version == "0.4"},
		{"name", p.Name == "Vriendenstad"},
		{"url", strings.HasPrefix(p.URL, "https://")},
		{"softwareVersion, which is this program's", p.SoftwareVersion == release},
		{"platforms", slices.Equal(p.Platforms, []string{"web"})},
		{"categories", len(p.Categories) > 0},
		{"developmentStatus", slices.Contains([]string{"concept", "development", "beta", "stable", "obsolete"}, p.Status)},
		{"softwareType", p.SoftwareType == "standalone/web"},
		{"description in Dutch and English", len(p.Description) == 2},
		{"legal/license", p.Legal.License == "EUPL-1.2"},
		{"maintenance/type", p.Maintenance.Type == "internal"},
		{"maintenance/contacts", len(p.Maintenance.Contacts) > 0 && p.Maintenance.Contacts[0].Name != ""},
		{"localisation/localisationReady", p.Localisation.Ready != nil},
		{"localisation/availableLanguages", slices.Contains(p.Localisation.Languages, "nl")},
	} {
		if !row.ok {
			t.Errorf("%s is not right", row.key)
		}
	}
	if _, err := time.Parse(time.DateOnly, p.ReleaseDate); err != nil {
		t.Error(err)
	}
	for language, d := range p.Description {
		if n := utf8.RuneCountInString(d.Short); n == 0 || n > 150 || strings.Contains(d.Short, "\n") {
			t.Errorf("%s: the short description has %d characters", language, n)
		}
		if n := utf8.RuneCountInString(d.Long); n < 150 || n > 10000 {
			t.Errorf("%s: the long description has %d characters", language, n)
		}
		if len(d.Features) == 0 {
			t.Errorf("%s: no features", language)
		}
		for _, shot := range d.Screenshots {
			if _, err := os.Stat("../../" + shot); err != nil {
				t.Error(err)
			}
		}
	}
}
