package site

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A crawl is a visitor who follows every link from the first page on. Lists are narrowed by one filter at a time, which
// is as far as robots.txt lets machines go.
type crawl struct {
	core
	found   []string            // addresses in the order in which they were found
	from    map[string]string   // the page on which an address was found
	pages   map[string]*page    // what was drawn at an address
	targets map[string][]string // fragments that were linked to, by address
}

func crawled(t *testing.T, c core) *crawl {
	t.Helper()
	v := &crawl{core: c, from: map[string]string{"/": "the begin"}, pages: map[string]*page{}, targets: map[string][]string{}}
	v.found = []string{"/"}
	for i := 0; i < len(v.found); i++ {
		v.visit(t, v.found[i])
	}
	return v
}

func (v *crawl) visit(t *testing.T, address string) {
	t.Helper()
	got := v.get(t, address)
	if got.StatusCode != 200 {
		t.Errorf("%s: %d, linked from %s", address, got.StatusCode, v.from[address])
		return
	}
	if !strings.HasPrefix(got.Header.Get("Content-Type"), "text/html") {
		return
	}
	if !strings.HasPrefix(got.Header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("%s: CSP %q", address, got.Header.Get("Content-Security-Policy"))
	}
	p := readPage(t, address, got.body)
	v.pages[address] = p
	for _, a := range p.all(named("a", "link")) {
		v.add(t, p, a)
	}
}

// Add follows a link, if it leads to a page of the portal that was not seen yet.
func (v *crawl) add(t *testing.T, on *page, a *html.Node) {
	t.Helper()
	href := attr(a, "href")
	to, err := url.Parse(href)
	if err != nil || href == "" {
		t.Errorf("%s: link to %q: %v", on.address, href, err)
		return
	}
	base, err := url.Parse(on.address)
	if err != nil {
		t.Fatal(err)
	}
	if to.IsAbs() && to.Host != v.set.BaseURL.Host {
		if a.Data == "a" && !strings.Contains(attr(a, "rel"), "noopener") {
			t.Errorf("%s: a link to another site without rel: %s", on.address, href)
		}
		return
	}
	to = base.ResolveReference(to)
	address := (&url.URL{Path: to.Path, RawQuery: to.RawQuery}).String()
	if to.Fragment != "" {
		v.targets[address] = append(v.targets[address], to.Fragment)
	}
	if len(to.Query()) > 1 || v.from[address] != "" {
		return
	}
	v.from[address] = on.address
	v.found = append(v.found, address)
}

func TestAVisitorMeetsNoFault(t *testing.T) {
	t.Parallel()
	v := crawled(t, sampled(t))
	titles := map[string]string{}
	for _, address := range v.found {
		p := v.pages[address]
		if p == nil {
			continue
		}
		for says, wrong := range map[string][]string{
			"the frame of a page":                        p.frameFaults(),
			"headings":                                   p.headingFaults(),
			"fields without a label":                     p.unlabelled(),
			"inline styles or scripts":                   p.attributes(),
			"doubled ids":                                p.doubledIDs(),
			"drawings that are neither named nor hidden": p.namelessDrawings(),
			"links without a name":                       p.namelessLinks(),
			"links to parts that are not there":          p.missing(v.targets[address]),
			"data of persons":                            p.personal(),
		} {
			if len(wrong) > 0 {
				t.Errorf("%s: %s: %q", address, says, wrong)
			}
		}
		if strings.Contains(address, "?") {
			continue // the same list, narrowed
		}
		title := words(p.all(named("title"))[0])
		if other, twice := titles[title]; twice {
			t.Errorf("%s and %s have the same title, %q", other, address, title)
		}
		titles[title] = address
	}
	t.Logf("%d addresses, %d of them pages, %d without a filter", len(v.found), len(v.pages), len(titles))
	v.checkSitemap(t)
}

// CheckSitemap holds the sitemap against the pages that were found: the same ones, but for the search and for what no search engine lists.
func (v *crawl) checkSitemap(t *testing.T) {
	t.Helper()
	listed := v.sitemapAddresses(t)
	for _, address := range listed {
		if v.pages[address] == nil {
			t.Errorf("%s is in the sitemap; no link leads there, or it is no page", address)
		}
	}
	for address, p := range v.pages {
		hidden := slices.ContainsFunc(p.all(named("meta")), func(m *html.Node) bool { return attr(m, "name") == "robots" && attr(m, "content") == "noindex" })
		if !strings.Contains(address, "?") && address != "/zoeken" && !hidden && !slices.Contains(listed, address) {
			t.Errorf("%s is not in the sitemap", address)
		}
	}
}

