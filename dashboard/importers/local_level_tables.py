"""The Youth Justice Board's local-level open data: children, outcomes and offences by service."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from dashboard.core.area_names import AreaNameError
from dashboard.core.areas import Area, AreaType, Service
from dashboard.core.indicators import Indicator, State
from dashboard.core.periods import Period, parse_period
from dashboard.errors import DashboardError, ImportRefusedError, Problem
from dashboard.importers.grids import SentFile
from dashboard.importers.headers import OfficialTable, find_in_file
from dashboard.importers.imported import Format, Imported, Known
from dashboard.importers.official_places import OfficialPlaces, name_problem
from dashboard.importers.printed import Printed, printed
from dashboard.importers.published import Collected, not_printed, worked_out

_SHEET, _YEAR, _SERVICE = "Data", "financial_year", "yjs"
_TIER = "caution_or_sentence_tier"
# Tiers as they are compared: letters only, since "Pre Court" and "Pre-court" both occur.
_CUSTODY, _TIERS = "custody", {"precourt", "firsttier", "community", "custody"}
_TOTALS = r"(grand )?total|all"


class Measure(StrEnum):
    """What is counted of a service and year; the value is the indicator's id."""

    CHILDREN = "children-cautioned-or-sentenced-by-service"
    OUTCOMES = "outcomes-by-service"
    CUSTODY = "custody-by-service"
    OFFENCES = "offences-by-service"


def recognises(sent: SentFile) -> bool:
    """Return whether a file is one of the three tables."""
    table = _table(sent)
    return table is not None and bool(_measures(table))


def read(sent: SentFile, known: Known) -> Imported:
    """Return counts and rates per 1,000 children aged 10 to 17 by service and financial year.

    Rates are worked out here with the children of the calendar year in which the financial year
    begins, as the Board does; where they are not held, the figures are left out with a note. A
    number that is withheld withholds the sum that it is a part of.

    Raises:
        ImportRefusedError: with every problem: a service, year or number that cannot be read.
    """
    table = _table(sent)
    measures = _measures(table) if table else ()
    if table is None or not measures:
        problem = Problem(None, "file", "", "is no local-level table", "load one of the three")
        raise ImportRefusedError(sent.name, [problem])
    number = _number_column(table)
    collected = Collected(sent.name, table.problems([_YEAR, _SERVICE, _TIER, number]))
    counts = _counts(_without_totals(table.records(), number, collected), number, known, collected)
    for measure in measures:
        indicator = known.indicators[measure]
        for one in _sums(counts, measure, collected):
            _take(one, indicator, _service_of(one.area, known.services), collected)
    title = f"Youth Justice Statistics, local-level open data: {_subject(measures)}"
    newest = "" if counts.empty else max(counts["period"]).id
    return collected.imported(title, "Youth Justice Board", newest and f"To {newest}")


@dataclass(frozen=True)
class _Sum:
    row: int
    area: Area
    period: Period
    count: int
    states: frozenset[State]


def _table(sent: SentFile) -> OfficialTable | None:
    return find_in_file(sent, (_YEAR, _SERVICE), _SHEET)


def _number_column(table: OfficialTable) -> str:
    return next((name for name in table.columns if name.startswith("number_")), "")


def _measures(table: OfficialTable) -> tuple[Measure, ...]:
    number = _number_column(table)
    if not number:
        return ()
    if _TIER in table.columns:
        return (Measure.OUTCOMES, Measure.CUSTODY)
    if any(name.startswith("offence") for name in table.columns) or "offence" in number:
        return (Measure.OFFENCES,)
    return (Measure.CHILDREN,) if number == "number_children" else ()


def _subject(measures: tuple[Measure, ...]) -> str:
    words = {Measure.CHILDREN: "children", Measure.OFFENCES: "offences"}
    return words.get(measures[0], "cautions and sentences")


def _without_totals(records: pd.DataFrame, number: str, collected: Collected) -> pd.DataFrame:
    """Return the rows without those that sum others up; they would count everything twice."""
    texts = records.drop(columns=[number])
    total = pd.Series(data=False, index=records.index)
    for name in texts:
        total |= texts[name].str.fullmatch(_TOTALS, case=False)
    collected.leave_out("rows of totals, which sum up other rows", int(total.sum()))
    return records[~total]


