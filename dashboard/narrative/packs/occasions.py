"""Which meeting or day a pack is for, and what became of one that was issued, in words."""

import datetime as dt
from collections.abc import Mapping

from dashboard.core.board.meetings import Meeting
from dashboard.core.disclosure.protection import Mode
from dashboard.core.packs.issued import IssuedPack
from dashboard.core.packs.sections import PackFormat
from dashboard.core.periods import date_words
from dashboard.core.sentences import Clause, fill

AUDIENCES: Mapping[Mode, str] = {Mode.BOARD: "Board only", Mode.PUBLIC: "Public"}


def occasion_words(meeting: Meeting | None, as_of: dt.date) -> Clause:
    """Return what a pack is for: a meeting, or a day where none is chosen."""
    if meeting is None:
        return fill("{day}, without a meeting", day=date_words(as_of))
    return fill("the meeting of {day}", day=date_words(meeting.on))


def lead_words(meeting: Meeting | None, issued: IssuedPack | None, as_of: dt.date) -> Clause:
    """Return whether a pack was issued for a meeting, or for a day without one."""
    occasion = occasion_words(meeting, as_of)
    if issued is None:
        return fill("No pack is issued yet for {occasion}.", occasion=occasion)
    day = date_words(issued.at.date())
    return fill("The pack for {occasion} was issued on {day}.", occasion=occasion, day=day)


def pack_words(pack: IssuedPack) -> Clause:
    """Return an issued pack in a list: when it was issued, what for, and for whom.

    With the minute, because a list cannot tell two entries apart that read the same.
    """
    return fill(
        "{day}, {time} UTC: {title} ({audience})",
        day=date_words(pack.at.date()),
        time=f"{pack.at:%H:%M}",
        title=pack.title,
        audience=AUDIENCES[pack.audience].lower(),
    )


def issued_words(pack: IssuedPack, *, is_new: bool) -> Clause:
    """Return what became of a pack that somebody issued: stored, or there already."""
    found = pack.file(PackFormat.PDF)
    checksum = found.sha256 if found else pack.facts_sha256
    if not is_new:
        template = "This very pack is issued already, on {day} by {by}. Its checksum is {checksum}."
        return fill(template, day=date_words(pack.at.date()), by=pack.by, checksum=checksum)
    template = "The pack was issued. It rests on history entry {entry}. Its checksum is {checksum}."
    return fill(template, entry=str(pack.entries), checksum=checksum)


def hidden_words(number: int) -> Clause:
    """Return that some packs are for the board only."""
    if number == 1:
        return fill("{one} more pack is for people with a role on this board.", one="1")
    template = "{number} more packs are for people with a role on this board."
    return fill(template, number=str(number))
