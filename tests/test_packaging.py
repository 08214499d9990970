"""What an installation brings along: every file that the packages read beside their code."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DATA = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]
NOT_READ = ("README.md", "training")


@pytest.mark.parametrize("package", sorted(DATA))
def test_every_data_file_is_in_the_package_data(package: str) -> None:
    folder = ROOT / package
    packed = {path for pattern in DATA[package] for path in folder.glob(pattern)}
    there = {
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and not set(path.parts) & set(NOT_READ)
    }
    assert there - packed == set()
