"""The axes of a chart's description: where a value lies, and what is written at which value."""

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Any

Description = Mapping[str, Any]
Tick = tuple[float, str]

KNOWN = {
    *("type", "range", "rangemode", "categoryorder", "categoryarray", "visible", "fixedrange"),
    *("tickvals", "ticktext", "ticksuffix", "tickformat", "nticks", "tickangle", "tickfont"),
    *("showgrid", "gridcolor", "showline", "linecolor", "zeroline", "showticklabels"),
    *("automargin", "title", "dtick"),
}
_USUAL_TICKS = 6
_BESIDE = 0.05
_MONTHS = (1, 2, 3, 6, 12, 24, 36, 60, 120)
_STEPS = (1, 2, 5, 10)
# The only step between ticks that a chart of the house asks for by itself: one month.
_MONTHLY = "M1"


@dataclass(frozen=True)
class Axis:
    """An axis before it has a place: `number` turns a value into one between `first` and `last`."""

    number: Callable[[Any], float]
    first: float
    last: float
    ticks: tuple[Tick, ...]

    def between(self, start: float, end: float) -> "Scale":
        """Return the axis laid from one pixel to another."""
        return Scale(self, start, end)


@dataclass(frozen=True)
class Scale:
    """An axis in its place; `start` and `end` are the pixels of its first and last number."""

    axis: Axis
    start: float
    end: float

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest pixel."""
        return min(self.start, self.end), max(self.start, self.end)

    @property
    def unit(self) -> float:
        """The pixels of one, such as the distance of two categories."""
        return abs((self.end - self.start) / (self.axis.last - self.axis.first))

    def at(self, value: Any) -> float:
        """Return the pixel at which a value lies."""
        return self.at_number(self.axis.number(value))

    def at_number(self, number: float) -> float:
        """Return the pixel at which a number of the axis lies."""
        share = (number - self.axis.first) / (self.axis.last - self.axis.first)
        return self.start + share * (self.end - self.start)


def axis_of(described: Description, values: Sequence[Any]) -> Axis:
    """Return the axis of a description, wide enough for `values` where it gives no range.

    Raises:
        ValueError: if it says something that no picture can show.
    """
    unknown = set(described) - KNOWN
    kind = described.get("type", _kind_of(values))
    if described.get("dtick", _MONTHLY) != _MONTHLY:
        unknown.add("dtick")
    if unknown or kind not in _AXES:
        raise ValueError(f"A picture knows no such axis: {sorted(unknown) or kind}")
    return _AXES[kind](described, [value for value in values if value is not None])


def _kind_of(values: Sequence[Any]) -> str:
    return "category" if any(isinstance(value, str) for value in values) else "linear"


def _linear(described: Description, values: Sequence[float]) -> Axis:
    first, last = described.get("range") or _reach(described, values)
    return Axis(float, first, last, _ticks(described, float, _round_values(described, first, last)))


def _reach(described: Description, values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    beside = (_BESIDE * (high - low)) or 1.0
    if described.get("rangemode") == "tozero" and low >= 0:
        return 0.0, high + _BESIDE * high or 1.0
    return low - beside, high + beside


def _round_values(described: Description, first: float, last: float) -> list[float]:
    """Return round values from end to end, of which there are at most as many as are wanted."""
    low, high = sorted((first, last))
    wanted = described.get("nticks", _USUAL_TICKS)
    power = 10.0 ** math.floor(math.log10((high - low) / wanted))
    step = next(s * power for s in _STEPS if (high - low) / (s * power) <= wanted)
    lowest = math.ceil(low / step)
    return [round(n * step, 9) for n in range(lowest, math.floor(high / step) + 1)]


def _log(described: Description, _: Sequence[float]) -> Axis:
    first, last = described["range"]
    return Axis(math.log10, first, last, _ticks(described, math.log10, ()))


def _category(described: Description, values: Sequence[Any]) -> Axis:
    names = list(dict.fromkeys([*described.get("categoryarray", ()), *values]))
    number = partial(_place_of, {name: place for place, name in enumerate(names)})
    beside = max(0.4, _BESIDE * len(names))
    first, last = described.get("range") or (-beside, len(names) - 1 + beside)
    return Axis(number, first, last, _ticks(described, number, names))


def _place_of(places: Mapping[Any, int], value: Any) -> float:
    # As in the description, a number is a place already: shapes lie between two categories.
    return float(places.get(value, value))


def _date(described: Description, values: Sequence[str]) -> Axis:
    ends = described.get("range") or (min(values), max(values))
    first, last = (_day(end) for end in ends)
    ticks = _months(described, first, last)
    return Axis(_day, first, last, tuple(ticks))


def _day(value: str) -> float:
    moment = dt.datetime.fromisoformat(value)
    return moment.toordinal() + moment.hour / 24


def _months(described: Description, first: float, last: float) -> Iterator[Tick]:
    """Yield the first days of months from end to end, so far apart that they are few enough."""
    wanted = described.get("nticks", _USUAL_TICKS)
    between = (last - first) / 30.44
    step = next((s for s in _MONTHS if between / s <= wanted), _MONTHS[-1])
    if described.get("dtick") == _MONTHLY:
        step = 1
    start = dt.date.fromordinal(math.ceil(first))
    months = start.year * 12 + start.month - (start.day == 1)
    after = -(-months // step) * step
    starts = (dt.date(m // 12, m % 12 + 1, 1) for m in range(after, after + 999 * step, step))
    for day in takewhile(lambda day: day.toordinal() <= last, starts):
        yield day.toordinal(), f"{day:{described.get('tickformat', '%d %b %Y')}}"


def _ticks(
    described: Description, number: Callable[[Any], float], usual: Sequence[Any]
) -> tuple[Tick, ...]:
    at = described.get("tickvals", usual)
    texts = described.get("ticktext") or [_written(described, value) for value in at]
    return tuple((number(value), text) for value, text in zip(at, texts, strict=True))


def _written(described: Description, value: Any) -> str:
    text = value if isinstance(value, str) else f"{value:,.10g}"
    return f"{text}{described.get('ticksuffix', '')}"


_AXES: Mapping[str, Callable[[Description, Sequence[Any]], Axis]] = {
    "linear": _linear,
    "log": _log,
    "category": _category,
    "date": _date,
}
