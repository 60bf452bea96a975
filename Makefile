# Every target is a Go command; make only gives it a name.

.PHONY: help build test generate check test-cli test262 test262-update gc-stress fuzz bench memory real

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 18

build: ## the binary, into bin/gojs
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o bin/gojs ./cmd/gojs

test: ## unit, table and golden tests
	go test ./...

generate: ## write the generated files anew
	go generate ./bytecode

check: ## everything the continuous integration runs
	go run ./cmd/check

test-cli: ## the command line's tests beside the node that NODE names (of the version gojs follows)
	GOJS_TEST_NODE=$(NODE) go test -count=1 ./cmd/gojs

test262: ## the whole conformance suite against its expectations
	go run ./cmd/test262

test262-update: ## the same, and write what happened into the expectations
	go run ./cmd/test262 -update

gc-stress: ## all language tests with a collection at every few allocations
	go run ./cmd/test262 -gc-stress 97 -verify -timeout 60s language

FUZZTIME ?= 60s
fuzz: ## every fuzz target for FUZZTIME
	@for pkg in $$(go list ./...); do \
		for f in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "== $$pkg $$f"; go test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
		done; \
	done

bench: ## speed beside node --jitless, node and goja
	go run ./cmd/bench

memory: ## memory and start beside node
	go run ./cmd/bench -memory

real: ## real programs from npm beside node
	go run ./cmd/real
