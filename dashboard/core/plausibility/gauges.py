"""What the rules of plausibility need to know of an indicator, published or a service's own."""

from dataclasses import dataclass, replace

from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.published.indicators import Break, Indicator, Unit


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
        """Return a figure with its unit, and one decimal more than usual where it has one."""
        return self._unit_for(value).in_full(value)

    def number(self, value: float) -> str:
        """Return a figure in the same way, as the other end of a range is written."""
        return self._unit_for(value).words(value)

    def _unit_for(self, value: float) -> Unit:
        # One decimal more than usual tells a slip; more are what a division left.
        for decimals in (self.unit.decimals, self.unit.decimals + 1):
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