func (p *page) frameFaults() []string {
	var wrong []string
	if lang := attr(p.all(named("html"))[0], "lang"); lang != "nl-BE" {
		wrong = append(wrong, "lang "+lang)
	}
	for _, name := range []string{"h1", "main", "title"} {
		if n := len(p.all(func(e *html.Node) bool { return e.Data == name && !inside(e, "svg") })); n != 1 {
			wrong = append(wrong, name+" is there not once")
		}
	}
	for _, name := range []string{"description", "viewport"} {
		if !slices.ContainsFunc(p.all(named("meta")), func(m *html.Node) bool { return attr(m, "name") == name && attr(m, "content") != "" }) {
			wrong = append(wrong, "no "+name)
		}
	}
	for _, name := range []string{"og:title", "og:description", "og:image", "og:url"} {
		if !slices.ContainsFunc(p.all(named("meta")), func(m *html.Node) bool { return attr(m, "property") == name && attr(m, "content") != "" }) {
			wrong = append(wrong, "no "+name)
		}
	}
	if p.address != "/" && len(p.all(classed("crumbs"))) != 1 {
		wrong = append(wrong, "no breadcrumb")
	}
	return wrong
}

// HeadingFaults returns the headings that are empty, or that skip a level.
func (p *page) headingFaults() []string {
	var wrong []string
	level := 0
	for _, h := range p.all(named("h1", "h2", "h3", "h4", "h5", "h6")) {
		now := int(h.Data[1] - '0')
		if now > level+1 && level > 0 || level == 0 && now != 1 || words(h) == "" {
			wrong = append(wrong, h.Data+" "+words(h))
		}
		level = now
	}
	return wrong
}

func (p *page) unlabelled() []string {
	var wrong []string
	labels := map[string]bool{}
	for _, l := range p.all(named("label")) {
		labels[attr(l, "for")] = words(l) != ""
	}
	for _, field := range p.all(named("input", "select", "textarea")) {
		if attr(field, "type") != "hidden" && !labels[attr(field, "id")] && attr(field, "aria-label") == "" {
			wrong = append(wrong, attr(field, "name"))
		}
	}
	return wrong
}

func (p *page) attributes() []string {
	var wrong []string
	for _, n := range p.all(func(*html.Node) bool { return true }) {
		if n.Data == "style" || n.Data == "script" && attr(n, "src") == "" {
			wrong = append(wrong, n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(a.Val), "javascript:") {
				wrong = append(wrong, n.Data+" "+a.Key)
			}
		}
	}
	return wrong
}

func (p *page) doubledIDs() []string {
	var wrong []string
	seen := map[string]bool{}
	for _, n := range p.all(func(n *html.Node) bool { return has(n, "id") }) {
		id := attr(n, "id")
		if seen[id] || id == "" {
			wrong = append(wrong, id)
		}
		seen[id] = true
	}
	return wrong
}

func (p *page) namelessDrawings() []string {
	var wrong []string
	for _, n := range p.all(named("img", "svg")) {
		if n.Data == "img" && !has(n, "alt") || n.Data == "svg" && attr(n, "aria-hidden") != "true" && attr(n, "aria-label") == "" {
			wrong = append(wrong, n.Data+" "+attr(n, "class"))
		}
	}
	return wrong
}

func (p *page) namelessLinks() []string {
	var wrong []string
	for _, n := range p.all(named("a", "button")) {
		if words(n) == "" && attr(n, "aria-label") == "" {
			wrong = append(wrong, attr(n, "href"))
		}
	}
	return wrong
}

// Missing returns the fragments that no element of the page carries.
func (p *page) missing(fragments []string) []string {
	var wrong []string
	for _, f := range fragments {
		if len(p.all(func(n *html.Node) bool { return attr(n, "id") == f })) == 0 {
			wrong = append(wrong, f)
		}
	}
	return wrong
}

var person = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.]+|\bBE\d{2}[ \d]{12,}|\+32[ \d./]{7,}|\b0\d{2,3}[ /.]\d{2,3}[ .]\d{2}\b`)

// Personal returns what looks like a person's mail address, account or telephone number. The texts of licences name
// their authors.
func (p *page) personal() []string {
	if p.address == "/licenties" {
		return nil
	}
	return person.FindAllString(words(p.root), -1)
}

func inside(n *html.Node, name string) bool {
	for a := range n.Ancestors() {
		if a.Data == name {
			return true
		}
	}
	return false
}
