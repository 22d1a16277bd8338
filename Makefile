# Everything happens in .venv, made here; nothing needs root.
PYTHON ?= python3
BIN := .venv/bin
OUT ?= out

.PHONY: run papers test test-postgresql lint bench lock messages pictures fixture clean

# The papers of a published example, then the site with a demonstration, until Ctrl+C.
run: papers
	$(BIN)/prongsai site serve --demonstration --data $(OUT)/site

papers: .venv/run.stamp
	$(BIN)/prongsai demo --out $(OUT)

PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# All tests. Which lines were run is measured without the long ones, which run no others (tests/conftest.py).
test: .venv/dev.stamp
	$(PYTEST) -m 'not long' --cov --cov-branch --cov-report=term
	$(PYTEST) -m long

# All that knows a database, on PostgreSQL. The user of the address must be allowed to make databases.
POSTGRESQL ?= postgresql://postgres@127.0.0.1/postgres
test-postgresql: .venv/dev.stamp
	PRONGSAI_TEST_DATABASE=$(POSTGRESQL) $(PYTEST) -m 'not once' tests/site tests/browser

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@! grep -n '://' requirements.lock requirements-dev.lock || { echo 'A lock file names an address: see docs/architecture.md, “Dependencies”.'; exit 1; }

# The site on the embedded database with 500 agencies, and on PostgreSQL with as many as there are in the country: 20 minutes.
bench: .venv/dev.stamp
	$(BIN)/python bench/measure.py
	$(BIN)/python bench/measure_site.py
	$(BIN)/python bench/measure_site.py --agencies 8300 --database $(POSTGRESQL)

# The pictures of the README, taken of the demonstration in Chromium.
pictures: .venv/dev.stamp
	$(BIN)/python tools/pictures.py

# Needs uv (any recent version); writes no address of an index into the files.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-strip-extras --extra install --extra site pyproject.toml -o requirements.lock > /dev/null
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-strip-extras --extra install --extra site --extra dev pyproject.toml -o requirements-dev.lock > /dev/null

# Brings the Thai catalogue in line with the source, compiles it, and names what has no Thai yet.
messages: .venv/dev.stamp
	$(BIN)/python tools/messages.py

# A filled database of this version, kept in tests/fixtures for good once the version is tagged.
fixture: .venv/dev.stamp
	$(BIN)/python tools/fixture.py

clean:
	rm -rf .venv $(OUT) .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Prongsai needs Python 3.11 or newer: install it, or name it with  make PYTHON=/path/to/python3.12 …'; exit 1; }
	@$(PYTHON) -m venv .venv || { echo 'Python has no venv here: on Debian or Ubuntu install the package python3-venv.'; rm -rf .venv; exit 1; }

.venv/run.stamp: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
