"""The meetings of a board: planned, attended, recorded as held with what could be seen that day."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.core.board.meetings import Attendance, Meeting, WarningShown
from dashboard.core.entries import note_line, one_line, sensible_day
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.periods import date_words
from dashboard.core.published.comparison import Comparison
from dashboard.core.rooms import require_room
from dashboard.definitions.records import Records
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.narrative.published.warnings import warning_sentence
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.published.warnings import scan

USUAL_TITLE = "Management board"


@dataclass(frozen=True)
class Calendar:
    """The meetings of a service: those to come and still to be recorded, and those held.

    `open` has the earliest first, `held` the newest.
    """

    open: tuple[Meeting, ...]
    held: tuple[Meeting, ...]

    def soonest_from(self, day: dt.date) -> Meeting | None:
        """Return the soonest meeting on a day or after it, None where none is planned."""
        return next((one for one in self.open if one.on >= day), None)

    def at_hand(self, day: dt.date) -> Meeting | None:
        """Return the meeting of a day, recorded as held or not, else the soonest after it."""
        of_the_day = next((one for one in self.held if one.on == day), None)
        return of_the_day or self.soonest_from(day)


def calendar(holdings: Holdings, service_id: str) -> Calendar:
    """Return the meetings of a service as recorded by the holdings' day.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service_id)
    held = holdings.of_service(service_id).records.of(Meeting).values()
    mine = [one for one in held if one.service == service_id]
    ordered = sorted(mine, key=lambda meeting: meeting.on)
    return Calendar(
        open=tuple(one for one in ordered if not one.held),
        held=tuple(one for one in reversed(ordered) if one.held),
    )


def plan_meeting(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    sid: str,
    service_id: str,
    on: dt.date | None,
    title: str = USUAL_TITLE,
) -> Meeting:
    """Store a meeting on a day, past or to come, and return it; `sid` is its id.

    Raises:
        NotAllowedError: if who acts may neither edit the register nor decide for the board.
        UnknownNameError: for a service nobody defined.
        ChangeRefusedError: if the day or title is missing, or the service meets that day already.
    """
    require_may(signature.actor, Deed.PREPARE)
    service = holdings.catalogue.service(service_id)
    require_room(signature.actor, service.id)
    name = one_line("name of the meeting", title)
    meeting = Meeting(sid, service.id, _day(on), name)
    with store.writing(signature) as work:
        _require_free_day(work.records(service.id), meeting)
        work.add(meeting)
    return meeting


def change_meeting(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    meeting_id: str,
    on: dt.date | None,
    title: str,
    version: int,
) -> Meeting:
    """Move or rename a meeting that was not held yet, and return it.

    Raises:
        NotAllowedError: as for planning one.
        UnknownNameError: if there is no such meeting.
        ChangeRefusedError: if it was held, the day or title is missing, or the service meets that
            day already.
        ConflictError: if somebody changed it since the version.
    """
    require_may(signature.actor, Deed.PREPARE)
    name, day = one_line("name of the meeting", title), _day(on)
    with store.writing(signature) as work:
        held = work.records_about(Meeting, meeting_id)
        meeting = require_meeting(held, meeting_id)
        if meeting.held:
            raise ChangeRefusedError(
                f"The meeting of {date_words(meeting.on)} is recorded already, so its day and name "
                "stay: plan another one instead."
            )
        changed = replace(meeting, on=day, title=name)
        _require_free_day(held, changed)
        work.change(changed, version)
    return changed


def record_attendance(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    meeting_id: str,
    attendance: Sequence[Attendance],
    version: int,
) -> Meeting:
    """Record for each partner whether it was at a meeting, in place of what was recorded before.

    Raises:
        NotAllowedError: as for planning a meeting.
        UnknownNameError: if there is no such meeting.
        ChangeRefusedError: if the meeting is still to come, or a partner is missing or named twice.
        ConflictError: if somebody changed the meeting since the version.
    """
    require_may(signature.actor, Deed.PREPARE)
    recorded = _attendance(attendance)
    with store.writing(signature) as work:
        meeting = require_meeting(work.records_about(Meeting, meeting_id), meeting_id)
        require_past(meeting, signature.at.date())
        changed = replace(meeting, attendance=recorded)
        work.change(changed, version)
    return changed


