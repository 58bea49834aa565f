"""Columns of a table as people write them: their numbers, and a problem for each row at fault.

Texts that come again and again are looked at once.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.imported import ROW

# A file with more is wrong as a whole, such as by a column that was shifted.
MOST_PROBLEMS = 10_000
# To look for what comes nearest takes time, which a file full of slips must not cost.
_MOST_ADVISED = 200
_LONGEST_SHOWN = 200

# A reason and what to do, or how both follow from what stands in the cell.
Says: TypeAlias = tuple[str, str] | Callable[[str], tuple[str, str]]

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

Codes: TypeAlias = NDArray[np.intp]
Texts: TypeAlias = NDArray[np.object_]


def each_row(table: pd.DataFrame, bad: pd.Series, column: str, says: Says) -> Iterator[Problem]:
    """Yield a problem for each row that is marked as bad, with what stands in its column."""
    if not bad.any():
        return
    rows = table.loc[bad, [ROW, column]] if column != ROW else table.loc[bad, [ROW]]
    said: dict[str, tuple[str, str]] = {}
    for row, cell in zip(rows[ROW], rows[column], strict=True):
        given = _text(cell)
        if given not in said:
            said[given] = says if isinstance(says, tuple) else says(given)
        yield Problem(int(row), column, given[:_LONGEST_SHOWN], *said[given])


def sparingly(reason: str, advice: Callable[[str], str]) -> Callable[[str], tuple[str, str]]:
    """Return a reason with advice that takes time to find, such as what a slip comes nearest to.

    From the 201st text on, the advice is to do as in the rows before.
    """
    numbers = count()

    def says(given: str) -> tuple[str, str]:
        if next(numbers) < _MOST_ADVISED:
            return reason, advice(given[:_LONGEST_SHOWN])
        return reason, "correct it, as in the rows before"

    return says


def nearest(given: str, choices: Iterable[str] | Mapping[str, object]) -> str:
    """Return advice that names what comes nearest; a mapping says how each choice is written."""
    words = choices if isinstance(choices, Mapping) else {choice: choice for choice in choices}
    by_lower = {choice.lower(): choice for choice in words}
    found = difflib.get_close_matches(given.lower(), by_lower, n=3, cutoff=0.6)
    if found:
        shown = dict.fromkeys(_written(words, by_lower[match]) for match in found)
        return f"did you mean {' or '.join(shown)}?"
    some = ", ".join(_written(words, choice) for choice in list(words)[:3])
    return f"choose a known one, such as {some}"


def _written(words: Mapping[str, object], choice: str) -> str:
    meant = words[choice]
    return meant if isinstance(meant, str) and re.search(r"\(", meant) else choice


def _text(cell: object) -> str:
    if cell is None or cell != cell:
        return ""
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)


def refuse_problems(file: str, problems: Iterable[Problem], columns: Sequence[str]) -> None:
    """Refuse a file that has problems, with all of them in the order of its rows and columns.

    Raises:
        ImportRefusedError: carrying them; after MOST_PROBLEMS a last one says that there are more.
    """
    every = iter(problems)
    found = list(islice(every, MOST_PROBLEMS))
    if not found:
        return
    places = {name: place for place, name in enumerate(columns)}
    found.sort(key=lambda problem: (problem.row or 0, places.get(problem.column, -1)))
    if next(every, None) is not None:
        reason = f"has more problems than the {MOST_PROBLEMS:,} listed"
        found.append(Problem(None, "file", "", reason, "correct these and load it again"))
    raise ImportRefusedError(file, found)


def numbers_of(texts: pd.Series, pattern: re.Pattern[str]) -> tuple[pd.Series, pd.Series]:
    """Return the number in each cell, NaN where there is none, and which cells hold anything else.

    An empty cell is no number and no fault.
    """
    codes, distinct = factorized(texts)
    fits = np.array([pattern.fullmatch(text) is not None for text in distinct], dtype=bool)
    pairs = zip(distinct, fits.tolist(), strict=True)
    # Adding nought makes of "-0" a plain 0, which is what is printed and exported.
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


def factorized(texts: pd.Series) -> tuple[Codes, Texts]:
    """Return the place of each cell's text among the distinct texts, and those."""
    codes, distinct = pd.factorize(texts)
    # To walk through an array of strings is slow where Arrow holds it.
    return codes, np.asarray(distinct, dtype=object)


def distinct_mapped(texts: pd.Series, meaning: Callable[[str], Any]) -> pd.Series:
    """Return what each text means."""
    codes, distinct = factorized(texts)
    meanings = np.empty(len(distinct), dtype=object)
    meanings[:] = [meaning(text) for text in distinct]
    return pd.Series(meanings[codes], index=texts.index)


def pairs_mapped(
    first: pd.Series, second: pd.Series, meaning: Callable[[str, str], Any]
) -> pd.Series:
    """Return what the two texts of each row mean together."""
    first_codes, firsts = factorized(first)
    second_codes, seconds = factorized(second)
    pairs, places = np.unique(first_codes * len(seconds) + second_codes, return_inverse=True)
    meanings = np.empty(len(pairs), dtype=object)
    meanings[:] = [meaning(firsts[n // len(seconds)], seconds[n % len(seconds)]) for n in pairs]
    return pd.Series(meanings[places], index=first.index)
