# make run    the environment from the lock file, then the pipeline over the sample documents
# make test   the environment, then all tests
# Nothing is installed outside this folder; python itself is the one that is there (3.11 or newer).

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# uv where it is there and works, else fetched from PyPI into .uv
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .uv/bin/uv)
PYTHON := .venv/bin/python

export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
export PREFECT_HOME ?= $(CURDIR)/.figures/prefect
export PREFECT_SERVER_ANALYTICS_ENABLED ?= false
export DO_NOT_TRACK ?= 1
unexport VIRTUAL_ENV
# Where a machine keeps Python from saving its bytecode, each of hundreds of commands in the tests compiles
# two thousand modules anew (six seconds each).
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test fuzz properties faults schedule lint licences sbom audit eval bench pictures clean

help: ## these lines
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/.synced ## the environment in .venv, from the lock file

run: setup ## the pipeline over the sample documents (ARGS="..." for figures run)
	@.venv/bin/figures run $(ARGS)

test: setup ## all tests (ARGS="-k toll" to choose)
	$(PYTHON) -m pytest -n 3 --dist worksteal $(ARGS)

fuzz: setup ## ten minutes of damaged input through every door, and how time grows (ARGS="--seconds 60")
	@$(PYTHON) -m benchmarks.fuzz $(ARGS)

properties: setup ## the property-based tests, with many more examples
	$(PYTHON) -m pytest -m hypothesis --hypothesis-profile=fuzz $(ARGS)

faults: setup ## kills, full disks and flipped bits, and what they left: within an hour (ARGS="--plain 20")
	@$(PYTHON) -m benchmarks.faults $(ARGS)

schedule: setup ## a schedule that is missed, overlaps, or loses its server: some minutes
	$(PYTHON) -m pytest -m schedule $(ARGS)

lint: setup ## formatting, lint, types, import boundaries, complexity, SQL, licences and hashes
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PYTHON) -m benchmarks.complexity
	.venv/bin/sqlfluff lint warehouse
	$(PYTHON) -m benchmarks.supply_chain check

licences: setup ## docs/licences.csv anew, from what the locked packages say themselves
	$(PYTHON) -m benchmarks.supply_chain licences

sbom: setup ## what is installed to run, with hashes and licences, as CycloneDX (dist/sbom.cdx.json)
	$(PYTHON) -m benchmarks.supply_chain sbom dist/sbom.cdx.json

audit: setup ## known vulnerabilities of the locked packages (pip-audit; needs the network)
	@$(PYTHON) -m benchmarks.supply_chain audit

eval: setup ## accuracy on annotated text (FIGURES_EVAL_DATA, default ../shared), as a table
	@$(PYTHON) -m benchmarks.evaluate $(ARGS)

train: setup ## the weights of the second reader, from annotated text (ARGS=--dry-run to measure only)
	@$(PYTHON) -m benchmarks.train_doubt $(ARGS)

bench: setup ## speed and size: reading, peers, start-up, loading, views, Prefect, cluster, growth (ARGS="--only reading")
	@$(PYTHON) -m benchmarks.bench $(ARGS)

profile: setup ## where the time of reading goes, by component and function (ARGS="--documents 200" for less)
	@$(PYTHON) -m benchmarks.profile $(ARGS)

pictures: setup ## the pictures in the README, from the sample documents (needs chromium)
	@$(PYTHON) -m benchmarks.pictures $(ARGS)

clean: ## remove the environment, caches and run results (not the documents)
	rm -rf .venv .uv .figures out build dist .*_cache .hypothesis

.venv/.synced: pyproject.toml uv.lock | $(filter .uv/bin/uv,$(UV))
# again with the system's certificates: behind a proxy with its own, uv's do not do
	$(UV) sync --frozen --all-extras || UV_SYSTEM_CERTS=1 $(UV) sync --frozen --all-extras
	@echo "the look-up of places (some ten seconds, once)"
	@$(PYTHON) -c "from seeds import gazetteer; gazetteer.towns()"
	@touch $@

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv
