"""What somebody recommended, to whom, in which words, and what would show its effect."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.periods import PublicationDate
from dashboard.core.register.success_measures import SuccessMeasure
from dashboard.core.rules import require_between, require_texts


class SourceKind(StrEnum):
    """What kind of document a recommendation stands in."""

    INSPECTION = "Inspection"
    IMPROVEMENT = "Area for improvement"
    THEMATIC = "Thematic report"
    AUDIT = "Audit"
    PEER_REVIEW = "Peer review"
    OWN = "Own action"


# What one is called where it is no recommendation in somebody else's words.
_CALLED = (SourceKind.IMPROVEMENT, SourceKind.OWN)


@dataclass(frozen=True)
class Recommendation:
    """One recommendation in its source's exact words.

    `inspection` is the id of the inspection it was made in, or "".  `standards`, `areas_of_work`
    and `indicators` are our links, so that a board can filter; a source numbers its
    recommendations but does not tie them to standards.  `wording_note` says when the words are not
    the report's own.  `measure` is what this project proposes as a sign of success, and
    `other_measures` are what a board may take instead.  `earlier_measure` was the proposal once:
    readings recorded then are of it.

    `for_others` says that somebody else is to act, so that the board only watches it.  `adopts` is
    the id of such a one that a board made its own action of, in its own words; it then is published
    on the day of that.  `withdrawn_because` says why such an adoption was taken back.
    """

    id: str
    service: str
    published: PublicationDate
    number: int
    wording: str
    addressee: str
    source: str
    where: str
    kind: SourceKind = SourceKind.INSPECTION
    inspection: str = ""
    standards: tuple[str, ...] = ()
    areas_of_work: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    wording_note: str = ""
    measure: SuccessMeasure | None = None
    other_measures: tuple[SuccessMeasure, ...] = ()
    earlier_measure: SuccessMeasure | None = None
    for_others: bool = False
    adopts: str = ""
    withdrawn_because: str = ""

    def __post_init__(self) -> None:
        require_between("recommendations.number", self.number, 1)
        key = f"recommendations.{self.number}"
        require_texts({f"{key}.wording": self.wording, f"{key}.addressee": self.addressee})

    @property
    def proposals(self) -> tuple[SuccessMeasure, ...]:
        """Every measure that is proposed for it, the foremost first."""
        every = (self.measure, *self.other_measures, self.earlier_measure)
        return tuple(each for each in every if each is not None)

    @property
    def name(self) -> str:
        """What it is called within its source, with its number."""
        what = self.kind.value.lower() if self.kind in _CALLED else "recommendation"
        return f"{what} {self.number}"

    @property
    def label(self) -> str:
        return f"{self.source}, {self.name}"

    @property
    def is_own(self) -> bool:
        """Whether it is an action of the board's own, and nobody's recommendation."""
        return self.kind is SourceKind.OWN

    @property
    def counts(self) -> bool:
        """Whether it stands in the register: an adoption that was taken back does not."""
        return not self.withdrawn_because

    def age_days(self, as_of: dt.date) -> int:
        """Return the days since publication; an imprecise date counts from its last day."""
        return max(0, (as_of - self.published.latest).days)

    def mentions(self, text: str) -> bool:
        """Return whether a search text stands in the wording, the addressee or the source."""
        words = f"{self.wording} {self.addressee} {self.source}".casefold()
        return text.strip().casefold() in words
