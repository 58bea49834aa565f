"""How a value of a table is written into a cell of a CSV file, so that nothing of it is lost."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, LargeBinary

from dashboard.store.changes import utc

# A spreadsheet would run what begins like this; an apostrophe before it is not part of the text.
_GUARDED = re.compile(r"['=+\-@\t\r]")
_Cell = tuple[str, Callable[[Any], str]]


def kind_words(column: Column[Any]) -> str:
    """Return in words what a column holds, such as "whole number"."""
    return "file" if isinstance(column.type, LargeBinary) else _cell(column)[0]


def written(column: Column[Any], value: Any) -> str:
    """Return the cell for a value; None is an empty cell, and nothing else is.

    Only where a text must be there, an empty cell is the empty text.
    """
    if value is None:
        return ""
    text = _cell(column)[1](value)
    return text if text or not column.nullable else "'"


def plain_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as plain data that JSON can hold, moments as text in UTC."""
    return {n: _moment(v) if isinstance(v, dt.datetime) else v for n, v in row.items()}


def _cell(column: Column[Any]) -> _Cell:
    return next((cell for kind, cell in _CELLS if isinstance(column.type, kind)), _TEXT)


def _guarded(text: str) -> str:
    return f"'{text}" if _GUARDED.match(text) else text


def _moment(moment: dt.datetime) -> str:
    return utc(moment).astimezone(dt.UTC).isoformat(timespec="microseconds")


_TEXT: _Cell = ("text", _guarded)
# The first that fits counts: a moment is no mere date. Repr gives every bit of a number.
_CELLS: tuple[tuple[type[Any], _Cell], ...] = (
    (DateTime, ("moment", _moment)),
    (Date, ("date", dt.date.isoformat)),
    (Boolean, ("true or false", lambda yes: str(bool(yes)).lower())),
    (Integer, ("whole number", str)),
    (Float, ("number", lambda number: repr(float(number)))),
)
