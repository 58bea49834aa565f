"""Table 2.11 of the Youth Justice Statistics: first-time entrants by local authority and year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.core.area_names import AreaNameError
from dashboard.core.areas import WALES, Area
from dashboard.core.periods import Period
from dashboard.core.published.indicators import Indicator
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import Format, Imported, Known
from dashboard.importers.official.printed import OfficialTable, find_in_file, printed
from dashboard.importers.official.published import (
    LOCAL_TABLES,
    Collected,
    OfficialPlaces,
    name_problem,
    not_printed,
)

INDICATOR = "first-time-entrants"
SHEET = "2.11"
_PLACE, _REGION, _OLD_PLACE = "local_authority_region", "region", "local_authority"
_YEAR = r"(?:year_ending_december_)?((?:19|20)\d\d)"
_FEWEST_YEARS = 2


def recognises(sent: SentFile) -> bool:
    """Return whether a file is the table, or the older one that held counts in its place."""
    return _rates(sent) is not None or _counts(sent) is not None


def read(sent: SentFile, known: Known) -> Imported:
    """Return the rates per 100,000 by local authority and region, for years ending in December.

    Authorities of Wales are left out with a note, because no area is held for them.

    Raises:
        ImportRefusedError: with every problem: a name that is not known, a cell that is neither a
            number nor a mark, counts or other years where rates by calendar year are meant.
    """
    table = _rates(sent) or _counts(sent)
    problems = _wrong_table(sent, table)
    if table is None or problems:
        raise ImportRefusedError(sent.name, problems)
    years = {name: year for name in table.columns if (year := _year(name))}
    collected = Collected(sent.name, table.problems([_PLACE, _REGION, *years]))
    places = OfficialPlaces(known, LOCAL_TABLES)
    for line in _lines(table, years):
        _take(line, known.indicators[INDICATOR], places, collected)
    newest = max(years.values())
    title = "Youth Justice Statistics, table 2.11: first-time entrants by local authority"
    publisher = "Youth Justice Board and Ministry of Justice"
    return collected.imported(title, publisher, f"Years to December {newest}")


@dataclass(frozen=True)
class _Line:
    row: int
    region: str
    place: str
    cells: dict[int, str]


def _rates(sent: SentFile) -> OfficialTable | None:
    found = find_in_file(sent, (_PLACE,), SHEET)
    return found if found and _has_years(found) else None


def _counts(sent: SentFile) -> OfficialTable | None:
    found = find_in_file(sent, (_OLD_PLACE,))
    if found is None or not _has_years(found):
        return None
    told = f"{found.grid.name} {found.notes_above}"
    return found if re.search(r"first.time entrants|\b2\.\d+", told, re.IGNORECASE) else None


def _has_years(table: OfficialTable) -> bool:
    return sum(_year(name) is not None for name in table.columns) >= _FEWEST_YEARS


def _year(name: str) -> int | None:
    match = re.fullmatch(_YEAR, name)
    return int(match[1]) if match else None


def _wrong_table(sent: SentFile, table: OfficialTable | None) -> list[Problem]:
    """Return why the table's figures are not rates by calendar year, as far as it says."""
    if table is None:
        return [Problem(None, "file", "", "holds no table 2.11", "load the table of rates")]
    notes, where = table.notes_above, table.grid.name or sent.name
    named = table.grid.name.strip() == SHEET
    rates = bool(re.search(r"\brates?\b", notes)) or (named and "number" not in notes)
    problems = []
    if _PLACE not in table.columns or not rates:
        reason = "holds counts of first-time entrants, or does not say that they are rates"
        advice = "load table 2.11, the rate per 100,000 children aged 10 to 17"
        problems.append(Problem(None, "sheet", where, reason, advice))
    if "march" in notes and "december" not in notes:
        reason, advice = "holds years ending in March", "load the table of years to December"
        problems.append(Problem(None, "sheet", where, reason, advice))
    return problems


def _lines(table: OfficialTable, years: dict[str, int]) -> Iterator[_Line]:
    """Yield the rows with a figure; a region printed once stands for the rows under it."""
    region = ""
    for row, cells in zip(table.rows.index, table.rows.to_numpy().tolist(), strict=True):
        figures = {year: cells[table.columns[name]] for name, year in years.items()}
        named = cells[table.columns[_REGION]] if _REGION in table.columns else ""
        region = named or region
        # Notes stand under the table too: in the columns of names, without any figure.
        if any(figures.values()):
            yield _Line(int(row), region, cells[table.columns[_PLACE]] or named, figures)


def _take(line: _Line, indicator: Indicator, places: OfficialPlaces, collected: Collected) -> None:
    try:
        namesakes = places.named(line.place)
    except AreaNameError as error:
        if _of_wales(line):
            collected.leave_out(
                "rows of Wales, or of England and Wales, whose areas we do not have"
            )
        else:
            collected.problems.append(name_problem(line.row, "Local Authority/Region", error))
        return
    for year, cell in line.cells.items():
        _take_cell(line, Period(indicator.period_kind, year), cell, indicator, namesakes, collected)


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
