# Everything happens in .venv, made here; nothing needs root.
PYTHON ?= python3
BIN := .venv/bin
OUT ?= out

.PHONY: run test lint bench lock messages clean

run: .venv/run.stamp
	$(BIN)/prongsai demo --out $(OUT)

test: .venv/dev.stamp
	$(BIN)/python -m pytest -n auto --dist loadfile --cov --cov-branch --cov-report=term

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@! grep -n '://' requirements.lock requirements-dev.lock || { echo 'A lock file names an address: see docs/architecture.md, “Dependencies”.'; exit 1; }

bench: .venv/dev.stamp
	$(BIN)/python bench/measure.py

# Needs uv (any recent version); writes no address of an index into the files.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra install pyproject.toml -o requirements.lock > /dev/null
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra install --extra dev pyproject.toml -o requirements-dev.lock > /dev/null

# Brings the Thai catalogue in line with the source, compiles it, and names what has no Thai yet.
messages: .venv/dev.stamp
	$(BIN)/python tools/messages.py

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
