"""How the figures of a file differ from those held: new, changed with both values, unchanged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

MOST_CHANGED_SHOWN = 200
# What two figures must have in common to be the same; notes and editions may differ.
_NUMBERS = ("value", "count", "denominator")


@dataclass(frozen=True)
class ChangedFigure:
    """A figure that the file changes: what it is, and its value before and after, in words.

    `what` names indicator, place and group.
    """

    what: str
    period: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """How many figures are new, unchanged and changed, and the first of those that change."""

    new: int = 0
    unchanged: int = 0
    changed_in_all: int = 0
    changed: tuple[ChangedFigure, ...] = ()

    def __add__(self, other: "Difference") -> "Difference":
        return Difference(
            self.new + other.new,
            self.unchanged + other.unchanged,
            self.changed_in_all + other.changed_in_all,
            (self.changed + other.changed)[:MOST_CHANGED_SHOWN],
        )


def difference(
    sent: pd.DataFrame,
    held: pd.DataFrame,
    keys: Sequence[str],
    described: Callable[[pd.Series], ChangedFigure],
) -> Difference:
    """Return how figures of a file differ from those held; suspects must be left out before.

    Both have the keys, `value`, `count`, `denominator` and `state`. `described` puts a pair in
    words: the row of the file, with what is held in columns that end in `_held`.
    """
    columns = [*keys, *_NUMBERS, "state"]
    pairs = sent[columns].merge(
        held[columns], on=list(keys), how="left", suffixes=("", "_held"), indicator="found"
    )
    known = (pairs["found"] == "both").to_numpy()
    same = (pairs["state"] == pairs["state_held"]).to_numpy()
    for name in _NUMBERS:
        ours, theirs = (pairs[each].astype(np.float64) for each in (name, f"{name}_held"))
        same = same & np.isclose(ours, theirs, rtol=1e-12, atol=1e-12, equal_nan=True)
    changed = pairs[known & ~same]
    shown = (described(row) for _, row in changed.head(MOST_CHANGED_SHOWN).iterrows())
    counts = int((~known).sum()), int((known & same).sum()), len(changed)
    return Difference(*counts, tuple(shown))
