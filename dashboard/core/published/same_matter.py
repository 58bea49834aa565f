"""What other tables have of the same matter: a number of children, or England's own figure."""

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.core.areas import ENGLAND
from dashboard.core.periods import Period
from dashboard.core.published.indicators import Figures, Indicator, Observation, State


@dataclass(frozen=True)
class OtherFigure:
    """A figure in another table of the same matter, which has a denominator of its own."""

    table: Figures
    observed: Observation

    @property
    def indicator(self) -> Indicator:
        return self.table.indicator

    @property
    def value(self) -> float:
        return self.observed.value or 0.0


@dataclass(frozen=True)
class SameMatter:
    """The tables of the other indicators that count the same matter, as known on a day.

    They are asked in their order. Their rates are never set beside those of the first indicator:
    a published number of children is the same fact in every table, a rate is not.
    """

    tables: tuple[Figures, ...] = ()
    as_of: dt.date = dt.date.max

    def counted(self, codes: Sequence[str], period: Period) -> Observation | None:
        """Return the usable figure with a published number from the first table that has one.

        `codes` are names of one place: an area, and the service that it is the whole of.
        """
        found = (one.observed for one in self._figures(codes, period))
        return next((each for each in found if each.count is not None), None)

    def withheld(self, code: str, period: Period) -> Observation | None:
        """Return what the first table that withholds a small number here says, or None."""
        found = (table.at(code, period) for table in self._tables(period))
        return next((each for each in found if each.state is State.SUPPRESSED), None)

    def of_england(self, period: Period) -> OtherFigure | None:
        """Return England's figure of a period from the first table that has it, or None."""
        return next(self._figures((ENGLAND,), period), None)

    def _figures(self, codes: Sequence[str], period: Period) -> Iterator[OtherFigure]:
        for table, code in itertools.product(self._tables(period), codes):
            observed = table.at(code, period)
            if observed.state.usable and observed.value is not None:
                yield OtherFigure(table, observed)

    def _tables(self, period: Period) -> list[Figures]:
        """Return the tables that have figures of a period, published by the day."""
        return [
            table
            for table in self.tables
            if table.indicator.period_kind is period.kind
            and table.indicator.published_by(period) <= self.as_of
        ]
