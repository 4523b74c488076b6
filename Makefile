# Everything runs in a virtual environment of its own, .venv. Two commands do it all: `make demo`, `make test`.
# Another Python than python3: make distclean && make test PYTHON=python3.13

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
# Tests that share what is slow to make name a group, which runs in one worker.
PYTEST_ARGS ?= -n auto --dist loadgroup

# Stamps, so that nothing is installed again until pyproject.toml changes. Each needs the one before, so that
# make -j never runs two installations at once.
CREATED := $(VENV)/.stamp-created
PACKAGE := $(VENV)/.stamp-package
DEV := $(VENV)/.stamp-dev
DEMO := build/demo

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
# Guided walks. MINUTES=5 SEED=7 ONLY=ung_intro make soak
MINUTES ?= 1
SEED ?= 1
ONLY ?=
# A part of the proof: make proof PROOF_ARGS="--norm FM-GENOMF-1"
PROOF_ARGS ?=

.PHONY: help demo test lint format generated bench soak proof clean distclean

help:
	@echo "make demo       play a whole made-up case, show every step, and draw the routine and the case"
	@echo "make test       all checks and tests"
	@echo "make lint       format, lint, types and imports only"
	@echo "make format     format the code, mend what ruff can mend"
	@echo "make generated  write anew all that is generated or pinned: pictures, pages, evidence, first lines of logs"
	@echo "make bench      measure; one JSON object on stdout"
	@echo "make soak       walk through made-up cases and hold every act to what was said; MINUTES=, SEED=, ONLY="
	@echo "make proof      change the definition in every way, one at a time, and show which changes no test notices"
	@echo "make clean      remove what the tools leave behind"
	@echo "make distclean  the same, and $(VENV)"

demo: $(PACKAGE)
	@"$(BIN)/flerpart-flow" demo --diagrams $(DEMO)

test: lint
	$(BIN)/python -m pytest $(PYTEST_ARGS) --cov --cov-report=term-missing:skip-covered

lint: $(DEV)
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo

format: $(DEV)
	$(BIN)/python -m ruff format .
	$(BIN)/python -m ruff check --fix .

generated: $(DEV)
	@$(BIN)/python -m tests.generated

bench: $(DEV)
	@$(BIN)/python -m benchmarks.run

soak: $(DEV)
	@$(BIN)/python -m tests.soak.run --minutes "$(MINUTES)" --seed "$(SEED)" --only "$(ONLY)"

proof: $(DEV)
	@nice "$(BIN)/flerpart-flow" proof mutate $(PROOF_ARGS)

$(CREATED):
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "$(PYTHON) is not found. Python 3.11 or newer is needed: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is $$("$(PYTHON)" --version 2>&1), and Python 3.11 or newer is needed:" \
	    "make PYTHON=python3.11 (or newer)" >&2; exit 1; }
	@echo "Creating $(VENV) ..." >&2
	@"$(PYTHON)" -m venv $(VENV) >&2 || { \
	  echo "No virtual environment could be created. Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@touch $@

$(PACKAGE): $(CREATED) pyproject.toml
	@echo "Installing the package ..." >&2
	@$(PIP) install --editable '.[render]' >&2
	@touch $@

$(DEV): $(PACKAGE)
	@echo "Installing the tools for checks and tests ..." >&2
	@$(PIP) install --editable '.[dev]' >&2
	@touch $@

clean:
	rm -rf build dist htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)
