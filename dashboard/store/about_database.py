"""What kind of database is in use, and how large it is."""

from sqlalchemy import text

from dashboard.store.reading import Reading

_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def kind_of(held: Reading) -> str:
    """Return the database's kind, as its makers call it."""
    return _KINDS[held.connection.dialect.name]


def size_bytes(held: Reading) -> int:
    """Return how many bytes it takes."""
    return int(held.connection.scalar(text(_SIZES[held.connection.dialect.name])) or 0)
