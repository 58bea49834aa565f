"""A chart as office programs draw it themselves, so that an officer can edit it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dashboard.charts.lettering import rows_of
from dashboard.charts.theme import OTHERS, SERVICE, Chart

# A number as it is printed: what stands before it, its decimals, what stands after it.
_PRINTED = re.compile(r"(£?)(-?\d[\d,]*)(\.\d+)?(%?)")

Described = Mapping[str, Any]


class NativeKind(StrEnum):
    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True)
class NativeSeries:
    """One line, or the bars of one kind: a value for each category, None where there is none.

    `colours` has one colour, or one for each category. `dash` is the word of plotly's for a line.
    """

    name: str
    values: Sequence[float | None]
    colours: Sequence[str]
    dash: str = "solid"


@dataclass(frozen=True)
class NativeChart:
    """Series over categories; bars lie, with the first category on top.

    A category without a name is a place where lines stop, though both years beside it have values.
    `number_format` is how office programs print the values so that they read as on the screen.
    """

    kind: NativeKind
    categories: Sequence[str]
    series: Sequence[NativeSeries]
    number_format: str = "General"


def native_of(chart: Chart) -> NativeChart | None:
    """Return a chart of bars or of lines over categories as a native one; None for any other.

    Areas in the order of their figures are bars too. Names and values are those of the chart's
    table, values rounded as they are printed there. What lies behind the data (bands, limits) is
    left out: its values stand in the table.
    """
    described = chart.figure.described
    traces, layout = described["data"], described["layout"]
    if [trace["type"] for trace in traces] == ["bar"]:
        return _named_bars(chart, traces[0])
    if layout["xaxis"].get("type") == "category":
        return _lines(chart, traces)
    return _ranked(chart, traces, layout)


def _named_bars(chart: Chart, bars: Described) -> NativeChart | None:
    words = [_plain(text) for text in bars["text"]]
    if bars.get("orientation") != "h":
        return None
    return _bars(chart, list(bars["y"]), words, list(bars["marker"]["color"]))


def _ranked(chart: Chart, traces: Sequence[Described], layout: Described) -> NativeChart | None:
    """Return dots in rows, of which each has its name and value beside it, the largest on top."""
    if layout["xaxis"].get("type", "linear") != "linear" or "tickvals" in layout["xaxis"]:
        return None
    dots = {row: colour for trace in traces for row, colour in _dots(trace)}
    axis = layout["yaxis"]
    labels = dict(zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=False))
    if not dots or set(dots) != set(labels):
        return None
    rows = sorted(dots, reverse=True)
    # The last word of a label is the value, as it is printed.
    parts = [_plain(labels[row]).rpartition(" ") for row in rows]
    names, words = [name for name, _, _ in parts], [value for _, _, value in parts]
    return _bars(chart, names, words, [dots[row] for row in rows])


def _dots(trace: Described) -> Iterator[tuple[Any, str]]:
    if trace.get("mode") == "markers":
        yield from ((row, trace["marker"].get("color", OTHERS)) for row in trace["y"])


def _plain(marked: str) -> str:
    return " ".join(row.text + row.followed_by for row in rows_of(marked.replace("<br>", " ")))


def _bars(
    chart: Chart, names: Sequence[str], words: Sequence[str], colours: Sequence[str]
) -> NativeChart | None:
    values = [_number_in(each) for each in words]
    if None in values:
        return None
    series = NativeSeries(_heading_of_values(chart, values), values, colours)
    return NativeChart(NativeKind.BARS, names, (series,), _format_of(words))


def _heading_of_values(chart: Chart, values: Sequence[float | None]) -> str:
    """Return the column of the table that has these values, in whatever order."""
    columns = [str(column) for column in chart.table.columns[1:]]
    for column in columns:
        held = {_number_in(str(cell)) for cell in chart.table[column]}
        if held.issuperset(values):
            return column
    return columns[0]


def _lines(chart: Chart, traces: Sequence[Described]) -> NativeChart | None:
    # A limit or a target goes through from end to end. What can have gaps is a line of figures.
    drawn = [trace for trace in traces if trace.get("connectgaps") is False]
    if not drawn or any(list(trace["x"]) != list(drawn[0]["x"]) for trace in drawn):
        return None
    places = list(_places(list(drawn[0]["x"])))
    words = _words_of_table(chart)
    decimals = _decimals(words)
    series = tuple(
        NativeSeries(
            _heading(chart, trace),
            [_rounded(trace["y"][at], decimals) if name else None for at, name in places],
            [_colour(trace)],
            trace["line"].get("dash", "solid"),
        )
        for trace in drawn
    )
    return NativeChart(NativeKind.LINES, [name for _, name in places], series, _format_of(words))


def _places(periods: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield where each period stands in a line, and "" for a break between two of them."""
    # Where a line stops, its last period is named a second time, without a value.
    for at, period in enumerate(periods):
        if at and period == periods[at - 1]:
            if at + 1 < len(periods):
                yield at, ""
        else:
            yield at, period


def _heading(chart: Chart, trace: Described) -> str:
    """Return the column of the table that has the values of a line."""
    # The key of a picture gives the newest value behind the name.
    columns = [str(column) for column in chart.table.columns[1:]]
    named = [each for each in columns if str(trace.get("name", "")).startswith(f"{each} ")]
    return max(named, key=len, default=columns[0])


def _colour(trace: Described) -> str:
    # A quiet line under coloured marks: the line alone is that of the service.
    colour = str(trace["line"]["color"])
    return SERVICE if colour == OTHERS else colour


def _words_of_table(chart: Chart) -> list[str]:
    return [str(words) for words in chart.table.iloc[:, 1]]


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)


def _number_in(words: str) -> float | None:
    """Return the first number in words as it is printed there, None without one.

    >>> _number_in("£1,234.5 per child"), _number_in("26%"), _number_in("withheld")
    (1234.5, 26.0, None)
    """
    found = _PRINTED.search(words)
    return float(f"{found[2].replace(',', '')}{found[3] or ''}") if found else None


def _decimals(printed: Sequence[str]) -> int:
    found = [match for words in printed if (match := _PRINTED.search(words))]
    return max((len(match[3] or ".") - 1 for match in found), default=0)


def _format_of(printed: Sequence[str]) -> str:
    """Return the number format of values that are printed so.

    >>> _format_of(["24.5%", "withheld"]), _format_of(["£1,200"]), _format_of(["7"])
    ('#,##0.0"%"', '"£"#,##0', '#,##0')
    """
    found = next((match for words in printed if (match := _PRINTED.search(words))), None)
    before, after = (found[1], found[4]) if found else ("", "")
    places = _decimals(printed)
    number = f"#,##0.{'0' * places}" if places else "#,##0"
    return f"{_quoted(before)}{number}{_quoted(after)}"


def _quoted(sign: str) -> str:
    return f'"{sign}"' if sign else ""
