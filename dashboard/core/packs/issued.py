"""A pack that was issued: whole and for good, under the checksums of its files."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.core.disclosure.protection import Mode
from dashboard.core.packs.sections import PackFormat, PackSection


@dataclass(frozen=True)
class PackFile:
    """One file of an issued pack.

    Its size is not told: everybody may read the history, and the size tells how long a number is.
    """

    format: PackFormat
    sha256: str


@dataclass(frozen=True)
class IssuedPack:
    """A pack as the board got it.  It is never changed or deleted; a mistake needs a new issue.

    `meeting` is the id of the meeting it is for, or "", and `title` names it. `facts_sha256` is the
    checksum of its facts as JSON, which is stored like a file. `head` and `entries` are the hash
    and number of the history's last entry when it was made. `inputs` is a checksum of all that
    it was made from but that, so that a second issue of the same is seen to be the same.
    `corrects` is the id of the pack in place of which it was issued, or "", and `why` says why.
    """

    id: str
    service: str
    meeting: str
    title: str
    as_of: dt.date
    audience: Mode
    sections: tuple[PackSection, ...]
    files: tuple[PackFile, ...]
    facts_sha256: str
    inputs: str
    entries: int
    head: str
    by: str
    at: dt.datetime
    corrects: str = ""
    why: str = ""

    @property
    def label(self) -> str:
        return f"board pack: {self.title} ({self.audience})"

    def file(self, wanted: PackFormat) -> PackFile | None:
        """Return its file of a format, None where it has none."""
        return next((each for each in self.files if each.format is wanted), None)


def corrections(packs: Iterable[IssuedPack]) -> dict[str, IssuedPack]:
    """Return each pack that was issued in place of another, by the id of the other."""
    return {pack.corrects: pack for pack in packs if pack.corrects}


def day_shown(meeting: dt.date, today: dt.date) -> dt.date:
    """Return the day that the pack of a meeting is shown as at: the meeting's, or today before."""
    return min(meeting, today)
