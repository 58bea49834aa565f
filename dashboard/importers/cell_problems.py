"""Problems of a table's cells: one for each row that breaks a rule, in order and never too many."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias

import pandas as pd

from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.imported import ROW

# A file with more is wrong as a whole, such as by a column that was shifted.
MOST_PROBLEMS = 10_000
# To look for what comes nearest takes time, which a file full of slips must not cost.
_MOST_ADVISED = 200
_LONGEST_SHOWN = 200
_AS_ABOVE = "correct it, as in the rows before"

# A reason and what to do, or how both follow from what stands in the cell.
Says: TypeAlias = tuple[str, str] | Callable[[str], tuple[str, str]]


def each(table: pd.DataFrame, bad: pd.Series, column: str, says: Says) -> Iterator[Problem]:
    """Yield a problem for each row that is marked as bad, with what stands in its column."""
    if not bad.any():
        return
    rows = table.loc[bad, [ROW, column]] if column != ROW else table.loc[bad, [ROW]]
    said: dict[str, tuple[str, str]] = {}
    for row, cell in zip(rows[ROW], rows[column], strict=True):
        given = _text(cell)
        if given not in said:
            said[given] = _said(says, given, len(said))
        yield Problem(int(row), column, given[:_LONGEST_SHOWN], *said[given])


def _said(says: Says, given: str, before: int) -> tuple[str, str]:
    if isinstance(says, tuple):
        return says
    return says(given) if before < _MOST_ADVISED else ("cannot be right", _AS_ABOVE)


def _text(cell: object) -> str:
    if cell is None or cell != cell:
        return ""
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)


def refuse_problems(file: str, problems: Iterable[Problem], columns: Sequence[str]) -> None:
    """Refuse a file that has problems, with all of them in the order of its rows and columns.

    Raises:
        ImportRefusedError: carrying them; after MOST_PROBLEMS a last one says that there are more.
    """
    every = iter(problems)
    found = list(islice(every, MOST_PROBLEMS))
    if not found:
        return
    places = {name: place for place, name in enumerate(columns)}
    found.sort(key=lambda problem: (problem.row or 0, places.get(problem.column, -1)))
    if next(every, None) is not None:
        reason = f"has more problems than the {MOST_PROBLEMS:,} listed"
        found.append(Problem(None, "file", "", reason, "correct these and load it again"))
    raise ImportRefusedError(file, found)
