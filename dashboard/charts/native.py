"""A chart as office programs draw it themselves, so that an officer can edit it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.charts.theme import Chart


class NativeKind(StrEnum):
    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True)
class NativeSeries:
    """One line, or the bars of one kind: a value for each category, None where there is none.

    `colours` has one colour, or one for each category.
    """

    name: str
    values: Sequence[float | None]
    colours: Sequence[str]


@dataclass(frozen=True)
class NativeChart:
    """Series over categories; bars lie, with the first category on top."""

    kind: NativeKind
    categories: Sequence[str]
    series: Sequence[NativeSeries]


def native_of(chart: Chart) -> NativeChart | None:
    """Return a chart of bars or of lines over categories as a native one; None for any other.

    What lies behind the data (bands, limits) is left out: its values stand in the table.
    """
    raise NotImplementedError
