"""Days as people write them: the day of the month first, as in Britain, or the year first."""

import datetime as dt
import re

from dashboard.core.periods import PublicationDate, date_words
from dashboard.core.written.meaning import Meaning, NotReadError
from dashboard.core.written.months import (
    day_in,
    full_year,
    last_day,
    month_words,
    with_numbered_months,
)
from dashboard.core.written.plain import plain_text
from dashboard.errors import DashboardError

_BETWEEN = r"(?: ?[./-] ?| )"
_MONTH = r"M(?P<month>[0-9]{1,2})"
_DAY = r"(?P<day>[0-9]{1,2})"
_DAYS = [
    re.compile(form)
    for form in (
        # "31 03 2027" is the only form with bare blanks.
        rf"{_DAY}{_BETWEEN}(?:M|(?=[0-9]))(?P<month>[0-9]{{1,2}}){_BETWEEN}"
        r"(?P<year>[0-9]{4}|[0-9]{2})",
        rf"{_MONTH}{_BETWEEN}{_DAY}{_BETWEEN}(?P<year>[0-9]{{4}})",
        rf"(?P<year>[0-9]{{4}}){_BETWEEN}{_MONTH}{_BETWEEN}{_DAY}",
    )
]
_MONTHS = [
    re.compile(form)
    for form in (
        rf"{_MONTH}{_BETWEEN}(?P<year>[0-9]{{4}}|[0-9]{{2}})",
        rf"(?P<year>[0-9]{{4}}){_BETWEEN}M?(?P<month>[0-9]{{1,2}})",
        r"(?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{4})",
    )
]
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)")
_FINANCIAL_YEAR = re.compile(r"(?P<first>[0-9]{4}) ?[/-] ?(?P<second>[0-9]{4}|[0-9]{2})")
_NO_DAY, _LIKE = "is not a day", "write it like 31/03/2027 or 31 March 2027"


def read_day(text: str) -> Meaning[dt.date]:
    """Return the day that a text names, such as "31 March 2027", "31/03/27" or "2027-03-31".

    The day comes first: 03/04/2027 is 3 April. A year of two digits is one of this century. A time
    behind it is passed over if it is midnight.

    >>> read_day("Wed 31st March 2027").value, read_day("31-Mar-27").value
    (datetime.date(2027, 3, 31), datetime.date(2027, 3, 31))

    Raises:
        NotReadError: for none, for a day that does not exist, or for a month without its day.
    """
    alike = _alike(text)
    found = next((match for form in _DAYS if (match := form.fullmatch(alike))), None)
    if found is None:
        raise _no_day(text, alike)
    day = day_in(found)
    if day is None:
        raise _no_such_day(text, found)
    _refuse_other_weekday(text, day)
    own = {day.isoformat(), date_words(day).casefold(), f"{day:%d/%m/%Y}"}
    return Meaning(day, otherwise=plain_text(text) not in own)


def _refuse_other_weekday(given: str, day: dt.date) -> None:
    named = _WEEKDAY.search(plain_text(given))
    if named and not f"{day:%A}".casefold().startswith(named[1]):
        raise NotReadError(given, f"is a {day:%A}", "correct the day of the week or the date")


def _alike(text: str) -> str:
    return with_numbered_months(re.sub(r"\bof\b|^(?:on|by|due) ", " ", plain_text(text))).strip(
        " ."
    )


def _no_such_day(given: str, found: re.Match[str]) -> NotReadError:
    day, month, year = int(found["day"]), int(found["month"]), full_year(found["year"])
    if month > 12 >= day > 0 and month <= 31 and not re.match(r" *[0-9]{4}", given):
        advice = f"write {month:02d}/{day:02d}/{year}"
        return NotReadError(given, "has the month before the day", advice)
    return NotReadError(given, "is a day that does not exist", "correct the day, month or year")


def _no_day(given: str, alike: str) -> NotReadError:
    month = _month_in(alike)
    if month:
        last = date_words(last_day(*month))
        reason = f"is {month_words(*month)} without its day"
        return NotReadError(given, reason, f"write the day, such as {last}")
    if re.search(r"[0-9]:[0-9]", alike):
        return NotReadError(given, "has a time of day", "write only the day")
    if re.fullmatch(r"[0-9]{5,8}", alike):
        return NotReadError(given, "does not part day, month and year", _LIKE)
    if re.fullmatch(r"[0-9]{4}", alike):
        return NotReadError(given, "is a year without month and day", _LIKE)
    if re.fullmatch(r"[0-9]{1,2} ?[./ -]? ?M?[0-9]{1,2}", alike):
        return NotReadError(given, "has no year", _LIKE)
    return NotReadError(given, _NO_DAY, _LIKE)


def _month_in(alike: str) -> tuple[int, int] | None:
    for form in _MONTHS:
        found = form.fullmatch(alike)
        if found and 1 <= int(found["month"]) <= 12 and full_year(found["year"]):
            return full_year(found["year"]), int(found["month"])
    return None


def read_published(text: str) -> Meaning[PublicationDate]:
    """Return when something was published, as precisely as a text says it.

    "18/02/25" is a day, "February 2025" a month, "2018" a year and "2018/19" a financial year.

    >>> read_published("Feb 2025").value.text, read_published("18/02/25").value.text
    ('2025-02', '2025-02-18')

    Raises:
        NotReadError: for anything else.
    """
    exact = _as_stored(text.strip())
    if exact is not None:
        return Meaning(exact)
    alike = _alike(text).removesuffix(".0")
    month, years = _month_in(alike), _financial_year(alike)
    written = years or (f"{month[0]}-{month[1]:02d}" if month else alike)
    date = _as_stored(written) or _day_of_publication(text)
    return Meaning(date, otherwise=plain_text(text) != date.words.casefold())


def _day_of_publication(text: str) -> PublicationDate:
    try:
        return PublicationDate(read_day(text).value.isoformat())
    except NotReadError as error:
        if error.reason != _NO_DAY:
            raise
        advice = "write it like 20 September 2018, September 2018, 2018 or 2018/19"
        raise NotReadError(text, "is not a date", advice) from error


def _financial_year(alike: str) -> str | None:
    found = _FINANCIAL_YEAR.fullmatch(alike)
    if found is None or (int(found["first"]) + 1) % 100 != int(found["second"][-2:]):
        return None
    return f"{found['first']}/{found['second'][-2:]}"


def _as_stored(text: str) -> PublicationDate | None:
    # What is stored as "2018/09" would be the financial year that begins in 2018.
    if "/" in text and len(text) < 10 and _financial_year(text) is None:
        return None
    try:
        return PublicationDate(text)
    except DashboardError:
        return None
