# What people type. `make site` and `make test` set up everything they need; the second time they only do the work.
#
#   make test PYTEST_FLAGS="-k fold -x"     some of the tests
#   make site LEISHU_FLAGS=--strict         warnings are errors
#   make site PYTHON=python3.13             the Python to set up with, where the first one found is not the one you want

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

LEISHU_FLAGS ?=
PYTEST_FLAGS ?=
# Recursive on purpose: looked for only by a recipe that sets something up.
PYTHON ?= $(shell for it in python3 python python3.14 python3.13 python3.12 python3.11; do \
	"$$it" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$$it"; break; }; done)
UV := $(or $(shell command -v uv),.cache/uv/bin/uv)
# Python is the one on this machine, or a clear word that it is missing; never one that uv fetches by itself.
export UV_PYTHON_DOWNLOADS := never
# As pip and git do: behind a company's proxy, its certificate is one of the system's.
export UV_SYSTEM_CERTS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# A virtual environment that is there keeps its Python: asking for another one would replace it.
SYNC = $(UV) sync --quiet --locked $(if $(wildcard .venv/bin/python),,--python "$(PYTHON)")

.PHONY: help site test lint quality check serve browser clean

help: ## this list
	@sed -nE 's/^([a-z]+):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

site: .venv/.site ## build the site, in every script, into site/
	.venv/bin/leishu build $(LEISHU_FLAGS)
	@printf '%s\n' '' "The site is in $(CURDIR)/site. To look at it:" \
		'    python3 -m http.server -d site 8000     then open http://localhost:8000/' \
		'    make serve                              the same, and an edit shows at once'

test: lint browser ## lint, types, and all tests
	@echo '== pytest'
	PYTHONWARNDEFAULTENCODING=1 .venv/bin/python -m pytest -n auto --maxprocesses=4 --dist=loadgroup $(PYTEST_FLAGS)

lint: .venv/.test ## ruff and mypy
	@echo '== ruff, mypy'
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

quality: .venv/.test ## how well names are found and passages sorted: the figures, and what was missed
	.venv/bin/python benchmarks/knowledge/marked.py

check: .venv/.site ## what is wrong with the content: file, line, rule, remedy
	.venv/bin/leishu check $(LEISHU_FLAGS)

serve: .venv/.site ## the site in the browser; an edit shows without a restart
	.venv/bin/leishu serve $(LEISHU_FLAGS)

browser:
	@.ci/browser

clean: ## remove what was made, and the environment with it
	rm -rf build site dist .venv .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache

# --- setting up -------------------------------------------------------------------------------------------------------

.venv/.site: pyproject.toml uv.lock | python $(filter .cache/%,$(UV))
	@echo '== setting up what the site needs' >&2
	$(SYNC) --no-dev --inexact
	@touch $@

.venv/.test: pyproject.toml uv.lock | python $(filter .cache/%,$(UV))
	@echo '== setting up what the tests need' >&2
	$(SYNC) --all-extras
	@touch .venv/.site $@

.PHONY: python
python:
	@[ -x .venv/bin/python ] || "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'Leishu needs Python 3.11 or newer, and found none.' >&2; \
		echo 'Install one (Debian 12 and later: apt-get install python3 python3-venv), or name it: make site PYTHON=/path/to/python3.12' >&2; \
		exit 1; }

# Either of pip and venv is enough to fetch uv.
.cache/uv/bin/uv: | python
	@echo '== fetching uv, which installs what uv.lock says'
	@rm -rf .cache/uv
	@{ "$(PYTHON)" -m venv .cache/uv >/dev/null 2>&1 && .cache/uv/bin/python -m pip install -qq uv; } \
		|| { rm -rf .cache/uv; "$(PYTHON)" -m pip install -qq --target .cache/uv uv; } || { \
		echo 'uv could not be fetched. It needs pip or venv (Debian: apt-get install python3-pip python3-venv) and a package index.' >&2; \
		exit 1; }
