"""What differs between two rows of the register's sheets, and the words for it."""

import datetime as dt
from dataclasses import dataclass

from dashboard.core.entries import paragraphs
from dashboard.core.periods import date_words
from dashboard.core.register.sheets import Cell, Column, Row, Sheet

NEW_ACTION = "New action"


@dataclass(frozen=True)
class PlannedChange:
    """One field that a row changes: of what, and from which words to which; "" for nothing."""

    sheet: str
    row: int
    item: str
    field: str
    before: str
    after: str


def columns_changed(sheet: Sheet, before: Row, wanted: Row) -> list[str]:
    """Return the keys of the columns that can be edited and differ; spare blanks do not."""
    columns = [column for column in sheet.columns if column.editable and column.key != "why"]
    return [c.key for c in columns if _clean(c, before[c.key]) != _clean(c, wanted[c.key])]


def planned_changes(
    sheet: Sheet, row: int, item: str, before: Row, now: Row
) -> tuple[PlannedChange, ...]:
    """Return each field that differs between a row as it was and as it is now."""
    titles = sheet.by_key
    return tuple(
        PlannedChange(
            sheet.title, row, item, titles[key].title, cell_words(before[key]), cell_words(now[key])
        )
        for key in columns_changed(sheet, before, now)
    )


def planned_addition(sheet: Sheet, row: int, item: str, now: Row) -> PlannedChange:
    """Return a new action as one change, from nothing to all that is said of it."""
    parts = [
        f"{column.title.lower()}: {cell_words(now[column.key])}"
        for column in sheet.columns
        if column.editable and column.key != "title" and now[column.key]
    ]
    return PlannedChange(sheet.title, row, item, NEW_ACTION, "", "; ".join(parts))


def cell_text(cell: Cell) -> str:
    """Return a cell as text; "" for nothing."""
    return "" if cell is None else str(cell)


def cell_words(cell: Cell) -> str:
    """Return a cell as people read it, a day in words."""
    return date_words(cell) if isinstance(cell, dt.date) else cell_text(cell)


def cell_key(cell: Cell) -> str:
    """Return a cell without what does not matter in a name: capitals and spare blanks."""
    return " ".join(cell_text(cell).split()).casefold()


def _clean(column: Column, cell: Cell) -> Cell:
    """Return a cell as the forms would store it."""
    if not isinstance(cell, str):
        return cell
    return cell_key(cell) if column.choices else paragraphs("", cell, len(cell), may_be_empty=True)
