"""What inspectors recommended, to whom, and what is still missing before it can be followed up."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.periods import PublicationDate
from dashboard.core.rules import require_between, require_texts


class Status(StrEnum):
    """Where a recommendation stands, in plain words."""

    NOT_STARTED = "Not started"


@dataclass(frozen=True)
class Recommendation:
    """One recommendation in its source's exact words.

    `inspection` is the inspection's id.  `standards` and `areas_of_work` are our links, so that a
    board can filter; the source numbers its recommendations but does not tie them to standards.
    `wording_note` says when the words are not the report's own.
    """

    id: str
    inspection: str
    service: str
    published: PublicationDate
    number: int
    wording: str
    addressee: str
    source: str
    where: str
    standards: tuple[str, ...] = ()
    areas_of_work: tuple[str, ...] = ()
    wording_note: str = ""

    def __post_init__(self) -> None:
        require_between("recommendations.number", self.number, 1)
        key = f"recommendations.{self.number}"
        require_texts({f"{key}.wording": self.wording, f"{key}.addressee": self.addressee})

    @property
    def status(self) -> Status:
        """Not started: derived, because no action has been recorded against it."""
        return Status.NOT_STARTED

    @property
    def missing(self) -> tuple[str, ...]:
        """What a recommendation needs before anyone can be held to it, and does not have yet."""
        return ("owner", "date", "measure")

    def age_days(self, as_of: dt.date) -> int:
        """Return the days since publication; an imprecise date counts from its last day."""
        return (as_of - self.published.latest).days

    def mentions(self, text: str) -> bool:
        """Return whether a search text stands in the wording, the addressee or the source."""
        words = f"{self.wording} {self.addressee} {self.source}".casefold()
        return text.strip().casefold() in words
