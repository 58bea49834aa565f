"""The Youth Justice Board's local-level open data: children, outcomes and offences by service."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from dashboard.core.areas import AreaType, PopulationOfYear, nearest_population
from dashboard.core.periods import parse_period
from dashboard.core.published.indicators import Indicator, State
from dashboard.core.written.meaning import NotReadError
from dashboard.core.written.periods import read_year
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import Format, Imported, Known
from dashboard.importers.official.places import OfficialPlaces
from dashboard.importers.official.printed import OfficialTable, Printed, find_in_file, printed
from dashboard.importers.official.published import Collected, not_printed, worked_out

_SHEET, _YEAR, _SERVICE = "Data", "financial_year", "yjs"
_TIER = "caution_or_sentence_tier"
# Tiers as they are compared: letters only, since "Pre Court" and "Pre-court" both occur.
_CUSTODY = "custody"
_TIERS = {
    "precourt": "Pre Court",
    "firsttier": "First Tier",
    "community": "Community",
    _CUSTODY: "Custody",
}
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
    places = OfficialPlaces(known, (AreaType.SERVICE,))
    problems = table.problems([_YEAR, _SERVICE, _TIER, number])
    collected = Collected(sent.name, places, problems)
    records = _without_totals(table.records(), number, collected)
    collected.problems += _tier_problems(records)
    counts = _counts(records, number, known, places, collected)
    for measure in measures:
        indicator = known.indicators[measure]
        for one in _sums(_of_whole_years(counts, measure, indicator, collected), measure):
            _take(one, indicator, known, collected)
    title = f"Youth Justice Statistics, local-level open data: {_subject(measures)}"
    newest = "" if counts.empty else max(counts["period"])
    return collected.imported(
        title, "Youth Justice Board", newest and f"To {newest}", sheets=(table.grid.name,)
    )


@dataclass(frozen=True)
class _Sum:
    row: int
    service: str
    period: str
    count: int
    withheld: bool
    absent: bool


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
    total = pd.Series(data=False, index=records.index)
    for name in records.columns.drop(number):
        words = [word for word in records[name].unique() if re.fullmatch(_TOTALS, word.casefold())]
        total |= records[name].isin(words)
    collected.leave_out("rows of totals, which sum up other rows", int(total.sum()))
    return records[~total]


def _counts(
    records: pd.DataFrame, number: str, known: Known, places: OfficialPlaces, collected: Collected
) -> pd.DataFrame:
    """Return service, period, tier and count of each row; what cannot be read is a problem."""
    services = _services(records[_SERVICE], places)
    periods = _periods(records[_YEAR], known.indicators[Measure.CHILDREN], collected)
    numbers = {text: _count(text) for text in records[number].unique()}
    unread = [text for text, found in numbers.items() if found is None]
    for row, text in records.loc[records[number].isin(unread), number].items():
        collected.problems.append(not_printed(int(str(row)), number, text))
    states = {text: found.state for text, found in numbers.items() if found}
    tiers = records[_TIER] if _TIER in records else pd.Series("", index=records.index)
    state = records[number].map(states)
    table = pd.DataFrame(
        {
            "row": records.index,
            "service": records[_SERVICE].map(services),
            "period": records[_YEAR].map(periods),
            "tier": tiers.map({text: _tier(text) for text in tiers.unique()}),
            "count": records[number].map({t: f.value for t, f in numbers.items() if f}),
            "withheld": state == State.SUPPRESSED,
            "absent": state == State.NOT_PUBLISHED,
        }
    )
    return table[state.notna()].dropna(subset=["service", "period"])


def _services(names: pd.Series, places: OfficialPlaces) -> dict[str, str]:
    found = {}
    for row, name in names.drop_duplicates().items():
        namesakes = places.at(int(str(row)), "YJS", name)
        if namesakes:
            found[name] = namesakes[0].code
    return found


def _periods(years: pd.Series, indicator: Indicator, collected: Collected) -> dict[str, str]:
    found = {}
    for row, text in years.drop_duplicates().items():
        try:
            found[text] = read_year(text, indicator.period_kind).value.id
        except NotReadError as error:
            column, wrong = "Financial_Year", "is no financial year"
            collected.problems.append(Problem(int(str(row)), column, text, wrong, str(error)))
    return found


def _tier_problems(records: pd.DataFrame) -> Iterator[Problem]:
    """Yield a problem for each tier that is not known: custody under a new name would be lost."""
    if _TIER not in records:
        return
    advice = f"write one of {', '.join(_TIERS.values())}"
    for row, text in records[_TIER].drop_duplicates().items():
        if _tier(text) not in _TIERS:
            yield Problem(int(str(row)), _TIER, text, "is not a known tier", advice)


def _tier(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


def _count(text: str) -> Printed | None:
    found = printed(text)
    if found and found.value is not None and (found.value < 0 or not found.value.is_integer()):
        return None
    return found


def _of_whole_years(
    counts: pd.DataFrame, measure: Measure, indicator: Indicator, collected: Collected
) -> pd.DataFrame:
    """Return the rows of the years in which the file lists every tier that the sum takes."""
    wanted = {Measure.CUSTODY: [_CUSTODY], Measure.OUTCOMES: list(_TIERS)}.get(measure, [])
    whole = []
    for period, tiers in counts.groupby("period")["tier"].unique().items():
        missing = [_TIERS[tier] for tier in wanted if tier not in tiers]
        if missing:
            collected.say(
                f'"{indicator.name}" was left out for {period}: the file lists no sentence of the '
                f"tier {' or '.join(missing)} in that year, so it may not be whole."
            )
        else:
            whole.append(period)
    return counts[counts["period"].isin(whole)]


def _sums(parts: pd.DataFrame, measure: Measure) -> Iterator[_Sum]:
    """Yield the sum of each service and year."""
    if measure is Measure.CUSTODY:
        # Every sentence of a service is listed, so a tier that is not there was not given.
        given, unknown = parts["tier"] == _CUSTODY, ["withheld", "absent"]
        parts = parts.assign(count=parts["count"].where(given, 0.0))
        parts[unknown] = parts[unknown].where(given, other=False)
    keys = parts.groupby(["service", "period"], sort=True)
    how = {"row": "first", "count": "sum", "withheld": "any", "absent": "any"}
    for (service, period), row, count, withheld, absent in keys.agg(how).itertuples(name=None):
        yield _Sum(int(row), service, period, int(count), bool(withheld), bool(absent))


def _take(one: _Sum, indicator: Indicator, known: Known, collected: Collected) -> None:
    area = known.areas[one.service]
    period = parse_period(one.period, indicator.period_kind)
    year = period.first_year
    service = known.services.get(area.service or "")
    held = nearest_population(service.populations_10_17, year) if service else None
    children = held.children_10_17 if held and held.year == year else None
    if one.withheld or one.absent:
        state = State.SUPPRESSED if one.withheld else State.NOT_PUBLISHED
        found = Printed(None, state, "A number that is part of the sum is not given.")
        collected.add(one.row, indicator, [area], period, found, None, children)
    elif held is None:
        collected.leave_out(
            f'figures of "{indicator.name}" that have no rate, because we do not know the number '
            "of children aged 10 to 17 in those years"
        )
    else:
        found = _rate(one.count, held, year, indicator)
        collected.add(one.row, indicator, [area], period, found, one.count, held.children_10_17)


def _rate(count: int, held: PopulationOfYear, year: int, indicator: Indicator) -> Printed:
    """Return the rate of a count; with the children of another year it enters no comparison."""
    note = f"Worked out here: the number by children aged 10 to 17 in {held.year}"
    if held.year == year:
        return worked_out(count, held.children_10_17, indicator, f"{note}.")
    note += f", because we do not have those of {year}. So only the number is sure."
    found = worked_out(count, held.children_10_17, indicator, note)
    return replace(found, state=State.DOUBTFUL)


FORMAT = Format(
    "local-level-tables",
    "Youth Justice Board, local-level open data (children, outcomes or offences)",
    recognises,
    read,
)
