"""Years, quarters and months that figures speak of: order, end, and what "consecutive" means."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache, total_ordering

from dashboard.errors import DashboardError


class PeriodKind(StrEnum):
    CALENDAR_YEAR = "calendar year"
    FINANCIAL_YEAR = "financial year"
    ACADEMIC_YEAR = "academic year"
    YEAR_TO_MARCH = "year to March"
    LABELLED_YEAR = "labelled year"
    QUARTER = "quarter"
    MONTH = "month"


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
_BEGINS_A_YEAR_EARLIER = {*_SPLIT, PeriodKind.YEAR_TO_MARCH}
_LABELS: dict[PeriodKind, Callable[["Period"], str]] = {
    PeriodKind.CALENDAR_YEAR: lambda p: f"year ending December {p.end_year}",
    PeriodKind.FINANCIAL_YEAR: lambda p: f"financial year {p.id}",
    PeriodKind.ACADEMIC_YEAR: lambda p: f"academic year {p.id}",
    PeriodKind.YEAR_TO_MARCH: lambda p: f"year ending March {p.end_year}",
    PeriodKind.LABELLED_YEAR: lambda p: f"year labelled {p.end_year}",
    PeriodKind.QUARTER: lambda p: f"{p.months[0].end:%B} to {p.end:%B %Y}",
    PeriodKind.MONTH: lambda p: f"{p.end:%B %Y}",
}


_PARTS = {PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}


@total_ordering
@dataclass(frozen=True)
class Period:
    """A year of one kind, or a quarter or month, known by the calendar year in which it ends.

    `part` is the calendar quarter (1 to 4) or month (1 to 12) in that year, 0 for a whole year.
    Quarters are named as services name them, by financial year: its first begins in April.

    >>> Period(PeriodKind.FINANCIAL_YEAR, 2017).id
    '2016-17'
    >>> Period(PeriodKind.CALENDAR_YEAR, 2017).label
    'year ending December 2017'
    >>> Period(PeriodKind.QUARTER, 2026, 1).id, Period(PeriodKind.QUARTER, 2025, 2).label
    ('2025-26 Q4', 'April to June 2025')
    """

    kind: PeriodKind
    end_year: int
    part: int = 0

    def __post_init__(self) -> None:
        most = _PARTS.get(self.kind, 0)
        if not min(most, 1) <= self.part <= most:
            raise DashboardError(f"A {self.kind} cannot be part {self.part} of a year.")

    @cached_property
    def id(self) -> str:
        if self.kind is PeriodKind.MONTH:
            return f"{self.end_year}-{self.part:02d}"
        if self.kind is PeriodKind.QUARTER:
            year = Period(PeriodKind.FINANCIAL_YEAR, self.end_year + (self.part > 1)).id
            return f"{year} Q{(self.part - 2) % 4 + 1}"
        if self.kind in _SPLIT:
            return f"{self.end_year - 1}-{self.end_year % 100:02d}"
        return str(self.end_year)

    @property
    def label(self) -> str:
        return _LABELS[self.kind](self)

    @property
    def end(self) -> dt.date:
        if not self.part:
            return dt.date(self.end_year, *_END[self.kind])
        return months_after(dt.date(self.end_year, self.part * 12 // _PARTS[self.kind], 1), 0)

    @property
    def first_day(self) -> dt.date:
        """The day after the period before it ended.

        >>> Period(PeriodKind.QUARTER, 2026, 1).first_day
        datetime.date(2026, 1, 1)
        """
        return self.before(1).end + dt.timedelta(days=1)

    @property
    def first_year(self) -> int:
        """The calendar year in which it begins; the source's populations are those of that year.

        >>> Period(PeriodKind.FINANCIAL_YEAR, 2017).first_year
        2016
        """
        return self.end_year - (self.kind in _BEGINS_A_YEAR_EARLIER)

    def years_before(self, years: int) -> "Period":
        return Period(self.kind, self.end_year - years, self.part)

    def before(self, steps: int) -> "Period":
        """Return the period of the same kind so many steps earlier.

        >>> Period(PeriodKind.QUARTER, 2026, 1).before(2).id
        '2025-26 Q2'
        """
        per_year = _PARTS.get(self.kind)
        if per_year is None:
            return self.years_before(steps)
        year, part = divmod(self.end_year * per_year + self.part - 1 - steps, per_year)
        return Period(self.kind, year, part + 1)

    def follows(self, earlier: "Period") -> bool:
        """Return whether this period is the very next one of the same kind."""
        return self.kind == earlier.kind and self.before(1) == earlier

    @property
    def months(self) -> tuple["Period", ...]:
        """The months of a quarter, oldest first; of a month, itself; of a year, none."""
        if self.kind is PeriodKind.MONTH:
            return (self,)
        if self.kind is not PeriodKind.QUARTER:
            return ()
        last = Period(PeriodKind.MONTH, self.end_year, self.part * 3)
        return (last.before(2), last.before(1), last)

    def __lt__(self, other: "Period") -> bool:
        return self.end < other.end


def parse_period(text: str, kind: PeriodKind) -> Period:
    """Return the period that a text such as "2017", "2016-17", "2025-26 Q1" or "2025-06" names.

    So are periods stored and defined; what people write is read by `core.written`.

    Raises:
        DashboardError: if the text is not a period of this kind, or its two years do not follow
            one another.
    """
    if kind in _PARTS:
        return _parse_part(" ".join(text.split()), kind)
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


def _parse_part(text: str, kind: PeriodKind) -> Period:
    quarter = re.fullmatch(r"(.+) Q([1-4])", text, re.IGNORECASE)
    if kind is PeriodKind.QUARTER and quarter:
        year = parse_period(quarter[1], PeriodKind.FINANCIAL_YEAR)
        return Period(kind, year.end_year, 1).before(4 - int(quarter[2]))
    month = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
    if kind is PeriodKind.MONTH and month:
        return Period(kind, int(month[1]), int(month[2]))
    example = "2025-26 Q1" if kind is PeriodKind.QUARTER else "2025-06"
    raise DashboardError(f'"{text}" is not a {kind}: write it like {example}.')


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the last day of the month that lies so many months after a date's month.

    >>> months_after(dt.date(2017, 12, 31), 14)
    datetime.date(2019, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months + 1
    return dt.date(index // 12, index % 12 + 1, 1) - dt.timedelta(days=1)


@lru_cache(maxsize=4096)
def date_words(day: dt.date) -> str:
    """Return a date as a sentence writes it.

    >>> date_words(dt.date(2018, 9, 20))
    '20 September 2018'
    """
    return f"{day.day} {day:%B %Y}"


_DAY = r"\d{4}-(0[1-9]|1[0-2])-\d{2}"
_AS_PRINTED = rf"{_DAY}(/{_DAY})?|\d{{4}}(-(0[1-9]|1[0-2])|/\d{{2}})?"


@dataclass(frozen=True)
class PublicationDate:
    """A date as precise as its source prints it: a day, a month, a year or a financial year.

    Where a source prints none, it is the first and the last day that it can be, both included.

    >>> PublicationDate("2018-09-20").words, PublicationDate("2019/20").words
    ('20 September 2018', '2019-20')
    >>> PublicationDate("2025-02-19/2025-09-09").words
    'between 19 February 2025 and 9 September 2025'
    """

    text: str

    def __post_init__(self) -> None:
        if not re.fullmatch(_AS_PRINTED, self.text):
            raise DashboardError(
                f'"{self.text}" is not a date: write 2018-09-20, 2018-09, 2018 or 2018/19.'
            )
        try:
            days = self.earliest, self.latest
        except ValueError as error:
            raise DashboardError(f'"{self.text}" is not a date: there is no such day.') from error
        if days[1] < days[0]:
            raise DashboardError(f'"{self.text}" is not a date: it ends before it begins.')

    @property
    def is_between(self) -> bool:
        """Whether only the days are known between which it must lie."""
        return len(self.text) > len("2018-09-20")

    @cached_property
    def earliest(self) -> dt.date:
        """The first day it can mean."""
        if self.is_between:
            return dt.date.fromisoformat(self.text.partition("/")[0])
        year = int(self.text[:4])
        if "/" in self.text:
            return dt.date(year, 4, 1)
        month, day = ([int(part) for part in self.text.split("-")] + [1, 1])[1:3]
        return dt.date(year, month, day)

    @cached_property
    def latest(self) -> dt.date:
        """The last day it can mean: what was surely published by a later day."""
        if self.is_between:
            return dt.date.fromisoformat(self.text.partition("/")[2])
        year = int(self.text[:4])
        if "/" in self.text:
            return dt.date(year + 1, 3, 31)
        parts = [int(part) for part in self.text.split("-")]
        if len(parts) == 3:
            return dt.date(*parts)
        return months_after(dt.date(year, parts[1] if len(parts) == 2 else 12, 1), 0)

    @property
    def words(self) -> str:
        if self.is_between:
            return f"between {date_words(self.earliest)} and {date_words(self.latest)}"
        parts = self.text.split("-")
        if "/" in self.text:
            return self.text.replace("/", "-")
        if len(parts) == 3:
            return date_words(self.latest)
        return f"{self.latest:%B %Y}" if len(parts) == 2 else self.text

    @property
    def month_words(self) -> str:
        """The date without its day, for whoever asks how old something is.

        >>> PublicationDate("2018-09-20").month_words, PublicationDate("2020").month_words
        ('September 2018', '2020')
        """
        is_day = not self.is_between and len(self.text) == len("2018-09-20")
        return f"{self.latest:%B %Y}" if is_day else self.words

    def can_be(self, other: "PublicationDate") -> bool:
        """Return whether another, more precise date lies within this one."""
        return self.earliest <= other.earliest and other.latest <= self.latest
