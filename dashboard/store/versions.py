"""Which version a database's tables have, told without the tool that changes them."""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from dashboard.errors import UnusableDatabaseError

MIGRATIONS = Path(__file__).parent / "migrations"
HELD = "SELECT version_num FROM alembic_version"
# Asked at every change, so it is put together once.
_HELD = text(HELD)


@cache
def newest_version() -> str:
    """Return the newest migration's revision, which is how the name of its file begins."""
    return max(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def is_current(connection: Connection) -> bool:
    """Return whether the tables are of our version, or of one beside which ours may go on."""
    return inspect(connection).has_table("alembic_version") and _fits(_held(connection))


def require_current(connection: Connection) -> None:
    """Refuse tables that another version of the dashboard has brought to its own since the start.

    Raises:
        UnusableDatabaseError: as for `require_fitting`.
    """
    require_fitting(_held(connection))


def require_fitting(held: list[str]) -> None:
    """Refuse tables of a version beside which ours may not go on; `held` is what `HELD` finds.

    What they hold may mean something else there: no picture is better than a wrong one. A version
    such as "0011-0009" says that servers of 0009 and later may go on beside it.

    Raises:
        UnusableDatabaseError: naming, for the operator, both versions.
    """
    if not _fits(held):
        raise UnusableDatabaseError(
            "The dashboard is being updated, so nothing is shown or stored here: "
            "reload in a minute.",
            f"The tables are of version {', '.join(held)} and this server is of "
            f"{newest_version()}: start it again with the version that the other servers have.",
        )


def _fits(held: list[str]) -> bool:
    own = newest_version()
    number, _, oldest = "".join(held).partition("-")
    return held == [own] or (oldest != "" and oldest <= own.partition("-")[0] <= number)


def _held(connection: Connection) -> list[str]:
    return list(connection.execute(_HELD).scalars())
