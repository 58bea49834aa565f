"""Addresses of databases: which can be used, and how they are shown without their secrets."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from dashboard.errors import SetupError

DEFAULT_FILE = Path(__file__).resolve().parents[2] / "var" / "dashboard.sqlite3"
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
# What visitors read of an address that cannot be used: not a word of it.
_WRONG = "The dashboard cannot find its database: tell whoever runs it."
# What SQLite itself knows of a file; the rest would go to the driver, which checks nothing.
_SQLITE_OPTIONS = frozenset({"uri", "mode", "cache", "immutable"})


def database_url(address: str | None) -> URL:
    """Return where the database is; "postgresql://" means psycopg 3.

    Raises:
        SetupError: if the address is not one of SQLite or PostgreSQL.
    """
    if not address:
        return file_url(DEFAULT_FILE)
    scheme = address.partition(":")[0]
    if scheme == "postgres":
        raise SetupError(
            _WRONG, 'DATABASE_URL begins with "postgres://": write "postgresql://" instead.'
        )
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise unusable(scheme) from error
    if url.drivername not in _DRIVERS:
        raise unusable(scheme)
    if url.get_backend_name() == "sqlite" and not _SQLITE_OPTIONS.issuperset(url.query):
        raise SetupError(
            _WRONG, "DATABASE_URL has options that SQLite does not know: leave out the ?."
        )
    return url.set(drivername=_DRIVERS[url.drivername])


def file_url(file: Path) -> URL:
    """Return the address of a SQLite file; its path may have signs in it that mean more in text."""
    return URL.create("sqlite", database=str(file.absolute()))


def make_folder(file: Path) -> None:
    """Make the folder of a SQLite file, unless the database is in memory.

    Raises:
        SetupError: if it cannot be made.
    """
    if str(file).startswith((":memory:", "file:")):
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(
            _WRONG,
            f"The folder {file.parent} cannot be made ({error.strerror}): choose another place "
            "for the database with DATABASE_URL.",
        ) from error


def shown(address: URL) -> str:
    """Return an address as it may be printed, without its password."""
    # PostgreSQL takes a password among the options too, where it would not be masked.
    return address.set(query={}).render_as_string()


def unusable(scheme: str) -> SetupError:
    """Return the error for an address that begins with something we cannot use."""
    return SetupError(
        _WRONG,
        f'DATABASE_URL cannot be used (it begins with "{scheme[:20]}"): write '
        "sqlite:///path/to/file.sqlite3 or postgresql://user:password@host/database.",
    )
