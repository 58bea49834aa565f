"""Supplied lists of similar areas: added whole, withdrawn by a mark, each change in the history."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from dashboard.core.history import WHOLE, Change
from dashboard.core.people import Signature
from dashboard.core.published.lists import SuppliedList
from dashboard.definitions.record_fields import as_json, plain
from dashboard.store import history
from dashboard.store.changes import IN_USE, mark, next_change, use_change, utc, utc_or_none
from dashboard.store.tables import comparator_lists, comparator_neighbours

_KIND = "list"
_ABOUT = ("slug", "title", "publisher", "note")
_COLUMNS = (*_ABOUT, "added_by")


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


def contents(connection: Connection) -> dict[str, dict[str, Any]]:
    """Return every list as the history has it: its fields as plain data, by its number."""
    return {
        str(number): plain(
            {name: getattr(held, name) for name in _ABOUT}
            | {"lists": dict(held.lists), IN_USE: held.in_use}
        )
        for number, held in supplied_lists(connection).items()
    }


def add_list(
    connection: Connection,
    signature: Signature,
    about: Mapping[str, str],
    lists: Mapping[str, tuple[str, ...]],
) -> int:
    """Store a list, which withdraws the one in use under its slug; return its id.

    `about` holds slug, title, publisher and note.
    """
    _withdraw_namesake(connection, signature, about["slug"])
    row = {name: about[name] for name in _ABOUT} | {
        "added_at": signature.at,
        "added_by": signature.actor.name,
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
    content = as_json({**about, "lists": dict(lists), IN_USE: True})
    change = Change(_KIND, str(number), "", about["title"], WHOLE, None, content)
    history.append(connection, signature, [change])
    return number


def withdraw_list(connection: Connection, signature: Signature, number: int) -> None:
    """Mark a list as withdrawn."""
    mark(connection, comparator_lists, number, signature.at)
    _record_use(connection, signature, number, in_use=False)


def restore_list(connection: Connection, signature: Signature, number: int, slug: str) -> None:
    """Put a withdrawn list back in use, which withdraws the one in use under its slug."""
    _withdraw_namesake(connection, signature, slug)
    mark(connection, comparator_lists, number, None)
    _record_use(connection, signature, number, in_use=True)


def _withdraw_namesake(connection: Connection, signature: Signature, slug: str) -> None:
    table = comparator_lists.c
    in_use = select(table.id).where(table.slug == slug, table.withdrawn_at.is_(None))
    namesake = connection.scalar(in_use)
    if namesake is not None:
        withdraw_list(connection, signature, namesake)


def _record_use(connection: Connection, signature: Signature, number: int, *, in_use: bool) -> None:
    table = comparator_lists.c
    title = connection.execute(select(table.title).where(table.id == number)).scalar_one()
    history.append(connection, signature, [use_change((_KIND, str(number), "", title), in_use)])
