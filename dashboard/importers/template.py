"""The dashboard's own table of figures: one row an indicator, area and period, in CSV."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.core.areas import Area, AreaType
from dashboard.core.indicators import OBSERVATION_COLUMNS, Indicator, State
from dashboard.core.periods import parse_period
from dashboard.errors import DashboardError, ImportRefusedError, Problem
from dashboard.importers.tables import nearest, read_table

COLUMNS = ["indicator", "area", "period", "value", "count", "population", "state", "note"]
# What `figures --csv` adds for its readers; a file that comes back with them is read without.
_IGNORED = ["area_name", "edition"]
_NEEDED = ["indicator", "area", "period", "value"]
_ROW = "row"
_NUMBER = r"[+-]?[0-9]{1,15}(\.[0-9]{1,20})?"
_WHOLE = r"[+-]?[0-9]{1,9}"
_WITHOUT_VALUE = {State.SUPPRESSED.value, State.NOT_PUBLISHED.value}
# Figures of these may stand beside those of the type an indicator is published for.
_TOTALS = {AreaType.REGION, AreaType.COUNTRY}
_YEARS = range(1990, 2100)


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
    if not table.empty:
        table, more = _checked(table, indicators, areas)
        problems += more
    if problems:
        ordered = sorted(
            problems,
            key=lambda p: (p.row or 0, COLUMNS.index(p.column) if p.column in COLUMNS else -1),
        )
        raise ImportRefusedError(path.name, ordered)
    return ImportedFigures(_observations(table), hashlib.sha256(content).hexdigest())


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
    table = pd.DataFrame(kept, columns=[_ROW, *sent.header])
    for name in COLUMNS:
        table[name] = table[name].str.strip() if name in table else ""
    return table, sent.problems


def _checked(
    table: pd.DataFrame, indicators: Mapping[str, Indicator], areas: Mapping[str, Area]
) -> tuple[pd.DataFrame, list[Problem]]:
    problems = [*_unknown_indicators(table, indicators), *_unknown_areas(table, areas)]
    problems += _number_problems(table)
    problems += _state_problems(table)
    table = _typed(table)
    known = table[table["indicator"].isin(list(indicators)) & table["area"].isin(list(areas))]
    for name, rows in known.groupby("indicator", sort=False):
        rules = indicators[str(name)]
        periods, refused = _periods(rows, rules)
        table.loc[rows.index, "period"] = periods
        problems += [*refused, *_value_problems(rows, rules), *_wrong_areas(rows, rules, areas)]
    return table, [*problems, *_duplicates(table)]


def _unknown_indicators(
    table: pd.DataFrame, indicators: Mapping[str, Indicator]
) -> Iterator[Problem]:
    bad = ~table["indicator"].isin(list(indicators))
    return _each(
        table, bad, "indicator", "is not a known indicator", lambda name: nearest(name, indicators)
    )


def _unknown_areas(table: pd.DataFrame, areas: Mapping[str, Area]) -> Iterator[Problem]:
    # Where an authority and a service share a name, the authority is the likelier meaning.
    ordered = sorted(areas.values(), key=lambda area: area.area_type is not AreaType.SERVICE)
    names = {area.name: f"{area.code} ({area.name})" for area in ordered}
    codes = {code: f"{code} ({area.name})" for code, area in areas.items()}

    def advice(given: str) -> str:
        return nearest(given, names | codes)

    return _each(
        table, ~table["area"].isin(list(areas)), "area", "is not the code of a known area", advice
    )


def _number_problems(table: pd.DataFrame) -> Iterator[Problem]:
    given = table["value"] != ""
    bad = given & ~table["value"].str.fullmatch(_NUMBER)
    yield from _each(
        table,
        bad,
        "value",
        "is not a number",
        "write digits and one decimal point, or leave it empty and give a state",
    )
    for column in ("count", "population"):
        given = table[column] != ""
        bad = given & ~table[column].str.fullmatch(_WHOLE)
        yield from _each(
            table, bad, column, "is not a whole number", "write digits only, or leave it empty"
        )
        negative = given & table[column].str.startswith("-") & ~bad
        yield from _each(
            table,
            negative,
            column,
            "is below zero",
            "correct it; leave it empty where it is not known",
        )
    yield from _count_problems(table)


def _count_problems(table: pd.DataFrame) -> Iterator[Problem]:
    count = pd.to_numeric(table["count"], errors="coerce")
    population = pd.to_numeric(table["population"], errors="coerce")
    yield from _each(
        table,
        count > population,
        "count",
        "is more than the population",
        "correct the count or the population",
    )


def _state_problems(table: pd.DataFrame) -> Iterator[Problem]:
    state, given = table["state"].str.lower(), table["value"] != ""
    words = [word.value for word in State]
    unknown = (state != "") & ~state.isin(words)
    yield from _each(table, unknown, "state", "is not a state", f"write one of {', '.join(words)}")
    empty = (state == "") & ~given
    yield from _each(
        table,
        empty,
        "value",
        "is missing and no state says why",
        "give the value, or the state not published or suppressed",
    )
    held = state.isin(_WITHOUT_VALUE) & (given | (table["count"] != ""))
    yield from _each(
        table,
        held,
        "state",
        "stands beside a figure",
        "remove the value and the count, or correct the state",
    )
    lacking = state.isin(set(words) - _WITHOUT_VALUE) & ~given
    yield from _each(
        table,
        lacking,
        "value",
        "is missing for its state",
        "give the value, or the state not published or suppressed",
    )


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    table = table.copy()
    for column in ("value", "count", "population"):
        number = table[column].where(table[column].str.fullmatch(_NUMBER))
        table[column] = pd.to_numeric(number).astype(float)
    state = table["state"].str.lower()
    table["state"] = state.where(state != "", State.PUBLISHED.value)
    return table


def _periods(rows: pd.DataFrame, rules: Indicator) -> tuple[pd.Series, list[Problem]]:
    ids: dict[str, str] = {}
    faults: dict[str, tuple[str, str]] = {}
    for text in rows["period"].unique():
        try:
            period = parse_period(text, rules.period_kind)
        except DashboardError as error:
            faults[text] = (f"is no period of {rules.id}", str(error))
            continue
        ids[text] = period.id
        if period.end_year not in _YEARS:
            faults[text] = ("is not a year that figures are held for", "correct the year")
    bad = rows[rows["period"].isin(list(faults))]
    problems = [
        Problem(row, "period", text, *faults[text])
        for row, text in zip(bad[_ROW], bad["period"], strict=True)
    ]
    return rows["period"].map(lambda text: ids.get(text, text)), problems


def _value_problems(rows: pd.DataFrame, rules: Indicator) -> Iterator[Problem]:
    value = rows["value"]
    if rules.unit.short == "%":
        beyond = (value < 0) | (value > 100)
        yield from _each(
            rows, beyond, "value", "is not a percentage", "write a number from 0 to 100"
        )
        rows, value = rows[~beyond], value[~beyond]
    low, high = rules.plausible_minimum, rules.plausible_maximum
    # A doubtful figure is held because it is not believed; it enters no mean, rank or trend.
    believed = rows["state"] != State.DOUBTFUL.value
    beyond = believed & ((value < low) | (value > high))
    reason = (
        f"is outside what is plausible for {rules.id} ({low:,g} to {high:,g} {rules.unit.short})"
    )
    yield from _each(
        rows, beyond, "value", reason, "check the decimal point and the unit against the source"
    )


def _wrong_areas(
    rows: pd.DataFrame, rules: Indicator, areas: Mapping[str, Area]
) -> Iterator[Problem]:
    allowed = {*_TOTALS, rules.published_for}
    codes = [code for code in rows["area"].unique() if areas[code].area_type not in allowed]

    def advice(code: str) -> str:
        return f"{rules.id} is published for a {rules.published_for}, a region or England"

    return _each(rows, rows["area"].isin(codes), "area", "is a place of another kind", advice)


def _duplicates(table: pd.DataFrame) -> Iterator[Problem]:
    keys = ["indicator", "area", "period"]
    repeated = table[table.duplicated(keys)]
    if repeated.empty:
        return
    first = table.drop_duplicates(keys).set_index(keys)[_ROW]
    for row, *key in repeated[[_ROW, *keys]].itertuples(index=False, name=None):
        where = f"keep one: row {first[tuple(key)]} holds the same indicator, area and period"
        yield Problem(row, "row", " ".join(key), "is there twice", where)


def _each(
    table: pd.DataFrame,
    bad: pd.Series,
    column: str,
    reason: str,
    advice: str | Callable[[str], str],
) -> Iterator[Problem]:
    if not bad.any():
        return
    rows = table[bad]
    for row, cell in zip(rows[_ROW], rows[column], strict=True):
        given = "" if pd.isna(cell) else f"{cell:.10g}" if isinstance(cell, float) else str(cell)
        yield Problem(
            int(row), column, given, reason, advice if isinstance(advice, str) else advice(given)
        )


def _observations(table: pd.DataFrame) -> pd.DataFrame:
    frame = table.rename(columns={"area": "area_code"}).assign(edition_id=None)
    return frame[["indicator", *OBSERVATION_COLUMNS]].reset_index(drop=True)
