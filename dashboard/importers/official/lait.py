"""The long table of the Department for Education's Local Authority Interactive Tool (LAIT)."""

import re
from collections.abc import Mapping

import pandas as pd

from dashboard.core.periods import Period
from dashboard.core.published.indicators import Indicator
from dashboard.core.written.meaning import NotReadError
from dashboard.core.written.periods import read_year
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import Format, Imported, Known
from dashboard.importers.official.places import LOCAL_TABLES, OfficialPlaces
from dashboard.importers.official.printed import OfficialTable, find_in_file, printed
from dashboard.importers.official.published import Collected, not_printed, unit_problem

_COLUMNS = ("short_desc", "data_item", "years", "la_and_regions", "values")
# Editions may do without it; then only names and years tell areas apart.
_NUMBER = "la_number"
_NAMES_SHOWN = 5
# England stands on one row, or on one for all schools beside one for those that the state funds.
_ALL_SCHOOLS, _STATE_FUNDED = "England_all_schools", "England_state_funded"
_ENGLAND = "England"
# Behind a year stands what kind of return it is: "(OT)" is the out-turn. What was only planned is
# another measure.
_REMARK_ON_YEAR = r"\([A-Za-z ]{1,20}\)$"
_PLANNED = r".*\(\s*(b|budget|budgeted|planned|plan|forecast|estimated?)\s*\)"


def recognises(sent: SentFile) -> bool:
    """Return whether a file has the columns of the long table."""
    return _table(sent) is not None


def read(sent: SentFile, known: Known) -> Imported:
    """Return the figures of all indicators that the dashboard knows under the table's short names.

    Values are taken as they are printed, even where they cannot be: England's first-time entrants
    are a sum of rates in some editions, and whoever judges plausibility has to see it. The number
    of an authority tells namesakes apart. An indicator in another unit than ours is left out.

    Raises:
        ImportRefusedError: with every problem, or if none of the indicators is known.
    """
    table = _table(sent)
    if table is None:
        raise ImportRefusedError(sent.name, [_no_table()])
    by_name = {_plain(one.lait_name): one for one in known.indicators.values() if one.lait_name}
    records = table.records().reindex(columns=[*_COLUMNS, _NUMBER], fill_value="")
    records = records.assign(name=records["short_desc"].map(_plain))
    places = OfficialPlaces(known, LOCAL_TABLES)
    collected = Collected(sent.name, places, table.problems([*_COLUMNS, _NUMBER]))
    _note_others(records, by_name, collected)
    records = _in_our_units(records[records["name"].isin(list(by_name))], by_name, collected)
    records = _of_one_england(_without_plans(records, collected), collected)
    for name, rows in records.groupby("name", sort=False):
        _take_rows(rows, by_name[str(name)], places, collected)
    title = "Local Authority Interactive Tool: long table"
    return collected.imported(title, "Department for Education", sheets=(table.grid.name,))


def _plain(name: str) -> str:
    """Return a short name as it is looked up: editions differ in its capitals and blanks."""
    return "".join(name.split()).casefold()


def _table(sent: SentFile) -> OfficialTable | None:
    return find_in_file(sent, _COLUMNS)


def _no_table() -> Problem:
    return Problem(None, "file", "", "is no long table of LAIT", "load the file bds_long")


def _note_others(
    records: pd.DataFrame, by_name: Mapping[str, Indicator], collected: Collected
) -> None:
    named = records[records["name"] != ""].drop_duplicates("name")
    others = named.loc[~named["name"].isin(list(by_name)), "short_desc"].tolist()
    if others and len(others) == len(named):
        advice = (
            f"load a table with one of {', '.join(each.lait_name for each in by_name.values())}"
        )
        reason = "are none of the indicators that the dashboard knows"
        shown = ", ".join(others[:_NAMES_SHOWN])
        collected.problems.append(Problem(None, "Short Desc", shown, reason, advice))
    elif others:
        more = ", ..." if len(others) > _NAMES_SHOWN else ""
        collected.say(
            f"Indicators of the file that the dashboard does not know were left out: "
            f"{', '.join(others[:_NAMES_SHOWN])}{more} ({len(others)} in all)."
        )


def _in_our_units(
    records: pd.DataFrame, by_name: Mapping[str, Indicator], collected: Collected
) -> pd.DataFrame:
    """Return the rows without indicators that some wording counts in another unit than ours.

    They are left out with a note, and are a problem where the file has nothing else for us.
    """
    worded = records.drop_duplicates(["name", "data_item"])
    wrong: dict[str, Problem] = {}
    for row, name, words in worded[["name", "data_item"]].itertuples(name=None):
        found = unit_problem(row, "Data item", words, by_name[name])
        if found:
            wrong.setdefault(name, found)
    if wrong and len(wrong) == records["name"].nunique():
        collected.problems += wrong.values()
    else:
        for name, problem in wrong.items():
            collected.say(
                f'"{by_name[name].name}" was left out: "{problem.value}" is another unit.'
            )
    return records[~records["name"].isin(list(wrong))]


def _without_plans(records: pd.DataFrame, collected: Collected) -> pd.DataFrame:
    planned = records["years"].str.fullmatch(_PLANNED, case=False)
    collected.leave_out("rows of what was planned or budgeted, not of the out-turn", planned.sum())
    return records[~planned]


def _of_one_england(records: pd.DataFrame, collected: Collected) -> pd.DataFrame:
    """Return the rows with one for England: that of the schools that the state funds, if any."""
    if records.empty:
        return records
    place = records["la_and_regions"]
    keys = records["name"] + "\n" + records["years"]
    funded = set(keys[(place == _STATE_FUNDED) & records["values"].map(_is_number)])
    other = (place == _ALL_SCHOOLS) & keys.isin(funded)
    if other.any():
        collected.leave_out(
            "rows of England for all schools, beside state-funded ones", int(other.sum())
        )
    names = place.where(~place.isin([_ALL_SCHOOLS, _STATE_FUNDED]), _ENGLAND)
    return records.assign(la_and_regions=names)[~other]


def _is_number(cell: str) -> bool:
    found = printed(cell)
    return found is not None and found.value is not None


def _take_rows(
    rows: pd.DataFrame, indicator: Indicator, places: OfficialPlaces, collected: Collected
) -> None:
    periods = {text: _period(text, indicator) for text in rows["years"].unique()}
    wanted = rows[["years", "la_and_regions", _NUMBER, "values"]].itertuples(name=None)
    for row, years, place, number, cell in wanted:
        period, found = periods[years], printed(cell)
        if isinstance(period, NotReadError):
            reason = f"is no period of {indicator.id}"
            collected.problems.append(Problem(row, "Years", years, reason, period.advice))
            continue
        namesakes = places.at(row, "LA and Regions", place, number=number)
        if found is None:
            collected.problems.append(not_printed(row, "Values", cell))
        elif namesakes:
            collected.add(row, indicator, namesakes, period, found)


def _period(text: str, indicator: Indicator) -> Period | NotReadError:
    try:
        return read_year(re.sub(_REMARK_ON_YEAR, "", text), indicator.period_kind).value
    except NotReadError as error:
        return error


FORMAT = Format("lait", "DfE Local Authority Interactive Tool, long table", recognises, read)
