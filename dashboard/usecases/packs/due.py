"""Boards that meet soon and have no pack yet."""

from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.board.meetings import Meeting
from dashboard.usecases.holdings import Holdings


@dataclass(frozen=True)
class PackDue:
    """A meeting within the days asked for, of which no pack was issued."""

    service: Service
    meeting: Meeting
    days_left: int


def packs_due(holdings: Holdings, within_days: int) -> tuple[PackDue, ...]:
    """Return each board's next meeting within some days without an issued pack, soonest first."""
    raise NotImplementedError
