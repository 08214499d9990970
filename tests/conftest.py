"""What every test shares: no environment of the developer's own."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# Examples are never timed: a shared machine is slow at will, and the first one loads spaCy.
settings.register_profile("clausecheck", deadline=None)
settings.load_profile("clausecheck")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("CLAUSECHECK_"):
            monkeypatch.delenv(name)
