# Everything a fresh machine needs is Python 3.11 or later and make. `make site` and `make test` do the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
QUIETLY := --quiet --disable-pip-version-check

# What other versions of libraries are tried with: golden sites, messages, Markdown, templates, publishing, preview.
LOWEST := .venv-lowest
NEWEST := .venv-newest
TOOLS := pytest pytest-xdist hypothesis jsonschema feedparser
SMALLER := tests/test_sites.py tests/test_invalid.py tests/test_plugins.py tests/unit/parse tests/unit/render \
  tests/unit/publish tests/unit/yaml_reader tests/unit/cli tests/preview/test_server.py tests/preview/test_watcher.py

.PHONY: site test harden lowest newest check format serve bench browser java sveltia clean

site: $(STAMP)  ## build this repository's own site
	$(BIN)/letterpress build

test: $(STAMP) browser java sveltia  ## run every test
	$(BIN)/python -m pytest -n auto --dist loadgroup -q --ignore tests/alone
	$(BIN)/python -m pytest -q tests/alone

lowest: $(LOWEST)/.installed  ## run a smaller suite with the lowest versions of libraries that pyproject.toml allows
	$(LOWEST)/bin/python -m pytest -n auto --dist loadgroup -q $(SMALLER)

newest:  ## run the same with the newest versions that it allows; where that fails, it allows too much
	$(PYTHON) -m venv $(NEWEST)
	$(NEWEST)/bin/python -m tests.support.library_versions newest > $(NEWEST)/constraints.txt
	$(NEWEST)/bin/python -m pip install $(QUIETLY) --upgrade --upgrade-strategy eager \
	  --constraint $(NEWEST)/constraints.txt --editable '.[languages]' $(TOOLS)
	$(NEWEST)/bin/python -m pytest -n auto --dist loadgroup -q $(SMALLER) \
	  || { echo "pyproject.toml allows versions of libraries with which letterpress does not work"; false; }

harden: $(STAMP)  ## make the whole campaign of attempts against letterpress, and print what was tried and what failed
	LETTERPRESS_HARDEN=1 $(BIN)/python -m pytest -n auto --dist loadgroup -q tests/reliability

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

# The schema of the browser editor that `init --cms sveltia` sets up comes with its package.
sveltia:
	@[ -d .sveltia/node_modules/@sveltia/cms ] \
	  || { command -v npm >/dev/null && npm install --silent --no-fund --no-audit --prefix .sveltia \
	       @sveltia/cms@$$(sed -n 's/^SVELTIA_VERSION = "\(.*\)"/\1/p' src/letterpress/scaffold/editors.py) >/dev/null; } \
	  || echo "no npm found: the settings of Sveltia CMS will not be checked, and the tests that do so will be skipped"

$(STAMP): pyproject.toml requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install $(QUIETLY) --requirement requirements-dev.txt
	$(BIN)/python -m pip install $(QUIETLY) --no-deps --editable .
	@touch $@

$(LOWEST)/.installed: pyproject.toml requirements-dev.txt
	$(PYTHON) -m venv $(LOWEST)
	$(LOWEST)/bin/python -m tests.support.library_versions lowest > $(LOWEST)/constraints.txt
	$(LOWEST)/bin/python -m pip install $(QUIETLY) --constraint $(LOWEST)/constraints.txt --editable '.[languages]' $(TOOLS)
	@touch $@

clean:
	rm -rf $(VENV) $(LOWEST) $(NEWEST) .letterpress .bench .sveltia
