# 明账 Mingzhang. The two commands: `make run` and `make test`. The others: see CONTRIBUTING.md.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

BIN := .venv/bin
# make run FILE=…: the file to check. Read from the environment, so that any name is safe.
FILE ?=
export FILE
# The workbench's port.
PORT ?= 8000

.PHONY: help setup setup-tests run test test-long lint bench docs clean

help:
	@echo 'make run [FILE=…]  安装所需，编制并核对示例、打开工作台（或核对指定文件）  set up, compile and check the sample, open the workbench (or check FILE)'
	@echo 'make test          安装所需，运行全部测试                      set up, run the tests'
	@echo 'make setup | lint | test-long | bench | docs | clean           (CONTRIBUTING.md)'

setup:
	@setup/setup.sh

setup-tests:
	@setup/setup.sh tests

# Findings make `mingzhang check` end with 1. In the sample they are what there is to see; of FILE the status is passed on.
run: setup
	@if [ -n "$$FILE" ]; then $(BIN)/mingzhang check "$$FILE"; \
	else $(BIN)/python samples/show.py && exec $(BIN)/mingzhang serve --demo --port $(PORT); fi

test: setup-tests
	@$(BIN)/python -m pytest -m 'not long' --numprocesses auto --dist worksteal

test-long: setup-tests
	@HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest tests/properties tests/fuzz --numprocesses auto --dist worksteal
	@$(BIN)/python -m pytest tests -m long --ignore tests/properties --ignore tests/fuzz

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: setup
	@$(BIN)/python -m benchmarks

docs: setup
	@if [ -f src/mingzhang/app/reference.py ]; then $(BIN)/python -m mingzhang.app.reference docs/reference; \
	else echo '没有参考手册生成器 no generator of the reference pages: src/mingzhang/app/reference.py' >&2; exit 1; fi

# What the commands above left behind, but not the environment (.venv, .uv): it may have been costly to get.
clean:
	@rm -rf build dist out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
