"""Small numbers: which figures are kept back so that no child can be known from them.

What is protected is all figures of an indicator at once, before any view selects from them: a
filter can then never show in one view what is withheld in another.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from dashboard.core.disclosure.small_numbers import SmallNumberLimits, withheld_rows
from dashboard.core.own.figures import LocalFigures, LocalObservation, LocalState
from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.periods import Period
from dashboard.core.rules import require_between
from dashboard.core.sentences import Clause, fill, joined


class Mode(StrEnum):
    """Who will see what is shown: the board, which may see small numbers, or anybody."""

    BOARD = "board"
    PUBLIC = "public"


@dataclass(frozen=True)
class DisclosureRules:
    """The thresholds: counts up to `largest_small_count` are withheld in public, 0 is not.

    No percentage is given of fewer than `smallest_denominator`, in any mode; up to
    `largest_cautious_denominator` it is given with a caution.
    """

    largest_small_count: int = 4
    smallest_denominator: int = 10
    largest_cautious_denominator: int = 29

    def __post_init__(self) -> None:
        require_between("largest_small_count", self.largest_small_count, 0, 20)
        require_between("smallest_denominator", self.smallest_denominator, 1, 100)
        low = self.smallest_denominator
        require_between("largest_cautious_denominator", self.largest_cautious_denominator, low, 500)

    def needs_caution(self, observation: LocalObservation) -> bool:
        """Return whether a share is given and is of so few that it is read with caution."""
        out_of = observation.denominator
        if self.why_absent(observation) or out_of is None:
            return False
        return self.smallest_denominator <= out_of <= self.largest_cautious_denominator

    def why_absent(self, observation: LocalObservation) -> str:
        """Return the words for a protected figure without a value; "" where it has one.

        All that is withheld has one word, so that it does not tell which numbers are small.
        """
        if not observation.state.usable:
            return observation.state.value
        if observation.value is not None:
            return ""
        return f"no percentage of fewer than {self.smallest_denominator}"

    @property
    def small_numbers(self) -> Clause:
        """The counts that are small, in words; nothing where none is."""
        most = self.largest_small_count
        if most < 2:
            return fill("the number {one}", one="1") if most else Clause("")
        return fill("numbers from {one} to {most}", one="1", most=str(most))


def mode_words(mode: Mode, rules: DisclosureRules) -> Clause:
    """Return what is printed on everything that shows local figures: who may see it, and why."""
    if mode is Mode.BOARD:
        return Clause("Board only: small numbers are shown; do not pass on")
    if not rules.small_numbers:
        return Clause("Public: no number is hidden for being small")
    return Clause("Public: small numbers hidden")


@dataclass(frozen=True)
class ProtectedFigures:
    """Local figures that give nothing withheld away; only these may leave a use case.

    `figures` has no number where one is withheld, and the state "withheld" there. `mode` and
    `rules` say how they were protected, and are printed on all that shows them.
    """

    figures: LocalFigures
    mode: Mode
    rules: DisclosureRules

    @property
    def label(self) -> str:
        """The words of the mode, printed above these figures and in every file of them."""
        return mode_words(self.mode, self.rules).text

    @property
    def explanation(self) -> Clause:
        """What was withheld here and why, in sentences for the foot of a page or file."""
        return explanation(self)

    def at(self, place: str, period: Period, group: str = ALL_CHILDREN) -> LocalObservation:
        """Return one figure as it may be shown."""
        return self.figures.at(place, period, group)

    def series(
        self, place: str, periods: Collection[Period], group: str = ALL_CHILDREN
    ) -> tuple[LocalObservation, ...]:
        """Return the figures of one place and group as they may be shown, in the order given."""
        return self.figures.series(place, periods, group)

    @property
    def withheld(self) -> int:
        """How many figures are withheld here, by the sender or by these rules."""
        return int((self.figures.table["state"] == LocalState.WITHHELD.value).sum())


def explanation(protected: ProtectedFigures) -> Clause:
    """Return what was withheld of some figures and why; in board mode, how to read them."""
    rules, shown = protected.rules, len(protected.figures.table)
    few = fill(
        "No percentage is given of fewer than {few}; one of {few} to {most} is read with caution.",
        few=str(rules.smallest_denominator),
        most=str(rules.largest_cautious_denominator),
    )
    if protected.mode is Mode.BOARD:
        return few
    if not protected.withheld:
        return joined([Clause("Nothing had to be withheld here."), few])
    kept = fill(
        "{withheld} of {all} figures are withheld: {small}, and what would reveal one of them "
        "to somebody who adds and subtracts. What is withheld is not zero.",
        withheld=f"{protected.withheld:,}",
        all=f"{shown:,}",
        small=rules.small_numbers or Clause("what the sender kept back"),
    )
    return joined([kept, few])


def protect(figures: LocalFigures, rules: DisclosureRules, mode: Mode) -> ProtectedFigures:
    """Return figures as a mode may show them; a figure that is withheld has no value or count.

    In public are withheld: counts up to the threshold, of a share also where so few are left of the
    denominator; such denominators, with all that stands beside them; counts of denominators too few
    for a percentage, which could be worked out; percentages that come without count or denominator,
    because nobody can tell how many children they are of; and what else would reveal one of
    these. What somebody wrote beside a figure is left out, because nobody can tell what it tells.
    """
    table = figures.table.copy()
    few = table["denominator"] < rules.smallest_denominator
    if not figures.indicator.is_count:
        table.loc[few, "value"] = np.nan
    if mode is Mode.PUBLIC and len(table):
        _withhold(table, figures.indicator, rules)
    return ProtectedFigures(replace(figures, table=table), mode, rules)


def _withhold(table: pd.DataFrame, indicator: LocalIndicator, rules: DisclosureRules) -> None:
    judged = _counts_to_judge(table, indicator)
    limits = SmallNumberLimits(rules.largest_small_count, rules.smallest_denominator)
    found = withheld_rows(judged, limits, is_share=indicator.unit.is_percentage)
    alone = table["value"].notna() & judged[["count", "denominator"]].isna().any(axis=1)
    no_value = found.counts | found.denominators | (alone & (not indicator.is_count))
    table.loc[found.counts | found.denominators, "count"] = np.nan
    table.loc[found.denominators, "denominator"] = np.nan
    table.loc[no_value, "value"] = np.nan
    table.loc[no_value, "state"] = LocalState.WITHHELD.value
    table["note"] = ""


def _counts_to_judge(table: pd.DataFrame, indicator: LocalIndicator) -> pd.DataFrame:
    """Return the figures as numbers of children; of a plain count, the value is one."""
    judged = table[["place", "period", "group", "count", "denominator"]].copy()
    judged["sent_withheld"] = table["state"] == LocalState.WITHHELD.value
    if indicator.is_count:
        judged["count"] = judged["count"].fillna(table["value"])
        judged["denominator"] = np.nan
    return judged
