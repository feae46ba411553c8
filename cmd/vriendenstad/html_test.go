package main

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/postgres/pgtest"
)

// Besides the pages of the sitemap: answers to questions, few and many, and pages for what goes wrong.
var askedPages = []string{
	"/projecten?land=SN", "/projecten?land=SN&q=water", "/projecten?q=onvindbaarwoord", "/projecten?sorteer=bedrag",
	"/zoeken", "/zoeken?q=water", "/zoeken?q=onvindbaarwoord", "/steden?relatie=stedenband", "/nergens", "/projecten?na=vals",
	"/projecten?q=a&q=b",
}

// Every page that a search engine is told of is valid HTML, and so are those that answer questions.
func TestPagesAreValidHTML(t *testing.T) {
	t.Parallel()
	portal := serveSample(t)
	folder := t.TempDir()
	for i, path := range append(portal.sitemap("/sitemap.xml"), askedPages...) {
		_, page := portal.get(path)
		name := fmt.Sprintf("%03d%s.html", i, strings.NewReplacer("/", "_", "?", "_", "&", "_").Replace(path))
		if err := os.WriteFile(filepath.Join(folder, name), []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	validate(t, folder)
}

// validate holds the pages in a folder against what HTML may be.
func validate(t *testing.T, folder string) {
	t.Helper()
	validator, err := filepath.Abs("../../web/node_modules/html-validate/bin/html-validate.mjs")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(validator); err != nil {
		t.Fatalf("%v: make test fetches it", err)
	}
	judge := exec.Command("node", validator, "-c", "testdata/html-validate.json", folder)
	if out, err := judge.CombinedOutput(); err != nil {
		t.Errorf("html-validate: %v\n%s", err, out)
	}
}

// ServeSample serves the sample city from a database of the test's own.
func serveSample(t *testing.T) *served {
	t.Helper()
	dir, database := t.TempDir(), "DATABASE_URL="+pgtest.New(t).URL()
	if out, errs, code := run(t, dir, []string{database}, "seed"); code != 0 {
		t.Fatalf("seed: exit %d\n%s%s", code, out, errs)
	}
	portal := serveIn(t, dir, database, "RATE_LIMIT=off", "LOG_LEVEL=warn")
	portal.until(http.StatusOK, "/readyz", 5*time.Second)
	return portal
}

// Sitemap returns the paths of the pages that a sitemap names, and those that it names sitemaps of.
func (s *served) sitemap(path string) []string {
	s.t.Helper()
	status, text := s.get(path)
	var found struct {
		Maps  []string `xml:"sitemap>loc"`
		Pages []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal([]byte(text), &found); err != nil || status != http.StatusOK {
		s.t.Fatalf("%s is %d, %v", path, status, err)
	}
	var all []string
	for _, one := range found.Pages {
		all = append(all, s.path(one))
	}
	for _, one := range found.Maps {
		all = append(all, s.sitemap(s.path(one))...)
	}
	return all
}

// Path returns what follows the host in an address of the portal.
func (s *served) path(address string) string {
	s.t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		s.t.Fatal(err)
	}
	return u.RequestURI()
}
