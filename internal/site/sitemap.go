package site

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// A sitemap may hold 50,000 addresses. Projects are parted by their numbers, so that a part never holds more, and an
// address never moves to another part.
const (
	sitemapPart  = 50_000
	sitemapBatch = 5_000
)

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// SitemapIndex lists the sitemaps: one of the pages, one of the associations, and the parts of the projects.
func (s *Site) sitemapIndex(w http.ResponseWriter, r *http.Request) error {
	last, err := s.db.LastProject(r.Context())
	if err != nil {
		return err
	}
	paths := []string{"/sitemap-paginas.xml", "/sitemap-verenigingen.xml"}
	for part := range partsOf(last) {
		paths = append(paths, "/sitemap-projecten-"+strconv.Itoa(part+1)+".xml")
	}
	return s.sitemap(w, r, "sitemapindex", "sitemap", func(_ context.Context, add func(string) error) error {
		return each(paths, add)
	})
}

// partsOf returns in how many parts the projects up to that number fall.
func partsOf(last project.ID) int { return int((last + sitemapPart - 1) / sitemapPart) }

// SitemapPages lists the pages that are not projects or associations.
func (s *Site) sitemapPages(w http.ResponseWriter, r *http.Request) error {
	paths := []string{
		link.Home(), link.Cities(), link.Countries(), link.Projects(project.Filter{}), link.Associations(), link.Subsidies(),
		link.Guide(grant.Plan{}), link.Budget(),
		link.World(), link.About(), link.Accessibility(), link.Privacy(), link.Licences(),
	}
	for _, goal := range world.SDGs() {
		paths = append(paths, link.SDG(goal))
	}
	partners, err := s.db.Partners(r.Context())
	if err != nil {
		return err
	}
	for _, p := range partners {
		paths = append(paths, link.City(p.Slug))
	}
	countries, err := s.db.Countries(r.Context())
	if err != nil {
		return err
	}
	for _, c := range countries {
		paths = append(paths, link.Country(c.Slug))
	}
	years, err := s.db.BudgetYears(r.Context())
	if err != nil {
		return err
	}
	for _, y := range years {
		paths = append(paths, link.BudgetYear(y.Year))
	}
	regulations, err := s.db.RegulationSlugs(r.Context(), nowOf(r))
	if err != nil {
		return err
	}
	for _, slug := range regulations {
		paths = append(paths, link.Subsidy(slug))
	}
	return s.sitemap(w, r, "urlset", "url", func(_ context.Context, add func(string) error) error {
		return each(paths, add)
	})
}

func (s *Site) sitemapAssociations(w http.ResponseWriter, r *http.Request) error {
	slugs, err := s.db.AssociationSlugs(r.Context())
	if err != nil {
		return err
	}
	return s.sitemap(w, r, "urlset", "url", func(_ context.Context, add func(string) error) error {
		return each(slugs, func(slug string) error { return add(link.Association(slug)) })
	})
}

// SitemapProjects lists the projects of one part, counted from 1, as they come from the database. Where numbers were
// skipped at its end, the first of the next part may stand in both; no address is left out.
func (s *Site) sitemapProjects(w http.ResponseWriter, r *http.Request) error {
	last, err := s.db.LastProject(r.Context())
	if err != nil {
		return err
	}
	typed := chi.URLParam(r, "part")
	part, err := strconv.Atoi(typed)
	if err != nil || part < 1 || part > partsOf(last) || strconv.Itoa(part) != typed {
		return fault.NotFound
	}
	end := project.ID(part) * sitemapPart
	return s.sitemap(w, r, "urlset", "url", func(ctx context.Context, add func(string) error) error {
		for after := end - sitemapPart; after < end; {
			slugs, to, err := s.db.ProjectSlugs(ctx, after, int(min(sitemapBatch, end-after)))
			if err != nil || len(slugs) == 0 {
				return err
			}
			if err := each(slugs, func(slug string) error { return add(link.Project(slug)) }); err != nil {
				return err
			}
			after = to
		}
		return nil
	})
}

// Sitemap sends a list of addresses: a root that holds an entry with a loc for each path that list adds.
func (s *Site) sitemap(w http.ResponseWriter, r *http.Request, root, entry string, list func(ctx context.Context, add func(string) error) error) error {
	return s.stream(w, r, download{kind: "application/xml; charset=utf-8"}, func(to io.Writer) error {
		out := bufio.NewWriterSize(to, 64<<10)
		if _, err := fmt.Fprintf(out, "%s<%s xmlns=%q>\n", xml.Header, root, sitemapSpace); err != nil {
			return err
		}
		add := func(path string) error {
			_, err := fmt.Fprintf(out, "<%s><loc>%s</loc></%[1]s>\n", entry, escaped.Replace(s.absolute(path)))
			return err
		}
		if err := list(r.Context(), add); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "</%s>\n", root); err != nil {
			return err
		}
		return out.Flush()
	})
}

// Escaped writes an address as the text of an element. Paths have no such letters; the base address may.
var escaped = strings.NewReplacer("&", "&amp;", "<", "&lt;")

func each(all []string, do func(string) error) error {
	for _, one := range all {
		if err := do(one); err != nil {
			return err
		}
	}
	return nil
}
