"""National reports that speak to every service, and how long a board has not considered one."""

import datetime as dt
from dataclasses import dataclass

from dashboard.core.periods import PublicationDate


@dataclass(frozen=True)
class NationalReport:
    """A thematic report; `drafts` are recommendations that a board may accept or decline.

    A draft is this project's or an officer's wording unless `drafts_note` says otherwise.
    """

    id: str
    title: str
    publisher: str
    published: PublicationDate
    address: str = ""
    drafts: tuple[str, ...] = ()
    drafts_note: str = ""
    service: str = ""

    @property
    def label(self) -> str:
        return self.title

    def months_since(self, as_of: dt.date) -> int:
        """Return the whole months since publication, from the first day it can mean.

        >>> NationalReport("a", "A", "B", PublicationDate("2018-03")).months_since(
        ...     dt.date(2018, 7, 9))
        4
        """
        start = self.published.earliest
        months = (as_of.year - start.year) * 12 + as_of.month - start.month
        return max(0, months - (as_of.day < start.day))
