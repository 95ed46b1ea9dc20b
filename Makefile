# Two commands need nothing but Python 3.11+ and make:
#   make demo   builds the example case and prints where its page is
#   make test   style, types, import order and the tests
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := PIP_CONSTRAINT=requirements.lock PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/pip install --quiet --no-compile
# uv does in seconds what takes pip most of a minute; pip does all of it where it is told of an index
# that uv does not know, and where uv cannot be had or finds no way
UV    := $(BIN)/uv pip install --quiet --python $(BIN)/python \
         --constraints requirements.lock --build-constraints requirements.lock
install = (! $(BIN)/pip config list | grep -q index && $(PIP) uv && $(UV) $(1)) 2>/dev/null \
         || $(PIP) $(1)
# pip compiles every file, one after the other; their own tests nobody imports, and two cores share
# the rest. The demo is sooner drawn without: Python compiles what it imports.
COMPILE := $(BIN)/python -m compileall -q -q --workers 2 -x '/(tests?|testing|pip|setuptools)/'

# how many processes the tests have: one more than the cores of a small machine, as who looks at
# pages waits for the browser again and again (a process comes to 1 GB)
WORKERS ?= 3

# what is imported is compiled once, not in each of the processes that the tests start
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test tests lint types proof sample bench docs lock clean neo4j neo4j-stop
.DEFAULT_GOAL := help

help:
	@sed -n 's/^#   //p' $(MAKEFILE_LIST)

$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.demo: $(VENV)/.made pyproject.toml requirements.lock $(wildcard viz/js/*.js viz/js/walk/*.js)
	$(call install,--editable .)
	@touch $@

$(VENV)/.dev: $(VENV)/.made pyproject.toml requirements.lock $(wildcard viz/js/*.js viz/js/walk/*.js)
	$(call install,--editable '.[dev]')
	-@$(COMPILE) $(VENV)/lib
	@touch $@ $(VENV)/.demo

demo: $(VENV)/.demo
	@$(BIN)/joinedup demo

test: $(VENV)/.dev
	@$(MAKE) --no-print-directory --jobs 2 lint tests

tests: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadgroup

lint: $(VENV)/.dev
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy

# hours allowed, and gone on with where it was stopped: writes docs/proof.md
proof: $(VENV)/.dev
	JOINEDUP_EXAMPLES=10000 $(BIN)/python -m pytest tests/knowledge --numprocesses 2
	$(BIN)/python -m tests.proof

# some of it, as CI does
sample: $(VENV)/.dev
	$(BIN)/python -m tests.proof --sample

# a Neo4j server of our own for the tests (Maven and Java 17 fetch and run it); prints how to use it
neo4j: $(VENV)/.dev
	@$(BIN)/python -m tests.neo4j.server start

neo4j-stop: $(VENV)/.dev
	@$(BIN)/python -m tests.neo4j.server stop

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

docs: $(VENV)/.dev
	$(BIN)/python -m graphdb.vocabulary
	$(BIN)/python -m graphdb.schema
	$(BIN)/python -m queries.docs
	$(BIN)/python -m loaders.messages_page
	$(BIN)/python -m joinedup.docs
	$(BIN)/python -m tests.conformance.page

# what development and CI install, pinned; written without download addresses
lock: $(VENV)/.dev
	$(BIN)/pip freeze --exclude-editable | LC_ALL=C sort -f > requirements.lock

clean:
	rm -rf $(VENV) demo dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
