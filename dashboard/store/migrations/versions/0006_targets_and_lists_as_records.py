"""Targets and lists of similar areas become records, with their history; their tables go."""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from alembic import op

from dashboard.core.history import START, WHOLE, Change, chained
from dashboard.core.periods import date_words
from dashboard.definitions.record_fields import as_json
from dashboard.errors import SetupError

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None



def _table(name: str, *columns: str, **typed: sa.types.TypeEngine[Any]) -> sa.TableClause:
    """Return what this migration knows of a table; only these types are not read as they are."""
    known = (sa.column(column, kind) for column, kind in typed.items())
    return sa.table(name, *map(sa.column, columns), *known)


_MOMENT = sa.DateTime(timezone=True)
_lists = _table(
    "comparator_lists",
    *("id", "slug", "title", "publisher", "note", "added_by"),
    added_at=_MOMENT,
    withdrawn_at=_MOMENT,
)
_neighbours = _table(
    "comparator_neighbours", "list_id", "area_code", "position", "neighbour_code"
)
_targets = _table(
    "targets",
    *("id", "service", "indicator", "area_code", "value", "unit", "note", "added_by"),
    set_on=sa.Date(),
    added_at=_MOMENT,
    withdrawn_at=_MOMENT,
)
_records = _table(
    "records", "kind", "id", "service", "version", "content", "created_in", "changed_in"
)
_SIGNED = ("number", "at", "who", "person", "identity")
_CHANGE = tuple(field.name for field in dataclasses.fields(Change))
_history = _table("history", *_SIGNED, *_CHANGE, "previous_hash", "hash")


class _Item(NamedTuple):
    """A list or a target as a record has it, with what its history calls it."""

    kind: str
    service: str
    label: str
    content: dict[str, Any]

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.content["id"]


class _Told(NamedTuple):
    """What the history has of an item: the entries that added and last changed it."""

    created_in: int
    changed_in: int
    version: int


def upgrade() -> None:
    """Bring the tables to this version."""
    connection = op.get_bind()
    items = [*_list_items(connection), *_target_items(connection)]
    told = _told(connection)
    _add_to_history(connection, [item for item in items if item.key not in told])
    told = _told(connection)
    if items:
        rows = [_row(item, told[item.key]) for item in items]
        connection.execute(sa.insert(_records), rows)
    _require_all(connection, items)
    for table in (_neighbours, _lists, _targets):
        op.drop_table(table.name)


def _list_items(connection: sa.Connection) -> Iterable[_Item]:
    neighbours: dict[int, dict[str, list[str]]] = {}
    columns = _neighbours.c
    ordered = sa.select(_neighbours).order_by(columns.list_id, columns.area_code, columns.position)
    for row in connection.execute(ordered):
        of_list = neighbours.setdefault(row.list_id, {})
        of_list.setdefault(row.area_code, []).append(row.neighbour_code)
    for row in connection.execute(sa.select(_lists).order_by(_lists.c.id)):
        about = {name: getattr(row, name) for name in ("slug", "title", "publisher", "note")}
        content = about | {"lists": neighbours.get(row.id, {})} | _signed(row)
        yield _Item("list", "", row.title, content)


def _target_items(connection: sa.Connection) -> Iterable[_Item]:
    same = ("service", "indicator", "area_code", "value", "unit", "note")
    for row in connection.execute(sa.select(_targets).order_by(_targets.c.id)):
        content = {name: getattr(row, name) for name in same} | _signed(row)
        content["set_on"] = row.set_on.isoformat()
        yield _Item("target", row.service, f"target {row.id}, {row.indicator}", content)


def _signed(row: sa.Row[Any]) -> dict[str, Any]:
    withdrawn_at = None if row.withdrawn_at is None else _moment_text(row.withdrawn_at)
    recorded = {"recorded_at": _moment_text(row.added_at), "recorded_by": row.added_by}
    return {"id": str(row.id), "withdrawn_at": withdrawn_at} | recorded


def _moment_text(moment: dt.datetime) -> str:
    # SQLite keeps no zone, and PostgreSQL answers in the server's own.
    known = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return known.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _told(connection: sa.Connection) -> Mapping[tuple[str, str], _Told]:
    """Return what the history has of each list and target that it adds, by kind and id."""
    columns = _history.c
    asked = sa.select(columns.number, columns.kind, columns.item, columns.field)
    ordered = asked.where(columns.kind.in_(("list", "target"))).order_by(columns.number)
    found: dict[tuple[str, str], _Told] = {}
    for number, kind, item, field in connection.execute(ordered):
        if field == WHOLE:
            found[kind, item] = _Told(number, number, 1)
        elif (kind, item) in found:
            before = found[kind, item]
            found[kind, item] = _Told(before.created_in, number, before.version + 1)
    return found


def _add_to_history(connection: sa.Connection, items: list[_Item]) -> None:
    """Add what is older than the history to its end, under the dashboard's own name."""
    last = connection.execute(
        sa.select(_history.c.number, _history.c.hash).order_by(_history.c.number.desc()).limit(1)
    ).one_or_none()
    number, sealed = tuple(last) if last else (0, START)
    now = dt.datetime.now(tz=dt.UTC)
    signed = {"at": _moment_text(now), "who": "the dashboard", "person": ""}
    signed["identity"] = "automatic"
    for entry in chained(map(_as_added, items), signed, number, sealed):
        row = {name: getattr(entry, name) for name in (*_SIGNED, "previous_hash", "hash")}
        connection.execute(sa.insert(_history), row | dataclasses.asdict(entry.change))


def _as_added(item: _Item) -> Change:
    added_on = dt.datetime.fromisoformat(item.content["recorded_at"])
    why = (
        f"Added by {item.content['recorded_by']} on {date_words(added_on)}, before there was a "
        "history."
    )
    kind, number = item.key
    return Change(kind, number, item.service, item.label, WHOLE, None, as_json(item.content), why)


def _row(item: _Item, told: _Told) -> dict[str, Any]:
    kind, number = item.key
    row = {"kind": kind, "id": number, "service": item.service, "content": as_json(item.content)}
    return row | told._asdict()


def _require_all(connection: sa.Connection, items: list[_Item]) -> None:
    """Refuse to go on, and so to drop a table, unless every row of it is now a record."""
    kinds = _records.c.kind.in_(("list", "target"))
    found = connection.execute(sa.select(_records).where(kinds))
    stored = {(row.kind, row.id): json.loads(row.content) for row in found}
    if stored != {item.key: item.content for item in items}:
        raise SetupError(
            "The targets and lists of the database could not be carried over, so it was left as "
            "it was: restore a backup, or ask whoever looks after the dashboard."
        )
