"""How entries that earlier versions wrote about lists and targets are read today.

Both stood in tables of their own until they became records (migration 0006). Their entries stay
as they were written; what they say is told here in the fields that a record has.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from dashboard.core.history import WHOLE, Change, HistoryEntry, as_json

_KINDS = frozenset({"list", "target"})
_IN_USE = "in use"


def as_today(entries: Iterable[HistoryEntry]) -> Iterator[HistoryEntry]:
    """Yield entries, oldest first, with what they say in the fields of today.

    A list or target that is older than the history is added to it by the migration. What was
    written about it before is left out here, because it changes what was not yet added.
    """
    added = set()
    for entry in entries:
        change = entry.change
        if change.kind not in _KINDS:
            yield entry
            continue
        if change.field == WHOLE:
            added.add((change.kind, change.item))
        if (change.kind, change.item) in added:
            yield replace(entry, change=_as_today(entry))


def _as_today(entry: HistoryEntry) -> Change:
    change = entry.change
    if change.field == _IN_USE:
        withdrawn_at = None if change.after == as_json(True) else entry.at
        return replace(change, field="withdrawn_at", after=as_json(withdrawn_at))
    if change.field == WHOLE:
        return replace(change, after=_whole_as_today(entry))
    return change


def _whole_as_today(entry: HistoryEntry) -> str | None:
    try:
        fields: Any = json.loads(entry.change.after or "")
    except ValueError:
        # Whoever replays it names the entry.
        return entry.change.after
    if not isinstance(fields, dict) or _IN_USE not in fields:
        return entry.change.after
    del fields[_IN_USE]
    signed = {"recorded_at": entry.at, "recorded_by": entry.who, "withdrawn_at": None}
    return as_json({**fields, "id": entry.change.item, **signed})
