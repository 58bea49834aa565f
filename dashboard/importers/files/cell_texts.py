"""What a cell of a workbook shows, as text: numbers without artefacts, ISO days, plain text."""

import datetime as dt
import functools
import re
from decimal import Decimal

from openpyxl.utils.datetime import from_excel

# Whole numbers up to this length are exact in a workbook, which keeps fifteen digits.
_EXACT_DIGITS = 15
# Days and small numbers come again and again.
_REMEMBERED, _LONGEST_NUMBER = 10_000, 400
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T00:00(:00(\.0+)?)?Z?)?", re.ASCII)
_LINE_BREAK_CODE = re.compile(r"(?<!_x005F)_x000D_|\r(?=\n)")
_CODE_OF_A_CODE = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")


def plain_text(text: str) -> str:
    """Return the text of a cell without Excel's codes for characters or blanks around it."""
    if "_x" in text or "\r" in text:
        # For the return of an old line break, and for what only looks like a code.
        shown = _LINE_BREAK_CODE.sub("", text).replace("\r", "\n")
        text = _CODE_OF_A_CODE.sub("_", shown)
    return text.strip()


def number_text(stored: str) -> str | None:
    """Return a stored number as somebody would type it, or None for what is no number.

    Numbers are stored in binary: fifteen digits are what a spreadsheet shows and all that counts.

    >>> [number_text(stored) for stored in ("12.0", "0.30000000000000004", "1E-05", "twelve")]
    ['12', '0.3', '0.00001', None]
    """
    if len(stored) <= _EXACT_DIGITS and stored.isdecimal() and stored.isascii():
        return stored.lstrip("0") or "0"
    return _rounded(stored) if len(stored) <= _LONGEST_NUMBER else None


@functools.lru_cache(_REMEMBERED)
def _rounded(stored: str) -> str | None:
    if not _NUMBER.fullmatch(stored):
        return None
    shown = f"{float(stored):.{_EXACT_DIGITS}g}"
    if shown == "-0":
        return "0"
    return f"{Decimal(shown):f}" if "e" in shown else shown


def percent_text(stored: str) -> str | None:
    """Return a share with its sign, as it is shown, or None for what is no number.

    >>> percent_text("0.152")
    '15.2%'
    """
    if len(stored) > _LONGEST_NUMBER or not _NUMBER.fullmatch(stored):
        return None
    shown = number_text(f"{Decimal(stored) * 100:f}")
    return shown and f"{shown}%"


def moment_text(stored: str, epoch: dt.datetime) -> str | None:
    """Return the day, time or both that a serial number stands for, or None for no day.

    >>> moment_text("45838", dt.datetime(1899, 12, 30))
    '2025-06-30'
    """
    return _moment(stored, epoch) if len(stored) <= _LONGEST_NUMBER else None


@functools.lru_cache(_REMEMBERED)
def _moment(stored: str, epoch: dt.datetime) -> str | None:
    if not _NUMBER.fullmatch(stored):
        return None
    try:
        moment = from_excel(float(stored), epoch)
    except (ValueError, OverflowError):
        return None
    return None if moment is None else iso_text(moment.isoformat())


def iso_text(stored: str) -> str:
    """Return an ISO date, without its time where that is midnight."""
    day = _ISO_DAY.fullmatch(stored)
    return day[1] if day else stored
