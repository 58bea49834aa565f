"""How far a recommendation has come, from start to confirmed, and how late it is."""

from collections.abc import Iterator, Mapping

from dashboard.charts.drawing import Box, Dot, Drawing, Line, Mark
from dashboard.charts.theme import NATIONAL, OTHERS, SERVICE
from dashboard.core.register.follow_ups import Status
from dashboard.core.register.standings import Standing
from dashboard.core.remembered import remembered
from dashboard.core.sentences import counted

STATIONS = ("start", "doing", "done", "confirmed")
WIDTH, HEIGHT = 190, 24
_FIRST, _STEP, _MIDDLE = 8, 36, HEIGHT / 2
# Lateness is drawn to a year; what is later looks no later.
_LATE_FROM, _LATE_WIDTH, _MOST_DAYS = 128, 58, 365
_REACHED: Mapping[Status, int] = {
    Status.NOT_STARTED: 0,
    Status.IN_PROGRESS: 1,
    Status.REOPENED: 1,
    Status.DONE: 2,
    Status.EFFECT_NOT_SHOWN: 2,
    Status.CONFIRMED: 3,
}


@remembered(512)
def pipeline(standing: Standing) -> Drawing | None:
    """Return four stations, those reached filled, and behind them a bar for each day late.

    A ring at the last station reached says that its effect is not shown or that it was re-opened.
    None for what was closed undone or is for somebody else: neither has a way to go.
    """
    reached = _REACHED.get(standing.status)
    if reached is None:
        return None
    return Drawing(WIDTH, HEIGHT, tuple(_marks(standing, reached)), alt=_alt(standing, reached))


def days_late(standing: Standing) -> int:
    """Return by how many days the recommendation, or its latest action, is late; 0 if none is."""
    if not standing.late:
        return 0
    held = (standing.follow_up.due, *(action.due for action in standing.late_actions))
    return max((standing.as_of - due).days for due in held if due is not None)


def _marks(standing: Standing, reached: int) -> Iterator[Mark]:
    ends = [_FIRST + _STEP * station for station in (0, len(STATIONS) - 1)]
    yield Line([(ends[0], _MIDDLE), (ends[1], _MIDDLE)], OTHERS, 2)
    yield Line([(ends[0], _MIDDLE), (_FIRST + _STEP * reached, _MIDDLE)], SERVICE, 4)
    for station in range(len(STATIONS)):
        yield _station(station, reached, standing.status)
    late = min(days_late(standing), _MOST_DAYS)
    if late:
        width = max(4, _LATE_WIDTH * late / _MOST_DAYS)
        yield Box(_LATE_FROM, _MIDDLE - 5, width, 10, NATIONAL)


def _station(station: int, reached: int, status: Status) -> Dot:
    x = _FIRST + _STEP * station
    if station > reached:
        return Dot(x, _MIDDLE, 4, OTHERS, hollow=True)
    doubtful = status in (Status.REOPENED, Status.EFFECT_NOT_SHOWN)
    return Dot(x, _MIDDLE, 6, SERVICE, hollow=station == reached and doubtful)


def _alt(standing: Standing, reached: int) -> str:
    late = days_late(standing)
    behind = f", {counted(late, 'day')} late" if late else ""
    return f"Step {reached + 1} of {len(STATIONS)}: {STATIONS[reached]}{behind}"
