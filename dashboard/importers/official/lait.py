"""The long table of the Department for Education's Local Authority Interactive Tool (LAIT)."""

import re

import pandas as pd

from dashboard.core.area_names import AreaNameError
from dashboard.core.periods import Period, parse_period
from dashboard.core.published.indicators import Indicator
from dashboard.errors import DashboardError, ImportRefusedError, Problem
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import Format, Imported, Known
from dashboard.importers.official.printed import OfficialTable, find_in_file, printed
from dashboard.importers.official.published import (
    LOCAL_TABLES,
    Collected,
    OfficialPlaces,
    name_problem,
    not_printed,
    unit_problem,
)

_COLUMNS = ("short_desc", "data_item", "years", "la_and_regions", "values", "la_number")
_NAMES_SHOWN = 5


def recognises(sent: SentFile) -> bool:
    """Return whether a file has the columns of the long table."""
    return _table(sent) is not None


def read(sent: SentFile, known: Known) -> Imported:
    """Return the figures of all indicators that the dashboard knows under the table's short names.

    Values are taken as they are printed, even where they cannot be: England's first-time entrants
    are a sum of rates in some editions, and whoever judges plausibility has to see it.

    Raises:
        ImportRefusedError: with every problem, or if none of the indicators is known.
    """
    table = _table(sent)
    if table is None:
        raise ImportRefusedError(sent.name, [_no_table()])
    by_name = {each.lait_name: each for each in known.indicators.values() if each.lait_name}
    records = table.records()
    collected = Collected(sent.name, table.problems(_COLUMNS))
    _note_others(records, by_name, collected)
    places = OfficialPlaces(known, LOCAL_TABLES)
    for name, indicator in by_name.items():
        rows = records[records["short_desc"] == name]
        collected.problems += _unit_problems(rows, indicator)
        _take_rows(rows, indicator, places, collected)
    title = "Local Authority Interactive Tool: long table"
    return collected.imported(title, "Department for Education")


def _table(sent: SentFile) -> OfficialTable | None:
    return find_in_file(sent, _COLUMNS)


def _no_table() -> Problem:
    return Problem(None, "file", "", "is no long table of LAIT", "load the file bds_long")


def _note_others(
    records: pd.DataFrame, by_name: dict[str, Indicator], collected: Collected
) -> None:
    names = [name for name in records["short_desc"].unique() if name]
    others = [name for name in names if name not in by_name]
    if names and len(others) == len(names):
        advice = f"load a table with one of {', '.join(by_name)}"
        reason = "are none of the indicators that the dashboard knows"
        shown = ", ".join(others[:_NAMES_SHOWN])
        collected.problems.append(Problem(None, "Short Desc", shown, reason, advice))
    elif others:
        more = ", ..." if len(others) > _NAMES_SHOWN else ""
        collected.say(
            f"Indicators of the file that the dashboard does not know were left out: "
            f"{', '.join(others[:_NAMES_SHOWN])}{more} ({len(others)} in all)."
        )


def _unit_problems(rows: pd.DataFrame, indicator: Indicator) -> list[Problem]:
    """Return a problem for each wording of the indicator that counts it in another unit."""
    first = rows.drop_duplicates("data_item")["data_item"]
    found = (
        unit_problem(int(str(row)), "Data item", words, indicator) for row, words in first.items()
    )
    return [problem for problem in found if problem]


def _take_rows(
    rows: pd.DataFrame, indicator: Indicator, places: OfficialPlaces, collected: Collected
) -> None:
    periods: dict[str, Period | DashboardError] = {
        text: _period(text, indicator) for text in rows["years"].unique()
    }
    wanted = rows[["years", "la_and_regions", "values"]].itertuples(name=None)
    for row, years, place, cell in wanted:
        period, found = periods[years], printed(cell)
        if isinstance(period, DashboardError):
            reason = f"is no period of {indicator.id}"
            collected.problems.append(Problem(row, "Years", years, reason, str(period)))
            continue
        try:
            namesakes = places.named(place)
        except AreaNameError as error:
            collected.problems.append(name_problem(row, "LA and Regions", error))
            continue
        if found is None:
            collected.problems.append(not_printed(row, "Values", cell))
        else:
            collected.add(row, indicator, namesakes, period, found)


def _period(text: str, indicator: Indicator) -> Period | DashboardError:
    try:
        # Numbers of a column with gaps come with decimals: "2016.0".
        return parse_period(re.sub(r"\.0$", "", text), indicator.period_kind)
    except DashboardError as error:
        return error


FORMAT = Format("lait", "DfE Local Authority Interactive Tool, long table", recognises, read)
