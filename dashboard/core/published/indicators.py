"""Indicators and what was observed of them, absence included."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Self

import pandas as pd

from dashboard.core.areas import AreaType
from dashboard.core.periods import Period, PeriodKind, months_after, parse_period
from dashboard.core.rules import (
    SENSIBLE_YEARS,
    ImpossibleValueError,
    require_address,
    require_between,
    require_texts,
)
from dashboard.core.sentences import NOT_HELD
from dashboard.core.verdicts import Polarity
from dashboard.errors import DashboardError


class State(StrEnum):
    """What stands behind an observation; only the first two enter a mean, a rank or a trend."""

    PUBLISHED = "published"
    DERIVED = "derived"
    PART_YEAR = "part-year"
    DOUBTFUL = "doubtful"
    SUPPRESSED = "suppressed"
    NOT_PUBLISHED = "not published"

    @property
    def usable(self) -> bool:
        return self in (State.PUBLISHED, State.DERIVED)


USABLE_STATES = tuple(state.value for state in State if state.usable)


@dataclass(frozen=True)
class Unit:
    """How an indicator is counted; `per` turns a rate into children, None where it cannot be.

    `per` is given only where the denominator is the 10-17 population.
    """

    short: str
    long: str
    decimals: int
    per: int | None = None

    def __post_init__(self) -> None:
        require_texts({"unit.short": self.short, "unit.long": self.long})
        require_between("unit.decimals", self.decimals, 0, 6)
        if self.per is not None:
            require_between("unit.per", self.per, 1)

    @property
    def is_percentage(self) -> bool:
        return self.short == "%"

    @property
    def is_money(self) -> bool:
        return self.short.startswith("£")

    @property
    def multiplier(self) -> int:
        """What a share of one is multiplied by to be in this unit; 1 where it has no such base."""
        return 100 if self.is_percentage else self.per or 1

    @property
    def smallest(self) -> float:
        """The smallest difference that printed values can show."""
        return 10.0**-self.decimals

    def words(self, value: float) -> str:
        """Return a value with the decimals its source carries.

        >>> Unit("%", "per cent of children", decimals=1).words(32.25)
        '32.2%'
        """
        number = f"{value:,.{self.decimals}f}"
        if self.is_money:
            return f"£{number}"
        return f"{number}%" if self.is_percentage else number

    def in_full(self, value: float) -> str:
        """Return a value with its unit: "287 per 100,000", "£36 per child", "31.2%".

        >>> Unit("per 100,000", "per 100,000 children", decimals=0).in_full(287)
        '287 per 100,000'
        """
        return self._with_rate(self.words(value))

    def difference_in_full(self, value: float, other: float) -> str:
        """Return the distance of two values as printed, with its unit."""
        return self._with_rate(self.difference(value, other))

    def _with_rate(self, words: str) -> str:
        _, per, whom = self.short.partition("per ")
        return f"{words} {per}{whom}" if per else words

    def difference(self, value: float, other: float) -> str:
        """Return the distance of two values as printed, so that a reader can check it.

        >>> Unit("%", "per cent of children", decimals=1).difference(29.87, 31.24)
        '1.3 percentage points'
        """
        size = self.words(abs(round(value, self.decimals) - round(other, self.decimals)))
        if not self.is_percentage:
            return size
        return f"{size[:-1]} percentage point{'' if size == '1%' else 's'}"

    def words_or_absent(self, value: float | None) -> str:
        """Return a value as `words` does, and an absent one as what it is."""
        return State.NOT_PUBLISHED.value if value is None else self.words(value)


@dataclass(frozen=True)
class Break:
    """A period from which figures can't be compared with earlier ones, and why."""

    period: str
    reason: str


@dataclass(frozen=True)
class CohortEstimate:
    """How many children a percentage is of, where its source does not print it.

    `percent` of the children of another indicator's period, both by service; England's numbers in
    the indicator `levels_of` lead from there to other years. `basis` says what the share rests on.
    """

    percent: float
    of_indicator: str
    period: str
    levels_of: str
    basis: str

    def __post_init__(self) -> None:
        require_texts({"cohort_estimate.basis": self.basis})
        require_between("cohort_estimate.percent", self.percent, 1, 100)


@dataclass(frozen=True)
class WithheldCounts:
    """The numbers that a source withholds because they are small, both ends included.

    Every figure that it withholds has one of these behind it, and no other number is withheld.
    """

    fewest: int
    most: int

    def __post_init__(self) -> None:
        require_between("withheld_counts.fewest", self.fewest, 0, self.most)
        require_between("withheld_counts.most", self.most, 1, 20)


@dataclass(frozen=True)
class PopulationUsed:
    """The year of the population that a source divided a period's figures by, where not its own.

    `note` says so in a sentence, which is shown with the figure.
    """

    period: str
    year: int
    note: str


