"""Figures that were held back when a file was loaded, until an officer decides on each of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.own.groups import ALL_CHILDREN


class Decided(StrEnum):
    """What became of a figure that was held back."""

    WAITING = "waiting"
    RELEASED = "released"
    REJECTED = "rejected"


@dataclass(frozen=True)
class QuarantinedFigure:
    """One figure of a loaded file that enters nothing as long as it waits, without its numbers.

    Everybody may read the history, where this stands, so the numbers, which may be small, and the
    reasons, which name them, stand apart in a file with the checksum `details_sha256`: see
    `QuarantinedDetails`. `place` is the code of an area, or among a service's own figures (`own`)
    an area team's id or "". `service` is "" for published figures, as for the edition it came with.
    `figure_words` name indicator, place, period and group.
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
    figure_words: str
    details_sha256: str
    group: str = ALL_CHILDREN
    decision: Decided = Decided.WAITING
    decided_note: str = ""

    @property
    def label(self) -> str:
        return self.figure_words

    @property
    def is_waiting(self) -> bool:
        return self.decision is Decided.WAITING


@dataclass(frozen=True)
class QuarantinedDetails:
    """The numbers of a quarantined figure as the file gives them, and why they are doubted.

    `denominator` is the population for published figures. Each of `reasons` is a sentence.
    """

    value_words: str
    reasons: tuple[str, ...]
    state: str
    value: float | None = None
    count: int | None = None
    denominator: int | None = None
    note: str = ""

    @property
    def alike(self) -> tuple[str, ...]:
        """The reasons without their numbers, which figures doubted by the same rules share."""
        return tuple(re.sub(r"[0-9][0-9,.]*", "_", reason) for reason in self.reasons)


@dataclass(frozen=True)
class AllDetails:
    """The details of all figures held back of one file, by their ids.

    `salt` keeps small numbers from being found by trying which of them make the checksum.
    """

    salt: str
    figures: Mapping[str, QuarantinedDetails]
