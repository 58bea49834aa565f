"""Quarters and months as tables and people write them.

Quarters are those of the financial year: its first begins in April.
"""

import datetime as dt
import re

from dashboard.core.periods import Period, PeriodKind
from dashboard.core.written.meaning import Meaning, NotReadError
from dashboard.core.written.months import (
    DAY_PATTERN,
    day_in,
    full_year,
    last_day,
    month_name,
    month_words,
)
from dashboard.core.written.spans import (
    Ending,
    Span,
    Years,
    alike,
    ending_in,
    span_in,
    taken,
    years_in,
)
from dashboard.core.written.years import is_own_writing, sensible

_LIKE = "2025-26 Q1, or 2025-06 for a month"
_YEAR_THEN_MONTH = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<between>[-/.])(?=[0-9])|(?=[0-9]{2}$))(?P<month>[0-9]{1,2})"
)
_MONTH_THEN_YEAR = re.compile(r"(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})")
# What follows on the month could be a month too, up to 12.
_MONTH_THEN_SHORT = re.compile(r"(?P<month>0?[1-9]|1[0-2])/(?P<year>1[3-9]|[2-9][0-9])")
_DAY = re.compile(DAY_PATTERN)
_QUARTER = re.compile(r"Q(?P<number>[0-9])")
_MONTH = re.compile(r"M(?P<number>[0-9]{1,2})")
_FINANCIAL = re.compile(r"(?<![a-z])(?:fy|f/y|financial year|fiscal year)(?![a-z])")
# Words that say nothing beside a quarter or month that is named.
_BESIDE = re.compile(
    r"(?<![a-z])(?:of|in|for|the|from|period|year|quarter|qtr|months?)(?![a-z])|[-/().,:;|]"
)


def read_quarter_or_month(text: str) -> Meaning[Period]:
    """Return the quarter or month that a text names, such as "Apr-Jun 2025" or "Q1 25/26".

    >>> read_quarter_or_month("Q4 (Jan-Mar) 2025/26").value.id
    '2025-26 Q4'
    >>> read_quarter_or_month("June 2025").value.id
    '2025-06'

    Raises:
        NotReadError: for neither, or for what could be two, such as "2025 Q1".
    """
    words = alike(text)
    period = (
        _by_numbers(text, words)
        or _by_a_day(text, words)
        or _by_its_end(text, words)
        or _by_its_parts(text, words)
    )
    return Meaning(sensible(text, period), otherwise=not is_own_writing(text, period))


