"""Targets that a board sets itself for a published indicator."""

import datetime as dt
import math
from dataclasses import dataclass

from dashboard.core.published.indicators import Indicator
from dashboard.core.verdicts import Polarity
from dashboard.errors import ChangeRefusedError


@dataclass(frozen=True)
class Target:
    """The value a board aims for, in the indicator's own unit, from the day it was set.

    `id` is a number as text, "" until it is stored. `area_code` is the local authority, or the
    service where the indicator is published for services. A newer target replaces an older one
    from its own day on; one that was withdrawn counts no more until it is restored.
    """

    id: str
    service: str
    indicator: str
    area_code: str
    value: float
    unit: str
    set_on: dt.date
    recorded_at: dt.datetime
    recorded_by: str
    note: str = ""
    withdrawn_at: dt.datetime | None = None

    @property
    def label(self) -> str:
        return f"target {self.id}, {self.indicator}"

    @property
    def subject(self) -> tuple[str, str, str]:
        return self.service, self.indicator, self.area_code

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
