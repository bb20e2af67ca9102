# Colophon. Go and make are enough for `make` and `make test`.
SHELL := /bin/bash
GO    ?= go
BIN   := bin/colophon
# The race detector needs a C compiler.
RACE  := $(shell command -v $${CC:-cc} >/dev/null 2>&1 && echo -race)

.PHONY: all test golden fuzz bench long specimen schema conformance lint clean help $(BIN)

all: $(BIN) ## build bin/colophon and the sample edition into dist/
	$(BIN) build seeds -o dist

$(BIN):
	@mkdir -p bin
	$(GO) build -trimpath -o $(BIN) ./cmd/colophon

test: lint ## gofmt, vet, staticcheck and all tests (with -race where there is a C compiler)
	$(GO) test $(RACE) ./...

lint: ## gofmt, go vet, staticcheck
	@bad=$$(gofmt -l cmd internal schemas fonts); [ -z "$$bad" ] || { echo "not gofmt: $$bad"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

golden: ## write the expected results anew and show what changed, to be read before it is committed
	COLOPHON_UPDATE=1 $(GO) test ./... || true
	git diff --stat
	git diff

fuzz: ## run each fuzz target for a while (FUZZTIME=30s)
	@grep -rlE --include='*_test.go' '^func Fuzz' internal | sort | while read -r f; do \
	  for t in $$(sed -nE 's/^func (Fuzz[A-Za-z0-9_]*).*/\1/p' "$$f"); do \
	    echo "$$f $$t"; $(GO) test "./$$(dirname "$$f")" -run '^$$' -fuzz "^$$t\$$" -fuzztime $${FUZZTIME:-30s} || exit 1; \
	  done; done

bench: ## run the benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

long: $(BIN) ## generate 1,000 records and build them into dist/long
	$(GO) run ./internal/build/generate -n 1000 bin/long
	$(BIN) build bin/long -o dist/long -q

specimen: $(BIN) ## build the specimen, the edition with everything, into dist/specimen
	$(BIN) build seeds/specimen -o dist/specimen

schema: ## make what is generated in schemas/ anew: edition.schema.json, colophon.rng and the packed schemas
	COLOPHON_UPDATE=1 $(GO) test ./internal/project -run TestSchemaFile
	$(GO) run ./schemas/generate

conformance: all specimen long ## check the outputs with the validators that are installed (CI=true: all must be)
	COLOPHON_CONFORMANCE=1 $(GO) test ./internal/relaxng -run Sample
	@.ci/conformance dist dist/specimen dist/long

clean: ## remove what was built
	rm -rf bin dist

help: ## print this
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14
