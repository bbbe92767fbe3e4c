# Every target can be run again at no cost. `make help` lists them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help site serve check test lint quality floors lock clean

help: ## list what can be done
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

$(VENV)/.installed: requirements.lock pyproject.toml
	@echo "Installing Communiqué into $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Communiqué needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@echo "Installing what tests and lint need into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

site: $(VENV)/.installed ## seeds/ and briefings/ -> site/
	@$(BIN)/python scripts/build.py

serve: $(VENV)/.installed ## the site on http://127.0.0.1:8000/, rebuilt as files are saved
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

check: $(VENV)/.installed ## everything wrong in the collection, nothing changed
	@$(BIN)/communique check

test: $(VENV)/.installed-dev ## all tests
	@$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

quality: $(VENV)/.installed ## scores of recognition on labelled articles (LABELS=folder)
	@$(BIN)/communique quality $(or $(LABELS),tests/quality)

floors: $(VENV)/.installed ## raises the floors of the quality gate to the scores
	@$(BIN)/communique quality tests/quality --raise-floors

lock: $(VENV)/.installed-dev ## renew both lock files from pyproject.toml
	@$(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade \
	  --python-version 3.11 pyproject.toml --group build --output-file requirements.lock
	@$(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade \
	  --python-version 3.11 --constraint requirements.lock pyproject.toml --group build --group dev --output-file requirements-dev.lock

clean: ## remove what builds made, never seeds/ or briefings/
	@rm -rf site .communique
	@git clean -fdXq site_src
