"""Pieces of a period's name: two years that follow, and months or days from one to another."""

import re
from dataclasses import dataclass

from dashboard.core.rules import SENSIBLE_YEARS
from dashboard.core.written.months import full_year, last_day, month_words, with_numbered_months
from dashboard.core.written.plain import plain_text, without_marks

_YEAR = r"(?:[0-9]{4}|[0-9]{2})"
_UP_TO = r" ?(?:-|to|until|till|/) ?"
_TWO_YEARS = re.compile(
    r"(?<![0-9M])(?P<first>[0-9]{4}|[0-9]{2}(?= ?[-/] ?[0-9]{2}(?![0-9])))"
    rf"(?: ?[-/] ?| to )(?P<second>{_YEAR})(?![0-9])"
)
_GLUED_YEARS = re.compile(r"(?<![0-9M])(?P<first>[0-9]{4})(?P<second>[0-9]{2})(?![0-9])")
_ONE_YEAR = re.compile(rf"(?<![0-9M])(?P<year>{_YEAR})(?:\.0)?(?![0-9])")
_SPAN = re.compile(
    rf"(?:from )?(?:(?<![0-9/-])(?<!- )(?P<first_day>[0-9]{{1,2}}) )?"
    rf"M(?P<first>[0-9]{{1,2}})(?: (?P<first_year>{_YEAR})(?![0-9]))?{_UP_TO}"
    rf"(?:(?P<last_day>[0-9]{{1,2}}) )?M(?P<last>[0-9]{{1,2}})"
    # Two years behind stand for the whole: "M1 - M3 2025/26".
    rf"(?: (?P<last_year>{_YEAR})(?![0-9]| ?[-/] ?[0-9]))?"
)
_ENDING = re.compile(
    r"(?:for )?(?:the )?"
    r"(?:(?:financial |fiscal |calendar |academic |school )?"
    r"(?P<length>year|quarter|qtr|month|(?:12|twelve|3|three|1|one) months?) "
    r"(?P<how>end(?:ing|ed)?|to|up to|begin(?:ning)?|start(?:ing)?|from)|(?P<short>f?y/?e|q/?e))"
    rf"(?: the)? (?:(?P<day>[0-9]{{1,2}}) )?M(?P<month>[0-9]{{1,2}})[ -](?P<year>{_YEAR})"
)
_MONTHS_IN = {
    "year": 12, "12": 12, "twelve": 12, "ye": 12, "fye": 12, "quarter": 3, "qtr": 3, "3": 3,
    "three": 3, "qe": 3, "month": 1, "1": 1, "one": 1,
}  # fmt: skip
_QUARTER_NUMBERS = {
    "one": 1, "first": 1, "1st": 1, "two": 2, "second": 2, "2nd": 2, "three": 3, "third": 3,
    "3rd": 3, "four": 4, "fourth": 4, "4th": 4,
}  # fmt: skip
_QUARTER_THEN_NUMBER = re.compile(
    r"(?<![a-z])(?:quarter|qtr|q)\.? ?([0-9]|one|two|three|four)(?=fy|[^0-9a-z]|$)"
)
_NUMBER_THEN_QUARTER = re.compile(
    r"(?<![0-9a-z])(1st|2nd|3rd|4th|first|second|third|fourth) (?:quarter|qtr)(?![a-z])"
)
_THREE_MONTHS = re.compile(
    r"M(?P<first>[0-9]{1,2})(?: ?[-/] ?| )M(?P<middle>[0-9]{1,2})(?: ?[-/&] ?| and | )"
    r"M(?P<last>[0-9]{1,2})"
)
_BETWEEN = re.compile(r"\bbetween (.{1,40}?) and ")
_DASH_OF_DAYS = re.compile(rf"([/.]{_YEAR})-(?=[0-9]{{1,2}}[/.])")
_SLASH_OF_DAYS = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/(?=[0-9]{4}-)")


def alike(given: str) -> str:
    """Return a period's name without marks behind it, its months and quarters alike.

    >>> alike("1st quarter 2025/26 [note 3]"), alike("Q1 (Apr-Jun)")
    ('Q1 2025/26', 'Q1 ( M4 - M6 )')

    Raises:
        NotReadError: for an empty or very long text, or digits of another script.
    """
    text = without_marks(plain_text(given))[0].replace("_", "-")
    text = _BETWEEN.sub(r"\1 to ", text)
    for pattern in (_QUARTER_THEN_NUMBER, _NUMBER_THEN_QUARTER):
        text = pattern.sub(lambda found: f" Q{_QUARTER_NUMBERS.get(found[1], found[1])} ", text)
    text = _DASH_OF_DAYS.sub(r"\1 - ", text)
    text = with_numbered_months(_SLASH_OF_DAYS.sub(r"\1 - ", text))
    return _THREE_MONTHS.sub(_from_first_to_last, text)


def _from_first_to_last(found: re.Match[str]) -> str:
    first, middle, last = (int(number) for number in found.groups())
    in_a_row = middle == first % 12 + 1 and last == middle % 12 + 1
    return f"M{first} - M{last}" if in_a_row else found[0]


