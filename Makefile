# Vriendenstad: `make run` serves the sample city, `make test` proves the house, `make` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules --no-print-directory
# Static programs, and no C compiler but for the race detector.
export CGO_ENABLED := 0

program := var/bin/vriendenstad
templ := var/bin/templ
bench := var/bin/bench
dist := web/static/dist/manifest.json
packages := web/node_modules/.package-lock.json
test_packages := web/node_modules/.with-test-tools

# Folders stand in these lists beside their files, so that what was taken away counts as a change too.
go_sources := go.mod go.sum $(shell find cmd internal migrations templates web/*.go \
	-path '*/testdata*' -prune -o ! -name '*_test.go' ! -name '*.templ' -print 2>/dev/null)
web_sources := go.mod go.sum web/package.json web/package-lock.json $(shell find web/src web/build web/*.mjs 2>/dev/null)

# One line before, the time after.
define timed
@echo "== $(1)"; begin=$$(date +%s%N); $(2); end=$$(date +%s%N); \
printf '   %s: %d.%d s\n' "$(1)" $$(((end - begin) / 1000000000)) $$(((end - begin) / 100000000 % 10))
endef

# Does what may need a network or room on a disk, in silence; when it fails, says what to do.
define fetched
@echo "$(1) …"; said=$$(($(2)) 2>&1) || { \
if grep -qiE 'ENOSPC|no space left|quota exceeded' <<<"$$said"; \
then echo "$(1): the disk is full. Make room on it, then say make again." >&2; \
elif grep -qiE 'ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|dial (tcp|udp)|no such host|i/o timeout|network is unreachable|TLS handshake' <<<"$$said"; \
then echo "$(1): the network does not answer. It is needed the first time; see to it, then say make again." >&2; \
else echo "$$said" >&2; fi; exit 1; }
endef
npm := npm ci --prefix web --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retry-mintimeout=2000 --fetch-retry-maxtimeout=5000

.PHONY: help
help: ## lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

# --- What must be there -----------------------------------------------------------------------------------------------

.PHONY: versions
versions:
	@wrong=0; say() { echo "$$1" >&2; wrong=1; }; \
	go=$$(go env GOVERSION 2>/dev/null || true); \
	case "$$go" in go1.2[6-9]*|go1.[3-9][0-9]*|go[2-9]*) ;; \
	*) say "Go 1.26 or later is needed and $${go:-none that suits} was found: install it from Go's own site and put its bin folder in PATH." ;; esac; \
	node=$$(node --version 2>/dev/null || true); \
	case "$$node" in v2[0-9].*|v[3-9][0-9].*) ;; \
	*) say "Node 20 or later is needed and $${node:-none} was found: install it from its own site, or as the package nodejs where that is new enough." ;; esac; \
	command -v npm >/dev/null || say "npm is needed and was not found: it comes with Node, or as the package npm."; \
	command -v git >/dev/null || say "git is needed and was not found: install the package git."; \
	exit $$wrong

# --- Build, by timestamps ---------------------------------------------------------------------------------------------

$(packages): web/package.json web/package-lock.json | versions
	$(call fetched,Fetching what styles and script are made of (npm),$(npm) --omit=dev)
	@touch $@

$(test_packages): web/package.json web/package-lock.json | versions
	$(call fetched,Fetching what styles and script are made of and tested with (npm),$(npm))
	@touch $(packages) $@

$(dist): $(web_sources) | versions $(packages)
	$(call fetched,Building styles and script and pictures,node web/build.mjs)
	@touch $@

$(program): $(go_sources) $(dist) | versions
	@mkdir -p $(@D)
	$(call fetched,Building the program,go build -buildvcs=false -o $@ \
		-ldflags "-X main.commit=$$(git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)" ./cmd/vriendenstad)
	@touch $@

$(bench): $(go_sources) $(dist) | versions
	@mkdir -p $(@D)
	$(call fetched,Building the measure,go build -buildvcs=false -o $@ ./cmd/bench)
	@touch $@

$(templ): go.mod go.sum | versions
	@mkdir -p $(@D)
	$(call fetched,Building templ,go build -buildvcs=false -o $@ github.com/a-h/templ/cmd/templ)
	@touch $@

# --- Run --------------------------------------------------------------------------------------------------------------

.PHONY: run
run: versions $(program) pgbin ## builds what is missing and serves the sample city on PORT (8080)
	@$(program) migrate; $(program) seed; exec $(program) serve

.PHONY: pgbin
pgbin: | versions
	@[ -n "$${DATABASE_URL:-}" ] || node web/pgbin.mjs

.PHONY: watch
watch: versions $(program) $(templ) pgbin ## run, built and started again at each change
	@$(program) migrate; $(program) seed; mkdir -p var/stamp; serving=; \
	halt() { [ -z "$$serving" ] || { kill $$serving 2>/dev/null; wait $$serving || true; }; serving=; }; \
	trap halt EXIT; trap 'exit 130' INT TERM; \
	while true; do \
		touch var/stamp/watch; \
		if $(templ) generate -lazy -log-level warn && $(MAKE) $(program); \
		then halt; $(program) migrate; $(program) serve & serving=$$!; fi; \
		until [ -n "$$(find cmd internal migrations templates web/src web/build -newer var/stamp/watch \
			! -name '*_templ.go' ! -name '*_test.go' -type f -print -quit)" ]; do sleep 0.4; done; \
	done

.PHONY: assets
assets: $(dist) ## builds the styles, the script and the pictures

.PHONY: clean-data
clean-data: ## throws the private database away; the next run begins anew
	@elsewhere=/var/lib/vriendenstad/$$(printf %s "$(CURDIR)/var/postgres" | sha256sum | cut -c1-12); \
	for dir in var/postgres "$$elsewhere"; do \
		if pid=$$(sed -n 1p "$$dir/data/postmaster.pid" 2>/dev/null) && kill -0 "$$pid" 2>/dev/null; \
		then echo "The database is in use (process $$pid): end the program that uses it first." >&2; exit 1; fi; \
	done; \
	rm -rf var/postgres "$$elsewhere"; echo "The private database is gone; make run begins anew."

# --- Test -------------------------------------------------------------------------------------------------------------

# The program itself and the browsers are run without the race detector, which makes them several times slower.
unraced := ./cmd/...
server := go run ./internal/postgres/pgtest/server --

.PHONY: test
test: ## all that a merge needs: formats, generated files, vet, staticcheck, every test; what CI calls
	@begin=$$(date +%s); $(MAKE) versions debian; \
	$(MAKE) check-format check-generated check-vet check-static test-go test-fetched; \
	end=$$(date +%s); printf 'All is well, in %d min %d s.\n' $$(((end - begin) / 60)) $$(((end - begin) % 60))

.PHONY: quick
quick: versions $(dist) pgbin ## vet and the tests of all rooms, without race and without the program
	@go vet ./... && $(server) go test -vet=off $$(go list ./... | grep -v /cmd/)

.PHONY: debian
debian:
	@missing=; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
		missing="chromium fonts-liberation"; \
	echo '#include <stdlib.h>' | $$(go env CC) -E - >/dev/null 2>&1 || missing="$$missing gcc libc6-dev"; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; \
	then echo "The tests need what is not here; on Debian, as root: apt-get install" $$missing >&2; exit 1; fi; \
	echo "Installing the packages that the tests need:" $$missing; \
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing; } >/dev/null || \
		{ echo "apt-get could not install them: see that there is a network, then say make again." >&2; exit 1; }

.PHONY: check-format
check-format:
	$(call timed,gofmt,\
	wrong=$$(git ls-files -co --exclude-standard '*.go' | grep -v '_templ\.go$$' | xargs gofmt -l); \
	[ -z "$$wrong" ] || { echo "not gofmt'ed:" $$wrong "- run gofmt -w on them" >&2; exit 1; })

# In a copy, so that a check changes nothing.
.PHONY: check-generated
check-generated: $(templ)
	$(call timed,templates as written and as generated,\
	copy=$$(mktemp -d); trap "rm -rf $$copy" EXIT; cp -R templates "$$copy"; \
	$(templ) fmt -log-level error "$$copy"; $(templ) generate -log-level error -path "$$copy"; \
	diff -r -q templates "$$copy/templates" || { echo "run make generate and commit what it gives" >&2; exit 1; })

.PHONY: check-vet
check-vet: $(dist)
	$(call timed,go vet,go vet ./...)
	$(call timed,go vet for macOS,GOOS=darwin go vet ./...)

.PHONY: check-static
check-static: $(dist)
	$(call timed,staticcheck,go tool staticcheck ./...)

.PHONY: test-go
test-go: $(dist) $(test_packages) $(program) pgbin
	$(call timed,tests,$(server) bash -euc '\
		CGO_ENABLED=1 go test -vet=off -race -timeout 8m $$(go list ./... | grep -v /cmd/); \
		go test -vet=off -timeout 8m $(unraced)')

# Where npm's server stands beside another, the rooms that know the server are tried on it too: the tests above ran on the other.
.PHONY: test-fetched
test-fetched: $(dist)
	$(call timed,the database on npm's Postgres too,\
	if [ -x var/pgbin/bin/postgres ] && { command -v postgres || ls /usr/lib/postgresql/*/bin/postgres; } >/dev/null 2>&1; \
	then PG_BINDIR="$(CURDIR)/var/pgbin/bin" $(server) go test -vet=off -count=1 ./internal/postgres/...; fi)

