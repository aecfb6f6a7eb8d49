# Huoshui 活水: the Makefile is the interface, and these comments are the manual.
#
#   make run      活水跑起来   set everything up, start on http://127.0.0.1:8000 with the demo brand
#   make test     跑测试       every test; make test T=tests/identity runs a choice
#   make check    查一遍       format, lint, import contracts, types, house rules, spelling, console
#   make bench    测速度       every figure but the console's; BENCH="ingest identity" runs a choice, BENCH=console that
#   make demo     装演示数据   add the demo brand to the data directory; make demo PEOPLE=2000000
#   make format   改格式       rewrite the code into the house format
#   make console  造控制台     build the operators' desk when its sources changed
#   make screenshots 拍照      every screen, zh and en, light and dark, into docs/screenshots/
#   make openapi  写接口描述   docs/openapi.json from the code
#   make docs     写参考手册   docs/reference/ from the code
#   make clean    清理         caches and leavings; never your data
#
# Needed beforehand: Python 3.11 or newer, and make. Everything else, uv included, is fetched on the first call and
# stays inside this folder (.uv/, .venv/). Your data is in $(DATA); deleting that folder is a clean start.
#
# Settings that you may put behind a target:  PORT=8080  DATA=/var/lib/huoshui  PEOPLE=20000  DAYS=120  SEED=7
# WORKERS=2 (test processes).

SHELL   := /bin/sh
UV      := ./tools/uv
BIN     := .venv/bin
PORT    ?= 8000
DATA    ?= .huoshui
PEOPLE  ?= 20000
DAYS    ?= 120
SEED    ?= 7
WORKERS ?= 2
T       ?= tests
BENCH   ?=
ARGS    ?=

.DEFAULT_GOAL := help
.PHONY: help run test check check-python check-console bench demo format console screenshots openapi docs clean ready tools-ready

help:
	@sed -n '3,13s/^# \{0,1\}//p' Makefile

# ---- setting up ------------------------------------------------------------------------------------------------------

# What running needs: the locked packages, and Node to build the console; nothing for development. --inexact leaves
# development tools that are there.
ready:
	@$(UV) sync --quiet --frozen --inexact --no-default-groups --group console

# What developing needs: the same, and the linters and test tools of the lock file.
tools-ready:
	@$(UV) sync --quiet --frozen

# ---- using it --------------------------------------------------------------------------------------------------------

# Start API and worker in one process on the embedded engines. An empty data directory gets the demo brand first.
# Ctrl-C finishes what was accepted and stops.
run: ready
	@$(BIN)/python -m tools.console build || echo "huoshui: going on without the console 没有控制台也能运行" >&2
	@HUOSHUI_DATA_DIR=$(DATA) exec $(BIN)/huoshui serve --port $(PORT) --demo --people $(PEOPLE) --days $(DAYS) --seed $(SEED)

# Load the demo brand through the public door, beside a running server or without one. The same seed gives the same brand.
demo: ready
	@HUOSHUI_DATA_DIR=$(DATA) $(BIN)/huoshui demo --people $(PEOPLE) --days $(DAYS) --seed $(SEED)

# ---- working on it ---------------------------------------------------------------------------------------------------

# Browser tests want Chromium, SDK tests want the network once (npm); without them they are skipped here, never in .ci/run.
# Each test process takes a half in one piece, so that what a file sets up is set up once, and who is done first takes
# from the other. ARGS goes to pytest: make test ARGS="-x -k merge".
test: tools-ready console
	@$(BIN)/pytest $(T) -n $(WORKERS) --dist worksteal $(ARGS)

# Everything a machine can hold us to, cheapest first, code and console side by side. What it cannot is in
# CONTRIBUTING.md.
check: tools-ready
	@$(MAKE) --no-print-directory -j2 check-python check-console

check-python:
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/python -m tools.house
	@$(BIN)/typos
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/deptry src
	@$(BIN)/mypy

check-console:
	@$(BIN)/python -m tools.console check

# Rewrite, do not only complain.
format: tools-ready
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .
	@$(BIN)/python -m tools.console format

# Each benchmark prints FIGURE lines; the table at the end sets them against their goals. Under 20 minutes in all.
bench: tools-ready console
	@$(BIN)/python benchmarks/run.py $(BENCH)

# What operators see, built for `huoshui serve`; nothing to do when its sources are as they were.
console: ready
	@$(BIN)/python -m tools.console build

# A picture of every screen before a demo brand of its own; needs Chromium. Look at each before you commit one.
screenshots: tools-ready console
	@$(BIN)/python -m tools.screenshots

# The HTTP API as a file, so that a changed route shows in the diff; a test holds it current.
openapi: ready
	@$(BIN)/huoshui openapi --output docs/openapi.json

# Pages that are written by the code: commands, refusals, settings. A test holds them current.
docs: openapi
	@$(BIN)/python -m tools.reference

# Caches and leavings. The environments (.venv, .uv) and your data stay.
clean:
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .reports dist build benchmarks/.data
	@rm -rf console/node_modules console/dist src/huoshui/app/console/built
	@find src tests tools benchmarks -type d -name __pycache__ -prune -exec rm -rf {} +
