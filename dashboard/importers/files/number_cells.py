"""Numbers as people write them into tables: which are read, and what to do about the others."""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from dashboard.importers.files.distinct_texts import factorized

# The exponent is how spreadsheets write very small numbers; digits are those of ASCII.
DECIMAL = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,20})?(?:[eE]-[0-9]{1,2})?")
# Some programs write a whole number as 3.0.
WHOLE = re.compile(r"[+-]?[0-9]{1,9}(\.0{1,9})?")

_WITH_COMMA = re.compile(r"[+-]?[0-9]+(,[0-9]+)+(\.[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_WITH_BLANKS = re.compile(r"[+-]?[0-9]{1,3}(['\u2019\s][0-9]{3})+(\.[0-9]+)?")
_KEPT_BACK = re.compile(r"\*+|c|<\s*[0-9]+|suppressed|withheld", re.IGNORECASE)
_ABSENT = re.compile(r"[-\u2013\u2014.:~]+|x|z|n/?a|nil|null|none|#n/a", re.IGNORECASE)
_PLAINLY = "write digits and one decimal point"


def numbers_of(texts: pd.Series, pattern: re.Pattern[str]) -> tuple[pd.Series, pd.Series]:
    """Return the number in each cell, NaN where there is none, and which cells hold anything else.

    An empty cell is no number and no fault.
    """
    codes, distinct = factorized(texts)
    fits = np.array([pattern.fullmatch(text) is not None for text in distinct], dtype=bool)
    pairs = zip(distinct, fits.tolist(), strict=True)
    # Adding zero makes "-0" a plain 0, which is what is printed and exported.
    numbers = (
        np.array([float(text) if fit else np.nan for text, fit in pairs], dtype=np.float64) + 0
    )
    wrong = ~fits & (distinct != "")
    return (
        pd.Series(numbers[codes], index=texts.index),
        pd.Series(wrong[codes], index=texts.index),
    )


def decimal_says(given: str) -> tuple[str, str]:
    """Return why a text is no number, and what to write instead."""
    bare = given.removesuffix("%").strip()
    if given.endswith("%"):
        number = f", such as {bare}" if DECIMAL.fullmatch(bare) else ""
        return "has a percent sign", f"{_PLAINLY} without it{number}"
    if _THOUSANDS.fullmatch(given):
        either = given.replace(",", "")
        other = f", or {given.replace(',', '.')} if the comma marks decimals"
        return "has a comma", f"{_PLAINLY}: {either}{other if _one_comma(given) else ''}"
    if _WITH_COMMA.fullmatch(given):
        number = f": {given.replace(',', '.')}" if _one_comma(given) else ""
        return "has a comma", f"{_PLAINLY}{number}"
    if _WITH_BLANKS.fullmatch(given):
        return "has a sign between its thousands", f"{_PLAINLY}: {re.sub(r'[^0-9.+-]', '', given)}"
    return "is not a number", f"{_PLAINLY}, or leave it empty and give a state"


def _one_comma(given: str) -> bool:
    return given.count(",") == 1 and "." not in given


def whole_says(given: str) -> tuple[str, str]:
    """Return why a text is no whole number, and what to write instead."""
    if DECIMAL.fullmatch(given) and not WHOLE.fullmatch(given):
        return "is not a whole number", "write digits only, or leave it empty"
    reason, advice = decimal_says(given)
    if reason == "is not a number":
        return "is not a whole number", "write digits only, or leave it empty"
    return reason, advice


def absent_says(given: str, kept_back: str, others: Iterable[str]) -> tuple[str, str] | None:
    """Return what to do about a sign that tables print where there is no figure, None for others.

    `kept_back` is the state of a figure that is kept back, `others` those of an absent one.
    """
    if _KEPT_BACK.fullmatch(given):
        return "is a sign, not a number", f'leave it empty and write the state "{kept_back}"'
    if _ABSENT.fullmatch(given):
        states = " or ".join(f'"{state}"' for state in others)
        return "is a sign, not a number", f"leave it empty and write the state {states}"
    return None
