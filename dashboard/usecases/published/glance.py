"""Every indicator of a service at a glance, in the order in which it needs attention."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.glance import SAME_MATTER
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.published.comparison import ComparisonReading, comparable_indicators
from dashboard.usecases.published.warnings import readings_of

# What a board reads together, by the verdict against similar areas.
_MEMBERS: Mapping[str, tuple[Verdict, ...]] = {
    "worse": (Verdict.WORSE,),
    "not-clear": (Verdict.UNCLEAR, Verdict.MIXED),
    "no-judgement": (Verdict.HIGHER, Verdict.LOWER),
    "level": (Verdict.LEVEL,),
    "better": (Verdict.BETTER,),
    "no-verdict": (Verdict.NONE,),
}


@dataclass(frozen=True)
class Glance:
    """The newest figure of every comparable indicator, one for each area of the service.

    `by_attention` are the same under what needs attention first: worse, not-clear, no-judgement,
    level, better, no-verdict. Within each those come first that touch most children, then the
    widest gaps; none is empty. Last, same-matter are other sources' counts of what another
    indicator among them counts already.
    """

    service: Service
    readings: tuple[ComparisonReading, ...]

    @property
    def by_attention(self) -> dict[str, tuple[ComparisonReading, ...]]:
        ordered = sorted(self.matters, key=_touches, reverse=True)
        found = {
            name: tuple(r for r in ordered if r.comparison.verdict in verdicts)
            for name, verdicts in _MEMBERS.items()
        } | {SAME_MATTER: tuple(r for r in self.readings if self._is_repeated(r))}
        return {name: readings for name, readings in found.items() if readings}

    @property
    def by_indicator(self) -> tuple[tuple[ComparisonReading, ...], ...]:
        """The readings of each indicator together, in the order of indicators.

        Within one the service's own rate comes first, then what is worse, then the widest gap on
        the worse side: the first may stand for all without hiding anything worse than itself.
        """
        groups = {r.comparison.indicator.id: list[ComparisonReading]() for r in self.readings}
        for reading in self.readings:
            groups[reading.comparison.indicator.id].append(reading)
        return tuple(tuple(sorted(group, key=_adverse_last)[::-1]) for group in groups.values())

    @property
    def matters(self) -> tuple[ComparisonReading, ...]:
        """The readings without those that count again what another one counts."""
        return tuple(reading for reading in self.readings if not self._is_repeated(reading))

    def _is_repeated(self, reading: ComparisonReading) -> bool:
        held = {each.comparison.indicator.id for each in self.readings}
        return reading.comparison.indicator.same_matter_as in held


def read_glance(holdings: Holdings, service_name: str) -> Glance:
    """Return every indicator that can be compared for a service, as at the holdings' date.

    Raises:
        UnknownNameError: for a service nobody defined.
    """
    service = holdings.catalogue.service(service_name)
    # Kept while nothing changes: each reading then works out its verdict and its years once.
    return holdings.of_figures("glance", service.id, lambda held: _glance(held, service))


def _glance(holdings: Holdings, service: Service) -> Glance:
    readings = (
        reading
        for indicator in comparable_indicators(holdings, service)
        for reading in readings_of(holdings, service, indicator)
    )
    return Glance(service, tuple(readings))


def _touches(reading: ComparisonReading) -> tuple[int, float]:
    c = reading.comparison
    return abs(c.gap_children or 0), abs(c.gap_percent or 0)


def _adverse_last(reading: ComparisonReading) -> tuple[bool, bool, float]:
    c = reading.comparison
    gap = c.indicator.polarity.adverse(c.gap_percent or 0)
    return c.is_service_rate, c.verdict is Verdict.WORSE, gap
