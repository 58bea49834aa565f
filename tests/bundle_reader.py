"""A bundle read by what it says of itself, as somebody without the dashboard would read it."""

import csv
import datetime as dt
from pathlib import Path
from typing import Any

_READ: dict[str, Any] = {
    "text": lambda cell: cell.removeprefix("'"),
    "moment": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "true or false": {"true": True, "false": False}.__getitem__,
    "whole number": int,
    "number": float,
}


def read_bundle(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that the data dictionary names, each cell as the value it is."""
    columns: dict[str, dict[str, tuple[str, bool]]] = {}
    for row in csv_rows(folder / "data-dictionary.csv"):
        kind = row["type"], row["may be absent"] == "yes"
        columns.setdefault(row["table"], {})[row["column"]] = kind
    return {
        table: [
            tuple(_value(folder, row[name], *kind) for name, kind in kinds.items())
            for row in csv_rows(folder / f"{table}.csv")
        ]
        for table, kinds in columns.items()
    }


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by the names in its header."""
    # As they are: a line break within a cell belongs to it.
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _value(folder: Path, cell: str, kind: str, may_be_absent: bool) -> Any:
    if cell == "" and may_be_absent:
        return None
    return (folder / cell).read_bytes() if kind == "file" else _READ[kind](cell)
