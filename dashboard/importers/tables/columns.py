"""Columns of a table as people write them: what they mean, and a problem for each row at fault.

Texts that come again and again are looked at once.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice, repeat
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.core.written.meaning import Meaning, NotReadError
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.imported import ROW, SHEET

# A file with more is wrong as a whole, such as by a column that was shifted.
MOST_PROBLEMS = 10_000
# A column with more texts that mean nothing is of another table; to read on takes time.
MOST_SLIPS = 20_000
# To look for what comes nearest takes time, which a file full of slips must not cost.
_MOST_ADVISED = 200
_LONGEST_SHOWN = 200

# A reason and what to do, or how both follow from what stands in the cell.
Says: TypeAlias = tuple[str, str] | Callable[[str], tuple[str, str]]

Codes: TypeAlias = NDArray[np.intp]
Texts: TypeAlias = NDArray[np.object_]


def each_row(table: pd.DataFrame, bad: pd.Series, column: str, says: Says) -> Iterator[Problem]:
    """Yield a problem for each row that is marked as bad, with what stands in its column.

    Where the table has a column SHEET, the problem names it.
    """
    if not bad.any():
        return
    wanted = [ROW, column] if column != ROW else [ROW]
    rows = table.loc[bad, [*wanted, *([SHEET] if SHEET in table.columns else [])]]
    sheets = rows[SHEET] if SHEET in rows.columns else repeat("")
    said: dict[str, tuple[str, str]] = {}
    for row, cell, sheet in zip(rows[ROW], rows[column], sheets, strict=False):
        given = _text(cell)
        if given not in said:
            said[given] = says if isinstance(says, tuple) else says(given)
        yield Problem(int(row), column, given[:_LONGEST_SHOWN], *said[given], sheet=str(sheet))


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


def refuse_problems(
    file: str, problems: Iterable[Problem], columns: Sequence[str], sheets: Sequence[str] = ()
) -> None:
    """Refuse a file that has problems, with all of them in the order of its rows and columns.

    `sheets` are the names of those that are read, in their order.

    Raises:
        ImportRefusedError: carrying them; after MOST_PROBLEMS a last one says that there are more.
    """
    every = iter(problems)
    found = list(islice(every, MOST_PROBLEMS))
    if not found:
        return
    places = {name: place for place, name in enumerate(columns)}
    order = {name: place for place, name in enumerate(sheets)}
    found.sort(
        key=lambda each: (order.get(each.sheet, -1), each.row or 0, places.get(each.column, -1))
    )
    if next(every, None) is not None:
        reason = f"has more problems than the {MOST_PROBLEMS:,} listed"
        found.append(Problem(None, "file", "", reason, "correct these and load it again"))
    raise ImportRefusedError(file, found)


@dataclass(frozen=True)
class Understood:
    """The cells of a column as a reader understands them, each distinct text looked at once.

    `values` has None where a text means nothing; `refused` gives the reason and the advice where
    the reader had one. `otherwise` says what a text was read as that means what it does not say
    plainly, in the order of the file.
    """

    values: pd.Series
    otherwise: dict[str, str]
    refused: dict[str, tuple[str, str]]

    def says(self, otherwise: Says) -> Says:
        """Return why a text is refused and what to do; `otherwise` is for those never read."""

        def why(given: str) -> tuple[str, str]:
            if given in self.refused:
                return self.refused[given]
            return otherwise if isinstance(otherwise, tuple) else otherwise(given)

        return why


def understood(
    texts: pd.Series,
    read: Callable[[str], Meaning[str] | None],
    words: Callable[[str], str] = str,
) -> Understood:
    """Return what each text means to a reader, which may raise NotReadError.

    `words` put a meaning as a person would write it. Of a column with very many texts that mean
    nothing, the others are not read: the file is refused anyway.
    """
    reader = _Reader(read, words)
    return Understood(distinct_mapped(texts, reader.meaning), reader.otherwise, reader.refused)


class _Reader:
    """What a reader makes of each text, with all that is to be told of it."""

    def __init__(
        self, read: Callable[[str], Meaning[str] | None], words: Callable[[str], str]
    ) -> None:
        self._read, self._words = read, words
        self._slips = 0
        self.otherwise: dict[str, str] = {}
        self.refused: dict[str, tuple[str, str]] = {}

    def meaning(self, text: str) -> str | None:
        """Return what a text means, None where it means nothing."""
        found = self._found(text) if self._slips < MOST_SLIPS else None
        if found is None:
            self._slips += 1
            return None
        if found.otherwise:
            self.otherwise[text] = self._words(found.value)
        return found.value

    def _found(self, text: str) -> Meaning[str] | None:
        try:
            return self._read(text)
        except NotReadError as error:
            self.refused[text] = error.reason, error.advice
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
