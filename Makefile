# Two commands matter, and each does its whole set-up: `make run` and `make test`.
# Needed beforehand: python3.11 with venv and pip, and make.

PYTHON ?= python3.11
VENV   ?= .venv
OUTPUT ?= output
PAPERS ?= samples/plans samples/near-misses
GOLD   ?= samples/gold
FLOORS ?= bench/floors.toml

BIN     := $(VENV)/bin
SUM     := $(shell command -v sha256sum || echo shasum -a 256)
RUN_KEY := $(shell cat requirements.lock pyproject.toml | $(SUM) | cut -c1-16)
DEV_KEY := $(shell cat requirements.lock requirements-dev.lock pyproject.toml | $(SUM) | cut -c1-16)
PEERS   := $(VENV)-bench
PEER_KEY := $(shell cat requirements-bench.lock | $(SUM) | cut -c1-16)
READY   := $(VENV)/.ready-$(RUN_KEY)
DEV     := $(VENV)/.ready-dev-$(DEV_KEY)
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --no-deps
LOCKED  := $(INSTALL) --require-hashes --only-binary :all: -r
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 \
           --generate-hashes --no-annotate --no-header --group build

.DEFAULT_GOAL := help
.PHONY: help run ocr cluster s3 test lint types tests check bench peers soak floors renditions lock clean
.SILENT:

help: ## list these targets
	grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

run: $(READY) ## read the committed samples into $(OUTPUT)/current
	$(BIN)/python pipeline.py run $(PAPERS) --output $(OUTPUT)

ocr: $(READY) ## add what reads scans and pictures of pages
	$(LOCKED) requirements-ocr.lock

cluster: $(READY) ## add what sends documents to a Dask scheduler
	$(LOCKED) requirements-cluster.lock

s3: $(READY) ## add what reads and writes s3:// addresses
	$(LOCKED) requirements-s3.lock

test: lint types check tests ## everything that must hold before a change goes in

lint: $(DEV)
	$(BIN)/ruff check --quiet .

types: $(DEV)
	$(BIN)/mypy --no-error-summary

tests: $(DEV) # a worker a core; the tests of a file stay together, for they share what they make
	$(BIN)/python -m pytest -n auto --maxprocesses 8 --dist loadfile

check: $(READY) ## extraction of the samples against what they must give, held to the floors
	$(BIN)/python pipeline.py check $(PAPERS) --gold $(GOLD) --floors $(FLOORS)

bench: $(DEV) peers ## every slow test, then quality, links, peers and speed onto bench/REPORT.md; fails below a floor (docs/measuring.md)
	$(BIN)/python -m pytest -m slow
	BENCH_PYTHON=$$(ls $(PEERS)/bin/python 2> /dev/null) $(BIN)/python -m bench

peers: $(DEV) # other libraries to measure ourselves beside, in an environment of their own: their licences are not ours
	test -e $(PEERS)/.ready-$(PEER_KEY) || { rm -rf $(PEERS) && $(PYTHON) -m venv $(PEERS) \
	  && $(PEERS)/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --require-hashes --only-binary :all: \
	     -r requirements-bench.lock && touch $(PEERS)/.ready-$(PEER_KEY); } \
	  || { rm -rf $(PEERS); echo "The peers of the bench could not be installed: they are left out of the report." >&2; }

soak: $(DEV) ## hostile files, sudden ends, whole runs by the thousand; an hour or more (docs/measuring.md)
	$(BIN)/python -m pytest -m soak
	$(BIN)/python -m bench.soak
	$(BIN)/python -m tests.publish.measure_growth 20000
	$(BIN)/python -m bench.link_soak 10000 100000 1000000

floors: $(READY) ## raise the floors to what is reached today; they never fall this way
	$(BIN)/python pipeline.py check $(PAPERS) --gold $(GOLD) --floors $(FLOORS) --raise-floors

renditions: $(DEV) ## make the samples' PDF, Word, web and spreadsheet files anew
	$(BIN)/python -m samples.make

lock: $(DEV) ## settle the versions anew (UPGRADE=--upgrade takes newer ones)
	$(COMPILE) $(UPGRADE) --output-file requirements.lock > /dev/null
	$(COMPILE) $(UPGRADE) --group dev --extra cluster --extra s3 --constraint requirements.lock --output-file requirements-dev.lock > /dev/null
	$(COMPILE) $(UPGRADE) --extra ocr --constraint requirements.lock --output-file requirements-ocr.lock > /dev/null
	$(COMPILE) $(UPGRADE) --extra cluster --constraint requirements.lock --output-file requirements-cluster.lock > /dev/null
	$(COMPILE) $(UPGRADE) --extra s3 --constraint requirements.lock --output-file requirements-s3.lock > /dev/null
	$(COMPILE) $(UPGRADE) --group bench --constraint requirements.lock --output-file requirements-bench.lock > /dev/null

clean: ## remove what make built; the published dataset stays
	rm -rf $(VENV) $(PEERS) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY):
	command -v $(PYTHON) > /dev/null || { echo "$(PYTHON) is missing. On Debian: apt-get install python3.11 python3.11-venv" >&2; exit 2; }
	$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { echo "$(PYTHON) cannot make virtual environments. On Debian: apt-get install python3-venv" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	rm -f $(VENV)/.ready-*
	$(LOCKED) requirements.lock
	$(INSTALL) --no-build-isolation --editable .
	touch $@

$(DEV): $(READY)
	rm -f $(VENV)/.ready-dev-*
	$(LOCKED) requirements-dev.lock
	touch $@