def _quarter(year: int, month: int) -> Period:
    """Return the quarter that holds a month."""
    return Period(PeriodKind.QUARTER, year, (month + 2) // 3)


def _two(given: str, one: str, other: str) -> NotReadError:
    return NotReadError(given, "could mean two things", f"{one}, or {other}?")


def _by_numbers(given: str, words: str) -> Period | None:
    short = _MONTH_THEN_SHORT.fullmatch(words)
    if short and int(short["year"]) != int(short["month"]) + 1:
        return _by_month(given, int(short["month"]), Years(full_year(short["year"]), is_short=True))
    found = _YEAR_THEN_MONTH.fullmatch(words) or _MONTH_THEN_YEAR.fullmatch(words)
    if found is None or not 1 <= int(found["month"]) <= 12:
        return None
    year, month = int(found["year"]), int(found["month"])
    if found["month"] == "1" and "." in words:
        # A spreadsheet drops the nought of 2025.10, typed as a number.
        raise _two(given, month_words(year, 1), month_words(year, 10))
    is_plain = found.re is _MONTH_THEN_YEAR or found["between"] == "-"
    if not is_plain and month == (year + 1) % 100:
        years = Period(PeriodKind.FINANCIAL_YEAR, year + 1)
        raise _two(given, month_words(year, month), f"the whole {years.label}")
    return Period(PeriodKind.MONTH, year, month)


def _by_a_day(given: str, words: str) -> Period | None:
    found = _DAY.fullmatch(words)
    if found is None:
        return None
    day = day_in(found)
    if day is None:
        raise NotReadError(given, "is a day that does not exist", f"write it like {_LIKE}")
    # A spreadsheet keeps a month as its first day.
    if day.day == 1 and day.month % 3 != 1:
        return Period(PeriodKind.MONTH, day.year, day.month)
    raise _is_a_day(given, day)


def _is_a_day(given: str, day: dt.date) -> NotReadError:
    month, quarter = month_words(day.year, day.month), _quarter(day.year, day.month).id
    if day.day == 1:
        return _two(given, month, f"the quarter that begins then ({quarter})")
    if day == last_day(day.year, day.month) and day.month % 3 == 0:
        return _two(given, month, f"the quarter that ends then ({quarter})")
    typed = f"{month_name(day.month)[:3]}-{day.day}"
    advice = f'write it like {_LIKE}; a spreadsheet may have made the day of "{typed}"'
    return NotReadError(given, "is a day", advice)


def _by_its_end(given: str, words: str) -> Period | None:
    ending = ending_in(words)
    if ending is None:
        return None
    return _as_long_as(given, ending)


def _as_long_as(given: str, ending: Ending) -> Period:
    if ending.months == 12:
        raise _whole_year(given)
    if ending.months == 1:
        return Period(PeriodKind.MONTH, ending.year, ending.month)
    if ending.months != 3 or ending.month % 3:
        raise NotReadError(
            given,
            "is no quarter",
            "quarters begin in April, July, October and January",
        )
    return _quarter(ending.year, ending.month)


def _whole_year(given: str) -> NotReadError:
    return NotReadError(given, "is a whole year", f"write one quarter or month, like {_LIKE}")


def _by_its_parts(given: str, words: str) -> Period:
    number, rest = taken(_QUARTER, words)
    span, rest = span_in(rest)
    month, rest = (None, rest) if span else taken(_MONTH, rest)
    years, rest = years_in(rest)
    is_financial = _FINANCIAL.search(rest) is not None
    if " ".join(_BESIDE.sub(" ", _FINANCIAL.sub(" ", rest)).split()) or (number and month):
        raise _neither(given)
    if years and years.second and not years.follow:
        reason = "names two years that do not follow one another"
        raise NotReadError(given, reason, f"write it like {_LIKE}")
    if span:
        return _by_span(given, span, years, int(number["number"]) if number else None)
    if number:
        return _by_quarter(given, int(number["number"]), years, is_financial)
    if month:
        return _by_month(given, int(month["number"]), years)
    raise _whole_year(given) if years else _neither(given)


def _neither(given: str) -> NotReadError:
    return NotReadError(given, "is no quarter or month", f"write it like {_LIKE}")


def _no_year(given: str) -> NotReadError:
    return NotReadError(given, "has no year", f"write it like {_LIKE}")


def _by_quarter(given: str, number: int, years: Years | None, is_financial: bool) -> Period:
    _refuse_fifth(given, number)
    if years is None:
        raise _no_year(given)
    if years.second is not None:
        return _numbered(years.second, number)
    before, after = _numbered(years.first, number), _numbered(years.first + 1, number)
    if is_financial:
        raise _two(given, before.id, after.id)
    calendar = Period(PeriodKind.QUARTER, years.first, number)
    raise _two(given, calendar.label, after.label)


def _refuse_fifth(given: str, number: int) -> None:
    if not 1 <= number <= 4:
        raise NotReadError(given, "is no quarter", "a year has the quarters Q1 to Q4")


def _numbered(end_year: int, number: int) -> Period:
    """Return a quarter by its number in the financial year that ends in a year."""
    return Period(PeriodKind.QUARTER, end_year, 1).before(4 - number)


def _by_month(given: str, month: int, years: Years | None) -> Period:
    if not 1 <= month <= 12:
        raise _neither(given)
    if years is None:
        raise _no_year(given)
    if years.second is not None:
        return Period(PeriodKind.MONTH, years.first if month >= 4 else years.second, month)
    period = Period(PeriodKind.MONTH, years.first, month)
    if years.is_short and month % 3 == 0:
        ends = _quarter(years.first, month)
        raise _two(given, period.label, f"the quarter that ends then ({ends.id})")
    return period


def _by_span(given: str, span: Span, years: Years | None, number: int | None) -> Period:
    whole = span.within(years) if years and span.last_year is None else span
    if whole.last_year is None:
        raise _no_year(given)
    period = _as_long_as(given, Ending(whole.length, whole.last_year, whole.last))
    if number is not None:
        _refuse_fifth(given, number)
        _refuse_other_quarter(given, period, number, years)
    elif years and years.second and span.last_year is not None:
        _refuse_other_year(given, period, years)
    return period


def _refuse_other_quarter(given: str, period: Period, number: int, years: Years | None) -> None:
    """Refuse a number that is not that of the months beside it."""
    if years and years.second:
        named = _numbered(years.second, number)
        if named != period:
            raise _two(given, f"{named.id} ({named.label})", period.label)
        return
    of_financial_year = int(period.id[-1])
    if number not in (of_financial_year, period.part):
        raise _two(given, f"quarter {number}", period.label)
    if years and number == 4 == of_financial_year:
        # By the year in which the financial year begins, or by the year itself.
        raise _two(given, period.label, period.before(-4).label)


def _refuse_other_year(given: str, period: Period, years: Years) -> None:
    if period not in [_numbered(years.first + 1, number) for number in range(1, 5)]:
        named = Period(PeriodKind.FINANCIAL_YEAR, years.first + 1)
        raise _two(given, period.label, f"a quarter of {named.id}")
