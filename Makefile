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

# Everything in eval/reports, from the encoder and the questions as they are: after each change of
# either. DOCS are the documents that stand beside the sample as distractors.
.PHONY: reports
reports: $(VENV)/.installed-dev ## Measure everything anew and keep it in eval/reports
	rm -rf build/eval
	$(BIN)/kamervragen index qa/sample --store build/eval/sample.store
	$(BIN)/python -m eval run --store build/eval/sample.store --name sample --out build/eval/sample
	$(BIN)/python -m eval report build/eval/sample/results.json --out eval/reports/sample.html
	$(BIN)/python -m eval check-baseline --results build/eval/sample/results.json --update
	$(BIN)/python -m eval ingredients --store build/eval/sample.store
	cp build/eval/sample/figures.md eval/reports/sample.md
	cp build/eval/sample/figures.json eval/reports/figures.json
	test ! -d $(DOCS) || $(MAKE) reports-among-others

.PHONY: reports-among-others
reports-among-others:
	$(BIN)/kamervragen index qa/sample $(DOCS) --store build/eval/all.store || test -d build/eval/all.store
	$(BIN)/python -m eval run --store build/eval/all.store --name distractors --out build/eval/distractors
	$(BIN)/python -m eval compare build/eval/sample/results.json build/eval/distractors/results.json
	$(BIN)/python -m eval make-known-item --store build/eval/all.store --out build/eval/known.jsonl
	$(BIN)/python -m eval run --store build/eval/all.store --set build/eval/known.jsonl --name known-item --out build/eval/known-item
	cp build/eval/distractors/figures.md eval/reports/distractors.md
	cp build/eval/known-item/figures.md eval/reports/known-item.md

clean: ## Remove what was made: environment, index, caches
	rm -rf $(VENV) $(STORE) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
