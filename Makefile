# make demo    review a third-party redline and write the report
# make test    run the tests
# make check   lint, types, import directions
# PIP_FLAGS goes to every pip call: PIP_FLAGS="--index-url ..." takes PyTorch or all packages from another index.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_FLAGS ?=

.PHONY: demo test check install clean

demo: $(VENV)/runtime.stamp
	@$(BIN)/clausecheck demo

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

install: $(VENV)/runtime.stamp

# PyTorch first and alone: an installed 2.13.0, CPU build or not, then satisfies every package that asks for torch.
$(VENV)/runtime.stamp: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing clausecheck into $(VENV) (once; a few minutes) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) torch==2.13.0
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp
	@echo "Adding the tools for the tests ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) --constraint constraints.txt --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) build out *.egg-info
