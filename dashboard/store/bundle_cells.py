"""How a value of a table stands in a cell of a CSV file, and how it is read back exactly."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, LargeBinary

from dashboard.store.changes import utc

# A spreadsheet would run what begins like this; an apostrophe before it is not part of the text.
_GUARDED = re.compile(r"['=+\-@\t\r]")
_Cell = tuple[str, Callable[[Any], str], Callable[[str], Any]]


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


def read(column: Column[Any], cell: str) -> Any:
    """Return the value that a cell stands for.

    Raises:
        ValueError: if it is none that the column can hold.
    """
    words, _, read_one = _cell(column)
    if cell == "" and (column.nullable or words != _TEXT):
        if not column.nullable:
            raise ValueError(f"is no {words}")
        return None
    try:
        return read_one(cell)
    except (ValueError, KeyError, OverflowError) as error:
        raise ValueError(f"is no {words}") from error


def _cell(column: Column[Any]) -> _Cell:
    return next((cell for kind, cell in _CELLS if isinstance(column.type, kind)), _TEXT_CELL)


def _guarded(text: str) -> str:
    return f"'{text}" if _GUARDED.match(text) else text


def _moment(moment: dt.datetime) -> str:
    return utc(moment).astimezone(dt.UTC).isoformat(timespec="microseconds")


def _read_moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(dt.UTC)


_TEXT = "text"
_TEXT_CELL: _Cell = (_TEXT, _guarded, lambda text: text.removeprefix("'"))
# The first that fits counts: a moment is no mere date. Repr writes a number so that it is read
# back to the last bit.
_CELLS: tuple[tuple[type[Any], _Cell], ...] = (
    (DateTime, ("moment", _moment, _read_moment)),
    (Date, ("date", dt.date.isoformat, dt.date.fromisoformat)),
    (
        Boolean,
        (
            "true or false",
            lambda yes: str(bool(yes)).lower(),
            {"true": True, "false": False}.__getitem__,
        ),
    ),
    (Integer, ("whole number", str, int)),
    (Float, ("number", lambda number: repr(float(number)), float)),
)
