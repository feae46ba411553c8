package site

import (
	"encoding/xml"
	"net/http"
	"strings"
	"testing"

	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
)

// SitemapAddresses returns all addresses that the sitemap's parts list, without the portal's own begin.
func (c core) sitemapAddresses(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, part := range c.sitemapPart(t, "/sitemap.xml", "sitemapindex") {
		all = append(all, c.sitemapPart(t, part, "urlset")...)
	}
	return all
}

// SitemapPart returns the addresses of one file.
func (c core) sitemapPart(t *testing.T, address, root string) []string {
	t.Helper()
	got := c.get(t, address)
	if got.StatusCode != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Type"), "application/xml") || got.Header.Get("Content-Disposition") != "" {
		t.Fatalf("%s: %d %v", address, got.StatusCode, got.Header)
	}
	var list struct {
		XMLName xml.Name
		Entries []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:",any"`
	}
	if err := xml.Unmarshal([]byte(got.body), &list); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	if list.XMLName.Local != root || list.XMLName.Space != sitemapSpace {
		t.Errorf("%s is a %v", address, list.XMLName)
	}
	all := make([]string, len(list.Entries))
	for i, e := range list.Entries {
		path, ours := strings.CutPrefix(e.Loc, c.set.BaseURL.String())
		if !ours || e.LastMod != "" {
			t.Errorf("%s: %+v", address, e)
		}
		all[i] = path
	}
	return all
}

func TestAnEmptyPortalHasASitemapToo(t *testing.T) {
	t.Parallel()
	c := front(t, pgtest.New(t))
	for _, address := range c.sitemapAddresses(t) {
		if got := c.get(t, address); got.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
	for _, address := range []string{"/sitemap-projecten-1.xml", "/sitemap-projecten-0.xml", "/sitemap-projecten-x.xml", "/sitemap-iets.xml"} {
		if got := c.get(t, address); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
}

func TestThePartsOfTheSitemapHoldTheirProjectsAndNoOther(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	if got := len(c.sitemapPart(t, "/sitemap-projecten-1.xml", "urlset")); got != len(c.lines(t)) {
		t.Errorf("%d projects in the sitemap, %d in the database", got, len(c.lines(t)))
	}
	for _, address := range []string{"/sitemap-projecten-2.xml", "/sitemap-projecten-01.xml", "/sitemap-projecten-+1.xml", "/sitemap-projecten--1.xml"} {
		if got := c.get(t, address); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
	for last, want := range map[int]int{0: 0, 1: 1, sitemapPart: 1, sitemapPart + 1: 2, 1_000_000: 20} {
		if got := partsOf(project.ID(last)); got != want {
			t.Errorf("%d projects fall in %d parts, want %d", last, got, want)
		}
	}
}
