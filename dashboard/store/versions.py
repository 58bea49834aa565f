"""Which version a database's tables have, told without the tool that changes them."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"


def newest_version() -> str:
    """Return the newest migration's revision, which is how the name of its file begins."""
    return max(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def is_current(connection: Connection) -> bool:
    """Return whether the tables are of the newest version, neither older nor newer."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    held = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
    return list(held) == [newest_version()]
