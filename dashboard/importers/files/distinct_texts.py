"""Columns in which the same texts stand again and again: each is looked at once."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Codes: TypeAlias = NDArray[np.intp]
Texts: TypeAlias = NDArray[np.object_]


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
