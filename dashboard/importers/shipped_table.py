"""The dashboard's own table of figures: one row an indicator, area and period, in CSV."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pandas as pd

from dashboard.core.areas import Area, AreaType
from dashboard.core.published.indicators import Indicator, State
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.grids import read_grids
from dashboard.importers.imported import ROW
from dashboard.importers.tables.columns import each_row, nearest, refuse_problems, sparingly
from dashboard.importers.tables.headings import Headings
from dashboard.importers.tables.published_rows import (
    COLUMNS,
    CheckedRows,
    checked_rows,
    observations,
)
from dashboard.importers.tables.sent_tables import first_table

_HEADINGS = Headings(
    names=tuple(COLUMNS),
    needed=("indicator", "area", "period", "value"),
    # What `figures --csv` adds; a file that comes back with them is read without.
    shown_only=("area_name", "edition"),
)

_PLAIN = ("value", "count", "population", "state")


@dataclass(frozen=True)
class ImportedFigures:
    """Observations of a file, in the columns `indicator` and OBSERVATION_COLUMNS, none stored."""

    observations: pd.DataFrame
    sha256: str


def read_template(
    path: Path, indicators: Mapping[str, Indicator], areas: Mapping[str, Area]
) -> ImportedFigures:
    """Return the observations of a CSV file in the dashboard's own layout.

    An empty state means "published" where a value is given. A file is taken whole or not at all.

    Raises:
        ImportRefusedError: carrying every problem of the file, each with row, column and advice;
            also if it cannot be read.
    """
    sent = read_grids(_content_of(path), path.name)
    found = first_table(sent, _HEADINGS, rows_are="figures")
    if found.rows.empty:
        refuse_problems(path.name, found.problems, COLUMNS)
    table = found.filled(COLUMNS)
    checked = checked_rows(table, indicators, areas, plausible=True)
    problems = chain(
        found.problems,
        _unknown_areas(table, areas),
        checked.problems,
        _not_plain(table, checked),
        _repeated(checked.typed),
    )
    refuse_problems(path.name, problems, COLUMNS)
    return ImportedFigures(observations(checked.typed).drop(columns=ROW), sent.sha256)


def _content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        problem = Problem(
            None, "file", "", f"cannot be read ({error.strerror})", "restore it, or name another"
        )
        raise ImportRefusedError(path.name, [problem]) from error


def _not_plain(table: pd.DataFrame, checked: CheckedRows) -> Iterator[Problem]:
    """Yield the numbers and states that mean what they do not say: here nobody sees what as."""
    for column in _PLAIN:
        read_as = checked.read_as.get(column, {})
        says = _says_plainly(column, read_as)
        yield from each_row(table, table[column].isin(list(read_as)), column, says)


def _says_plainly(column: str, read_as: Mapping[str, str]) -> Callable[[str], tuple[str, str]]:
    def says(given: str) -> tuple[str, str]:
        meant = read_as[given]
        if column != "state" and meant in set(State):
            return "is a sign, not a number", f"leave it empty, and write the state {meant}"
        return "is not written plainly", f"write {meant}"

    return says


def _repeated(typed: pd.DataFrame) -> Iterator[Problem]:
    keys = ["indicator", "area", "period"]
    repeated = typed[typed.duplicated(keys)]
    if repeated.empty:
        return
    first = typed.drop_duplicates(keys).set_index(keys)[ROW]
    for row, *key in repeated[[ROW, *keys]].itertuples(index=False, name=None):
        where = f"keep one: row {first[tuple(key)]} holds the same indicator, area and period"
        yield Problem(row, "row", " ".join(key), "is there twice", where)


def _unknown_areas(table: pd.DataFrame, areas: Mapping[str, Area]) -> Iterator[Problem]:
    # Where an authority and a service share a name, the authority is the likelier meaning.
    ordered = sorted(areas.values(), key=lambda area: area.area_type is not AreaType.SERVICE)
    names = {area.name: f"{area.code} ({area.name})" for area in ordered}
    codes = {code: f"{code} ({area.name})" for code, area in areas.items()}
    choices = names | codes
    says = sparingly("is not the code of a known area", lambda given: nearest(given, choices))
    return each_row(table, ~table["area"].isin(list(areas)), "area", says)
