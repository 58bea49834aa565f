"""A service's own figures quarter by quarter or month by month, and what is unusual in them."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from dashboard.core.disclosure.protection import DisclosureRules, ProtectedFigures
from dashboard.core.own.figures import (
    WHOLE_SERVICE,
    LocalObservation,
    LocalState,
    parse_local_period,
)
from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.performance.changes import LocalChange
from dashboard.core.periods import Period, PeriodKind
from dashboard.core.statistics.control_chart import (
    FEWEST_BASELINE_POINTS,
    ControlChart,
    PointType,
    control_chart,
)
from dashboard.core.verdicts import Polarity, Verdict

# A figure by its place, the id of its period, and its group.
Key: TypeAlias = tuple[str, str, str]
FEWEST_POINTS = FEWEST_BASELINE_POINTS
WAITING = "waiting for a decision"
_VERDICTS = {
    PointType.COMMON_CAUSE: Verdict.LEVEL,
    PointType.IMPROVEMENT: Verdict.BETTER,
    PointType.CONCERN: Verdict.WORSE,
    PointType.NEUTRAL_HIGH: Verdict.HIGHER,
    PointType.NEUTRAL_LOW: Verdict.LOWER,
}


@dataclass(frozen=True)
class LocalPoint:
    """One figure of a series, as it was protected by some rules; None where none may be shown.

    Where nothing is stored, it `waits` if it was sent and is held back until somebody decides.
    """

    observed: LocalObservation
    rules: DisclosureRules
    waits: bool = False

    @property
    def period(self) -> Period:
        return self.observed.period

    @property
    def value(self) -> float | None:
        return self.observed.value if self.observed.state.usable else None

    @property
    def count(self) -> int | None:
        return self.observed.count if self.observed.state.usable else None

    @property
    def is_provisional(self) -> bool:
        return self.observed.state is LocalState.PROVISIONAL

    @property
    def needs_caution(self) -> bool:
        return self.rules.needs_caution(self.observed)

    @property
    def why_absent(self) -> str:
        return WAITING if self.waits else self.rules.why_absent(self.observed)


@dataclass(frozen=True)
class LocalSeries:
    """The figures of a place and a group of children, one a period, oldest first.

    The periods follow one another from the first to the last that the indicator has for anybody,
    so a place that sent nothing for the last of them shows that. `from_baseline` asks for limits
    from the first twelve figures only, with which all later ones are compared.
    """

    protected: ProtectedFigures
    place: str
    group: str
    points: tuple[LocalPoint, ...]
    from_baseline: bool = False

    @property
    def indicator(self) -> LocalIndicator:
        return self.protected.figures.indicator

    @property
    def is_recorded(self) -> bool:
        """Whether anything was sent of it at all, even if it is withheld or waits."""
        return any(p.waits or p.observed.state is not LocalState.NOT_RECORDED for p in self.points)

    @cached_property
    def known(self) -> tuple[LocalPoint, ...]:
        return tuple(point for point in self.points if point.value is not None)

    @cached_property
    def latest(self) -> LocalPoint | None:
        """The newest point with a value; those after it are absent, see `since_latest`."""
        return self.known[-1] if self.known else None

    @cached_property
    def since_latest(self) -> tuple[LocalPoint, ...]:
        """The absent points after the newest figure; all points where there is none."""
        if self.latest is None:
            return self.points
        return self.points[self.points.index(self.latest) + 1 :]

    @cached_property
    def drawn(self) -> tuple[LocalPoint, ...]:
        """The points from the first figure to the newest: what limits are worked out from."""
        if self.latest is None:
            return ()
        first = self.points.index(self.known[0])
        return self.points[first : self.points.index(self.latest) + 1]

    @cached_property
    def chart(self) -> ControlChart | None:
        """The limits of the series and what is unusual in it; None with fewer than 12 figures.

        A withheld figure is a point without a value.
        """
        if len(self.known) < FEWEST_POINTS:
            return None
        values = [np.nan if point.value is None else point.value for point in self.drawn]
        labels = [short_words(point.period) for point in self.drawn]
        return control_chart(values, self.polarity, labels, self.baseline_points)

    @property
    def baseline_points(self) -> int | None:
        """How many of the drawn points hold the first twelve figures; None where all count."""
        if not self.from_baseline or len(self.known) <= FEWEST_POINTS:
            return None
        return self.drawn.index(self.known[FEWEST_POINTS - 1]) + 1

    @cached_property
    def limits(self) -> ControlChart | None:
        """The chart where the series varies enough for limits; None with too few figures too.

        Where figures hardly ever move the limits lie on their mean, and every figure but the mean
        would look unusual.
        """
        return self.chart if self.chart is not None and self.chart.has_limits else None

    @property
    def polarity(self) -> Polarity:
        """Which side is better; of a key performance indicator too, whose own past counts."""
        return self.indicator.polarity

    @property
    def verdict(self) -> Verdict:
        """What the newest figure is for this series; level where nothing is unusual in it.

        There is none without limits.
        """
        return Verdict.NONE if self.limits is None else _VERDICTS[self.limits.variation]

    @property
    def is_unusual(self) -> bool:
        return self.verdict not in (Verdict.NONE, Verdict.LEVEL)

    @cached_property
    def change(self) -> LocalChange | None:
        """How the newest figure differs from a year before; None where one of them is absent."""
        if self.latest is None:
            return None
        wanted = self.latest.period.years_before(1)
        before = next((point for point in self.known if point.period == wanted), None)
        if before is None:
            return None
        return LocalChange(self.indicator, self.latest.observed, before.observed)


def short_words(period: Period) -> str:
    """Return a quarter or month in few words: "2025-26 Q2", "June 2025"."""
    return period.label if period.kind is PeriodKind.MONTH else period.id


def local_series(
    protected: ProtectedFigures,
    kind: PeriodKind,
    place: str = WHOLE_SERVICE,
    group: str = ALL_CHILDREN,
    from_baseline: bool = False,
    waiting: Collection[Key] = (),
) -> LocalSeries:
    """Return the quarters or months of a place and a group of children.

    `waiting` are the figures of the indicator that are held back until somebody decides.
    """
    periods = periods_between(protected, kind, waiting)
    points = tuple(
        LocalPoint(each, protected.rules, _waits(each, waiting))
        for each in protected.series(place, periods, group)
    )
    return LocalSeries(protected, place, group, points, from_baseline)


def _waits(observed: LocalObservation, waiting: Collection[Key]) -> bool:
    is_sent = (observed.place, observed.period.id, observed.group) in waiting
    return is_sent and observed.state is LocalState.NOT_RECORDED


def periods_between(
    protected: ProtectedFigures, kind: PeriodKind, waiting: Collection[Key] = ()
) -> tuple[Period, ...]:
    """Return all periods of a kind from the first to the last observed, none left out.

    Those of figures that wait are observed too.
    """
    held = sorted(period for period in _observed(protected, waiting) if period.kind is kind)
    if not held:
        return ()
    found = [held[-1]]
    while found[-1] > held[0]:
        found.append(found[-1].before(1))
    return tuple(reversed(found))


def kinds_held(
    protected: ProtectedFigures, waiting: Collection[Key] = ()
) -> tuple[PeriodKind, ...]:
    """Return whether quarters, months or both were sent, quarters first."""
    held = {period.kind for period in _observed(protected, waiting)}
    return tuple(kind for kind in (PeriodKind.QUARTER, PeriodKind.MONTH) if kind in held)


def _observed(protected: ProtectedFigures, waiting: Collection[Key]) -> set[Period]:
    return {*protected.figures.periods, *(parse_local_period(period) for _, period, _ in waiting)}
