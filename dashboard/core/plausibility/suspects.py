"""What a rule of the plausibility gate doubts: figures by their place in a table, and the words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.core.sentences import Clause

Positions: TypeAlias = NDArray[np.int64]
# The position of a figure that is held already, and so is not in the file.
HELD = -1
# What every rule sees, of published and of own figures alike; `place` is an area or an area team.
KEYS = ["indicator", "place", "period", "group"]
FIGURE_COLUMNS = [*KEYS, "value", "count", "denominator", "state", "position"]


@dataclass(frozen=True)
class Suspect:
    """A figure to be held back: its row in the file, what it is, its value in words, and why.

    `position` is its place in the table it came in, `own` whether that is the table of own figures.
    """

    row: int
    what: str
    value: str
    reasons: tuple[str, ...]
    position: int
    own: bool


@dataclass(frozen=True)
class Doubt:
    """The figures that one rule doubts, and a way to the reason for each, by its position."""

    positions: Positions
    say: Callable[[int], Clause]


@dataclass(frozen=True)
class Doubts:
    """All that the rules doubt in a table of a file; `named` gives a figure's name and value.

    Reasons are put into words only when they are asked for: a file may be wrong as a whole.
    """

    table: pd.DataFrame
    own: bool
    found: tuple[Doubt, ...]
    named: Callable[[int], tuple[str, str]]

    @cached_property
    def positions(self) -> Positions:
        """The positions of the figures doubted, in the order of the table."""
        every = [one.positions for one in self.found]
        return np.unique(np.concatenate(every)) if every else np.array([], dtype=np.int64)

    def suspects(self) -> tuple[Suspect, ...]:
        """Return each figure doubted, with the reasons of every rule that doubts it."""
        reasons: dict[int, list[str]] = {int(position): [] for position in self.positions}
        for doubt in self.found:
            for position in map(int, doubt.positions):
                reasons[position].append(doubt.say(position).text)
        return tuple(self._suspect(at, texts) for at, texts in reasons.items())

    def usual_reason(self) -> str:
        """Return the reason of the rule that doubts most figures, for one of them."""
        most = max(self.found, key=lambda one: len(one.positions))
        return most.say(int(most.positions[0])).text

    def _suspect(self, position: int, reasons: Iterable[str]) -> Suspect:
        row = int(self.table["row"].iloc[position])
        return Suspect(
            row, *self.named(position), tuple(dict.fromkeys(reasons)), position, self.own
        )


def doubt(rows: pd.DataFrame, say: Callable[[pd.Series], Clause]) -> Doubt:
    """Return the doubt about some figures, each put into words from its row of this table."""
    known = rows.drop_duplicates("position")
    positions = known["position"].to_numpy(dtype=np.int64)
    return Doubt(positions, lambda at: say(known.iloc[int(np.argmax(positions == at))]))
