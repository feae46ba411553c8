package internal_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestTempl holds every page against what templ and a browser would let through.
func TestTempl(t *testing.T) {
	t.Parallel()
	eachFile(t, os.DirFS(".."), ".templ", func(name string, text []byte) {
		for _, wrong := range judgeTempl(name, string(text)) {
			t.Error(wrong)
		}
	})
}

// Inert are the expressions that may stand where an address is not made safe: addresses of the portal's own files.
var inert = regexp.MustCompile(`(?:src|href|srcset|content)=\{ (?:web\.Asset\("[^"]+"\)|f\.BaseURL \+ web\.Asset\("[^"]+"\)) \}`)

// TemplRules are what a page may not hold. A pattern looks at the page with its comments taken out.
var templRules = []struct {
	pattern *regexp.Regexp
	why     string
}{
	{regexp.MustCompile(`templ\.(Raw|SafeURL|SafeCSS\w*|Attributes|OrderedAttributes|JSUnsafeFuncCall|JSFuncCall|FromGoHTML|ComponentScript)\b`), "it goes past templ's escaping"},
	{regexp.MustCompile(`\{ *[\w.()]+\.\.\. *\}`), "spread attributes are not made safe: write each attribute"},
	{regexp.MustCompile(`(?i)[\s"'](src|srcset|formaction|xlink:href|data|action-url|ping|background|poster|manifest)=\{`), "this address is not made safe: name a file by web.Asset(\"…\")"},
	{regexp.MustCompile(`(?i)[\s"']style=`), "style stands in web/src: the policy refuses it here"},
	{regexp.MustCompile(`(?i)[\s"']on[a-z]+=`), "script stands in web/src: the policy refuses it here"},
	{regexp.MustCompile(`(?i)[\s"']hx-(on|vals|headers|vars|request)\b`), "htmx would have to evaluate it, which the policy refuses"},
	{regexp.MustCompile(`(?i)[\s"']srcdoc=`), "a page within a page"},
	{regexp.MustCompile(`(?i)<style\b`), "style stands in web/src: the policy refuses it here"},
	{regexp.MustCompile(`(?i)<(iframe|object|embed|applet|base)\b`), "the policy refuses it"},
	{regexp.MustCompile(`(?i)http-equiv=`), "headers are set by the site"},
	{regexp.MustCompile(`(?i)javascript:`), "script stands in web/src"},
	{regexp.MustCompile(`(?m)^(script|css) \w+\(`), "templ would write it into the page, which the policy refuses"},
	{regexp.MustCompile(`templ\.(JSONScript|JSONString)\b`), "data for scripts stands in attributes"},
}

// AttributeByName is an attribute whose very name is computed.
var (
	attributeByName = regexp.MustCompile(`\{ *[\w.()]+ *\}=`)
	script          = regexp.MustCompile(`(?is)<script\b([^>]*)>(.*?)</script>`)
	templComment    = regexp.MustCompile(`(?s)<!--.*?-->|(?m:^\s*//.*$)|/\*.*?\*/`)
)

// JudgeTempl returns what is wrong with a page, a sentence for each place.
func judgeTempl(name, text string) []string {
	blank := func(s string) string { return strings.Repeat("\n", strings.Count(s, "\n")) } // keeps the numbers of lines
	text = templComment.ReplaceAllStringFunc(text, blank)
	text = inert.ReplaceAllString(text, `made-safe`)
	var wrong []string
	say := func(at int, why string) {
		line, _, _ := strings.Cut(text[at:], "\n")
		wrong = append(wrong, fmt.Sprintf("%s:%d: %s: %s", name, 1+strings.Count(text[:at], "\n"), strings.TrimSpace(line), why))
	}
	for _, rule := range templRules {
		for _, at := range rule.pattern.FindAllStringIndex(text, -1) {
			say(at[0], rule.why)
		}
	}
	for _, at := range attributeByName.FindAllStringIndex(text, -1) {
		say(at[0], "the name of an attribute is written out")
	}
	for _, at := range script.FindAllStringSubmatchIndex(text, -1) {
		if strings.TrimSpace(text[at[4]:at[5]]) != "" || !regexp.MustCompile(`\b(src=|made-safe)`).MatchString(text[at[2]:at[3]]) {
			say(at[0], "script stands in web/src: the policy refuses it here")
		}
	}
	return wrong
}

// TestJudgeTempl shows that each rule refuses, and what is let through.
func TestJudgeTempl(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ says, text, want string }{
		{"words and links", `<a href={ link.City(c.Slug) } class="row">{ c.Name }</a>`, ""},
		{"a file of our own", `<img src={ web.Asset("icon.svg") } alt=""/>`, ""},
		{"a script of our own", `<script src={ web.Asset("app.js") } defer></script>`, ""},
		{"a picture for others", `<meta property="og:image" content={ f.BaseURL + web.Asset("og.png") }/>`, ""},
		{"a meta of words", `<meta name="description" content={ f.Description }/>`, ""},
		{"a comment may speak of style=", "// never style=, by policy\n<p>x</p>", ""},
		{"raw HTML", `@templ.Raw(c.Story)`, "escaping"},
		{"an address that is called safe", `<a href={ templ.SafeURL(c.Website) }>`, "escaping"},
		{"spread", `<a { attrs... }>x</a>`, "spread"},
		{"spread of a call", `<a { ui.More(x)... }>x</a>`, "spread"},
		{"a computed picture", `<img src={ c.Picture }/>`, "not made safe"},
		{"computed pictures", `<img srcset={ c.Pictures }/>`, "not made safe"},
		{"a computed target", `<button formaction={ c.Target }>`, "not made safe"},
		{"a computed drawing", `<use xlink:href={ c.Icon }/>`, "not made safe"},
		{"a style", `<p style="color: red">`, "web/src"},
		{"a computed style", `<p style={ c.Style }>`, "web/src"},
		{"an event", `<p onclick="x()">`, "web/src"},
		{"a computed event", `<p onclick={ x() }>`, "web/src"},
		{"a sheet", `<style>p { color: red }</style>`, "web/src"},
		{"a script", `<script>alert(1)</script>`, "web/src"},
		{"a script of nowhere", `<script defer></script>`, "web/src"},
		{"a refresh", `<meta http-equiv="refresh" content={ c.To }/>`, "headers"},
		{"a frame", `<iframe title="x"></iframe>`, "policy"},
		{"an old link", `<a href="javascript:alert(1)">`, "web/src"},
		{"a templ script", "script hello() {\n}", "policy"},
		{"a templ style", "css red() {\n}", "policy"},
		{"a computed name", `<p { name }="x">`, "written out"},
		{"htmx that evaluates", `<p hx-on:click="x()">`, "evaluate"},
		{"htmx that does not", `<a hx-get={ link.Projects() } hx-target="#lijst">`, ""},
	} {
		got := strings.Join(judgeTempl("x.templ", "package p\n\ntempl X() {\n"+test.text+"\n}\n"), "\n")
		if test.says == "a templ script" || test.says == "a templ style" {
			got = strings.Join(judgeTempl("x.templ", "package p\n\n"+test.text+"\n"), "\n")
		}
		if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q", test.says, got, test.want)
		}
	}
}
