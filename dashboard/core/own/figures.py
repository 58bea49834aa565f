"""What a service counted itself: by area team, period and group of children, absence included."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.core.entries import one_line
from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.periods import Period, PeriodKind, parse_period
from dashboard.core.published.indicators import number_or_none, whole_or_none
from dashboard.errors import DashboardError

# Stands for the whole service where an area team could stand.
WHOLE_SERVICE = ""
LOCAL_COLUMNS = [
    "place",
    "period",
    "group",
    "value",
    "count",
    "denominator",
    "state",
    "note",
    "edition_id",
]
LOCAL_KEYS = ["indicator", "place", "period", "group"]
LONGEST_TEAM_NAME = 80


class LocalState(StrEnum):
    """What stands behind a local figure; only the first two have a value.

    Withheld is what the sender or this dashboard keeps back, to protect children from being known.
    """

    FINAL = "final"
    PROVISIONAL = "provisional"
    WITHHELD = "withheld"
    NOT_RECORDED = "not recorded"
    NOT_APPLICABLE = "not applicable"

    @property
    def usable(self) -> bool:
        return self in (LocalState.FINAL, LocalState.PROVISIONAL)


@dataclass(frozen=True)
class AreaTeam:
    """A part of a service, by area; a team that was wound up is not `active`."""

    id: str
    service: str
    name: str
    active: bool = True

    def __post_init__(self) -> None:
        one_line("name of the area team", self.name, LONGEST_TEAM_NAME)

    @property
    def label(self) -> str:
        return self.name


@dataclass(frozen=True)
class LocalObservation:
    """One local figure; `place` is an area team's id, "" for the service; no value has a state."""

    place: str
    period: Period
    group: str
    state: LocalState
    value: float | None = None
    count: int | None = None
    denominator: int | None = None
    note: str = ""
    edition_id: int | None = None


@dataclass(frozen=True)
class LocalFigures:
    """All figures of one local indicator of one service: one row a place, period and group.

    `table` has the columns of LOCAL_COLUMNS; `period` is a period's id (quarters and months may
    both be there), numbers are NaN where absent. It is shared: never change it.
    """

    indicator: LocalIndicator
    service: str
    table: pd.DataFrame

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Every period observed, oldest first; a quarter stands after its months."""
        found = {parse_local_period(text) for text in self.table["period"].unique()}
        return tuple(
            sorted(found, key=lambda period: (period.end, period.kind is not PeriodKind.MONTH))
        )

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places observed, the whole service first."""
        return tuple(sorted(self.table["place"].unique()))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups of children observed, all children first."""
        return tuple(sorted(self.table["group"].unique()))

    @cached_property
    def _observed(self) -> dict[tuple[str, str, str], LocalObservation]:
        rows = self.table[LOCAL_COLUMNS].itertuples(index=False, name=None)
        return {(r[0], r[1], r[2]): _observation(r) for r in rows}

    def at(self, place: str, period: Period, group: str = ALL_CHILDREN) -> LocalObservation:
        """Return what was counted; where nothing was, an observation that is "not recorded"."""
        held = self._observed.get((place, period.id, group))
        return held or LocalObservation(place, period, group, LocalState.NOT_RECORDED)

    def series(
        self, place: str, periods: Collection[Period], group: str = ALL_CHILDREN
    ) -> tuple[LocalObservation, ...]:
        """Return the figures of one place and group, in the order of the periods given."""
        return tuple(self.at(place, period, group) for period in periods)


def parse_local_period(text: str) -> Period:
    """Return the quarter or month that an id names, such as "2025-26 Q1" or "2025-06".

    What people write is read by `core.written`.

    Raises:
        DashboardError: if it is neither.
    """
    words = " ".join(text.split())
    if re.fullmatch(r"\d{4}-\d{2}", words):
        return parse_period(words, PeriodKind.MONTH)
    if re.search(r"\bQ[1-4]\b", words, re.IGNORECASE):
        return parse_period(words, PeriodKind.QUARTER)
    raise DashboardError(
        f'"{words[:40]}" is no quarter or month: write it like 2025-26 Q1, or 2025-06 for a month.'
    )


def _observation(row: tuple[Any, ...]) -> LocalObservation:
    place, period, group, value, count, denominator, state, note, edition_id = row
    return LocalObservation(
        place=place,
        period=parse_local_period(period),
        group=group,
        state=LocalState(state),
        value=number_or_none(value),
        count=whole_or_none(count),
        denominator=whole_or_none(denominator),
        note=note if isinstance(note, str) else "",
        edition_id=whole_or_none(edition_id),
    )
