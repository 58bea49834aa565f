"""A chart on a slide that office programs draw themselves, so that an officer can edit it."""

from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts.native import NativeChart, NativeKind, NativeSeries
from dashboard.charts.theme import GRID, INK, SERVICE
from dashboard.core.register.sheets import made_safe
from dashboard.reports.packs.office_words import written
from dashboard.reports.packs.slide_words import rgb

_TYPES = {
    NativeKind.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    NativeKind.LINES: XL_CHART_TYPE.LINE_MARKERS,
}
_DASHES = {"dash": MSO_LINE.DASH, "dot": MSO_LINE.ROUND_DOT, "dashdot": MSO_LINE.DASH_DOT}
# Points: the letters, and the least that a bar's name needs to be read.
_SIZE, _SMALLER_SIZE, _ROOM_OF_A_BAR = 12, 10, 16


def add_chart(slide: Slide, native: NativeChart, box: tuple[int, int, int, int]) -> Any:
    """Add a chart at left, top, width and height, and return its frame."""
    shapes: Any = slide.shapes
    frame = shapes.add_chart(_TYPES[native.kind], *box, _data(native))
    chart = frame.chart
    chart.has_title = False
    chart.font.color.rgb = rgb(INK)
    chart.font.size = Pt(_letters(native, box[3]))
    if native.kind is NativeKind.BARS:
        _dress_bars(chart, native)
    else:
        _dress_lines(chart, native)
    return frame


def _data(native: NativeChart) -> Any:
    new: Any = CategoryChartData
    data = new(number_format=native.number_format)
    data.categories = [_in_chart(name) for name in native.categories]
    for series in native.series:
        data.add_series(_in_chart(series.name), list(series.values))
    return data


def _in_chart(text: str) -> str:
    # The workbook behind a chart would run a text that looks like a formula.
    return made_safe(written(text))


def _letters(native: NativeChart, height: int) -> float:
    is_tight = native.kind is NativeKind.BARS and (
        height < len(native.categories) * Pt(_ROOM_OF_A_BAR)
    )
    return _SMALLER_SIZE if is_tight else _SIZE


def _dress_bars(chart: Chart, native: NativeChart) -> None:
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.vary_by_categories = False
    _dress_names(chart)
    # Bars lie from the foot upwards, and the list is read from the top.
    chart.category_axis.reverse_order = True
    values: Any = chart.value_axis
    values.visible = values.has_major_gridlines = False
    values.minimum_scale = _least(native)
    for drawn, series in zip(plot.series, native.series, strict=True):
        _colour_bars(drawn, series)
        drawn.data_labels.show_value = True
        drawn.data_labels.number_format = native.number_format
        drawn.data_labels.number_format_is_linked = False
        drawn.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _colour_bars(drawn: Any, series: NativeSeries) -> None:
    alone = len(series.colours) == 1
    for at in range(len(series.values)):
        fill = drawn.points[at].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb(series.colours[0 if alone else at])


def _dress_lines(chart: Chart, native: NativeChart) -> None:
    chart.has_legend = len(native.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
    _dress_names(chart)
    values: Any = chart.value_axis
    values.minimum_scale = _least(native)
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = rgb(GRID)
    values.format.line.fill.background()
    values.tick_labels.number_format = native.number_format
    values.tick_labels.number_format_is_linked = False
    for drawn, series in zip(chart.plots[0].series, native.series, strict=True):
        _dress_line(drawn, series)


def _dress_line(drawn: Any, series: NativeSeries) -> None:
    colour = rgb(series.colours[0])
    drawn.smooth = False
    line = drawn.format.line
    line.color.rgb = colour
    line.width = Pt(3.5 if series.colours[0] == SERVICE else 2.25)
    if series.dash in _DASHES:
        line.dash_style = _DASHES[series.dash]
    drawn.marker.style = XL_MARKER_STYLE.CIRCLE
    drawn.marker.size = 7
    drawn.marker.format.fill.solid()
    drawn.marker.format.fill.fore_color.rgb = colour
    drawn.marker.format.line.color.rgb = colour


def _dress_names(chart: Chart) -> None:
    names: Any = chart.category_axis
    names.has_major_gridlines = False
    names.format.line.color.rgb = rgb(INK)


def _least(native: NativeChart) -> float | None:
    """Return 0, from which bars and lines begin, or nothing where a value is below it."""
    values = [value for series in native.series for value in series.values if value is not None]
    return None if min(values, default=0) < 0 else 0
