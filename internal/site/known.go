package site

import (
	"context"
	"sync"
	"time"

	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
	"vriendenstad/templates/public"
)

// KnownFor is how long the portal goes by what it has learnt of names and addresses: they seldom change, and every page asks
// for them.
const knownFor = time.Second

// Known is what the portal has learnt of names: of associations and partner cities, and the addresses of countries. The zero
// value knows nothing.
type known struct {
	mu    sync.Mutex
	since time.Time
	names map[project.Facet]public.Named
	slugs map[world.Code]string // never changed once it is here; nil when it was not learnt
}

// Fresh forgets what is old. It is called with the lock held.
func (k *known) fresh(now time.Time) {
	if age := now.Sub(k.since); age < 0 || age >= knownFor {
		k.since, k.names, k.slugs = now, map[project.Facet]public.Named{}, nil
	}
}

// NamesOf returns the names of the associations and the partner cities among the facets.
func (s *Site) namesOf(ctx context.Context, facets []project.Facet) (map[project.Facet]public.Named, error) {
	names := make(map[project.Facet]public.Named, 24)
	var unknown []project.Facet
	s.known.mu.Lock()
	s.known.fresh(s.set.Clock())
	for _, f := range facets {
		if d := f.Dimension(); d != project.OfAssociation && d != project.OfCity {
			continue
		}
		if named, ok := s.known.names[f]; ok {
			names[f] = named
		} else {
			unknown = append(unknown, f)
		}
	}
	s.known.mu.Unlock()
	if len(unknown) == 0 {
		return names, nil
	}
	learnt, err := s.db.NamedFacets(ctx, unknown)
	if err != nil {
		return nil, err
	}
	s.known.mu.Lock()
	defer s.known.mu.Unlock()
	for _, n := range learnt {
		names[n.Facet] = public.Named{Name: n.Name, Slug: n.Slug}
		s.known.names[n.Facet] = names[n.Facet]
	}
	return names, nil
}

// CountrySlugs returns the addresses of the countries that have a page. Nobody changes the map.
func (s *Site) countrySlugs(ctx context.Context) (map[world.Code]string, error) {
	s.known.mu.Lock()
	s.known.fresh(s.set.Clock())
	slugs := s.known.slugs
	s.known.mu.Unlock()
	if slugs != nil {
		return slugs, nil
	}
	slugs, err := s.db.CountrySlugs(ctx)
	if err != nil {
		return nil, err
	}
	s.known.mu.Lock()
	defer s.known.mu.Unlock()
	s.known.slugs = slugs
	return slugs, nil
}
