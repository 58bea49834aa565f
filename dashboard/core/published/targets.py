"""Targets that a board sets itself for an indicator, and which of them is in force on a day."""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.core.published.indicators import (
    Indicator,
)
from dashboard.core.verdicts import Polarity
from dashboard.errors import ChangeRefusedError


@dataclass(frozen=True)
class Target:
    """The value a board aims for, in the indicator's own unit, from the day it was set.

    `area_code` is the local authority, or the service where the indicator is published for
    services. A newer target replaces an older one from its own day on.
    """

    service: str
    indicator: str
    area_code: str
    value: float
    unit: str
    set_on: dt.date
    note: str = ""


@dataclass(frozen=True)
class HeldTarget:
    """A target as it is kept: who added it, when, and whether it was withdrawn."""

    id: int
    target: Target
    added_at: dt.datetime
    added_by: str
    withdrawn_at: dt.datetime | None = None

    @property
    def in_use(self) -> bool:
        return self.withdrawn_at is None


def require_fit(target: Target, indicator: Indicator) -> None:
    """Refuse a target that an indicator cannot carry.

    Raises:
        ChangeRefusedError: if the indicator carries no judgement, the unit is not the indicator's
            own, or the value lies outside the indicator's plausible range.
    """
    if indicator.polarity is Polarity.NONE:
        raise ChangeRefusedError(
            f'"{indicator.name}" carries no judgement, so a target would mean nothing: choose an '
            "indicator where lower or higher is better."
        )
    unit = indicator.unit
    if target.unit != unit.short:
        raise ChangeRefusedError(
            f'"{indicator.name}" is counted in "{unit.short}" ({unit.long}), not in '
            f'"{target.unit}": give the target in "{unit.short}".'
        )
    low, high = indicator.plausible_minimum, indicator.plausible_maximum
    if not (math.isfinite(target.value) and low <= target.value <= high):
        raise ChangeRefusedError(
            f'{target.value:,g} is outside what is plausible for "{indicator.name}" '
            f"({low:,g} to {high:,g} {unit.short}): check the number and its unit."
        )


def target_in_force(
    targets: Iterable[Target], service: str, indicator: str, area_code: str, as_of: dt.date
) -> Target | None:
    """Return the target set last by a day for an indicator of a service's area, or None.

    Of two set on one day the later in `targets` counts.
    """
    asked = (service, indicator, area_code)
    found = None
    for target in targets:
        fits = (target.service, target.indicator, target.area_code) == asked
        if not fits or target.set_on > as_of:
            continue
        if found is None or target.set_on >= found.set_on:
            found = target
    return found
