# make demo     serve a trial with a week of sessions on http://127.0.0.1:8000 (PORT changes it)
# make test     run every check
# make install  create .venv with all that running and testing need
# make lock     recompile the pinned requirements
# make messages collect the strings to translate in translations/messages.pot
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help install demo test lint lock messages clean browser

export DEBIAN_FRONTEND := noninteractive
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

BIN := .venv/bin
STAMPS := .venv/stamps
RUN := $(BIN)/python -m
PIP_INSTALL := $(RUN) pip install -qq --require-hashes
PIP_COMPILE := $(RUN) piptools compile --quiet --no-header --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

# Half of what is installed is never imported; compiling it would double the time of make demo.
NOT_RUN := /(tests?|twilio/rest|pip|setuptools|pkg_resources)/

# What is compiled on the way is compiled anew when its source changes; else it is only loaded.
COMPILED := $(shell find scheduler/solve scheduler/reprice -name '*.py')

help:
	@grep '^# make' Makefile | cut -c3-

install: $(STAMPS)/warm browser

demo: $(STAMPS)/warm
	@exec $(RUN) app.ops.demonstration

# Loops are compiled on one core while the other one installs and lints. Tests wait for browsers and
# databases: four at a time keep two cores busy.
test:
	@$(MAKE) --no-print-directory --jobs=2 install lint
	$(RUN) pytest -n 4 --maxschedchunk=1

lint: $(STAMPS)/development
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(BIN)/lint-imports
	$(RUN) djlint --lint --quiet templates

lock: $(STAMPS)/development
	$(PIP_COMPILE) -o requirements.txt requirements.in
	$(PIP_COMPILE) -o requirements-embedded.txt requirements-embedded.in
	$(PIP_COMPILE) -o requirements-dev.txt requirements-dev.in

messages: $(STAMPS)/development
	$(RUN) babel.messages.frontend -q extract -F babel.cfg -k _l -k said --no-location --sort-output \
		--project Tarjuman -o translations/messages.pot .

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is newer than the requirements it has installed.
$(STAMPS)/venv: tools/make_venv.sh
	@bash tools/make_venv.sh
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/demonstration: $(STAMPS)/venv requirements.txt requirements-embedded.txt
	@echo "Installing what running needs into .venv (a minute or two the first time)"
	@$(PIP_INSTALL) --no-compile -r requirements.txt -r requirements-embedded.txt
	@$(RUN) compileall -q -j 0 -x '$(NOT_RUN)' .venv/lib || true
	@touch $@

$(STAMPS)/warm: $(STAMPS)/demonstration $(COMPILED)
	@echo "Compiling the scheduler's loops (two or three minutes the first time)"
	@$(RUN) scheduler warm
	@touch $@

$(STAMPS)/development: $(STAMPS)/demonstration requirements-dev.txt
	@echo "Installing what testing needs into .venv"
	@$(PIP_INSTALL) -r requirements.txt -r requirements-embedded.txt -r requirements-dev.txt
	@touch $@

browser: $(STAMPS)/development
	@bash tools/find_browser.sh
