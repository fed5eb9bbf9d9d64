# Everything here works in a virtual environment of its own (.venv) made with the Python of the machine.
# It is filled from the lock files, every package checked against its digest, and only again when they change.

VENV ?= .venv
LOCKED := $(VENV)/bin
ARGS ?=
SIZE ?= small
# The first Python that is new enough; say PYTHON=/path/to/python3 to choose another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
PIP := $(LOCKED)/python -m pip --disable-pip-version-check --no-input --quiet

.PHONY: help demo test check soak bench messages pages pictures lock analytics clean

help:
	@echo "make demo      a fictional entity, filled and served on this machine"
	@echo "make test      the tests, on SQLite and on PostgreSQL (ARGS='tests/domain -x' for some)"
	@echo "make check     ruff, mypy and the contracts between floors"
	@echo "make soak      long fuzzing and load"
	@echo "make bench     speed, as ratios against bare code (SIZE=full for the whole)"
	@echo "make messages  gather the texts to translate"
	@echo "make pages     write docs/findings again"
	@echo "make pictures  take the pictures of the guide and of the README again"
	@echo "make analytics install what consolidates the figures of many entities"
	@echo "make lock      choose the versions of the dependencies again"

demo: $(VENV)/runtime.stamp
	$(LOCKED)/rumbo demo $(ARGS)

test: $(VENV)/dev.stamp
	$(LOCKED)/python -m tests.both_engines $(ARGS)

check: $(VENV)/dev.stamp
	$(LOCKED)/ruff check .
	$(LOCKED)/ruff format --check .
	$(LOCKED)/lint-imports
	$(LOCKED)/mypy

soak: $(VENV)/dev.stamp
	$(LOCKED)/python -m tests.both_engines --only sqlite --hypothesis-profile=soak -m "not journey" $(ARGS)

bench: $(VENV)/dev.stamp
	$(LOCKED)/python -m benchmarks --size $(SIZE) $(ARGS)

messages: $(VENV)/dev.stamp
	$(LOCKED)/python -m docs.gather_messages

pages: $(VENV)/dev.stamp
	$(LOCKED)/python -m docs.build_access
	$(LOCKED)/python -m docs.build_findings
	$(LOCKED)/python -m docs.build_checks
	$(LOCKED)/python -m docs.build_rules
	$(LOCKED)/python -m docs.build_measurement
	$(LOCKED)/python -m docs.build_contents_schema
	$(LOCKED)/python -m docs.build_openapi

pictures: $(VENV)/dev.stamp
	$(LOCKED)/python -m pytest tests/journeys/test_river.py tests/journeys/test_story.py tests/journeys/test_mapping.py \
		tests/journeys/test_records.py --screenshots docs

# One resolution for runtime and tests together, for every Python from 3.11 on; no address of any registry is written.
COMPILE = $(VENV)-lock/bin/uv pip compile pyproject.toml --extra postgres --group build --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --quiet --upgrade
lock: $(VENV)-lock/bin/uv
	$(COMPILE) --group dev --output-file requirements-dev.lock
	$(COMPILE) --constraint requirements-dev.lock --output-file requirements.lock
	echo duckdb | $(VENV)-lock/bin/uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-emit-index-url --quiet --constraint requirements-dev.lock --output-file requirements-analytics.lock

$(VENV)-lock/bin/uv: | python
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip --disable-pip-version-check --quiet install uv

clean:
	rm -rf $(VENV) $(VENV)-lock build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# --- the virtual environment

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "Rumbo needs Python 3.11 or later and found none. Install it (Debian, Ubuntu: apt install \
	python3 python3-venv) or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python has no venv module, which makes the room \
	where Rumbo is installed. Debian, Ubuntu: apt install python3-venv" >&2; exit 1; }

$(LOCKED)/python: | python
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements.lock pyproject.toml | $(LOCKED)/python
	@echo "Installing what requirements.lock names (the first time takes about a minute) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# The extra with which figures of many entities are consolidated.
analytics: $(VENV)/runtime.stamp
	@$(PIP) install --require-hashes -r requirements-analytics.lock

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/runtime.stamp
	@echo "Installing what the tests need (requirements-dev.lock) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
