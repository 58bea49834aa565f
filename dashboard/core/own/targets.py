"""What a board aims for in its own figures, and how far it may be missed."""

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.own.figures import WHOLE_SERVICE
from dashboard.core.own.indicators import LocalIndicator, LocalKind
from dashboard.core.verdicts import Polarity
from dashboard.errors import ChangeRefusedError


class Aim(StrEnum):
    """How a figure stands against a target and its tolerance."""

    MET = "met"
    NEARLY = "missed by no more than the tolerance"
    MISSED = "clearly missed"


@dataclass(frozen=True)
class LocalTarget:
    """A target for a quarter of a place, in the indicator's unit, from the day it was set.

    `tolerance` is how far it may be missed before it counts as clearly missed. A newer target
    replaces an older one from its own day on; one that was withdrawn counts no more.
    """

    id: str
    service: str
    indicator: str
    value: float
    tolerance: float
    set_on: dt.date
    place: str = WHOLE_SERVICE
    note: str = ""
    withdrawn_because: str = ""

    @property
    def label(self) -> str:
        return f"local target {self.indicator}"

    @property
    def subject(self) -> tuple[str, str, str]:
        return self.service, self.indicator, self.place

    @property
    def in_use(self) -> bool:
        return not self.withdrawn_because

    def aim(self, indicator: LocalIndicator, value: float) -> Aim:
        """Return how a figure stands, judged as it is printed so that a reader can check it."""
        printed = round(value, indicator.unit.decimals)
        missed_by = round(indicator.polarity.adverse(printed - self.value), 9)
        if missed_by <= 0:
            return Aim.MET
        return Aim.NEARLY if missed_by <= self.tolerance else Aim.MISSED


def require_target_fits(target: LocalTarget, indicator: LocalIndicator) -> None:
    """Refuse a target that a local indicator cannot carry.

    Raises:
        ChangeRefusedError: if the indicator is not fit for decisions, carries no judgement or is
            rated by the inspectors' rules, or the value or the tolerance is not plausible or is
            finer than figures are printed.
    """
    why = why_no_target(indicator)
    if why:
        raise ChangeRefusedError(f"{why} Choose another measure.")
    low, high, unit = indicator.plausible_minimum, indicator.plausible_maximum, indicator.unit
    if not (math.isfinite(target.value) and low <= target.value <= high):
        raise ChangeRefusedError(
            f'{target.value:,g} is outside what is plausible for "{indicator.name}" '
            f"({low:,g} to {high:,g} {unit.short}): check the number and its unit."
        )
    if not 0 <= target.tolerance <= high - low:
        raise ChangeRefusedError(
            f"The tolerance {target.tolerance:,g} is not plausible: write how far the target may "
            f"be missed, from 0 to {high - low:,g} {unit.short}."
        )
    for number in (target.value, target.tolerance):
        if round(number, unit.decimals) != number:
            raise ChangeRefusedError(
                f'{number:,g} is finer than "{indicator.name}" is printed, so nobody could check '
                f"it: write {_with_decimals(unit.decimals)}."
            )


def _with_decimals(decimals: int) -> str:
    return f"at most {decimals} decimals" if decimals else "a whole number"


def why_no_target(indicator: LocalIndicator) -> str:
    """Return in one sentence why an indicator carries no target; empty where it may."""
    if not indicator.fit_for_decisions:
        return (
            f'"{indicator.name}" is a key performance indicator that is not yet fit for decisions, '
            "so no target is set for it."
        )
    if indicator.kind is not LocalKind.MEASURE:
        return f'"{indicator.name}" is no measure of performance that a target can be set for.'
    if indicator.polarity is Polarity.NONE:
        return f'"{indicator.name}" carries no judgement, so a target would mean nothing.'
    return ""
