"""What every rule of the gate knows of an indicator, and what it doubts: figures, and the words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.published.indicators import Break, Indicator, Unit
from dashboard.core.sentences import Clause

Positions: TypeAlias = NDArray[np.int64]
# The position of a figure that is held already, and so is not in the file.
HELD = -1
# What every rule sees, of published and of own figures alike; `place` is an area or an area team.
KEYS = ["indicator", "place", "period", "group"]
FIGURE_COLUMNS = [*KEYS, "value", "count", "denominator", "state", "position"]

_DECIMALS_OF_FRACTIONS = 4


@dataclass(frozen=True)
class Suspect:
    """A figure to be held back: its row in the file, what it is, its value in words, and why.

    `position` is its place in the table it came in, `own` whether that is the table of own figures.
    Suspects with the same `alike` are doubted by the same rules: it has the words of the reasons
    without their numbers. `sheet` is named only where several sheets of a file are read.
    """

    row: int
    what: str
    value: str
    reasons: tuple[str, ...]
    position: int
    own: bool
    alike: tuple[str, ...] = ()
    sheet: str = ""


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
        reasons: dict[int, list[Clause]] = {int(position): [] for position in self.positions}
        for doubt in self.found:
            for position in map(int, doubt.positions):
                reasons[position].append(doubt.say(position))
        return tuple(self._suspect(at, clauses) for at, clauses in reasons.items())

    def usual_reason(self) -> str:
        """Return the reason of the rule that doubts most figures, for one of them."""
        most = max(self.found, key=lambda one: len(one.positions))
        return most.say(int(most.positions[0])).text

    def _suspect(self, position: int, reasons: Sequence[Clause]) -> Suspect:
        row = int(self.table["row"].iloc[position])
        texts = tuple(dict.fromkeys(reason.text for reason in reasons))
        alike = tuple(dict.fromkeys(reason.without_numbers for reason in reasons))
        return Suspect(row, *self.named(position), texts, position, self.own, alike)


def doubt(rows: pd.DataFrame, say: Callable[[pd.Series], Clause]) -> Doubt:
    """Return the doubt about some figures, each put into words from its row of this table."""
    known = rows.drop_duplicates("position")
    positions = known["position"].to_numpy(dtype=np.int64)
    return Doubt(positions, lambda at: say(known.iloc[int(np.argmax(positions == at))]))


@dataclass(frozen=True)
class Gauge:
    """An indicator's name, unit and plausible range, and how its whole follows from its parts.

    `is_amount` says that a figure is a number of something or a sum of money, and not a rate;
    `adds_up` that then the parts add up to the whole.
    """

    name: str
    unit: Unit
    lowest: float
    highest: float
    is_amount: bool
    adds_up: bool
    breaks: tuple[Break, ...] = ()

    @property
    def is_of_others(self) -> bool:
        """Whether a count and its denominator make the figure."""
        return not self.is_amount and self.unit.multiplier > 1

    def words(self, value: float) -> str:
        """Return a figure with its unit, and one decimal more than usual where it has one.

        A percentage below one may have four decimals.
        """
        return self._unit_for(value).in_full(value)

    def number(self, value: float) -> str:
        """Return a figure in the same way, as the other end of a range is written."""
        return self._unit_for(value).words(value)

    def _unit_for(self, value: float) -> Unit:
        # One decimal more than usual tells a slip; more are what a division left. Of a percentage
        # below one they tell a fraction.
        most = self.unit.decimals + 1
        if self.unit.is_percentage and 0 < value < 1:
            most = max(most, _DECIMALS_OF_FRACTIONS)
        for decimals in range(self.unit.decimals, most + 1):
            if abs(round(value, decimals) - value) < 1e-9:
                break
        return replace(self.unit, decimals=min(decimals, 6))


def gauge_of_published(indicator: Indicator) -> Gauge:
    """Return what to know of a published indicator.

    Where size alone decides its value, the parts add up to the whole.
    """
    return Gauge(
        name=indicator.name,
        unit=indicator.unit,
        lowest=indicator.plausible_minimum,
        highest=indicator.plausible_maximum,
        is_amount=not indicator.compared,
        adds_up=not indicator.compared,
        breaks=indicator.breaks,
    )


def gauge_of_own(indicator: LocalIndicator) -> Gauge:
    """Return what to know of a local indicator."""
    return Gauge(
        name=indicator.name,
        unit=indicator.unit,
        lowest=indicator.plausible_minimum,
        highest=indicator.plausible_maximum,
        is_amount=indicator.is_count,
        adds_up=indicator.adds_up,
    )
