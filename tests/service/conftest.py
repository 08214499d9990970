"""One embedded database for all tests of the service."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from service.database import open_database


@pytest.fixture(scope="session")
def database() -> Iterator[Engine]:
    # Not below pytest's own folder: as root the server runs as another user, whom a second pytest would lock out.
    folder = Path(tempfile.mkdtemp(prefix="clausecheck-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # runs after the server's own exit, registered later
    engine = open_database(None, folder)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(database: Engine) -> Engine:
    """The database, empty."""
    with database.begin() as connection:
        connection.execute(text("TRUNCATE imports, reviews, corrections"))
    return database
