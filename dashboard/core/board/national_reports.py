"""National reports that speak to every service, and how long a board has not considered one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.core.board.meetings import Decision, SubjectKind
from dashboard.core.periods import PublicationDate
from dashboard.core.rules import require_address, require_texts


@dataclass(frozen=True)
class NationalReport:
    """A thematic report; `drafts` are recommendations that a board may accept or decline.

    A draft is this project's or an officer's wording unless `drafts_note` says otherwise.
    `published_by` means that `published` is only the day by which the report was out, because
    its own date is not known.  `said_of_it` is what an inspection says of it.
    """

    id: str
    title: str
    publisher: str
    published: PublicationDate
    address: str = ""
    drafts: tuple[str, ...] = ()
    drafts_note: str = ""
    service: str = ""
    published_by: bool = False
    said_of_it: str = ""

    def __post_init__(self) -> None:
        require_texts({"title": self.title, "publisher": self.publisher})
        require_texts({f"drafts.{n}": text for n, text in enumerate(self.drafts, start=1)})
        if self.address:
            require_address("address", self.address)

    @property
    def label(self) -> str:
        return self.title

    @property
    def published_words(self) -> str:
        return f"by {self.published.words}" if self.published_by else self.published.words

    def months_since(self, as_of: dt.date) -> int:
        """Return the whole months since publication, from the first day it can mean.

        >>> NationalReport("a", "A", "B", PublicationDate("2018-03")).months_since(
        ...     dt.date(2018, 7, 9))
        4
        """
        start = self.published.earliest
        months = (as_of.year - start.year) * 12 + as_of.month - start.month
        return max(0, months - (as_of.day < start.day))


@dataclass(frozen=True)
class Consideration:
    """What the board of one service made of a national report by a day; decisions oldest first."""

    report: NationalReport
    service: str
    decisions: tuple[Decision, ...]
    as_of: dt.date

    @property
    def is_considered(self) -> bool:
        return bool(self.decisions)

    @property
    def months_not_considered(self) -> int | None:
        """The whole months since publication; None once there is a decision about it."""
        return None if self.is_considered else self.report.months_since(self.as_of)

    def decision_on(self, draft: int) -> Decision | None:
        """Return the decision that accepted or declined a draft, numbered from 1, or None."""
        wanted = draft_decision_id(self.service, self.report.id, draft)
        return next((each for each in self.decisions if each.id == wanted), None)


def considerations(
    reports: Iterable[NationalReport], decisions: Iterable[Decision], service: str, as_of: dt.date
) -> tuple[Consideration, ...]:
    """Return some reports with a board's decisions on each, as at a day.

    Those not considered come first, the oldest of them first; then the others, newest first.
    """
    mine = [
        each
        for each in sorted(decisions, key=lambda each: each.at)
        if each.service == service and each.subject_kind is SubjectKind.NATIONAL_REPORT
    ]
    found = [
        Consideration(report, service, tuple(d for d in mine if d.subject == report.id), as_of)
        for report in reports
        if report.service in ("", service)
    ]
    oldest_first = sorted(found, key=lambda each: (each.report.published.earliest, each.report.id))
    waiting = [each for each in oldest_first if not each.is_considered]
    return (*waiting, *(each for each in reversed(oldest_first) if each.is_considered))


def draft_decision_id(service: str, report: str, draft: int) -> str:
    """Return the id of the decision on a draft: a board decides once on each."""
    return f"{service}:{report}:draft-{draft}"


def draft_recommendation_id(service: str, report: str, draft: int) -> str:
    """Return the id of the recommendation that an accepted draft becomes."""
    return f"{service}-{report}-{draft}"
