# The verbs of this repository. `make` alone lists them.

PYTHON ?= python3
UV     ?= uv
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
NEEDS  := pyproject.toml constraints.txt

# Folders that hold Python; the optional ones count only when they do.
CODE := src tests $(foreach dir,benchmarks examples plugins validation,$(if $(shell find $(dir) -name '*.py' 2>/dev/null),$(dir)))

# Distributions of their own, tested each in its folder; what they cover adds to the rest.
PLUGINS := $(patsubst %/pyproject.toml,%,$(wildcard plugins/*/pyproject.toml))
COVER := --append --source=src,iopkit --rcfile="$(CURDIR)/pyproject.toml" --data-file="$(CURDIR)/.coverage"

# Without bytecode files every start would compile everything again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz damage check lint types layers docs bench validate format constraints clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/.user ## install as a user would, and show what iopkit does
	PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: $(VENV)/.dev ## run the tests, those of plugins too; COVERAGE=1 says what they do not reach
	$(BIN)/$(if $(COVERAGE),coverage run,python) -m pytest --durations=10
	@set -e; for plugin in $(PLUGINS); do \
		echo "$$plugin"; \
		(cd "$$plugin" && "$(CURDIR)/$(BIN)/$(if $(COVERAGE),coverage" run $(COVER),python") -m pytest -q); \
	done
	$(if $(COVERAGE),$(BIN)/coverage report)

fuzz: $(VENV)/.dev ## mutate files for FUZZ_SECONDS (60), or FUZZ_INPUTS of them, and run the commands
	PYTHONPATH=tests $(BIN)/python -m fuzz --seed $(or $(FUZZ_SEED),1) \
		$(if $(FUZZ_ONLY),--only $(FUZZ_ONLY)) $(if $(FUZZ_INPUTS),--inputs $(FUZZ_INPUTS)) \
		$(if $(or $(FUZZ_SECONDS),$(if $(FUZZ_INPUTS),,60)),--seconds $(or $(FUZZ_SECONDS),60))

damage: $(VENV)/.dev ## kill and damage kept runs at random, and count what became of them
	PYTHONPATH=tests $(BIN)/python -m run_damages --kills 50 --damages 200

check: lint types layers docs ## everything that CI does
	$(MAKE) --no-print-directory test COVERAGE=1

lint: $(VENV)/.dev ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## mypy, strict
	$(BIN)/mypy $(CODE)

layers: $(VENV)/.dev ## imports point down only
	$(BIN)/lint-imports

docs: $(VENV)/.dev ## build the pages into build/docs; a warning is an error
	$(BIN)/sphinx-build -q -E -a -W --keep-going -b html -d build/doctrees docs build/docs

bench: $(VENV)/.bench ## measure the speed
	$(BIN)/python -m benchmarks.compare
	$(BIN)/python -m benchmarks.scaling
	$(BIN)/python -m benchmarks.common_draws
	$(BIN)/python -m benchmarks.start_up
	$(BIN)/python -m benchmarks.loading
	$(BIN)/python -m benchmarks.columns
	$(BIN)/python -m benchmarks.prove
	$(BIN)/python -m benchmarks.draw
	$(BIN)/python -m benchmarks.week
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.report_page

validate: $(VENV)/.bench ## check the simulation against theory, publications and other programs
	$(BIN)/python -m validation

format: $(VENV)/.dev ## let ruff rewrite what it can
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

constraints: ## resolve again: rewrite constraints.txt (needs uv)
	@command -v $(UV) >/dev/null || { echo "make constraints needs uv: pip install uv, or UV=path/to/uv"; exit 1; }
	$(UV) lock --quiet --upgrade
	$(UV) export --quiet --frozen --all-groups --all-extras --no-emit-project \
		--no-header --no-hashes --no-annotate --output-file constraints.txt

clean: ## remove what was built, the environment too
	rm -rf $(VENV) build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: each says that an installation is as new as the two files that describe it.
# The pip that comes with Python 3.11 knows no dependency groups, so it is renewed first.
$(VENV)/.pip:
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.user: $(VENV)/.pip $(NEEDS)
	$(PIP) install --quiet -c constraints.txt --editable '.[sim,prove,png]'
	@touch $@

$(VENV)/.dev: $(VENV)/.pip $(NEEDS)
	$(PIP) install --quiet -c constraints.txt --editable '.[sim,prove,table,cluster,png,week,ical]' --group dev
	@touch $(VENV)/.user $@

$(VENV)/.bench: $(VENV)/.dev
	$(PIP) install --quiet -c constraints.txt --group bench
	@touch $@