.PHONY: browser
browser: versions debian $(dist) $(test_packages) $(program) pgbin ## the journeys in a browser, and axe on every page
	@$(server) go test -count=1 -v -timeout 30m -run Browser ./cmd/vriendenstad -every

.PHONY: crash
crash: versions $(dist) pgbin ## kills the program and its database while decisions are taken and applications submitted: make crash TIME=60s
	@go test -count=1 -v -run TestCrashes ./cmd/vriendenstad -crash "$${TIME:-60s}"

.PHONY: generate
generate: $(templ) ## draws the Go code of the templates anew
	@$(templ) fmt -log-level error templates; $(templ) generate -log-level warn

.PHONY: golden
golden: versions $(dist) ## writes the golden files of the templates anew; read the diff
	@grep -rlF 'flag.Bool("update"' --include='*_test.go' templates | xargs -n1 dirname | sort -u | \
	while read -r room; do go test -count=1 "./$$room" -update; done

.PHONY: migration
migration: ## makes the next migration: make migration NAME=add_trip
	@case "$${NAME:-}" in ''|*[!a-z0-9_]*) echo "make migration NAME=add_trip, in small letters" >&2; exit 1 ;; esac; \
	last=$$(ls migrations | sed -n 's/^0*\([0-9][0-9]*\)_.*\.sql$$/\1/p' | sort -n | tail -1); \
	file=$$(printf 'migrations/%05d_%s.sql' $$(($${last:-0} + 1)) "$$NAME"); \
	printf -- '-- +goose Up\n\n\n-- +goose Down\n\n' >"$$file"; echo "$$file"