@dataclass(frozen=True)
class Indicator:
    """What is measured, how to read it, and what may be concluded from it.

    `core` marks what the Overview scans; lists are in the order of `place_in_lists`. `compared` is
    False where size alone decides the value. `plausible` bounds are in the indicator's own unit.
    `counted` is what a number behind the rate is a number of, `counted_one` the same for one.
    `publication_note` says what the lag, in months after the end of a period, rests on.
    `material_gap_percent` is how far beyond similar areas a figure must lie for an early warning.
    `repeats_service_rate` is True where the source may print a service's rate for each area of it.
    `same_matter_as` is the id of an indicator of which this one is another source's count.
    `counts_again_each_year` is True where a child of one year may be counted in the next.
    `populations_used` name the periods that the source divides by the population of another year.
    Figures of one that is `loaded_only` come from files that a service loads; none ship.
    `cohort_estimate` marks percentages of few children whose number the source does not print.
    `withheld_counts` are the numbers that the source withholds as small, where it withholds exactly
    those; then a benchmark has bounds.
    `doubt_of_nought` says why a nought that a source prints is not believed, where it is not.
    `lait_name` and `fingertips_id` are its names in the Department for Education's Local Authority
    Interactive Tool and in the Fingertips of the Office for Health Improvement and Disparities,
    `ees_columns` the columns that it may stand in in the files of Explore education statistics.
    """

    id: str
    name: str
    subject: str
    unit: Unit
    polarity: Polarity
    period_kind: PeriodKind
    published_for: AreaType
    numerator: str
    denominator: str
    plausible_minimum: float
    plausible_maximum: float
    publication_lag_months: int
    why_it_matters: str
    source_url: str
    reviewed_on: dt.date
    core: bool = False
    place_in_lists: int = 100
    compared: bool = True
    caveat: str = ""
    counted: str = "children"
    counted_one: str = "child"
    publication_note: str = ""
    material_gap_percent: float = 10
    repeats_service_rate: bool = False
    same_matter_as: str = ""
    counts_again_each_year: bool = False
    loaded_only: bool = False
    doubt_of_nought: str = ""
    lait_name: str = ""
    fingertips_id: int | None = None
    ees_columns: tuple[str, ...] = ()
    cohort_estimate: CohortEstimate | None = None
    withheld_counts: WithheldCounts | None = None
    breaks: tuple[Break, ...] = ()
    populations_used: tuple[PopulationUsed, ...] = ()

    def __post_init__(self) -> None:
        named = ("name", "subject", "numerator", "denominator", "why_it_matters")
        counted = ("counted", "counted_one")
        require_texts({key: getattr(self, key) for key in (*named, *counted)})
        require_address("source_url", self.source_url)
        require_between("publication_lag_months", self.publication_lag_months, 0, 60)
        require_between("material_gap_percent", self.material_gap_percent, 1, 100)
        _require_range(self)
        for change in self.breaks:
            _require_period("breaks", change.period, self.period_kind)
            require_texts({"breaks.reason": change.reason})
        _require_populations(self)

    @property
    def counts_children(self) -> bool:
        """Whether each child counts once, so that counts vary as chance lets them."""
        return self.counted == "children"

    def population_used(self, period: Period) -> PopulationUsed | None:
        """Return which population the source divided by, where it is not that of the period."""
        known = (each for each in self.populations_used if each.period == period.id)
        return next(known, None)

    def population_year(self, period: Period) -> int:
        """Return the year of the population behind a period's rates: the one its source took.

        Where nothing is said of it, it is the calendar year in which the period begins, as in the
        Youth Justice Board's own rates.
        """
        used = self.population_used(period)
        return used.year if used else period.first_year

    def published_by(self, period: Period) -> dt.date:
        """Return the day by which figures of a period are published."""
        return months_after(period.end, self.publication_lag_months)

    def break_between(self, earlier: Period, later: Period) -> Break | None:
        """Return the break that parts two periods, if the definition changed between them."""
        for change in self.breaks:
            if earlier < parse_period(change.period, self.period_kind) <= later:
                return change
        return None


def _require_range(indicator: Indicator) -> None:
    low, high = indicator.plausible_minimum, indicator.plausible_maximum
    for key, bound in (("plausible_minimum", low), ("plausible_maximum", high)):
        if not math.isfinite(bound):
            raise ImpossibleValueError(key, f"{bound} is no bound", "write a number")
    if low >= high:
        wrong = f"{low} is not below {high}"
        raise ImpossibleValueError("plausible_minimum", wrong, "swap or correct them")


def _require_populations(indicator: Indicator) -> None:
    key = "populations_used"
    for used in indicator.populations_used:
        _require_period(key, used.period, indicator.period_kind)
        require_texts({f"{key}.note": used.note})
        require_between(f"{key}.year", used.year, SENSIBLE_YEARS[0], SENSIBLE_YEARS[-1])
    periods = [used.period for used in indicator.populations_used]
    if len(set(periods)) < len(periods):
        raise ImpossibleValueError(key, "a period stands twice", "keep one of the two")


