# Candor. `make run` starts it, `make check` is what every commit must pass.

SHELL       := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Everything is watched for races, SQLite too: packages compiled without the detector share generic code with those
# compiled with it, and then races are seen where there are none. vet takes the same flag so that the two share what
# they compile.
RACE      := -race
PACKAGES  ?= ./...
TESTFLAGS ?=
MAIN      := ./cmd/candor
BENCHSIZE ?= 1000000

.PHONY: help
help: ## say what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

.PHONY: run
run: ## start Candor with the demo firm on SQLite, in ./.candor-demo
	go run $(MAIN) demo

.PHONY: build
build: ## build ./bin/candor: static, without cgo, without Node
	CGO_ENABLED=0 go build -trimpath -o bin/candor $(MAIN)

.PHONY: need
need: ## install what the tests need and the machine lacks
	@scripts/need.sh

.PHONY: test
test: need ## run every test, on both databases and in a real browser
	@env="$$(scripts/postgres.sh start)"; \
	env "$$env" REQUIRE_POSTGRES=1 REQUIRE_BROWSER=1 REQUIRE_MAIL=1 CGO_ENABLED=1 \
		go test $(RACE) -timeout 25m $(TESTFLAGS) $(PACKAGES)

.PHONY: quick
quick: ## run the tests that need neither PostgreSQL nor a browser to be there
	go test $(TESTFLAGS) $(PACKAGES)

.PHONY: check
check: format vet verify test build ## the gate: everything a commit must pass
	@echo "check: all good"

.PHONY: format
format: ## fail if a Go file is not formatted
	@bad="$$(scripts/gofiles.sh | xargs gofmt -l)"; \
	if [[ -n "$$bad" ]]; then printf 'not formatted, run make fmt:\n%s\n' "$$bad"; exit 1; fi

.PHONY: vet
vet: ## fail on what go vet finds
	go vet $(RACE) $(PACKAGES)

.PHONY: verify
verify: ## fail if a generated file is not what its source makes
	@scripts/verify.sh

.PHONY: fmt
fmt: ## format every Go and templ file
	scripts/gofiles.sh | xargs gofmt -w
	go tool templ fmt internal

.PHONY: generate
generate: ## make the generated files again: pages, and the CSS and JavaScript bundle
	go tool templ generate
	@scripts/assets.sh

.PHONY: bench
bench: need ## measure a firm of a million on both databases; BENCHSIZE=100000 for a smaller one, BENCHFLAGS for more
	@env="$$(scripts/postgres.sh start durable)"; \
	env "$$env" go test -run '^$$' -bench . -benchtime 3s -timeout 12h $(BENCHFLAGS) ./bench -size $(BENCHSIZE)

.PHONY: pictures
pictures: ## take the documents' pictures of the demo firm again, into docs/pictures
	@scripts/need.sh
	SCREENSHOTS=$(CURDIR)/docs/pictures REQUIRE_BROWSER=1 go test -count=1 -run TestTheDemoFirmIsFitToBeSeen ./e2e

.PHONY: clean
clean: ## remove what was built and the tests' PostgreSQL; the demo firm stays
	rm -rf bin
	scripts/postgres.sh stop
