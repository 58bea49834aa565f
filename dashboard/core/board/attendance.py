"""How often each partner came to the meetings of a board that were held."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.core.board.meetings import Meeting, Presence

# As many meetings as a board holds in a year.
LAST_MEETINGS = 4


@dataclass(frozen=True)
class PartnerAttendance:
    """A partner at the meetings held, oldest first; None where its presence was not noted.

    A meeting at which it was not noted counts neither as attended nor as missed.
    """

    meetings: tuple[tuple[dt.date, Presence | None], ...]

    @property
    def noted(self) -> int:
        """The meetings at which its presence was noted."""
        return sum(presence is not None for _, presence in self.meetings)

    @property
    def attended(self) -> int:
        """The meetings at which it was there itself; a deputy is counted apart."""
        return self._count(Presence.ATTENDED)

    @property
    def by_deputy(self) -> int:
        return self._count(Presence.DEPUTY)

    @property
    def last(self) -> tuple[tuple[dt.date, Presence | None], ...]:
        """The last four meetings held, newest first."""
        return tuple(reversed(self.meetings[-LAST_MEETINGS:]))

    def _count(self, wanted: Presence) -> int:
        return sum(presence is wanted for _, presence in self.meetings)


def attendance_of(partner: str, meetings: Iterable[Meeting], as_of: dt.date) -> PartnerAttendance:
    """Return how a partner attended the meetings held by a day, given in any order."""
    held = sorted(
        (meeting for meeting in meetings if meeting.held and meeting.on <= as_of),
        key=lambda meeting: meeting.on,
    )
    return PartnerAttendance(tuple((each.on, _presence(partner, each)) for each in held))


def _presence(partner: str, meeting: Meeting) -> Presence | None:
    noted = {each.body: each.presence for each in meeting.attendance}
    return noted.get(partner)
