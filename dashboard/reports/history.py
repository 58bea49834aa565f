"""The history as plain data: for a program, and as a table for a spreadsheet."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from dashboard.core.history import HistoryEntry
from dashboard.narrative.history import change_words, field_words, kind_words, value_words

Names = Callable[[str], str | None]


def history_contract(entries: Iterable[HistoryEntry]) -> list[dict[str, Any]]:
    """Return entries as `history list --json` prints them, values as they were recorded."""
    return [
        {
            "number": entry.number,
            "at": entry.at,
            "who": entry.who,
            "identity": entry.identity,
            "kind": entry.change.kind,
            "item": entry.change.item,
            "service": entry.change.service,
            "label": entry.change.label,
            "field": entry.change.field,
            "from": _plain(entry.change.before),
            "to": _plain(entry.change.after),
            "why": entry.change.why,
            "previous_hash": entry.previous_hash,
            "hash": entry.hash,
        }
        for entry in entries
    ]


def history_table(entries: Iterable[HistoryEntry], names: Names) -> pd.DataFrame:
    """Return entries as a table: first in words, then as recorded, so that hashes can be redone."""
    rows = []
    for entry in entries:
        change = entry.change
        in_words = {
            "Number": entry.number,
            "When (UTC)": entry.at,
            "Who": entry.who,
            "Identity": entry.identity,
            "What": kind_words(change.kind),
            "Name": change.label,
            "Field": field_words(change.field) if change.field else "",
            "From": value_words(change.field, change.before, names),
            "To": value_words(change.field, change.after, names),
            "Why": change.why,
            "In words": change_words(change, names),
        }
        as_recorded = {
            "person": entry.person,
            "kind": change.kind,
            "item": change.item,
            "service": change.service,
            "field": change.field,
            "before": change.before or "",
            "after": change.after or "",
            "previous_hash": entry.previous_hash,
            "hash": entry.hash,
        }
        rows.append(in_words | as_recorded)
    return pd.DataFrame(rows)


def _plain(text: str | None) -> Any:
    if text is None:
        return None
    try:
        return json.loads(text)
    except ValueError:
        # A hand was in the database: what stands there is shown as it is.
        return text
