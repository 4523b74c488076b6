# Everything runs in a virtual environment of its own, .venv. Two commands do it all: `make demo`, `make test`.
# Another Python than python3: make distclean && make test PYTHON=python3.13

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
# What is installed is locked, each file by its hash. A package that is built here would bring build tools that no lock
# names, so only wheels are taken; where a package has none for the machine: make demo WHEELS=
WHEELS ?= --only-binary :all:
LOCKED = $(PIP) install --require-hashes $(WHEELS) --requirement
PACKAGE_LOCK := requirements/package.txt
DEV_LOCK := requirements/dev.txt
# Good for every Python from the lowest one, on every platform; without the address that anything was found at. A registry
# is trusted as far as the machine trusts it, which may have one of its own.
COMPILE := $(BIN)/uv pip compile --quiet --system-certs --universal --python-version 3.11 --generate-hashes --no-annotate --no-header
# Every version anew. After a change in pyproject.toml, and no more than it asks for: make lock UPGRADE=
UPGRADE ?= --upgrade
# The build tools, one a line: uv reads all but those from pyproject.toml itself.
BUILD_TOOLS := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")
# Tests that share what is slow to make name a group, which runs in one worker.
PYTEST_ARGS ?= -n auto --dist loadgroup

# Stamps, so that nothing is installed again until pyproject.toml or a lock changes. Each needs the one before, so that
# make -j never runs two installations at once.
CREATED := $(VENV)/.stamp-created
PACKAGE := $(VENV)/.stamp-package
DEV := $(VENV)/.stamp-dev
DEMO := build/demo
HANDBOOK := build/handbook

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
# Guided walks, hostile inputs, killed writers, every small report, shaped inputs. MINUTES=5 SEED=7 ONLY=ung_intro make soak
# Guards against history, so many acts, on two cores: ONLY=oracle INPUTS=200000 JOBS=2 make soak
MINUTES ?= 1
SEED ?= 1
ONLY ?=
INPUTS ?= inf
JOBS ?= 1
# How many cases, and where their logs are to lie: make bench-large CASES=50000 FOLDER=/var/tmp/logs
CASES ?= 1000000
FOLDER ?=
# A part of the proof: make proof PROOF_ARGS="--norm FM-GENOMF-1"
PROOF_ARGS ?=

.PHONY: help demo handbook test coverage lint format generated lock bench bench-large soak proof compare clean distclean

help:
	@echo "make demo       play a whole made-up case, show every step, and draw the routine and the case"
	@echo "make handbook   the routines as pages for a browser, in build/handbook"
	@echo "make test       all checks and tests"
	@echo "make coverage   the tests again, watched: which lines and branches no test comes to; under 95 % fails"
	@echo "make lint       format, lint, types and imports only"
	@echo "make format     format the code, mend what ruff can mend"
	@echo "make generated  write anew all that is generated or pinned: pictures, pages, first lines of logs"
	@echo "make lock       lock the newest versions of all that is installed, with hashes; then: make generated"
	@echo "make bench      measure; one JSON object on stdout"
	@echo "make bench-large  the same for very many cases, by hand; CASES=, FOLDER="
	@echo "make soak       walk through made-up cases and hold every act to what was said; MINUTES=, SEED=, ONLY=, INPUTS=, JOBS="
	@echo "make proof      change the definition in every way, one at a time, and show which changes no test notices"
	@echo "make compare    change every weight and value of the rules, one at a time, and show what comes of each"
	@echo "make clean      remove what the tools leave behind"
	@echo "make distclean  the same, and $(VENV)"

demo: $(PACKAGE)
	@"$(BIN)/flerpart-flow" demo --diagrams $(DEMO)

# With Node the page where one tries a case, too; npm's packages are fetched once.
handbook: $(DEV)
	@"$(BIN)/flerpart-flow" handbook $(HANDBOOK) \
	  $$($(BIN)/python -m tests.node.npm >&2 && echo --pyodide tests/node/node_modules/pyodide)

test: lint
	$(BIN)/python -m pytest $(PYTEST_ARGS)

# Apart from the tests, since to watch each branch more than doubles what they take.
coverage: $(DEV)
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

lock: $(DEV)
	$(BIN)/python -c '$(BUILD_TOOLS)' | $(COMPILE) $(UPGRADE) --all-extras pyproject.toml - --output-file $(DEV_LOCK)
	$(BIN)/python -c '$(BUILD_TOOLS)' | $(COMPILE) $(UPGRADE) --extra render --constraint $(DEV_LOCK) pyproject.toml - \
	  --output-file $(PACKAGE_LOCK)

bench: $(DEV)
	@$(BIN)/python -m benchmarks.run

bench-large: $(DEV)
	@$(BIN)/python -m benchmarks.large --cases "$(CASES)" $(if $(FOLDER),--folder "$(FOLDER)")

soak: $(DEV)
	@$(BIN)/python -m tests.soak.run --minutes "$(MINUTES)" --seed "$(SEED)" --only "$(ONLY)" \
	  --inputs "$(INPUTS)" --jobs "$(JOBS)"

proof: $(DEV)
	@nice "$(BIN)/flerpart-flow" proof mutate $(PROOF_ARGS)

compare: $(DEV)
	@nice "$(BIN)/python" -m tests.compare.whole

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

$(PACKAGE): $(CREATED) pyproject.toml $(PACKAGE_LOCK)
	@echo "Installing the package ..." >&2
	@$(LOCKED) $(PACKAGE_LOCK) >&2
	@$(PIP) install --no-deps --no-build-isolation --editable . >&2
	@touch $@

$(DEV): $(PACKAGE) $(DEV_LOCK)
	@echo "Installing the tools for checks and tests ..." >&2
	@$(LOCKED) $(DEV_LOCK) >&2
	@touch $@

clean:
	rm -rf build dist htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)
