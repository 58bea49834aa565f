"""The national standards, and what a service says of how it meets them: its own word."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.periods import PublicationDate
from dashboard.core.rules import ImpossibleValueError, require_address, require_texts
from dashboard.errors import UnknownNameError

# An assessment that is older than this says its age.
_OLD_AFTER = dt.timedelta(days=365)


class Answer(StrEnum):
    """What a service says of a standard; one without an assessment has no answer at all."""

    MET = "Met"
    PARTLY_MET = "Partly met"
    NOT_MET = "Not met"


@dataclass(frozen=True)
class NationalStandard:
    """One standard by its number and name; `code` names it in addresses and records."""

    number: int
    code: str
    name: str

    def __post_init__(self) -> None:
        require_texts({"code": self.code, "name": self.name})

    @property
    def title(self) -> str:
        return f"{self.number}. {self.name}"


@dataclass(frozen=True)
class NationalStandards:
    """One edition of the standards, where it was published, and what could not be verified."""

    title: str
    publisher: str
    published: PublicationDate
    address: str
    authored_by: str
    reviewed_on: dt.date
    standards: tuple[NationalStandard, ...]
    not_verified: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_texts({"title": self.title, "publisher": self.publisher})
        require_address("address", self.address)
        if not self.standards:
            raise ImpossibleValueError("standards", "holds none", "add the standards")
        codes = Counter(each.code for each in self.standards)
        numbers = Counter(str(each.number) for each in self.standards)
        for name, times in (codes | numbers).items():
            if times > 1:
                raise ImpossibleValueError("standards", f"{name} stands twice", "correct one")

    def standard(self, code: str) -> NationalStandard:
        """Return the standard with a code.

        Raises:
            UnknownNameError: if there is none, naming the nearest.
        """
        held = {each.code: each for each in self.standards}
        if code not in held:
            raise UnknownNameError.among("national standard", code, held)
        return held[code]


@dataclass(frozen=True)
class StandardAssessment:
    """What a service said of a standard on a day: who assessed it, and what shows it.

    `standard` is the standard's code, and `standard_words` its name on that day.  `by` recorded it
    `at` a moment.  One that was withdrawn stays to be seen and counts no longer.
    """

    id: str
    service: str
    standard: str
    standard_words: str
    answer: Answer
    assessed_by: str
    on: dt.date
    by: str
    at: dt.datetime
    evidence: str = ""
    link: str = ""
    note: str = ""
    withdrawn_because: str = ""

    @property
    def label(self) -> str:
        return f'standard assessment "{self.standard_words}"'

    @property
    def in_use(self) -> bool:
        return not self.withdrawn_because


@dataclass(frozen=True)
class StandardStanding:
    """One standard with everything a service said of it by a day, newest first."""

    standard: NationalStandard
    assessments: tuple[StandardAssessment, ...]
    as_of: dt.date

    @property
    def latest(self) -> StandardAssessment | None:
        """The newest assessment that was not withdrawn; None where the standard is not assessed."""
        return next((each for each in self.assessments if each.in_use), None)

    @property
    def answer(self) -> Answer | None:
        return self.latest.answer if self.latest else None

    @property
    def days_old(self) -> int | None:
        """The days since the newest assessment; None where there is none."""
        return (self.as_of - self.latest.on).days if self.latest else None

    @property
    def is_old(self) -> bool:
        """Whether the newest assessment is more than a year old."""
        return self.latest is not None and self.as_of - self.latest.on > _OLD_AFTER


def standard_standings(
    standards: Iterable[NationalStandard],
    assessments: Iterable[StandardAssessment],
    service: str,
    as_of: dt.date,
) -> tuple[StandardStanding, ...]:
    """Return every standard in its order with what a service said of it by a day.

    The newest assessment is the one made last, whenever it was recorded.
    """
    newest_first = sorted(
        (each for each in assessments if each.service == service and each.on <= as_of),
        key=lambda each: (each.on, each.at),
        reverse=True,
    )
    return tuple(
        StandardStanding(
            standard, tuple(e for e in newest_first if e.standard == standard.code), as_of
        )
        for standard in standards
    )
