"""Which figures a service is likely to send next: those it sent last, of the periods after."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.core.own.figures import WHOLE_SERVICE, parse_local_period
from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.periods import Period, PeriodKind

# After a long silence the newest periods are asked for, and the others can be typed.
MOST_PERIODS = 4


@dataclass(frozen=True)
class RowToFill:
    """What a row of the template is about, as ids; its numbers are still to come."""

    indicator: str
    place: str
    period: str
    group: str


def next_rows(
    indicator: str,
    sent: Collection[tuple[str, str, str]],
    teams: Sequence[str],
    today: dt.date,
) -> Iterator[RowToFill]:
    """Yield the rows that follow those sent of an indicator: place, id of the period, and group.

    Each place and group of the newest period is asked for again, quarters and months each for
    themselves. `teams` are those at work: all of them are asked for where one sent figures for the
    newest period, and others no longer. The periods are those that ended since, four at most, or
    else the next one. What was never sent more often than every fourth quarter comes in the fourth.
    """
    for kind in (PeriodKind.QUARTER, PeriodKind.MONTH):
        periods = sorted({one for one in map(_period, sent) if one.kind is kind})
        if not periods:
            continue
        newest = periods[-1]
        last = {(place, group) for place, period, group in sent if period == newest.id}
        for period in _next(newest, _step(periods), today):
            for place, group in _to_ask(last, teams):
                yield RowToFill(indicator, place, period.id, group)


def _period(key: tuple[str, str, str]) -> Period:
    return parse_local_period(key[1])


def _step(periods: Sequence[Period]) -> int:
    """Return how many periods figures are apart at least: 4 where they come once a year."""
    ends = [one.end_year * 12 + one.end.month for one in periods]
    months = 3 if periods[0].kind is PeriodKind.QUARTER else 1
    return min((after - before for before, after in pairwise(ends)), default=months) // months


def _next(newest: Period, step: int, today: dt.date) -> tuple[Period, ...]:
    found = [newest.before(-step)]
    while found[-1].before(-step).end < today:
        found.append(found[-1].before(-step))
    return tuple(found[-MOST_PERIODS:])


def _to_ask(last: Collection[tuple[str, str]], teams: Sequence[str]) -> list[tuple[str, str]]:
    """Return the places and groups to ask for: all children, then their groups, place by place."""
    asked = {(place, group) for place, group in last if place == WHOLE_SERVICE or place in teams}
    if any(place != WHOLE_SERVICE for place, _ in last):
        asked |= {(team, ALL_CHILDREN) for team in teams}
    order = [WHOLE_SERVICE, *teams]
    return sorted(asked, key=lambda each: (order.index(each[0]), each[1]))
