"""Supplied lists of similar areas in the database: added whole, withdrawn by a mark."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import Connection, insert, select

from dashboard.core.lists import SuppliedList
from dashboard.store.changes import mark, next_change, utc, utc_or_none
from dashboard.store.tables import comparator_lists, comparator_neighbours

_COLUMNS = ("slug", "title", "publisher", "note", "added_by")


def supplied_lists(connection: Connection) -> dict[int, SuppliedList]:
    """Return every list ever supplied, withdrawn ones included, by its id, oldest first."""
    neighbours: dict[int, dict[str, list[str]]] = {}
    rows = comparator_neighbours.c
    ordered = select(rows.list_id, rows.area_code, rows.neighbour_code).order_by(
        rows.list_id, rows.area_code, rows.position
    )
    for list_id, area, neighbour in connection.execute(ordered):
        neighbours.setdefault(list_id, {}).setdefault(area, []).append(neighbour)
    found = connection.execute(select(comparator_lists).order_by(comparator_lists.c.id))
    return {
        row.id: SuppliedList(
            id=row.id,
            added_at=utc(row.added_at),
            withdrawn_at=utc_or_none(row.withdrawn_at),
            lists={area: tuple(codes) for area, codes in neighbours.get(row.id, {}).items()},
            **{name: getattr(row, name) for name in _COLUMNS},
        )
        for row in found
    }


def add_list(
    connection: Connection, about: Mapping[str, str], lists: Mapping[str, tuple[str, ...]]
) -> int:
    """Store a list, which withdraws the one in use under its slug; return its id.

    `about` holds slug, title, publisher, note and added_by.
    """
    _withdraw_namesake(connection, about["slug"])
    row = {name: about[name] for name in _COLUMNS} | {
        "added_at": dt.datetime.now(tz=dt.UTC),
        "last_change": next_change(connection, comparator_lists),
    }
    stored = connection.execute(
        insert(comparator_lists).values(row).returning(comparator_lists.c.id)
    )
    number: int = stored.scalar_one()
    rows = [
        {"list_id": number, "area_code": area, "position": position, "neighbour_code": code}
        for area, codes in lists.items()
        for position, code in enumerate(codes, start=1)
    ]
    connection.execute(insert(comparator_neighbours), rows)
    return number


def withdraw_list(connection: Connection, number: int) -> None:
    """Mark a list as withdrawn now."""
    mark(connection, comparator_lists, number, dt.datetime.now(tz=dt.UTC))


def restore_list(connection: Connection, number: int, slug: str) -> None:
    """Put a withdrawn list back in use, which withdraws the one in use under its slug."""
    _withdraw_namesake(connection, slug)
    mark(connection, comparator_lists, number, None)


def _withdraw_namesake(connection: Connection, slug: str) -> None:
    table = comparator_lists.c
    in_use = select(table.id).where(table.slug == slug, table.withdrawn_at.is_(None))
    namesake = connection.scalar(in_use)
    if namesake is not None:
        withdraw_list(connection, namesake)
