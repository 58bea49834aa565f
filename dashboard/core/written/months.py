"""The words of calendars, made alike: months, numeric days and ordinal numbers."""

import calendar
import datetime as dt
import re

from dashboard.core.periods import months_after

# "M4" stands for April; no plain text holds a capital.
DAY_PATTERN = r"(?P<day>[0-9]{1,2}) M(?P<month>[0-9]{1,2}) (?P<year>[0-9]{4}|[0-9]{2})"

_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(calendar.month_name) if name},
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}
_BETWEEN = r" ?[./-] ?"
_YEAR = r"(?:[0-9]{4}|[0-9]{2})"
_DAY_FIRST = re.compile(
    rf"(?<![0-9./-])([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}}){_BETWEEN}({_YEAR})(?![0-9]|[./-][0-9])"
)
_YEAR_FIRST = re.compile(
    rf"(?<![0-9./-])([0-9]{{4}}){_BETWEEN}([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}})(?![0-9]|[./-][0-9])"
)
_MIDNIGHT = re.compile(r"[ t]?\b(?:0?0:00(?::00(?:\.0{1,9})?)?z?|12:00(?::00)? ?am)(?![0-9:])")
_WEEKDAYS = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?")
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b")
# "Jun-25" and "Jun '25" are "Jun 25"; a number with a month behind it is a day.
_BEFORE_YEAR = re.compile(r"(M[0-9]{1,2}) ?[-/.'] ?(?=[0-9]{2}(?:[0-9]{2})?(?![0-9]| ?M))")
_BEFORE_MONTH = re.compile(
    r"(?<![0-9M/'-])(?<!M[0-9] )(?<!M[0-9]{2} )([0-9]{1,2}) ?[-/.] ?(?=M[0-9])"
)
_WORD = re.compile(r"[a-z]+\.?")


def with_numbered_months(text: str) -> str:
    """Return a plain text whose months are numbers behind an M, and whose days read alike.

    >>> with_numbered_months("30th june 2025"), with_numbered_months("01/04/2025")
    ('30 M6 2025', '1 M4 2025')
    >>> with_numbered_months("apr '25 - jun '25")
    'M4 25 - M6 25'
    """
    # The time belongs to the day before it, with nothing between them.
    text = re.sub(r"(?<=[0-9])t(?=[0-9]{2}:)", " ", text)
    text = _WEEKDAYS.sub(" ", _ORDINAL.sub("", _MIDNIGHT.sub("", text)))
    text = _YEAR_FIRST.sub(lambda m: _alike(m[3], m[2], m[1]), text)
    text = _DAY_FIRST.sub(lambda m: _alike(m[1], m[2], m[3]), text)
    text = _WORD.sub(_numbered, text.replace(",", " "))
    text = _BEFORE_YEAR.sub(r"\1 ", " ".join(text.split()))
    return _BEFORE_MONTH.sub(r"\1 ", text)


def _alike(day: str, month: str, year: str) -> str:
    return f"{int(day)} M{int(month)} {year}"


def _numbered(word: re.Match[str]) -> str:
    number = _NUMBERS.get(word[0].rstrip("."))
    return f" M{number} " if number else word[0]


def full_year(text: str) -> int:
    """Return a year; of two digits, the one of this century.

    >>> full_year("27"), full_year("2027")
    (2027, 2027)
    """
    return int(text) + (2000 if len(text) == 2 else 0)


def day_in(found: re.Match[str]) -> dt.date | None:
    """Return the day that `DAY_PATTERN` found, or None where there is no such day."""
    try:
        return dt.date(full_year(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def month_name(month: int) -> str:
    """Return the name of a month by its number, 1 to 12."""
    return calendar.month_name[month]


def month_words(year: int, month: int) -> str:
    """Return a month as a sentence writes it.

    >>> month_words(2025, 4)
    'April 2025'
    """
    return f"{calendar.month_name[month]} {year}"


def last_day(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return months_after(dt.date(year, month, 1), 0)
