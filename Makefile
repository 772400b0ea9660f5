# New here? Start with `make run` and `make test`. They need only Python 3.11+ and make.

PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11
PORT ?= 8000
BIN := .venv/bin
RUNTIME := .venv/.runtime
TOOLS := .venv/.tools
WORKERS ?= 2
# Tests that failed last time run first.
# It writes counters into the code that it measures; a tracer would add two thirds to the suite's time.
METER := $(if $(MEASURE),-m slipcover --json --out var/coverage.json)
PYTEST := $(BIN)/python $(METER) -m pytest -n $(WORKERS) --dist worksteal --failed-first
TESTS ?= tests
CATALOG := portal/locale/es/LC_MESSAGES/django.po
# Run inside the folder: with --prefix, npm would not read the machine's own settings. Without a
# package.json there, npm would install into the nearest folder above that has one.
NPM_INSTALL := echo '{"private": true}' >package.json && npm install --no-audit --no-fund --ignore-scripts
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help run dev test test-postgres coverage validators lighthouse lint-static check lint types laws deployment messages bench chaos prove

help: ## list these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(RUNTIME) ## serve the demo school on http://127.0.0.1:8000
	@exec env PORT=$(PORT) $(BIN)/python -m portal.serving.serve

dev: $(TOOLS) ## like run, with reload of code and templates, the debug toolbar, and mail printed
	@exec env PORT=$(PORT) $(BIN)/python -m portal.serving.develop

test: $(TOOLS) ## the whole suite on SQLite, with browser tests if Chromium is installed; TESTS=tests/unit for a part
	$(PYTEST) $(LESS) $(TESTS)

test-postgres: $(TOOLS) ## the same suite on a real PostgreSQL; LESS="-m …" excludes some
	$(BIN)/python -m tests.servers.postgres_cluster $(PYTEST) $(LESS) $(TESTS)

coverage: $(TOOLS) ## which code `make test MEASURE=yes` ran: at least 95 % of clinic_hours and 90 % of all
	@$(BIN)/python -m tests.coverage_report var/coverage.json

validators: ## install the HTML and structured data validators (needs java and npm); the suite then uses them
	@mkdir -p var/validators
	cd var/validators && $(NPM_INSTALL) vnu-jar@26.9.27 schema-dts@2.1.0 typescript@5.9.3

lighthouse: $(RUNTIME) ## Lighthouse on every type of public page, as on a slow phone (needs npm and Chromium)
	@mkdir -p var/lighthouse
	cd var/lighthouse && $(NPM_INSTALL) lighthouse@12.8.2
	$(BIN)/python -m tests.lighthouse $(PAGES)

lint-static: var/linters/.installed ## lint scripts and style sheets; part of check if npm is installed
	var/linters/node_modules/.bin/eslint portal/static
	var/linters/node_modules/.bin/stylelint --config-basedir var/linters "portal/static/**/*.css"

check: lint types laws deployment ## lint, format, templates, scripts, style sheets, types, import contracts, migrations, messages, deployment

lint: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet portal home courses clinic_hours
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory lint-static; \
	else echo "Scripts and style sheets are not checked: apt-get install npm"; fi

types: $(TOOLS)
	$(BIN)/mypy portal home courses clinic_hours

laws: $(TOOLS)
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m pytest -q tests/architecture
	@if command -v msgfmt >/dev/null; then \
		find portal home courses clinic_hours -name '*.po' -print0 | xargs -0 -n 1 msgfmt --check --output-file=/dev/null; \
	else echo "Messages are not checked: apt-get install gettext"; fi

deployment: $(TOOLS)
	@key=$$(mktemp -u) && $(BIN)/python manage.py make_signing_key $$key >/dev/null && \
		SIGNING_KEY_FILE=$$key SECRET_KEY=$$(head -c 48 /dev/urandom | base64 | tr -d '\n') ALLOWED_HOSTS=school.test \
		SITE_URL=https://school.test EMAIL_URL=smtp://127.0.0.1:25 CACHE_URL=dbcache://cache \
		$(BIN)/python manage.py check --deploy --fail-level WARNING --settings portal.settings.production; \
		found=$$?; rm -f $$key; exit $$found

messages: $(RUNTIME) ## extract and compile translations (needs gettext)
	@command -v xgettext >/dev/null || { echo "Translations need gettext: apt-get install gettext"; exit 1; }
	$(BIN)/python manage.py makemessages --locale es --add-location file --no-obsolete --no-wrap --ignore tests --ignore var
	@# The date would change with every run and cause merge conflicts.
	@grep -v '^"POT-Creation-Date:' $(CATALOG) >$(CATALOG).new && mv $(CATALOG).new $(CATALOG)
	msgfmt --check-format --statistics --output-file=$(CATALOG:.po=.mo) $(CATALOG)

bench: $(RUNTIME) ## benchmarks: ratios measured side by side in one run; SIZE=20000 for a quick one
	$(BIN)/python -m tests.performance.bench $(SIZE)

prove: $(TOOLS) ## remove each guard in services in turn and list those that no test misses; ONLY=sign_offs for some
	$(BIN)/python -m tests.prove $(ONLY)

chaos: $(TOOLS) ## kill -9 workers, and cut a kiosk's connection 1,000 times, on a real PostgreSQL; a quarter of an hour
	$(BIN)/python -m tests.chaos
	$(BIN)/python -m tests.chaos.taps

.venv/bin/python:
	@for python in $(PYTHONS); do \
		$$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
			&& exec $$python -m venv .venv; \
	done; \
	echo "Practicum needs Python 3.11 or later with venv (on Debian: apt-get install python3-venv)."; exit 1

$(RUNTIME): requirements.txt constraints.txt | .venv/bin/python
	@echo "Installing Practicum's libraries (about a minute, once) …"
	@$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

var/linters/.installed: Makefile
	@echo "Installing the linters for scripts and style sheets …"
	@mkdir -p var/linters
	cd var/linters && $(NPM_INSTALL) --silent eslint@9.39.1 @eslint/js@9.39.1 globals@16.3.0 \
		stylelint@16.25.0 stylelint-config-standard@39.0.1
	@touch $@

$(TOOLS): requirements-dev.txt $(RUNTIME)
	@echo "Installing the development tools …"
	@$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@
