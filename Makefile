# Two commands do everything on a fresh machine: `make run` and `make test`.
# They want Python 3.11 or newer, and use uv where it is installed.

PYTHON ?= python3
VENV ?= .venv
UV := $(shell command -v uv 2>/dev/null)

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

ifdef UV
MAKE_VENV = $(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
INSTALL = $(UV) pip install --quiet --python $(BIN)/python
else
MAKE_VENV = $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: run test quick lint screenshot clean

run: $(VENV)/.app
	$(BIN)/rehearse app

test: $(VENV)/.app $(VENV)/.dev
	sh tests/install-system-packages
	$(MAKE) lint
	$(BIN)/python -m pytest -n 2 --dist loadgroup

quick: $(VENV)/.app $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow"

lint: $(VENV)/.app $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

screenshot: $(VENV)/.app $(VENV)/.dev
	$(BIN)/python docs/screenshot.py

$(VENV)/.app: pyproject.toml
	$(MAKE_VENV)
	$(INSTALL) --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.app
	$(INSTALL) --group dev
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