def hold_meeting(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    meeting_id: str,
    attendance: Sequence[Attendance],
    version: int,
    note: str = "",
) -> Meeting:
    """Record a meeting as held, with who came and what the board could see that day; return it.

    What it could see is worked out as at the day of the meeting: the early warnings, and how many
    of the core indicators were compared with similar areas.

    Raises:
        NotAllowedError: as for planning a meeting.
        UnknownNameError: if there is no such meeting.
        ChangeRefusedError: if the meeting is still to come or was recorded as held already, or a
            partner is missing or named twice.
        ConflictError: if somebody changed the meeting since the version.
    """
    require_may(signature.actor, Deed.PREPARE)
    recorded, written = _attendance(attendance), note_line(note)
    # Worked out before the transaction, because it takes a while and others wait to write; if
    # somebody moves the meeting meanwhile, the version tells.
    with store.reading() as held:
        planned = require_meeting(held.records_about(Meeting, meeting_id), meeting_id)
    require_past(planned, signature.at.date())
    seen = with_what_was_shown(holdings, planned)
    changed = replace(seen, held=True, attendance=recorded, note=written)
    with store.writing(signature) as work:
        meeting = require_meeting(work.records_about(Meeting, meeting_id), meeting_id)
        if meeting.held and changed != meeting:
            raise ChangeRefusedError(
                f"The meeting of {date_words(meeting.on)} is recorded already, and what could be "
                "seen that day stays: correct who attended instead."
            )
        work.change(changed, version)
    return changed


def with_what_was_shown(holdings: Holdings, meeting: Meeting) -> Meeting:
    """Return a meeting with what the board could see on its day.

    A core indicator counts as compared when every area of the service was shown against named
    similar areas; one of which nothing had been published does not count at all.
    """
    seen = scan(replace(holdings, as_of=meeting.on), meeting.service)
    by_indicator: dict[str, list[bool]] = {}
    for reading in seen.readings:
        shown = by_indicator.setdefault(reading.comparison.indicator.id, [])
        shown.append(_is_against_similar(reading.comparison))
    return replace(
        meeting,
        warnings=tuple(
            WarningShown(w.id, w.comparison.period.id, warning_sentence(w).text)
            for w in seen.warnings
        ),
        compared=sum(all(shown) for shown in by_indicator.values()),
        core_indicators=len(by_indicator),
    )


def require_meeting(held: Records, meeting_id: str) -> Meeting:
    """Return a meeting by its id.

    Raises:
        UnknownNameError: if there is none.
    """
    meetings = held.of(Meeting)
    if meeting_id not in meetings:
        raise UnknownNameError.among("meeting", meeting_id, meetings)
    return meetings[meeting_id]


def require_past(meeting: Meeting, today: dt.date) -> None:
    """Refuse to record anything of a meeting that is still to come.

    Raises:
        ChangeRefusedError: naming its day.
    """
    if meeting.on > today:
        raise ChangeRefusedError(
            f"The meeting of {date_words(meeting.on)} is still to come: record it on that day or "
            "later."
        )


def _is_against_similar(comparison: Comparison) -> bool:
    benchmark = comparison.benchmark
    return benchmark.group.similar and benchmark.value is not None


def _day(on: dt.date | None) -> dt.date:
    if on is None:
        raise ChangeRefusedError("The day of the meeting is missing: write it, then try again.")
    return sensible_day("day of the meeting", on)


def _require_free_day(held: Records, meeting: Meeting) -> None:
    for other in held.of(Meeting).values():
        same = (other.service, other.on) == (meeting.service, meeting.on)
        if same and other.id != meeting.id:
            raise ChangeRefusedError(
                f"A meeting of this board on {date_words(meeting.on)} is there already: choose "
                "another day, or use that one."
            )


def _attendance(attendance: Iterable[Attendance]) -> tuple[Attendance, ...]:
    recorded: dict[str, Attendance] = {}
    for each in attendance:
        body = one_line("name of a partner", each.body)
        if body in recorded:
            raise ChangeRefusedError(f'"{body}" is named twice: leave one of them out.')
        name = one_line("name of who came", each.name, may_be_empty=True)
        recorded[body] = Attendance(body, each.presence, name)
    return tuple(recorded.values())
