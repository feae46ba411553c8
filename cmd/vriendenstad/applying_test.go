package main

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// A part is what is answered in one section of an application: fields and what is typed or chosen in them, and files by their questions. A cell of a row is named
// by its list, the row counted from 1, and its column: "begroting.kost[2].bedrag".
type part struct {
	section string
	answers [][2]string
	files   map[string]string
}

// projectParts answer all that is asked about a project in the South.
var projectParts = []part{
	{section: "project", answers: [][2]string{{"titel", "Arganolie in Tigmi"}, {"samenvatting", "Twee persen, en wie ermee leert werken."}, {"landen.rij[1].land", "MA"},
		{"landen.rij[1].deel", "100"}, {"plaats", "Tigmi"}, {"periode.van", "1 september 2027"}, {"periode.tot", "30/06/2028"}, {"sdgs", "8"}, {"sdgs", "5"}}},
	{section: "partner", answers: [][2]string{{"partner.rij[1].naam", "Coöperatie Tigmi"}, {"partner.rij[1].plaats", "Tigmi"}, {"partner.rij[1].land", "MA"},
		{"partner.rij[1].werking", "Perst en verkoopt olie."}, {"rollen", "Zij beslissen, wij betalen mee."}, {"eerder", "ja"}, {"eerder-wat", "Een eerste pers in 2024."}}},
	{section: "aanpak", answers: [][2]string{{"nood", "De vrouwen vroegen een tweede pers."}, {"stappen", "Oktober: kopen. Januari: leren."}, {"bereik", "64"},
		{"blijven", "De verkoop betaalt het onderhoud."}}},
	{section: "wederkerigheid", answers: [][2]string{{"antwerpen-leert", "Onze leden leren over eerlijke prijzen."}, {"activiteit", "Een proefavond in de bib."}}},
	{section: "geld", answers: [][2]string{{"begroting.kost[1].post", "Twee persen"}, {"begroting.kost[1].bedrag", "3.250,50"}, {"begroting.kost[2].post", "Vervoer"},
		{"begroting.kost[2].bedrag", "1749.50"}, {"begroting.kost[3].post", "Te veel"}, {"begroting.kost[3].bedrag", "99"}, {"begroting.kost[4].post", "Infoavond"},
		{"begroting.kost[4].bedrag", "850"}, {"begroting.inkomst[1].post", "Giften"}, {"begroting.inkomst[1].bedrag", "500"}, {"gevraagd", "3.900"}, {"andere-steun", "nee"}}},
	{section: "bijlagen", files: map[string]string{"brief": "Brief, van “Tigmi”.pdf"}},
}

// projectPart is the part of [projectParts] for a section.
func projectPart(section string) part {
	for _, p := range projectParts {
		if p.section == section {
			return p
		}
	}
	panic("no part " + section)
}

var rowCell = regexp.MustCompile(`^([a-z-]+)\.([a-z]+)\[(\d+)\]\.([a-z]+)$`)

// values are the fields of a section's form with these answers.
func (p part) values() url.Values {
	all := url.Values{"nummer": {"1"}, "volledig": {"ja"}, "doe": {"bewaar"}}
	for _, one := range p.answers {
		row := rowCell.FindStringSubmatch(one[0])
		if row == nil {
			all.Add(one[0], one[1])
			continue
		}
		id, rows := row[2][:1]+row[3], row[1]+"."+row[2]+"[]"
		if !slices.Contains(all[rows], id) {
			all.Add(rows, id)
		}
		all.Set(row[1]+"."+id+"."+row[4], one[1])
	}
	return all
}

// round returns the number of the round in which a regulation is open.
func (c *caller) round(regulation string) string {
	c.t.Helper()
	_, _, page := c.get("/subsidies/" + regulation)
	return hidden(page).Get("ronde")
}

var actingFor = regexp.MustCompile(`name="vereniging" value="([0-9]+)"`)

// actsFor is the number of the only association of somebody.
func (c *caller) actsFor() string {
	c.t.Helper()
	_, _, page := c.get("/mijn/verenigingen")
	return actingFor.FindStringSubmatch(page)[1]
}

