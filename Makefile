# The daily commands. Needed beforehand: git, make and Python 3.11 or newer; nothing else.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Of several Pythons the first that is new enough; PYTHON=… names another.
PYTHON ?= python3.13 python3.12 python3.11 python3.14 python3 python

# make up DATA=.data/second WEB_PORT=8500 PREFECT_PORT=4300 SMTP_PORT=2600
ifdef DATA
export BANSHI_DATA_DIR := $(DATA)
endif
# make up DATA=.data/2024 DEMO=2024
ifdef DEMO
export BANSHI_DEMO_YEAR := $(DEMO)
endif
ifdef WEB_PORT
export BANSHI_WEB_PORT := $(WEB_PORT)
endif
ifdef PREFECT_PORT
export BANSHI_PREFECT_PORT := $(PREFECT_PORT)
endif
ifdef SMTP_PORT
export BANSHI_SMTP_PORT := $(SMTP_PORT)
endif

.PHONY: help up test check journey bench migration docs lock install format

help:  ## 列出这些命令
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

up: $(STAMP)  ## 启动演示办公室（DATA=目录 DEMO=年份 WEB_PORT= PREFECT_PORT= SMTP_PORT= 可改），Ctrl-C 停止
	@exec $(BIN)/banshi up

test: $(STAMP)  ## 全部测试：规则引擎在前，随后是真实 PostgreSQL 与 Prefect 上的测试
	@$(BIN)/pytest -q tests/engine
	@$(BIN)/pytest -q -n 2 --dist loadfile --ignore tests/engine

check: $(STAMP)  ## 代码风格、类型、导入方向、流程定义
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/banshi seeds check

journey: $(STAMP)  ## 在新办公室里把一件推荐从申报走到命名，并留下这个办公室
	@exec $(BIN)/python -m tests.journeys

bench: $(STAMP)  ## 性能：与手写 psycopg 事务之比
	@exec $(BIN)/python -m tests.benchmarks

migration: $(STAMP)  ## 由模型的改动写出迁移：make migration name="add ballots"
	@[ -n "$(name)" ] || { echo '请写明名称：make migration name="add ballots"' >&2; exit 2; }
	@exec $(BIN)/banshi migration "$(name)"

docs: $(STAMP)  ## 由流程定义画出 docs/processes，由检查写出 docs/linter.md
	@$(BIN)/banshi seeds pages docs/processes
	@$(BIN)/banshi seeds linter docs/linter.md

format: $(STAMP)  ## 整理代码格式
	@$(BIN)/ruff check --fix-only --exit-zero .
	@$(BIN)/ruff format .

lock: $(STAMP)  ## 由 pyproject.toml 重写 requirements.lock
	@$(BIN)/uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-strip-extras --no-header -o requirements.lock

install: $(STAMP)  ## 只准备环境

$(STAMP): requirements.lock pyproject.toml
	@python= ; found=; for one in $(PYTHON); do \
	  seen=$$("$$one" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
	  found="$$found $$one=$$seen"; \
	  if "$$one" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))'; then python=$$one; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "✗ 需要 Python 3.11 至 3.14（本机：$${found:- 没有找到 Python}）。可用 PYTHON=路径 指定。" >&2; \
	  echo "  Python 3.11 to 3.14 is needed; PYTHON=path names one." >&2; exit 2; \
	fi; \
	if ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "✗ $$python 缺少 venv 模块（Debian、Ubuntu：apt-get install python3-venv）。" >&2; exit 2; \
	fi; \
	if ! $(BIN)/python -c 'import pip' 2>/dev/null; then \
	  echo "正在用 $$python 建立环境 $(VENV) ……"; "$$python" -m venv --clear $(VENV); \
	fi
	@# --no-deps: the lock is whole, and pips of different age resolve extras in different ways.
	@total=$$(grep -c '^[a-z0-9].*==' requirements.lock); \
	echo "正在安装依赖（至多 $$total 个包，仅首次或锁定文件变更后）……"; \
	$(BIN)/python -m pip install --no-input --disable-pip-version-check --no-deps --require-hashes -r requirements.lock \
	  > $(VENV)/pip.log 2>&1 & pip=$$!; trap 'kill $$pip 2>/dev/null' INT TERM; \
	while kill -0 $$pip 2>/dev/null; do \
	  [ ! -t 1 ] || printf '\r  %s / %s ' "$$(grep -cE '^(Collecting|Requirement already|Ignoring)' $(VENV)/pip.log || true)" "$$total"; \
	  sleep 1; \
	done; [ ! -t 1 ] || printf '\r%40s\r' ''; \
	if ! wait $$pip; then tail -n 20 $(VENV)/pip.log >&2; echo "✗ 安装依赖失败，详见 $(VENV)/pip.log" >&2; exit 1; fi
	@$(BIN)/python -m pip install -q --no-input --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP); echo "✓ 环境已就绪"
