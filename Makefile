# Two commands are all a newcomer needs: `make run` and `make test`.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
# The first interpreter that is really Python 3.11 or newer.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.DEFAULT_GOAL := help
.PHONY: help run demo test soak check fix lock bench clean

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/app.stamp  ## set up what is missing and serve on http://localhost:8501
	@$(BIN)/python -m dashboard serve

demo: export DATABASE_URL := sqlite:///$(CURDIR)/var/demo.sqlite3
demo: $(VENV)/app.stamp  ## serve an invented service from a database of its own (var/demo.sqlite3)
	@$(BIN)/python -m dashboard example load
	@echo "Open http://localhost:8501/?service=exampleshire"
	@$(BIN)/python -m dashboard serve

# Python may keep what it compiled: without it, pytest rewrites every test again in each process.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/dev.stamp  ## install what the tests need and run all of them
	@$(BIN)/python -m tests.e2e.browser
	@$(BIN)/python -m tests.postgresql_server
	@$(BIN)/python -m tests.reverse_proxy
	@# Many tests start processes: where Python may not write its own cache, each would compile all.
	@$(BIN)/python -m compileall -q dashboard tests
	$(BIN)/python -m pytest -n 2 --dist worksteal --durations=10

soak: export KILLS := 400
soak: export SOAK := 1
soak: $(VENV)/dev.stamp  ## kill hundreds of writers, attack small numbers and send hostile files, for long
	@$(BIN)/python -m tests.postgresql_server
	$(BIN)/python -m pytest tests/store/test_faults.py -k killed
	$(BIN)/python -m pytest tests/core/disclosure/test_attacks.py tests/importers/files/test_grids_hostile.py

check: $(VENV)/dev.stamp  ## style, types, import contracts, definitions; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m dashboard check

fix: $(VENV)/dev.stamp  ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/bench.stamp  ## measure page, network and load times; prints ratios
	$(BIN)/python -m benchmarks

lock: $(VENV)/dev.stamp  ## compile the exact versions from pyproject.toml
	$(BIN)/uv pip compile -q --no-header --no-emit-index-url --no-annotate \
		--universal --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --no-header --no-emit-index-url --no-annotate \
		--universal --python-version 3.11 --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile -q --no-header --no-emit-index-url --no-annotate \
		--universal --python-version 3.11 --extra bench -c requirements-dev.txt pyproject.toml -o requirements-bench.txt

clean:  ## remove the environment (the database in var/ stays)
	rm -rf $(VENV)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found: install it, then run make again."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv==$(UV_VERSION) \
		|| echo "uv could not be installed; pip is used instead (slower)."

# Councils' networks often sign with a certificate of their own, which the system knows.
export UV_SYSTEM_CERTS := 1
# $(1) is a requirements file; uv where it works, else pip. Compiled once here, as pip does too:
# where Python may not write its own cache, every start would compile everything again.
install = { [ -x $(BIN)/uv ] && $(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python -r $(1); } \
	|| $(BIN)/python -m pip install -q --disable-pip-version-check -r $(1)

$(VENV)/app.stamp: requirements.txt | $(BIN)/python
	@echo "Installing the dashboard (about a minute the first time) ..."
	@$(call install,requirements.txt)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/app.stamp
	@echo "Installing what the checks and tests need ..."
	@$(call install,requirements-dev.txt)
	@touch $@

$(VENV)/bench.stamp: requirements-bench.txt $(VENV)/dev.stamp
	@echo "Installing what the benchmarks compare with ..."
	@$(call install,requirements-bench.txt)
	@touch $@
