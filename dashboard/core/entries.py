"""What somebody typed, made clean or refused: a line, a number, a choice by number."""

import re
from collections.abc import Mapping
from typing import TypeVar

from dashboard.errors import ChangeRefusedError, UnknownNameError

T = TypeVar("T")

LONGEST_NAME, LONGEST_NOTE = 100, 500
_NUMBER = r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?"


def one_line(
    what: str, text: str, longest: int = LONGEST_NAME, *, may_be_empty: bool = False
) -> str:
    """Return a text as one line, without signs that cannot be printed.

    Raises:
        ChangeRefusedError: if it is empty and must not be, too long, or holds < or >, which are
            kept out because titles are drawn in charts.
    """
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
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


def number_of(text: str) -> float:
    """Return the number that a text is.

    Raises:
        ChangeRefusedError: for anything but digits with one decimal point, such as "1,200".
    """
    if not re.fullmatch(_NUMBER, text.strip()):
        raise ChangeRefusedError(
            f'"{text.strip()[:40]}" is not a number: write digits and one decimal point.'
        )
    return float(text)


def value_and_unit(text: str, usual_unit: str) -> tuple[str, str]:
    """Return a value and the unit typed with it, or the usual unit where none was.

    >>> value_and_unit("20%", "per 100,000"), value_and_unit("200", "per 100,000")
    (('20', '%'), ('200', 'per 100,000'))
    """
    match = re.fullmatch(rf"(£?)\s*({_NUMBER})(?![0-9.,])\s*(.*)", " ".join(text.split()))
    if match is None:
        return text, usual_unit
    return match[2], match[1] + match[4] or usual_unit


def numbered(held: Mapping[int, T], number: str, kind: str) -> T:
    """Return what is held under a number that somebody typed.

    Raises:
        UnknownNameError: naming the kind of thing, if nothing has this number.
    """
    by_text = {str(key): each for key, each in held.items()}
    if number not in by_text:
        raise UnknownNameError.among(f"{kind} with the number", number, by_text)
    return by_text[number]
