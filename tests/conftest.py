"""What every test shares: no environment of the developer's own."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("CLAUSECHECK_"):
            monkeypatch.delenv(name)
