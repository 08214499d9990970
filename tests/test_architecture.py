"""The structure, held by tests: imports run one way, each heavy library has one owner, doors load nothing heavy."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("extractor", "models", "clause_library", "service")


def test_imports_run_one_way() -> None:
    command = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def contracts() -> dict[str, dict[str, list[str]]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {contract["name"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def test_every_concrete_model_is_closed_to_the_core() -> None:
    modules = {f"models.{path.stem}" for path in (ROOT / "models").glob("[a-z]*.py")} - {"models.interfaces"}
    assert modules <= set(contracts()["the core knows only models.interfaces"]["forbidden_modules"])


def test_only_the_readers_may_open_files() -> None:
    extractor = {f"extractor.{path.stem}" for path in (ROOT / "extractor").iterdir() if not path.stem.startswith("_")}
    closed = set(contracts()["readers own the file formats"]["source_modules"])
    assert extractor - {"extractor.readers"} <= closed


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_imported_from_this_repository(room: str) -> None:
    module = importlib.import_module(room)
    assert module.__file__
    assert Path(module.__file__).parent == ROOT / room


@pytest.mark.parametrize("room", ["extractor", "clause_library", "models"])
def test_a_door_lists_all_it_gives(room: str) -> None:
    door = importlib.import_module(room)
    functions = getattr(door, "_FUNCTIONS", {})
    assert set(functions) <= set(door.__all__)
    assert all(getattr(door, name) is not None for name in door.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        door.nothing  # noqa: B018  # asking is the point


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_loads_without_heavy_libraries(room: str) -> None:
    heavy = {"torch", "spacy", "sentence_transformers", "sqlalchemy", "fastapi", "pypdfium2", "pyarrow"}
    code = f"import sys, {room}; print(','.join(sorted({heavy!r} & set(sys.modules))))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""
