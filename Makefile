# The two commands to know: `make run` and `make test`. Everything else is a part of them.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   ?= .venv
STORE  ?= store
BIN    := $(VENV)/bin
Q      ?= Hoeveel demonstranten zijn er gedood in Irak?
DOCS   ?= ../shared/documents

export KAMERVRAGEN_STORE := $(STORE)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
.DELETE_ON_ERROR:
.PHONY: run ask test lint format chromium screens parse-report train eval clean

run: $(STORE)/manifest.json ## Make the environment and the sample index, answer one question, serve
	@$(BIN)/kamervragen search "$(Q)" -k 1
	@$(BIN)/kamervragen serve

ask: $(STORE)/manifest.json ## make ask Q="…": the nearest official answers on the terminal
	@$(BIN)/kamervragen search "$(Q)"

$(STORE)/manifest.json: | $(VENV)/.installed
	$(BIN)/kamervragen index qa/sample

# torch first and alone: what comes after is satisfied by it and asks for no other build.
$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@

test: lint chromium ## Lint, types, tests and browser tests
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The browser tests use Debian's Chromium. Where it cannot be installed they are skipped, by name.
chromium:
	@command -v chromium >/dev/null \
	|| { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] \
	     && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } \
	|| echo "Browser tests will be skipped: install Debian's package chromium (apt-get install chromium)."

screens: $(STORE)/manifest.json $(VENV)/.installed-dev chromium ## Make the readme's pictures anew
	$(BIN)/python -m tests.screens

parse-report: $(VENV)/.installed ## make parse-report DOCS=folder: what the parser makes of a folder
	$(BIN)/python -m qa.parse_report $(DOCS)

train: $(VENV)/.installed-dev ## Rebuild the bundled encoder from ../shared/training
	$(BIN)/python -m index.training

eval: $(VENV)/.installed-dev ## Score retrieval on the project's own questions
	$(BIN)/python -m eval run

clean: ## Remove what was made: environment, index, caches
	rm -rf $(VENV) $(STORE) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
