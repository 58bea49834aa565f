"""Databases as earlier versions of the dashboard left them."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from dashboard.store.engine import database_url
from dashboard.store.versions import MIGRATIONS


def migrate_to(url: str, version: str) -> None:
    """Bring a new database to an earlier version, with that version's own migrations."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    address = database_url(url)
    if address.get_backend_name() == "sqlite":
        Path(str(address.database)).parent.mkdir(exist_ok=True)
    engine = create_engine(address)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    engine.dispose()
