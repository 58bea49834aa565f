"""Exports of Fingertips, the public health profiles for England, in CSV."""

import re
from collections.abc import Mapping

import pandas as pd

from dashboard.core.periods import Period
from dashboard.core.published.indicators import Indicator, State
from dashboard.core.written.periods import read_year
from dashboard.errors import DashboardError, ImportRefusedError, Problem
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import Format, Imported, Known
from dashboard.importers.official.places import LOCAL_TABLES, OfficialPlaces
from dashboard.importers.official.printed import OfficialTable, Printed, find_in_file, printed
from dashboard.importers.official.published import Collected, not_printed, unit_problem

_COLUMNS = (
    *("indicator_id", "indicator_name", "area_code", "area_name", "area_type", "sex", "age"),
    *("category_type", "category", "time_period", "value", "time_period_sortable"),
)
# Exports differ in these, and do without some.
_OPTIONAL = ("count", "denominator", "value_note", "time_period_range")
_PLACES = r"(england|country|region|count(y|ies) &|upper tier).*"
_NAMES_SHOWN = 5


def recognises(sent: SentFile) -> bool:
    """Return whether a file has the columns of an export."""
    return _table(sent) is not None


def read(sent: SentFile, known: Known) -> Imported:
    """Return the figures of all children for authorities, regions and England.

    Taken are the indicators whose definition names their number in Fingertips. Rows by deprivation
    or another category, of one sex or other ages, and of other kinds of area are left out with a
    note. An area whose code is not held is taken by its name.

    Raises:
        ImportRefusedError: with every problem, or if none of the indicators is known.
    """
    table = _table(sent)
    if table is None:
        problem = Problem(None, "file", "", "is no export of Fingertips", "export it again as CSV")
        raise ImportRefusedError(sent.name, [problem])
    held = known.indicators.values()
    by_id = {str(each.fingertips_id): each for each in held if each.fingertips_id}
    places = OfficialPlaces(known, LOCAL_TABLES)
    collected = Collected(sent.name, places, table.problems((*_COLUMNS, *_OPTIONAL)))
    records = table.records()
    records = records.reindex(columns=[*_COLUMNS, *_OPTIONAL], fill_value="")
    rows = _of_known_indicators(records, by_id, collected)
    rows = _of_all_children(rows, collected)
    _take_rows(rows, by_id, places, collected)
    title = "Fingertips: public health profiles"
    return collected.imported(
        title, "Office for Health Improvement and Disparities", sheets=(table.grid.name,)
    )


def _table(sent: SentFile) -> OfficialTable | None:
    return find_in_file(sent, _COLUMNS)


def _of_known_indicators(
    records: pd.DataFrame, by_id: Mapping[str, Indicator], collected: Collected
) -> pd.DataFrame:
    ids = records["indicator_id"].str.replace(r"\.0$", "", regex=True)
    records = records.assign(indicator_id=ids)
    named = records.drop_duplicates(["indicator_id", "indicator_name"])
    others = [
        f"{' '.join(name.split())} ({number})"
        for number, name in zip(named["indicator_id"], named["indicator_name"], strict=True)
        if number not in by_id
    ]
    shown = ", ".join(others[:_NAMES_SHOWN])
    if others and len(others) == len(named):
        reason = "is none of the indicators that the dashboard knows"
        advice = "export one whose number a definition names as fingertips_id"
        collected.problems.append(Problem(None, "Indicator ID", shown, reason, advice))
    elif others:
        collected.say(
            "Indicators of the file that the dashboard does not know were left out: "
            f"{shown} ({len(others)} in all)."
        )
    known = records[ids.isin(list(by_id))]
    for row, number, name in known.drop_duplicates("indicator_name")[
        ["indicator_id", "indicator_name"]
    ].itertuples(name=None):
        collected.problems += filter(
            None, [unit_problem(row, "Indicator Name", name, by_id[number])]
        )
    return known


def _of_all_children(rows: pd.DataFrame, collected: Collected) -> pd.DataFrame:
    """Return the rows of every child aged 10 to 17 for places that figures are held for."""
    ages = rows["age"].str.findall(r"\d+").str.join("-")
    span = rows["time_period_range"]
    reasons = {
        "rows by a category such as deprivation": (rows["category_type"] + rows["category"]) != "",
        "rows of one sex": rows["sex"].str.casefold() != "persons",
        "rows of other ages than 10 to 17": ages != "10-17",
        "rows of periods other than one year": ~span.isin(["", "1y"]),
        "rows of other kinds of area": ~rows["area_type"].str.fullmatch(_PLACES, case=False),
    }
    kept = pd.Series(data=True, index=rows.index)
    for reason, out in reasons.items():
        collected.leave_out(reason, int((kept & out).sum()))
        kept &= ~out
    # England is printed once for each kind of area that it is the parent of.
    return rows[kept].drop_duplicates()


def _take_rows(
    rows: pd.DataFrame,
    by_id: Mapping[str, Indicator],
    places: OfficialPlaces,
    collected: Collected,
) -> None:
    for row, *values in rows.itertuples(name=None):
        cells = dict(zip(rows.columns, values, strict=True))
        indicator = by_id[cells["indicator_id"]]
        try:
            period = _period(cells, indicator)
        except DashboardError as error:
            reason = f"is no period of {indicator.id}"
            given = f"{cells['time_period']} ({cells['time_period_sortable']})"
            collected.problems.append(Problem(row, "Time period", given, reason, str(error)))
            continue
        namesakes = places.at(row, "Area Code", cells["area_name"], code=cells["area_code"])
        found = _figure(cells)
        if found is None:
            collected.problems.append(not_printed(row, "Value", cells["value"]))
        elif namesakes:
            count, population = _whole(cells["count"]), _whole(cells["denominator"])
            collected.add(row, indicator, namesakes, period, found, count, population)


def _period(cells: Mapping[str, str], indicator: Indicator) -> Period:
    text, sortable = cells["time_period"], cells["time_period_sortable"]
    if sortable and sortable[:4] != text[:4]:
        raise DashboardError(f'the sortable period says "{sortable[:4]}": correct one of them')
    return read_year(text, indicator.period_kind).value


def _figure(cells: Mapping[str, str]) -> Printed | None:
    found, note = printed(cells["value"]), cells["value_note"]
    if found is None or (found.value is None and found.note):
        return found
    if found.value is None:
        withheld = re.search(r"suppress|disclos|small (count|number)", note, re.IGNORECASE)
        return Printed(None, State.SUPPRESSED if withheld else State.NOT_PUBLISHED, note)
    return Printed(found.value, found.state, note or found.note)


def _whole(text: str) -> int | None:
    found = printed(text)
    number = found.value if found else None
    return int(number) if number is not None and number.is_integer() and number >= 0 else None


FORMAT = Format("fingertips", "Fingertips export (CSV)", recognises, read)
