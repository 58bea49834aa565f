"""Years as tables and people write them: by their label, by their months, or by their end."""

import re

from dashboard.core.periods import Period, PeriodKind
from dashboard.core.rules import SENSIBLE_YEARS
from dashboard.core.written.meaning import Meaning, NotReadError
from dashboard.core.written.months import month_name
from dashboard.core.written.plain import plain_text
from dashboard.core.written.spans import Years, alike, ending_in, span_in, taken, years_in

# The month that a year of each kind ends with; a labelled year does not say.
_ENDS_WITH = {
    PeriodKind.CALENDAR_YEAR: 12,
    PeriodKind.FINANCIAL_YEAR: 3,
    PeriodKind.YEAR_TO_MARCH: 3,
    PeriodKind.ACADEMIC_YEAR: 8,
}
_BY_ONE_YEAR = {PeriodKind.CALENDAR_YEAR, PeriodKind.YEAR_TO_MARCH, PeriodKind.LABELLED_YEAR}
_BY_TWO_YEARS = {PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR, PeriodKind.YEAR_TO_MARCH}
# "FYE 2019" says which year it ends in.
_ENDING = re.compile(r"(?<![a-z])(?:f?y/?e|end(?:ing|ed)?)(?![a-z])")
_NAMES = (
    (r"calendar year|cy", "calendar year", {PeriodKind.CALENDAR_YEAR}),
    (
        r"financial year|fiscal year|tax year|fy|f/y",
        "financial year",
        {PeriodKind.FINANCIAL_YEAR, PeriodKind.YEAR_TO_MARCH},
    ),
    (r"academic(?: year)?|school year|ay", "academic year", {PeriodKind.ACADEMIC_YEAR}),
    (r"year labelled|labelled year", "labelled year", {PeriodKind.LABELLED_YEAR}),
    (r"year", "", set(PeriodKind)),
)


def read_year(text: str, kind: PeriodKind) -> Meaning[Period]:
    """Return the year of a kind that a text names, such as "year ending December 2018".

    A year to March may be written by its last year or by both: 2019 and 2018-19 are one.

    >>> read_year("Jan-Dec 2018", PeriodKind.CALENDAR_YEAR).value.id
    '2018'
    >>> read_year("year ending 31 March 2019", PeriodKind.FINANCIAL_YEAR).value.id
    '2018-19'

    Raises:
        NotReadError: for no year of this kind, or one that could be two.
    """
    words = alike(text)
    period = _by_its_months(text, words, kind) or _by_its_name(text, words, kind)
    return Meaning(sensible(text, period), otherwise=not is_own_writing(text, period))


def sensible(given: str, period: Period) -> Period:
    """Return a period of a year that figures may speak of.

    Raises:
        NotReadError: for any other year, which is a slip of the pen.
    """
    if period.end_year in SENSIBLE_YEARS:
        return period
    between = f"{SENSIBLE_YEARS[0]} to {SENSIBLE_YEARS[-1]}"
    raise NotReadError(given, f"is not in the years {between}", "correct the year")


def is_own_writing(text: str, period: Period) -> bool:
    """Return whether the dashboard itself writes a period so: its id or label, "/" as "-"."""
    own = {period.id, period.label}
    if period.kind is not PeriodKind.MONTH:
        own.add(period.id.replace("-", "/"))
    return plain_text(text) in {one.casefold() for one in own}


def _by_its_months(given: str, words: str, kind: PeriodKind) -> Period | None:
    ending = ending_in(words)
    if ending and ending.months == 12:
        return _ending_with(given, ending.year, ending.month, kind)
    span, rest = span_in(words)
    if span is None:
        return None
    years, rest = years_in(rest)
    span = span.within(years) if years and span.last_year is None else span
    if span.last_year is None or span.length != 12 or rest.strip(" -/().:"):
        return None
    return _ending_with(given, span.last_year, span.last, kind)


def _ending_with(given: str, year: int, month: int, kind: PeriodKind) -> Period:
    if _ENDS_WITH.get(kind) == month:
        return Period(kind, year)
    raise _of_another_kind(given, f"is a year that ends in {month_name(month)}", kind)


def _of_another_kind(given: str, reason: str, kind: PeriodKind) -> NotReadError:
    month = _ENDS_WITH.get(kind)
    here = f"end in {month_name(month)}" if month else "are labelled by one year"
    return NotReadError(given, reason, f"the years here {here}, like {Period(kind, 2017).id}")


def _by_its_name(given: str, words: str, kind: PeriodKind) -> Period:
    name, meant, words = _named(words)
    ending, words = taken(_ENDING, words)
    years, rest = years_in(words)
    if years is None or rest.strip(" -/().,:"):
        raise _no_year(given, words, kind)
    if kind not in meant:
        raise _of_another_kind(given, f"is {'an' if name[0] == 'a' else 'a'} {name}", kind)
    if years.second is not None:
        return _by_two(given, years, kind)
    return Period(kind, years.first) if ending else _by_one(given, years, kind, name)


def _named(words: str) -> tuple[str, set[PeriodKind], str]:
    for pattern, name, meant in _NAMES:
        found = re.search(rf"(?<![a-z])(?:{pattern})(?![a-z])", words)
        if found:
            return name, meant, f"{words[: found.start()]} {words[found.end() :]}".strip()
    return "", set(PeriodKind), words


def _by_one(given: str, years: Years, kind: PeriodKind, name: str) -> Period:
    if kind not in _BY_ONE_YEAR or (kind is PeriodKind.YEAR_TO_MARCH and name):
        begins, ends = Period(PeriodKind.FINANCIAL_YEAR, years.first + 1), years.first
        before = Period(PeriodKind.FINANCIAL_YEAR, ends)
        raise NotReadError(given, "could be two years", f"{begins.id}, or {before.id}?")
    if years.is_short and not name:
        raise NotReadError(given, "is not a year of four digits", "write all four")
    return Period(kind, years.first)


def _by_two(given: str, years: Years, kind: PeriodKind) -> Period:
    if not years.follow:
        like = Period(kind, 2017).id
        reason = "names two years that do not follow one another"
        raise NotReadError(given, reason, f"write one year, like {like}")
    if kind not in _BY_TWO_YEARS:
        raise _of_another_kind(given, "names two years", kind)
    return Period(kind, years.first + 1)


def _no_year(given: str, words: str, kind: PeriodKind) -> NotReadError:
    like = Period(kind, 2017).id
    if re.search(r"Q[0-9]", words):
        return NotReadError(given, "is a quarter", f"write a whole year, like {like}")
    if re.search(r"M[0-9]", words):
        reason = "is not a whole year"
        return NotReadError(given, reason, f"write it like {like}")
    return NotReadError(given, f"is not a {kind}", f"write it like {like}")
