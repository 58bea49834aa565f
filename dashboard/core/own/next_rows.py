"""Which figures a service is likely to send next: those it sent last, of the periods after."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

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
    the one that has just begun.
    """
    for kind in (PeriodKind.QUARTER, PeriodKind.MONTH):
        periods = [period for period in map(_period, sent) if period.kind is kind]
        if not periods:
            continue
        newest = max(periods)
        last = {(place, group) for place, period, group in sent if period == newest.id}
        for period in _next(newest, today):
            for place, group in _to_ask(last, teams):
                yield RowToFill(indicator, place, period.id, group)


def _period(key: tuple[str, str, str]) -> Period:
    return parse_local_period(key[1])


def _next(newest: Period, today: dt.date) -> tuple[Period, ...]:
    found = [newest.before(-1)]
    while found[-1].before(-1).end < today:
        found.append(found[-1].before(-1))
    return tuple(found[-MOST_PERIODS:])


def _to_ask(last: Collection[tuple[str, str]], teams: Sequence[str]) -> list[tuple[str, str]]:
    """Return the places and groups to ask for: all children, then their groups, place by place."""
    asked = {(place, group) for place, group in last if place == WHOLE_SERVICE or place in teams}
    if any(place != WHOLE_SERVICE for place, _ in last):
        asked |= {(team, ALL_CHILDREN) for team in teams}
    order = [WHOLE_SERVICE, *teams]
    return sorted(asked, key=lambda each: (order.index(each[0]), each[1]))
