"""Databases as earlier versions of the dashboard left them."""

from pathlib import Path

from sqlalchemy import create_engine

from dashboard.store import migrate
from dashboard.store.addresses import database_url, make_folder


def make_database(url: str, version: str, *statements: str) -> None:
    """Make the tables of a version in a new database, then run some statements there."""
    address = database_url(url)
    if address.get_backend_name() == "sqlite":
        make_folder(Path(str(address.database)))
    engine = create_engine(address)
    with engine.begin() as connection:
        migrate.to_version(connection, version)
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()
