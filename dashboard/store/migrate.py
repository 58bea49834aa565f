"""Brings the tables of a database to the newest version."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from dashboard.store.versions import MIGRATIONS


def is_newer(connection: Connection) -> bool:
    """Return whether the database has had a migration that is not among ours."""
    return not _ours().issuperset(MigrationContext.configure(connection).get_current_heads())


def is_known(version: str) -> bool:
    """Return whether a version is one of ours, the newest or an earlier one."""
    return version in _ours()


def to_head(connection: Connection) -> None:
    """Run every migration that the database lacks, within the caller's transaction."""
    to_version(connection, "head")


def to_version(connection: Connection, version: str) -> None:
    """Run the migrations that the database lacks of one version and those before it."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def _ours() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
