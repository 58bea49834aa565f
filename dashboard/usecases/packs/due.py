"""Boards that meet soon and have no pack yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.board.meetings import Meeting
from dashboard.core.packs.issued import IssuedPack
from dashboard.usecases.holdings import Holdings


@dataclass(frozen=True)
class PackDue:
    """A meeting within the days asked for, of which no pack was issued."""

    service: Service
    meeting: Meeting
    days_left: int


def packs_due(holdings: Holdings, within_days: int) -> tuple[PackDue, ...]:
    """Return each board's next meeting within some days without an issued pack, soonest first.

    A pack that was issued before the meeting was moved or renamed is none for it: it names the
    old one.

    Raises:
        NotAllowedError: unless every room is open.
    """
    holdings.require_room(None)
    records = holdings.of_service(None).records
    with_pack = {(pack.meeting, pack.title) for pack in records.of(IssuedPack).values()}
    next_ones: dict[str, Meeting] = {}
    for meeting in _to_come(holdings):
        next_ones.setdefault(meeting.service, meeting)
    due = (
        PackDue(holdings.catalogue.service(service), meeting, (meeting.on - holdings.as_of).days)
        for service, meeting in next_ones.items()
        if (meeting.id, meeting.label) not in with_pack
    )
    soon = (each for each in due if each.days_left <= within_days)
    return tuple(sorted(soon, key=lambda each: (each.meeting.on, each.service.name)))


def _to_come(holdings: Holdings) -> Iterator[Meeting]:
    meetings = holdings.of_service(None).records.of(Meeting).values()
    for meeting in sorted(meetings, key=lambda each: each.on):
        if not meeting.held and meeting.on >= holdings.as_of:
            yield meeting
