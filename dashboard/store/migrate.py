"""Brings the tables of a database to the newest version."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from dashboard.store.versions import MIGRATIONS


def is_newer(connection: Connection) -> bool:
    """Return whether the database has had a migration that is not among ours."""
    ours = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    return not ours.issuperset(MigrationContext.configure(connection).get_current_heads())


def to_head(connection: Connection) -> None:
    """Run every migration that the database lacks, within the caller's transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