def _counts(records: pd.DataFrame, number: str, known: Known, collected: Collected) -> pd.DataFrame:
    """Return area, period, tier, count and state of each row; what cannot be read is a problem."""
    areas = _areas(records[_SERVICE], OfficialPlaces(known, (AreaType.SERVICE,)), collected)
    periods = _periods(records[_YEAR], known.indicators[Measure.CHILDREN], collected)
    numbers = {text: _count(text) for text in records[number].unique()}
    for row, text in records[number].items():
        if numbers[text] is None:
            collected.problems.append(not_printed(int(str(row)), number, text))
    found = records[number].map(numbers)
    tiers = records[_TIER] if _TIER in records else pd.Series("", index=records.index)
    table = pd.DataFrame(
        {
            "area": records[_SERVICE].map(areas),
            "period": records[_YEAR].map(periods),
            "tier": tiers.str.casefold().str.replace(r"[^a-z]", "", regex=True),
            "count": found.map(lambda one: one.value if one else None).astype(float),
            "state": found.map(lambda one: one.state if one else None),
        }
    )
    return table.dropna(subset=["area", "period", "state"])


def _areas(names: pd.Series, places: OfficialPlaces, collected: Collected) -> dict[str, Area]:
    found = {}
    for row, name in names.drop_duplicates().items():
        try:
            found[name] = places.named(name)[0]
        except AreaNameError as error:
            collected.problems.append(name_problem(int(str(row)), "YJS", error))
    return found


def _periods(years: pd.Series, indicator: Indicator, collected: Collected) -> dict[str, Period]:
    found = {}
    for row, text in years.drop_duplicates().items():
        try:
            found[text] = parse_period(text, indicator.period_kind)
        except DashboardError as error:
            wrong = "is no financial year"
            collected.problems.append(
                Problem(int(str(row)), "Financial_Year", text, wrong, str(error))
            )
    return found


def _count(text: str) -> Printed | None:
    found = printed(text)
    if found and found.value is not None and (found.value < 0 or not found.value.is_integer()):
        return None
    return found


def _sums(counts: pd.DataFrame, measure: Measure, collected: Collected) -> Iterator[_Sum]:
    """Yield the sum of each service and year of which the file holds everything that it takes."""
    wanted = {Measure.CUSTODY: {_CUSTODY}, Measure.OUTCOMES: _TIERS}.get(measure, set())
    for period, of_year in counts.groupby("period", sort=True):
        missing = wanted - set(of_year["tier"])
        if missing:
            collected.say(
                f"{measure} was left out for {period.id}: the file lists no "
                f"{' or '.join(sorted(missing))} tier in that year, so it may not be whole."
            )
            continue
        for _, rows in of_year.groupby(of_year["area"].map(lambda one: one.code), sort=True):
            yield _sum_of(rows, measure)


def _sum_of(rows: pd.DataFrame, measure: Measure) -> _Sum:
    first = rows.iloc[0]
    # Every sentence of a service is listed, so a tier that is not there was not given.
    parts = rows[rows["tier"] == _CUSTODY] if measure is Measure.CUSTODY else rows
    states = frozenset(parts["state"])
    return _Sum(rows.index[0], first["area"], first["period"], int(parts["count"].sum()), states)


def _service_of(area: Area, services: Mapping[str, Service]) -> Service | None:
    return services.get(area.service or "")


def _take(one: _Sum, indicator: Indicator, service: Service | None, collected: Collected) -> None:
    year = one.period.end_year - 1
    children = service.populations_10_17.get(year) if service else None
    if one.states - {State.PUBLISHED}:
        state = State.SUPPRESSED if State.SUPPRESSED in one.states else State.NOT_PUBLISHED
        found = Printed(None, state, "A number that is part of the sum is not given.")
        collected.add(one.row, indicator, [one.area], one.period, found, None, children)
    elif children is None:
        collected.leave_out(
            f"figures of {indicator.id} for {one.period.id}, because the children aged 10 to 17 "
            f"of {year} are not held, so there is no rate"
        )
    else:
        note = f"Worked out here: the number by children aged 10 to 17 in {year}."
        found = worked_out(one.count, children, indicator, note)
        collected.add(one.row, indicator, [one.area], one.period, found, one.count, children)


FORMAT = Format(
    "local-level-tables",
    "Youth Justice Board, local-level open data (children, outcomes or offences)",
    recognises,
    read,
)