.PHONY: shots
shots: versions debian $(dist) pgbin ## draws the pictures of the README anew
	@go test -count=1 -run PicturesOfTheReadme ./cmd/vriendenstad -shots

.PHONY: fuzz
fuzz: versions ## looks for input that breaks the readers of text: make fuzz TIME=1m, for each of them
	@grep -rE '^func Fuzz' --include='*_test.go' internal | sed -E 's|/[^/]+:func (Fuzz[A-Za-z]+).*| \1|' | sort -u | \
	while read -r room name; do echo "== $$name in $$room"; \
		go test -run '^$$' -fuzz "^$$name$$" -fuzztime "$${TIME:-20s}" "./$$room" </dev/null; done

# --- Figures ----------------------------------------------------------------------------------------------------------

.PHONY: bench
bench: versions $(program) $(bench) pgbin ## the figures of the front, as ratios to bare limits of the same run (90 s)
	@$(bench) front

.PHONY: bench-growth
bench-growth: versions $(program) $(bench) pgbin ## how the figures grow from 10,000 projects to 1,000,000
	@$(bench) growth

.PHONY: bench-money
bench-money: versions $(bench) pgbin ## decisions against one envelope and sixteen, as ratios to the bare update of one row (90 s)
	@$(bench) money

.PHONY: bench-apply
bench-apply: versions $(program) $(bench) pgbin ## drafts that save themselves and submissions, at the closing of a round (90 s)
	@$(bench) apply
