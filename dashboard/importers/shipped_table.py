"""The dashboard's own table of figures: one row an indicator, area and period, in CSV."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pandas as pd

from dashboard.core.areas import Area, AreaType
from dashboard.core.published.indicators import Indicator
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.columns import each_row, refuse_problems, sparingly
from dashboard.importers.files.tables import nearest, read_table
from dashboard.importers.imported import ROW
from dashboard.importers.published_rows import COLUMNS, checked_rows, observations

# What `figures --csv` adds for its readers; a file that comes back with them is read without.
_IGNORED = ["area_name", "edition"]
_NEEDED = ["indicator", "area", "period", "value"]


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
    content = _content_of(path)
    table, problems = _table(content)
    if table.empty:
        refuse_problems(path.name, problems, COLUMNS)
    typed, found = checked_rows(table, indicators, areas, plausible=True)
    refuse_problems(path.name, chain(problems, _unknown_areas(table, areas), found), COLUMNS)
    read = observations(typed).drop(columns=ROW)
    return ImportedFigures(read, hashlib.sha256(content).hexdigest())


def _content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        problem = Problem(
            None, "file", "", f"cannot be read ({error.strerror})", "restore it, or name another"
        )
        raise ImportRefusedError(path.name, [problem]) from error


def _table(content: bytes) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the cells as text, with the row a spreadsheet shows, or what keeps them from us."""
    sent = read_table(content, COLUMNS, _NEEDED, _IGNORED, rows_are="figures")
    if not sent.rows:
        return pd.DataFrame(), sent.problems
    kept = [[number, *cells] for number, cells in sent.rows]
    table = pd.DataFrame(kept, columns=[ROW, *sent.header])
    for name in COLUMNS:
        table[name] = table[name].str.strip() if name in table else ""
    return table, sent.problems


def _unknown_areas(table: pd.DataFrame, areas: Mapping[str, Area]) -> Iterator[Problem]:
    # Where an authority and a service share a name, the authority is the likelier meaning.
    ordered = sorted(areas.values(), key=lambda area: area.area_type is not AreaType.SERVICE)
    names = {area.name: f"{area.code} ({area.name})" for area in ordered}
    codes = {code: f"{code} ({area.name})" for code, area in areas.items()}
    choices = names | codes
    says = sparingly("is not the code of a known area", lambda given: nearest(given, choices))
    return each_row(table, ~table["area"].isin(list(areas)), "area", says)