def taken(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, str]:
    """Return what a pattern finds first in a text, and the text without it."""
    found = pattern.search(text)
    if found is None:
        return None, text
    return found, " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())


@dataclass(frozen=True)
class Years:
    """The year or the two years that a text names: 2025-26 has `first` 2025 and `second` 2026.

    `is_short` says that a single year has two digits.
    """

    first: int
    second: int | None = None
    is_short: bool = False

    @property
    def follow(self) -> bool:
        return self.second == self.first + 1


def years_in(text: str) -> tuple[Years | None, str]:
    """Return the years that a text names, and the text without them.

    >>> years_in("fy 25/26")
    (Years(first=2025, second=2026, is_short=False), 'fy')
    """
    for pattern in (_TWO_YEARS, _GLUED_YEARS):
        found, rest = taken(pattern, text)
        if found:
            return _two_years(found["first"], found["second"]), rest
    found, rest = taken(_ONE_YEAR, text)
    if found is None:
        return None, text
    first, second = found["year"][:2], found["year"][2:]
    if second and int(found["year"]) not in SENSIBLE_YEARS and int(second) == int(first) + 1:
        # "2526" is 2025-26, and 2021 is a year.
        return _two_years(str(full_year(first)), second), rest
    return Years(full_year(found["year"]), is_short=len(found["year"]) == 2), rest


def _two_years(first: str, second: str) -> Years:
    begins = full_year(first)
    # "1999-00" ends in 2000.
    ends = begins // 100 * 100 + int(second) if len(second) == 2 else int(second)
    return Years(begins, ends + 100 if ends <= begins - 99 else ends)


@dataclass(frozen=True)
class Span:
    """Months from a first to a last, with the year of each where one is named."""

    first: int
    last: int
    first_year: int | None = None
    last_year: int | None = None

    @property
    def length(self) -> int:
        """How many months it covers; 13 or more where its years say so."""
        between = (self.last - self.first) % 12 + 1
        if self.first_year is None or self.last_year is None:
            return between
        return (self.last_year - self.first_year) * 12 + self.last - self.first + 1

    def within(self, years: Years) -> "Span":
        """Return it with the years that stand beside it: of two, the last six begin the second."""
        if years.second is None:
            begins = years.first - (self.first > self.last)
            return Span(self.first, self.last, begins, years.first)
        begins = years.first if self.first >= 4 else years.second
        return Span(self.first, self.last, begins, begins + (self.first > self.last))

    @property
    def words(self) -> str:
        if self.first_year is None or self.last_year is None:
            return "some months"
        return (
            f"{month_words(self.first_year, self.first)} to "
            f"{month_words(self.last_year, self.last)}"
        )


def span_in(text: str) -> tuple[Span | None, str]:
    """Return the months that a text names from one to another, and the text without them.

    A text that begins or ends within a month names none.

    >>> span_in("M4 - M6 2025")
    (Span(first=4, last=6, first_year=2025, last_year=2025), '')
    """
    found, rest = taken(_SPAN, text)
    if found is None or not (_is_month(found["first"]) and _is_month(found["last"])):
        return None, text
    span = _span(found)
    if not _whole_months(found, span):
        return None, text
    return span, rest


def _span(found: re.Match[str]) -> Span:
    first, last = int(found["first"]), int(found["last"])
    ends = full_year(found["last_year"]) if found["last_year"] else None
    begins = full_year(found["first_year"]) if found["first_year"] else None
    if begins is None and ends is not None:
        begins = ends - (first > last)
    if ends is None and begins is not None:
        ends = begins + (first > last)
    return Span(first, last, begins, ends)


def _is_month(text: str) -> bool:
    return 1 <= int(text) <= 12


def _whole_months(found: re.Match[str], span: Span) -> bool:
    first, last = found["first_day"], found["last_day"]
    # Which day is the last of February needs no year that is not there.
    ends = last_day(span.last_year or 2027, span.last).day
    return (first is None or int(first) == 1) and (last is None or int(last) == ends)


@dataclass(frozen=True)
class Ending:
    """A period named by its length in months and the month that it ends with."""

    months: int
    year: int
    month: int


def ending_in(text: str) -> Ending | None:
    """Return what a text such as "quarter ending 30 June 2025" says, or None for any other.

    >>> ending_in("year to 31 M3 2019")
    Ending(months=12, year=2019, month=3)
    """
    found = _ENDING.fullmatch(text)
    if found is None or not _is_month(found["month"]):
        return None
    length = _MONTHS_IN[(found["length"] or found["short"]).replace("/", "").split()[0]]
    year, month = full_year(found["year"]), int(found["month"])
    begins = (found["how"] or "").startswith(("begin", "start", "from"))
    if found["day"] and int(found["day"]) != (1 if begins else last_day(year, month).day):
        return None
    if begins:
        year, month = divmod(year * 12 + month - 1 + length - 1, 12)
        return Ending(length, year, month + 1)
    return Ending(length, year, month)
