"""What somebody typed, made clean or refused: a line, paragraphs, a day, a number, an address."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from dashboard.core.periods import PublicationDate, date_words
from dashboard.core.rules import SENSIBLE_YEARS
from dashboard.core.written.days import read_day, read_published
from dashboard.core.written.meaning import NotReadError
from dashboard.core.written.numbers import Absent, read_number
from dashboard.errors import ChangeRefusedError, UnknownNameError

T = TypeVar("T")

LONGEST_NAME, LONGEST_NOTE, LONGEST_TEXT = 100, 500, 3000
_LONGEST_ADDRESS = 2000
# A number at the beginning of a text, before its unit.
_NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,9})(?:\.[0-9]{1,9})?"


def one_line(
    what: str, text: str, longest: int = LONGEST_NAME, *, may_be_empty: bool = False
) -> str:
    """Return a text as one line, without characters that cannot be printed.

    Raises:
        ChangeRefusedError: if it is empty and must not be, too long, or holds < or >, which are
            kept out because titles are drawn in charts.
    """
    line = " ".join(_printable(text).split())
    if not line and not may_be_empty:
        raise ChangeRefusedError(f"The {what} is missing: write it, then try again.")
    if len(line) > longest:
        raise ChangeRefusedError(
            f"The {what} is {len(line)} characters long: shorten it to {longest}."
        )
    if "<" in line or ">" in line:
        raise ChangeRefusedError(f"The {what} holds < or >: leave them out.")
    return line


def note_line(text: str) -> str:
    """Return a note, which may be empty, as one line; see `one_line`."""
    return one_line("note", text, LONGEST_NOTE, may_be_empty=True)


def paragraphs(
    what: str, text: str, longest: int = LONGEST_TEXT, *, may_be_empty: bool = False
) -> str:
    """Return a text with its line breaks, without other unprintable characters.

    More than one empty line together becomes one. < and > stay, because pages escape them.

    Raises:
        ChangeRefusedError: if it is empty and must not be, or too long.
    """
    # Also what a spreadsheet or a phone breaks lines with.
    lines = [" ".join(_printable(line).split()) for line in text.splitlines()]
    kept = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    if not kept and not may_be_empty:
        raise ChangeRefusedError(f"The {what} is missing: write it, then try again.")
    if len(kept) > longest:
        raise ChangeRefusedError(
            f"The {what} is {len(kept)} characters long: shorten it to {longest}."
        )
    return kept


def web_address(what: str, text: str) -> str:
    """Return an address of the web, or "" for none.

    Raises:
        ChangeRefusedError: for anything that does not begin with http:// or https://, such as
            javascript:, or that holds a user's name.
    """
    address = text.strip()
    if not address:
        return ""
    # A phone begins what is typed with a capital.
    whole = re.fullmatch(r"(?i:https?)://[a-zA-Z0-9.-]+(:[0-9]+)?([/?#][^\s<>\"']*)?", address)
    if whole is None or len(address) > _LONGEST_ADDRESS or not address.isprintable():
        raise ChangeRefusedError(
            f'The {what} "{beginning_of(address)}" is not a web address: write one that begins '
            "with https:// and has no spaces, or leave it out."
        )
    return address


def sensible_day(what: str, day: dt.date) -> dt.date:
    """Return a day in a year that a register may speak of.

    Raises:
        ChangeRefusedError: for any other year, which is a slip of the pen.
    """
    if day.year not in SENSIBLE_YEARS:
        raise ChangeRefusedError(
            f"The {what} is {date_words(day)}: write a year from {SENSIBLE_YEARS[0]} to "
            f"{SENSIBLE_YEARS[-1]}."
        )
    return day


def not_after(what: str, day: dt.date, today: dt.date) -> dt.date:
    """Return a day that has come.

    Raises:
        ChangeRefusedError: if it is still to come, or lies in a year that is a slip of the pen.
    """
    sensible_day(what, day)
    if day > today:
        raise ChangeRefusedError(
            f"The {what} is {date_words(day)}, which is still to come: write a day up to "
            f"{date_words(today)}."
        )
    return day


def item_id(text: str) -> str:
    """Return the id that a form or a file gave to something new.

    Raises:
        ChangeRefusedError: if it is empty, too long or holds anything but letters, digits and
            . _ : or -.
    """
    if not re.fullmatch(r"[A-Za-z0-9._:-]{1,100}", text):
        raise ChangeRefusedError(
            f'"{beginning_of(text)}" cannot be an id: write up to 100 letters, digits, dots or '
            "hyphens."
        )
    return text


def beginning_of(text: str) -> str:
    """Return the beginning of what somebody typed, as a refusal may repeat it."""
    return " ".join(_printable(text).split())[:60]


def day_of(text: str) -> dt.date:
    """Return the day that a text is, the day of the month first or the year first.

    >>> day_of("31/3/27"), day_of("31 March 2027"), day_of("2027-03-31")
    (datetime.date(2027, 3, 31), datetime.date(2027, 3, 31), datetime.date(2027, 3, 31))

    Raises:
        ChangeRefusedError: for anything else, such as a month without its day or 31 February.
    """
    try:
        return read_day(_printable(text)).value
    except NotReadError as error:
        raise ChangeRefusedError(str(error)) from error


def published_of(text: str) -> PublicationDate:
    """Return when something was published: a day, a month, a year or a financial year.

    Raises:
        ChangeRefusedError: for anything else.
    """
    try:
        return read_published(_printable(text)).value
    except NotReadError as error:
        raise ChangeRefusedError(str(error)) from error


def number_of(text: str, *, may_be_share: bool = False) -> float:
    """Return the number that a text is; "1,200" is 1200 and "nil" is 0.

    Raises:
        ChangeRefusedError: for anything else, for a mark that stands for none, and for a percent
            sign unless it may be a share.
    """
    try:
        found = read_number(_printable(text))
    except NotReadError as error:
        raise ChangeRefusedError(str(error)) from error
    shown = beginning_of(text)
    if isinstance(found, Absent):
        raise ChangeRefusedError(f'"{shown}" is not a number: write digits and one decimal point.')
    if found.is_share and not may_be_share:
        raise ChangeRefusedError(f'"{shown}" has a percent sign: write it in the unit.')
    return found.value


def number_in_unit(text: str, *, is_percentage: bool) -> float:
    """Return the number that a text is in a unit; of a percentage "28%" is 28.

    Raises:
        ChangeRefusedError: as `number_of` does, and for a percentage between 0 and 1 without its
            sign, which may be a fraction.
    """
    number = number_of(text, may_be_share=is_percentage)
    if is_percentage and 0 < number < 1 and "%" not in text:
        shown = beginning_of(text)
        raise ChangeRefusedError(
            f'"{shown}" may be a fraction: write {number * 100:.10g}%, or {number:.10g}% if that '
            "is meant."
        )
    return number


def value_and_unit(text: str, usual_unit: str) -> tuple[str, str]:
    """Return a value and the unit typed with it, or the usual unit where none was.

    >>> value_and_unit("20%", "per 100,000"), value_and_unit("1,200", "per 100,000")
    (('20', '%'), ('1,200', 'per 100,000'))
    """
    match = re.fullmatch(rf"(£?)\s*({_NUMBER})(?![0-9.,])\s*(.*)", " ".join(text.split()))
    if match is None:
        return text, usual_unit
    unit = re.sub(r"^per ?cent$", "%", match[3], flags=re.IGNORECASE)
    return match[2], match[1] + unit or usual_unit


def numbered(held: Mapping[int, T], number: str, kind: str) -> T:
    """Return what is held under a number that somebody typed.

    Raises:
        UnknownNameError: naming the kind of thing, if nothing has this number.
    """
    by_text = {str(key): each for key, each in held.items()}
    if number not in by_text:
        raise UnknownNameError.among(f"{kind} with the number", number, by_text)
    return by_text[number]


def by_number(held: Mapping[str, T]) -> dict[int, T]:
    """Return what is held under numbers as text, by its number, the oldest first."""
    return {int(key): held[key] for key in sorted(held, key=int)}


def next_number(held: Iterable[str]) -> str:
    """Return the number, as text, that follows those that are held; "1" where none is."""
    return str(max(map(int, held), default=0) + 1)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
