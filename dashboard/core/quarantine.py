"""Figures that were held back when a file was loaded, until an officer decides on each of them."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.groups import ALL_CHILDREN


class Verdict(StrEnum):
    """What became of a figure that was held back."""

    WAITING = "waiting"
    RELEASED = "released"
    REJECTED = "rejected"


@dataclass(frozen=True)
class QuarantinedFigure:
    """One figure of a loaded file that is in no chart or sum, and the reasons, a sentence each.

    `place` is the code of an area, or for a service's own figures (`own`) an area team's id or "".
    `denominator` is the population for published figures. `service` is "" for published figures,
    as for the edition it came with. `figure_words` name indicator, place, period and group.
    `note` came with the file; `decided_note` is what the officer wrote who released or rejected it.
    """

    id: str
    service: str
    edition_id: int
    file_name: str
    row: int
    own: bool
    indicator: str
    place: str
    period: str
    state: str
    figure_words: str
    value_words: str
    reasons: tuple[str, ...]
    group: str = ALL_CHILDREN
    value: float | None = None
    count: int | None = None
    denominator: int | None = None
    note: str = ""
    decision: Verdict = Verdict.WAITING
    decided_note: str = ""

    @property
    def label(self) -> str:
        return self.figure_words

    @property
    def is_waiting(self) -> bool:
        return self.decision is Verdict.WAITING
