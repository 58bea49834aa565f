"""An indicator in a line: now, over the years, its place among similar areas, England."""

import datetime as dt
from collections.abc import Collection, Sequence
from html import escape

from dashboard.charts.drawing import Drawing
from dashboard.charts.sparkline import trend_sparkline
from dashboard.charts.spine import spine
from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import Clause
from dashboard.narrative.published.figures import choices_of
from dashboard.narrative.published.indicator_rows import (
    IndicatorRow,
    Judged,
    against_column,
    indicator_row,
    others_words,
)
from dashboard.ui import components, navigation
from dashboard.ui.sources import england_cell
from dashboard.usecases.published.comparison import ComparisonReading


def show_rows(
    groups: Sequence[Sequence[ComparisonReading]],
    caption: str,
    as_of: dt.date,
    *,
    targets: bool = False,
    watched: Collection[Comparison] = (),
) -> None:
    """Show a row for the first of each group of readings; the others in it are counted there.

    `watched` are those that are only to be watched.
    """
    heading = against_column([first.comparison for first, *_ in groups]).text
    rows = [_row(first, others, heading, as_of, targets, watched) for first, *others in groups]
    markup = components.table_html(rows, caption, (), set(rows[0]))
    # Tables that stand one below the other keep the width of their columns.
    components.html(f'<div class="yj-glance yj-pictures">{markup}</div>')


def _row(
    reading: ComparisonReading,
    others: Sequence[ComparisonReading],
    heading: str,
    as_of: dt.date,
    targets: bool,
    watched: Collection[Comparison],
) -> dict[str, str]:
    c = reading.comparison
    words = indicator_row(
        c, reading.trend, as_of, is_newest=reading.is_newest, watched=c in watched
    )
    row = {
        "Measure": f"{_link(c, words)}{_others(others)}",
        "Now": f"<strong>{escape(words.figure.text)}</strong>{_small(words.when)}",
        "Over the years": _pictured(trend_sparkline(reading.trend), _verdict_last(words.past)),
        heading: _pictured(spine(c), _verdict_first(words.against)),
    }
    if targets:
        row["Target"] = _verdict_first(words.target)
    return row | {"England": england_cell(c)}


def _pictured(drawing: Drawing | None, words: str) -> str:
    return f"{components.picture(drawing)}<br>{words}" if drawing else words


def _verdict_first(judged: Judged) -> str:
    return f"{_tag(judged)} {escape(judged.words.text)}".strip()


def _verdict_last(judged: Judged) -> str:
    return f"{escape(judged.words.text)} {_tag(judged)}".strip()


def _tag(judged: Judged) -> str:
    return "" if judged.tone is None else components.tag(judged.tone, judged.tone_word)


def _link(c: Comparison, words: IndicatorRow) -> str:
    address = escape(navigation.address_of("comparison", **choices_of(c)), quote=True)
    place = _small(words.place) if words.place else ""
    return f'<a href="{address}" target="_self">{escape(words.measure.text)}</a>{place}'


def _small(words: Clause) -> str:
    return f'<span class="yj-from">{escape(words.text)}</span>'


def _others(others: Sequence[ComparisonReading]) -> str:
    told = others_words([each.comparison for each in others])
    if not told:
        return ""
    address = escape(navigation.address_of("indicators"), quote=True)
    return f'<a class="yj-from" href="{address}" target="_self">{escape(told.text)}</a>'