def _require_period(key: str, text: str, kind: PeriodKind) -> None:
    try:
        period = parse_period(text, kind)
    except DashboardError as error:
        raise ImpossibleValueError(key, str(error), "correct the period") from error
    if period.end_year not in SENSIBLE_YEARS:
        wrong = f'"{text}" is not a year that figures can be of'
        raise ImpossibleValueError(key, wrong, "correct the period")


@dataclass(frozen=True)
class Observation:
    """One figure of one area and period; no value has a state that says why."""

    area_code: str
    period: Period
    state: State
    value: float | None = None
    count: int | None = None
    population: int | None = None
    note: str = ""
    edition_id: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether a table here has it, be it withheld or absent there."""
        return self.edition_id is not None

    @property
    def absent_words(self) -> str:
        """What stands where its value would: "not published", or "not known here"."""
        return State.NOT_PUBLISHED.value if self.is_held else NOT_HELD


OBSERVATION_COLUMNS = [
    "area_code",
    "period",
    "value",
    "count",
    "population",
    "state",
    "note",
    "edition_id",
]
_NUMBERS = ("value", "count", "population")


@dataclass(frozen=True)
class Figures:
    """All observations of one indicator: one row an area and period, in `table`.

    `table` has the columns of OBSERVATION_COLUMNS; `period` is the period's id, `value` is NaN
    where there is no number, and `state` is the value of a State. It is shared: never change it.
    """

    indicator: Indicator
    table: pd.DataFrame

    @classmethod
    def of(cls, indicator: Indicator, observations: pd.DataFrame) -> Self:
        """Return the figures that count among observations, which are in the order of storing.

        Where two speak of the same area and period, the later one counts. `observations` has the
        columns of OBSERVATION_COLUMNS.
        """
        table = observations[OBSERVATION_COLUMNS].astype(dict.fromkeys(_NUMBERS, float))
        newest = table.drop_duplicates(["area_code", "period"], keep="last")
        return cls(indicator, newest.reset_index(drop=True))

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Every period observed, oldest first."""
        kind = self.indicator.period_kind
        return tuple(sorted(parse_period(text, kind) for text in self.table["period"].unique()))

    @cached_property
    def values(self) -> pd.DataFrame:
        """Usable values: one row an area, one column a period's id, NaN for all that is absent."""
        usable = self.table[self.table["state"].isin(USABLE_STATES)]
        matrix = usable.pivot(index="area_code", columns="period", values="value")
        return matrix.reindex(columns=[period.id for period in self.periods])

    @cached_property
    def _values_by_period(self) -> dict[str, dict[str, float]]:
        columns = ((str(period), column.dropna()) for period, column in self.values.items())
        return {
            period: {str(area): float(value) for area, value in column.items()}
            for period, column in columns
        }

    def values_of(self, period: Period) -> dict[str, float]:
        """Return the usable values of one period, by area code."""
        return self._values_by_period.get(period.id, {})

    @cached_property
    def _observed(self) -> dict[tuple[str, str], Observation]:
        periods = {period.id: period for period in self.periods}
        rows = self.table[OBSERVATION_COLUMNS].itertuples(index=False, name=None)
        return {(str(row[0]), str(row[1])): _observation(row, periods) for row in rows}

    def at(self, area_code: str, period: Period) -> Observation:
        """Return what was observed; where nothing was, a "not published" that is not held."""
        held = self._observed.get((area_code, period.id))
        return held or Observation(area_code, period, State.NOT_PUBLISHED)

    def value(self, area_code: str, period: Period) -> float | None:
        """Return the usable value of an area, or None where there is none."""
        return self.values_of(period).get(area_code)

    def periods_published_by(self, as_of: dt.date) -> tuple[Period, ...]:
        """Return the periods whose figures were out by a date, oldest first."""
        return tuple(p for p in self.periods if self.indicator.published_by(p) <= as_of)


def _observation(row: tuple[object, ...], periods: Mapping[str, Period]) -> Observation:
    area_code, period, value, count, population, state, note, edition_id = row
    return Observation(
        area_code=str(area_code),
        period=periods[str(period)],
        state=State(str(state)),
        value=number_or_none(value),
        count=whole_or_none(count),
        population=whole_or_none(population),
        note=note if isinstance(note, str) else "",
        edition_id=whole_or_none(edition_id),
    )


def number_or_none(cell: object) -> float | None:
    """Return the number in a table's cell, None where there is none (NaN included)."""
    return float(cell) if isinstance(cell, int | float) and cell == cell else None


def whole_or_none(cell: object) -> int | None:
    """Return the whole number in a table's cell, None where there is none."""
    number = number_or_none(cell)
    return None if number is None else int(number)