// begins begins an application under a regulation and returns its address.
func (c *caller) begins(regulation string) string {
	c.t.Helper()
	at, status, body := c.send("/mijn/aanvragen", "/mijn/aanvragen", url.Values{"ronde": {c.round(regulation)}, "nog-een": {"ja"}})
	if status != 200 {
		c.t.Fatalf("%s is begun with %d at %s\n%s", regulation, status, at, body)
	}
	return at
}

// writes answers a section of an application and attaches its files.
func (c *caller) writes(at string, p part) {
	c.t.Helper()
	if len(p.answers) > 0 {
		if status, body := c.saves(at, p, ""); status != 200 {
			c.t.Fatalf("%s is answered with %d\n%s", p.section, status, body)
		}
	}
	for question, called := range p.files {
		if status := c.attaches(at, question, called, "%PDF-1.7 "+called); status != 200 {
			c.t.Fatalf("%s is attached with %d", called, status)
		}
	}
}

// saves sends the answers of a section as from a page that showed its version seen, the last one where that is empty.
func (c *caller) saves(at string, p part, seen string) (status int, body string) {
	c.t.Helper()
	_, _, drawn := c.get(at + "/" + p.section)
	values := p.values()
	for name, value := range hidden(drawn) {
		values[name] = value
	}
	if seen != "" {
		values.Set("versie", seen)
	}
	_, status, body = c.send(at, at+"/"+p.section, values)
	return status, body
}

// attaches sends a file to a question and returns the status of the answer.
func (c *caller) attaches(at, question, called, words string) int {
	c.t.Helper()
	_, _, drawn := c.get(at)
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	err := w.WriteField("once", keyOfForm.FindStringSubmatch(drawn)[1])
	if err == nil {
		file, broken := w.CreateFormFile("bestand."+question, called)
		if broken == nil {
			_, broken = file.Write([]byte(words))
		}
		err = broken
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		c.t.Fatal(err)
	}
	_, status, _ := c.read(c.client.Post(c.portal.url+at+"/bijlagen/bij/"+question, w.FormDataContentType(), &body))
	return status
}

var hiddenField = regexp.MustCompile(`<input type="hidden" name="(ronde|versie|blad)" value="([0-9a-f]+)"`)

// hidden returns the hidden fields of a page's form.
func hidden(page string) url.Values {
	fields := url.Values{}
	for _, one := range hiddenField.FindAllStringSubmatch(page, -1) {
		fields.Set(one[1], one[2])
	}
	return fields
}

var statement = regexp.MustCompile(`name="verklaring" value="([a-z-]+)"`)

// submits submits what is written, with all its statements.
func (c *caller) submits(at string) {
	c.t.Helper()
	_, _, drawn := c.get(at + "/nakijken")
	made := url.Values{}
	for _, one := range statement.FindAllStringSubmatch(drawn, -1) {
		made.Add("verklaring", one[1])
	}
	if to, status, body := c.send(at, at+"/indienen", made); to != at+"/ontvangst" || status != 200 {
		c.t.Fatalf("submitting ends at %s with %d\n%s", to, status, body)
	}
}

// applies begins, writes and submits an application for a project, and returns its address.
func (c *caller) applies() string {
	c.t.Helper()
	at := c.begins("projecten-in-het-zuiden")
	for _, p := range projectParts {
		c.writes(at, p)
	}
	c.submits(at)
	return at
}

// acts sends a form that is to be done.
func (c *caller) acts(page, to string, form url.Values) {
	c.t.Helper()
	if at, status, body := c.send(page, to, form); status != 200 {
		c.t.Fatalf("%s is %d at %s\n%s", to, status, at, body)
	}
}

// staffPage is the page on which the Dienst handles an application.
func staffPage(at string) string { return "/beheer/aanvragen" + at[strings.LastIndex(at, "/"):] }

// asks asks, as somebody of the Dienst, to complete questions of an application.
func (c *caller) asks(at, why, due string, questions ...string) {
	c.t.Helper()
	page := staffPage(at) + "/aanvulling"
	if to, status, body := c.send(page, page, url.Values{"vraag": questions, "waarom": {why}, "uiterlijk": {due}}); status != 200 || to != staffPage(at) {
		c.t.Fatalf("asking to complete %s is %d at %s\n%s", fmt.Sprint(questions), status, to, body)
	}
}
