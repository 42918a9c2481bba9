# Works with GNU Make 3.81, which macOS has, and in a folder whose path has spaces: all paths here are relative.
.DEFAULT_GOAL := site
SHELL := /bin/sh
PY := .venv/bin/python
ARGS ?=
.SUFFIXES:
.PHONY: site serve check verify test lint format docs lock wheel screenshot bench clean distclean help run-time dev

# A shell's own Python settings must not reach the tools below.
unexport PYTHONHOME PYTHONPATH PYTHONSAFEPATH PYTHONOPTIMIZE VIRTUAL_ENV

site: run-time ## build content/ into site/ (options: make ARGS="--strict")
	@$(PY) -m timeline build $(ARGS)

serve: run-time ## show content/ in a browser, built again at each save (options: make serve ARGS="--drafts")
	@$(PY) -m timeline serve --open $(ARGS)

check: run-time ## validate content/ and write nothing
	@$(PY) -m timeline check $(ARGS)

verify: run-time ## compare the quotations with captured texts (make verify ARGS="--captures ../captures")
	@$(PY) -m timeline verify $(ARGS)

test: dev ## run the tests (some of them: make test ARGS="tests/setup -k lock")
	@$(PY) -m pytest -n auto $(ARGS)

lint: dev ## check style, types and floors
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check --quiet || { echo "Some files are not formatted: run make format."; exit 1; }
	@$(PY) -m mypy
	@$(PY) .venv/bin/lint-imports --no-logo

format: dev ## put the code into the house's format
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format

docs: dev ## make the pages of docs/ that are made from the program
	@$(PY) -m tools.checks_page
	@$(PY) -m tools.commands_page
	@$(PY) -m tools.theming_page

lock: dev ## remake the lock files (newer versions: make lock ARGS=--upgrade)
	@$(COMPILE) --output-file requirements.lock $(ARGS) pyproject.toml
	@$(COMPILE) --output-file requirements-dev.lock --group dev --constraint requirements.lock $(ARGS) pyproject.toml

COMPILE := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

wheel: dev ## make the source archive and the wheel in dist/
	@rm -rf dist
	@$(PY) -m build --no-isolation --outdir dist

screenshot: dev ## take the pictures of README and docs anew (needs Chromium)
	@$(PY) -m timeline build $(ARGS)
	@$(PY) tools/screenshot.py

bench: dev ## measure timeline against Hugo (one size, not written to docs: make bench N=1000)
	@$(PY) -m bench $(N)

clean: ## remove the built site and what the build and the linters remember
	@rm -rf site .site.* .cache/timeline dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -path ./.venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove .venv and .cache too
	@rm -rf .venv .cache

help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' Makefile | while IFS='	' read -r target what; do \
		printf '  make %-10s %s\n' "$$target" "$$what"; done

# Quick when .venv is as it should be. One after the other, also with make -j.
run-time:
	@sh tools/bootstrap.sh requirements.lock

dev: run-time ## put into .venv what tests and linters need, too
	@sh tools/bootstrap.sh requirements-dev.lock
