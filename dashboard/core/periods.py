"""Periods that official figures speak of: their order, their end, and what "consecutive" means."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering

from dashboard.errors import DashboardError


class PeriodKind(StrEnum):
    CALENDAR_YEAR = "calendar year"
    FINANCIAL_YEAR = "financial year"
    ACADEMIC_YEAR = "academic year"
    YEAR_TO_MARCH = "year to March"
    LABELLED_YEAR = "labelled year"


# The day and month on which a period of each kind ends; a labelled year is one whose source
# prints a single year without saying which months it covers, so the latest end is assumed.
_END = {
    PeriodKind.CALENDAR_YEAR: (12, 31),
    PeriodKind.FINANCIAL_YEAR: (3, 31),
    PeriodKind.ACADEMIC_YEAR: (8, 31),
    PeriodKind.YEAR_TO_MARCH: (3, 31),
    PeriodKind.LABELLED_YEAR: (12, 31),
}
_SPLIT = {PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR}
_LABELS: dict[PeriodKind, Callable[["Period"], str]] = {
    PeriodKind.CALENDAR_YEAR: lambda p: f"year ending December {p.end_year}",
    PeriodKind.FINANCIAL_YEAR: lambda p: f"financial year {p.id}",
    PeriodKind.ACADEMIC_YEAR: lambda p: f"academic year {p.id}",
    PeriodKind.YEAR_TO_MARCH: lambda p: f"year ending March {p.end_year}",
    PeriodKind.LABELLED_YEAR: lambda p: f"year labelled {p.end_year}",
}


@total_ordering
@dataclass(frozen=True)
class Period:
    """One year of one kind, known by the year in which it ends.

    >>> Period(PeriodKind.FINANCIAL_YEAR, 2017).id
    '2016-17'
    >>> Period(PeriodKind.CALENDAR_YEAR, 2017).label
    'year ending December 2017'
    """

    kind: PeriodKind
    end_year: int

    @property
    def id(self) -> str:
        if self.kind in _SPLIT:
            return f"{self.end_year - 1}-{self.end_year % 100:02d}"
        return str(self.end_year)

    @property
    def label(self) -> str:
        return _LABELS[self.kind](self)

    @property
    def end(self) -> dt.date:
        return dt.date(self.end_year, *_END[self.kind])

    def years_before(self, years: int) -> "Period":
        return Period(self.kind, self.end_year - years)

    def follows(self, earlier: "Period") -> bool:
        """Return whether this period is the very next one of the same kind."""
        return self.kind == earlier.kind and self.end_year == earlier.end_year + 1

    def __lt__(self, other: "Period") -> bool:
        return self.end < other.end


def parse_period(text: str, kind: PeriodKind) -> Period:
    """Return the period that a text such as "2017" or "2016-17" names.

    Raises:
        DashboardError: if the text is not a period of this kind, or its two years do not follow
            one another.
    """
    example = Period(kind, 2017).id
    pattern = r"(\d{4})[-/](\d{2}|\d{4})" if kind in _SPLIT else r"(\d{4})"
    match = re.fullmatch(pattern, text.strip())
    if match is None:
        raise DashboardError(f'"{text}" is not a {kind}: write it like {example}.')
    first = int(match[1])
    if kind not in _SPLIT:
        return Period(kind, first)
    if int(match[2][-2:]) != (first + 1) % 100:
        raise DashboardError(f'"{text}" is not a {kind}: its years must follow, like {example}.')
    return Period(kind, first + 1)


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the last day of the month that lies so many months after a date's month.

    >>> months_after(dt.date(2017, 12, 31), 14)
    datetime.date(2019, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months + 1
    return dt.date(index // 12, index % 12 + 1, 1) - dt.timedelta(days=1)


def date_words(day: dt.date) -> str:
    """Return a date as a sentence writes it.

    >>> date_words(dt.date(2018, 9, 20))
    '20 September 2018'
    """
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class PublicationDate:
    """A date as precise as its source prints it: a day, a month, a year or a financial year.

    >>> PublicationDate("2018-09-20").words, PublicationDate("2019/20").words
    ('20 September 2018', '2019-20')
    """

    text: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?|/\d{2})?", self.text):
            raise DashboardError(
                f'"{self.text}" is not a date: write 2018-09-20, 2018-09, 2018 or 2018/19.'
            )
        try:
            self.latest.isoformat()
        except ValueError as error:
            raise DashboardError(f'"{self.text}" is not a date: there is no such day.') from error

    @property
    def earliest(self) -> dt.date:
        """The first day it can mean."""
        year = int(self.text[:4])
        if "/" in self.text:
            return dt.date(year, 4, 1)
        month, day = ([int(part) for part in self.text.split("-")] + [1, 1])[1:3]
        return dt.date(year, month, day)

    @property
    def latest(self) -> dt.date:
        """The last day it can mean: what was surely published by a later day."""
        year = int(self.text[:4])
        if "/" in self.text:
            return dt.date(year + 1, 3, 31)
        parts = [int(part) for part in self.text.split("-")]
        if len(parts) == 3:
            return dt.date(*parts)
        return months_after(dt.date(year, parts[1] if len(parts) == 2 else 12, 1), 0)

    @property
    def words(self) -> str:
        parts = self.text.split("-")
        if "/" in self.text:
            return self.text.replace("/", "-")
        if len(parts) == 3:
            return date_words(self.latest)
        return f"{self.latest:%B %Y}" if len(parts) == 2 else self.text
