"""A screen's chart as a picture of the pack: with its words, its text alternative, its values."""

from dataclasses import replace

from dashboard.charts.native import native_of
from dashboard.charts.picture import on_page
from dashboard.charts.theme import Chart, Figure
from dashboard.reports.packs.document import Picture, Table, fact, table_of

# Pixels: half a page's width, so that two stand side by side, and a whole one. Words of 13 pixels
# are 8 to 9 points there. And as high as a page has room for.
HALF, WHOLE, _HIGHEST = 400, 700, 900


def picture_of(chart: Chart, width: float) -> Picture:
    """Return a chart as a picture so many pixels wide, and no higher than a page.

    Its title, measure, text alternative and table are those of the screen.

    Raises:
        ValueError: if its figure says something that no picture can show.
    """
    drawing = replace(on_page(_within_page(chart.figure), width), alt=chart.alt)
    return Picture(
        title=fact(chart.title),
        subtitle=fact(chart.subtitle),
        drawing=drawing,
        table=values_of(chart),
        native=native_of(chart),
    )


def values_of(chart: Chart) -> Table:
    """Return the values of a chart as a table under its message, without columns left empty."""
    is_used = (chart.table != "").any()
    return table_of(chart.table.loc[:, is_used], fact(chart.title))


def _within_page(figure: Figure) -> Figure:
    """Return a figure no higher than a page, its rows closer together where it was."""
    described = figure.described
    layout = described["layout"]
    height = min(layout["height"], _HIGHEST)
    return Figure.of(described["data"], layout | {"height": height})
