# Everything a fresh machine needs is Python 3.11 or later and make. `make site` and `make test` do the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: site test check format serve bench browser java clean

site: $(STAMP)  ## build this repository's own site
	$(BIN)/letterpress build

test: $(STAMP) browser java  ## run every test
	$(BIN)/python -m pytest -n auto --dist loadgroup -q --ignore tests/alone
	$(BIN)/python -m pytest -q tests/alone

serve: $(STAMP)  ## preview this repository's own site
	$(BIN)/letterpress serve

check: $(STAMP)  ## lint, format, types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(STAMP)  ## put code into its form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(STAMP)  ## measure against other generators; writes docs/benchmarks.md; BENCH="--posts 1000" is shorter
	$(BIN)/python -m bench $(BENCH)

# The browser tests need a Chromium; where one is missing and cannot be installed, they say so and are skipped.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; } \
	  || echo "no Chromium found: browser tests will be skipped"

# The checker of HTML, which comes with the development requirements, is a Java program; the same holds for it.
java:
	@command -v java >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && apt-get update -qq && apt-get install -y -qq default-jre-headless >/dev/null; } \
	  || echo "no Java found: HTML will not be checked, and the tests that do so will be skipped"

$(STAMP): pyproject.toml requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

clean:
	rm -rf $(VENV) .letterpress .bench
