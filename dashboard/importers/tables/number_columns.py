"""Columns of numbers as people write them: each text is read once, by the one reader of numbers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.core.written.meaning import NotReadError
from dashboard.core.written.numbers import (
    PLAIN_NUMBER,
    Absence,
    Absent,
    Amount,
    comma_in_doubt,
    has_decimal_commas,
    read_number,
)
from dashboard.importers.tables.columns import MOST_SLIPS, Codes, factorized

# What a text means that is not a number in plain digits.
Odd: TypeAlias = Amount | Absent | NotReadError

_LARGEST_WHOLE = 999_999_999
# No column of a table that people keep has more numbers that are not in plain digits.
_MOST_ODD = 50_000
_NOT_LOOKED_AT = ("is not in plain digits, like very many before", "write digits and one point")
_NOT_WHOLE = ("is not a whole number", "write digits only, or leave it empty")
_NOT_A_NUMBER = "is not a number"
_OR_A_SIGN = "or a sign for none: c (withheld), x (not known) or z (does not apply)"
_NOT_SHARE = ("has a percent sign", "write how many it is, without the sign")


@dataclass(frozen=True)
class NumberColumn:
    """The numbers of a column, and of its cells that are not in plain digits what they mean.

    `number` is NaN where there is none. `refused` marks the cells that are no number and no sign
    of absence; `said` gives the reason and the advice for each such text.
    """

    number: pd.Series
    refused: pd.Series
    said: dict[str, tuple[str, str]]
    _codes: Codes = field(repr=False)
    _odd: dict[int, Odd] = field(repr=False)
    _texts: tuple[str, ...] = field(repr=False)

    def says(self, given: str) -> tuple[str, str]:
        """Return why a text is refused, and what to do."""
        return self.said[given]

    @cached_property
    def absent(self) -> pd.Series:
        """Where a sign stands that says why there is no number."""
        return self._where(lambda odd: isinstance(odd, Absent))

    def absent_for(self, why: Absence) -> pd.Series:
        """Return where a sign stands that gives this reason."""
        return self._where(lambda odd: isinstance(odd, Absent) and odd.why is why)

    @cached_property
    def share(self) -> pd.Series:
        """Where a percent sign stands behind the number."""
        return self._where(lambda odd: isinstance(odd, Amount) and odd.is_share)

    def marked(self, mark: str) -> pd.Series:
        """Return where a number has a mark behind it, such as "p"."""
        return self._where(lambda odd: isinstance(odd, Amount) and mark in odd.marks)

    def read_as(self, words: Callable[[Absence], str]) -> dict[str, str]:
        """Return what each text was read as that is not in plain digits and says something else.

        `words` say what a sign of absence is read as.
        """
        found = zip(self._texts, self._odd.values(), strict=True)
        read = {text: _words(odd, words) for text, odd in found if text not in self.said}
        return {text: meant for text, meant in read.items() if meant != text.replace(" ", "")}

    def _where(self, test: Callable[[Odd], bool]) -> pd.Series:
        if not self._odd:
            return pd.Series(False, index=self.number.index)
        marked = np.zeros(int(self._codes.max(initial=-1)) + 1, dtype=bool)
        marked[[place for place, odd in self._odd.items() if test(odd)]] = True
        return pd.Series(marked[self._codes], index=self.number.index)


def number_column(texts: pd.Series, *, whole: bool = False) -> NumberColumn:
    """Return the numbers of a column of texts; a whole one counts something.

    Where a comma can only part the decimals of a number, each other comma of the column may do so.
    """
    codes, distinct = factorized(texts)
    plain = [PLAIN_NUMBER.fullmatch(text) is not None for text in distinct]
    odd_texts = {
        place: text
        for place, (text, fits) in enumerate(zip(distinct, plain, strict=True))
        if text and not fits
    }
    odd = _odd(odd_texts)
    # Adding nought makes of "-0" a plain 0, which is what is printed and exported.
    numbers = np.array(
        [float(text) if fits else np.nan for text, fits in zip(distinct, plain, strict=True)],
        dtype=np.float64,
    )
    for place, meaning in odd.items():
        numbers[place] = meaning.value if isinstance(meaning, Amount) else np.nan
    said = {odd_texts[n]: _why(each) for n, each in odd.items() if isinstance(each, NotReadError)}
    if whole:
        said |= _not_whole(distinct, numbers, odd)
    refused = np.array([text in said for text in distinct], dtype=bool) if said else None
    return NumberColumn(
        number=pd.Series((numbers + 0)[codes], index=texts.index),
        refused=pd.Series(False if refused is None else refused[codes], index=texts.index),
        said=said,
        _codes=codes,
        _odd=odd,
        _texts=tuple(odd_texts.values()),
    )


def _odd(texts: dict[int, str]) -> dict[int, Odd]:
    """Return what texts mean that are not in plain digits, by their places."""
    decimal_commas = has_decimal_commas(texts.values())
    found: dict[int, Odd] = {}
    slips = 0
    for place, text in texts.items():
        given_up = slips >= MOST_SLIPS or len(found) >= _MOST_ODD
        found[place] = (
            NotReadError(text, *_NOT_LOOKED_AT) if given_up else _read(text, decimal_commas)
        )
        slips += isinstance(found[place], NotReadError)
    return found


def _read(text: str, decimal_commas: bool) -> Odd:
    in_doubt = comma_in_doubt(text) if decimal_commas else None
    if in_doubt is not None:
        return in_doubt
    try:
        return read_number(text)
    except NotReadError as error:
        return error


def _not_whole(
    distinct: NDArray[np.object_], numbers: NDArray[np.float64], odd: dict[int, Odd]
) -> dict[str, tuple[str, str]]:
    """Return what is wrong with the numbers that count nothing, by their text."""
    # A comparison with NaN is false, so that empty cells are no fault.
    faulty = np.flatnonzero((numbers % 1 != 0) & ~np.isnan(numbers) | (numbers > _LARGEST_WHOLE))
    said = {distinct[place]: _NOT_WHOLE for place in faulty}
    shares = [n for n, each in odd.items() if isinstance(each, Amount) and each.is_share]
    return said | {distinct[place]: _NOT_SHARE for place in shares}


def _why(error: NotReadError) -> tuple[str, str]:
    if error.reason == _NOT_A_NUMBER and not any(sign.isdigit() for sign in error.given):
        return error.reason, f"{error.advice}, {_OR_A_SIGN}"
    return error.reason, error.advice


def _words(odd: Odd, words: Callable[[Absence], str]) -> str:
    if isinstance(odd, Absent):
        return words(odd.why)
    if isinstance(odd, Amount):
        return f"{odd.value:.15g}{'%' if odd.is_share else ''}"
    return ""
