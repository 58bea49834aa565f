"""Table 2.11 of the Youth Justice Statistics: first-time entrants by local authority and year."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dashboard.core.areas import WALES, Area
from dashboard.core.periods import Period
from dashboard.core.published.indicators import Indicator
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import Format, Imported, Known
from dashboard.importers.official.places import LOCAL_TABLES, OfficialPlaces
from dashboard.importers.official.printed import OfficialTable, find_table, printed
from dashboard.importers.official.published import Collected, not_printed

INDICATOR = "first-time-entrants"
SHEET = "2.11"
# What editions call the column of places, the newest first.
_PLACES = (
    *("local_authority_region", "region_local_authority", "local_authority_and_region"),
    *("local_authority", "local_authorities", "local_authority_name", "la_name", "area"),
)
_REGION = "region"
_PLACE_IN_WORDS = "Local Authority/Region"
# A year of a heading: "2014", "2014.0", "Year ending December 2014", "Jan-Dec 2014", "2014 (r)", or
# its last day, as a spreadsheet keeps a date.
_ENDING = r"(?:(?:years?|12_months|twelve_months)_(?:ending|ended|to|ending_in)_)?"
_MONTHS = r"(?:(?:31_|31st_)?dec(?:ember)?_|jan(?:uary)?_(?:to_)?dec(?:ember)?_)?"
_YEAR = _ENDING + _MONTHS + r"((?:19|20)\d\d)(?:_12_31)?(?:_0)?(?:_(?:r|p|revised|provisional))?"
_TO_MARCH = _ENDING + r"(?:(?:31_|31st_)?mar(?:ch)?_(?:19|20)\d\d|(?:19|20)\d\d_(?:\d\d|03_31))"
# A table has about 190 rows.
_FEWEST_YEARS, _MOST_AREAS = 2, 500
_SAYS_RATE, _SAYS_NUMBER = r"\brates?\b|per 100,000", r"\bnumbers?\b|\bcounts?\b"
_ABOUT = r"first.time entrants|\b2\.\d+"


def recognises(sent: SentFile) -> bool:
    """Return whether a file is the table, or the older one that held counts in its place."""
    return _table(sent) is not None


def read(sent: SentFile, known: Known) -> Imported:
    """Return the rates per 100,000 by local authority and region, for years ending in December.

    Authorities of Wales are left out with a note, because no area is held for them.

    Raises:
        ImportRefusedError: with every problem: a name that is misspelt, a cell that is neither a
            number nor a mark, counts or other years where rates by calendar year are meant.
    """
    table = _table(sent)
    problems = _wrong_table(sent, table)
    if table is None or problems:
        raise ImportRefusedError(sent.name, problems)
    years = _years(table)
    places = OfficialPlaces(known, LOCAL_TABLES)
    needed = [_place_column(table), _REGION, *years]
    collected = Collected(sent.name, places, [*table.problems(needed), *_twice(table, years)])
    _note_the_others(table, needed, collected)
    for line in _lines(table, years):
        _take(line, known.indicators[INDICATOR], places, collected)
    newest = max(years.values())
    title = "Youth Justice Statistics, table 2.11: first-time entrants by local authority"
    publisher = "Youth Justice Board and Ministry of Justice"
    return collected.imported(
        title, publisher, f"Years to December {newest}", sheets=(table.grid.name,)
    )


@dataclass(frozen=True)
class _Line:
    row: int
    region: str
    place: str
    cells: dict[int, str]


def _table(sent: SentFile) -> OfficialTable | None:
    """Return the table of rates, or else one of counts; sheet 2.11 before others, hidden last."""
    grids = sorted(sent.grids, key=lambda grid: (grid.hidden, grid.name.strip() != SHEET))
    tables = (find_table(grid, (column,)) for grid in grids for column in _PLACES)
    ours = [table for table in tables if table and _is_ours(table)]
    return next((table for table in ours if _are_rates(table)), ours[0] if ours else None)


def _is_ours(table: OfficialTable) -> bool:
    """Return whether a table has years, and says what it is in its name, its notes or headings."""
    years = sum(bool(re.fullmatch(f"{_YEAR}|{_TO_MARCH}", name)) for name in table.columns)
    told = f"{table.grid.name} {table.notes_above}"
    said = _PLACES[0] in table.columns or re.search(_ABOUT, told, re.IGNORECASE)
    return years >= _FEWEST_YEARS and bool(said)


def _place_column(table: OfficialTable) -> str:
    return next(column for column in _PLACES if column in table.columns)


def _years(table: OfficialTable) -> dict[str, int]:
    found = ((name, re.fullmatch(_YEAR, name)) for name in table.columns)
    return {name: int(match[1]) for name, match in found if match}


def _twice(table: OfficialTable, years: Mapping[str, int]) -> Iterator[Problem]:
    """Yield a problem for each year that stands in two columns under different headings."""
    for year, times in Counter(years.values()).items():
        if times > 1:
            advice = "keep one of them"
            yield Problem(table.row, str(year), str(year), "heads two columns", advice)


def _note_the_others(table: OfficialTable, needed: Collection[str], collected: Collected) -> None:
    others = [table.written(name) for name in table.columns if name not in needed]
    if others:
        collected.say(f"Columns that were not taken: {', '.join(others)}.")


def _wrong_table(sent: SentFile, table: OfficialTable | None) -> list[Problem]:
    """Return why the table's figures are not rates by calendar year, as far as it says."""
    if table is None:
        return [Problem(None, "file", "", "holds no table 2.11", "load the table of rates")]
    notes, where = table.notes_above, table.grid.name or sent.name
    problems = []
    if not _are_rates(table):
        reason = "holds counts of first-time entrants, or does not say that they are rates"
        advice = "load table 2.11, the rate per 100,000 children aged 10 to 17"
        problems.append(Problem(None, "sheet", where, reason, advice))
    to_march = any(re.fullmatch(_TO_MARCH, name) for name in table.columns)
    if to_march or ("march" in notes and "december" not in notes):
        reason, advice = "holds years ending in March", "load the table of years to December"
        problems.append(Problem(None, "sheet", where, reason, advice))
    return problems


def _are_rates(table: OfficialTable) -> bool:
    """Return whether a table says that it holds rates: in its title, its notes, or by decimals."""
    title = " ".join(line for line in table.lines_above if re.search(_ABOUT, line))
    if re.search(_SAYS_RATE, title):
        return True
    if re.search(_SAYS_NUMBER, title):
        return False
    named = table.grid.name.strip() == SHEET
    return bool(re.search(_SAYS_RATE, table.notes_above)) or named or _has_decimals(table)


def _has_decimals(table: OfficialTable) -> bool:
    columns = [table.columns[name] for name in _years(table)]
    found = (printed(cell) for cell in table.rows[columns].head(_MOST_AREAS).to_numpy().ravel())
    return any(each and each.value is not None and not each.value.is_integer() for each in found)


def _lines(table: OfficialTable, years: Mapping[str, int]) -> Iterator[_Line]:
    """Yield the rows with a figure; a region printed once stands for the rows under it."""
    region, place = "", table.columns[_place_column(table)]
    for row, cells in zip(table.rows.index, table.rows.to_numpy().tolist(), strict=True):
        figures = {year: cells[table.columns[name]] for name, year in years.items()}
        named = cells[table.columns[_REGION]] if _REGION in table.columns else ""
        region = named or region
        # Notes stand under the table too: in the columns of names, without any figure.
        if any(figures.values()):
            yield _Line(int(row), region, cells[place] or named, figures)


def _take(line: _Line, indicator: Indicator, places: OfficialPlaces, collected: Collected) -> None:
    if _of_wales(line) and not places.knows(line.place):
        collected.leave_out("rows of Wales, or of England and Wales, whose areas we do not have")
        return
    namesakes = places.at(line.row, _PLACE_IN_WORDS, line.place)
    if namesakes:
        for year, cell in line.cells.items():
            period = Period(indicator.period_kind, year)
            _take_cell(line, period, cell, indicator, namesakes, collected)


def _of_wales(line: _Line) -> bool:
    return WALES.casefold() in (line.region.casefold(), *line.place.casefold().split(" and "))


def _take_cell(
    line: _Line,
    period: Period,
    cell: str,
    indicator: Indicator,
    namesakes: tuple[Area, ...],
    collected: Collected,
) -> None:
    found = printed(cell)
    if not cell:
        collected.leave_out("empty cells, which say nothing of their year")
    elif found is None:
        collected.problems.append(not_printed(line.row, period.id, cell))
    else:
        collected.add(line.row, indicator, namesakes, period, found)


FORMAT = Format(
    "first-time-entrants-table",
    "Youth Justice Statistics, table 2.11 (first-time entrants by local authority)",
    recognises,
    read,
)
