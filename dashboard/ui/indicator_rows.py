"""An indicator in a line: now, over the years, its place among similar areas, England."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from html import escape

import pandas as pd

from dashboard.charts.drawing import Drawing
from dashboard.charts.sparkline import trend_sparkline
from dashboard.charts.spine import spine
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.trends import Trend
from dashboard.core.sentences import Tone, capitalised, lower_first
from dashboard.core.verdicts import Polarity, Verdict
from dashboard.narrative.published.comparison import beside_group
from dashboard.narrative.published.figures import against_heading, age_words, choices_of
from dashboard.narrative.published.lenses import LensWords, three_lenses
from dashboard.ui import components, navigation
from dashboard.ui.sources import england_cell
from dashboard.usecases.published.comparison import ComparisonReading

KEY = (
    "Large dot: this service. Small dots: similar areas. Upright line: their average, dashed over "
    "the years. Diamond: England. Orange: clearly worse. Worse is on the left."
)


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
    heading = _heading([first.comparison for first, *_ in groups])
    rows = [_row(first, others, heading, as_of, targets, watched) for first, *others in groups]
    markup = components.table_html(pd.DataFrame(rows), caption, (), set(rows[0]))
    # Tables that stand one below the other keep the width of their columns.
    components.html(f'<div class="yj-glance yj-pictures">{markup}</div>')


def _heading(comparisons: Sequence[Comparison]) -> str:
    against = against_heading(comparisons)
    if any(c.indicator.polarity is Polarity.NONE for c in comparisons):
        return against
    return f"Worse ← {lower_first(against.removeprefix('Against '))} → better"


def _row(
    reading: ComparisonReading,
    others: Sequence[ComparisonReading],
    heading: str,
    as_of: dt.date,
    targets: bool,
    watched: Collection[Comparison],
) -> dict[str, str]:
    c = reading.comparison
    similar, past, target = three_lenses(c)
    row = {
        "Measure": f"{_link(c)}{_others(c, others)}",
        "Now": _now(reading, as_of),
        "Over the years": _pictured(trend_sparkline(reading.trend), _past(past, reading.trend)),
        heading: _pictured(spine(c), _against(c, similar, watched)),
    }
    if targets:
        row["Target"] = "none" if c.target is None else components.lens_cell(target)
    return row | {"England": england_cell(c)}


def _pictured(drawing: Drawing | None, words: str) -> str:
    return f"{components.picture(drawing)}<br>{words}" if drawing else words


def _past(past: LensWords, trend: Trend) -> str:
    """Return the whole change, and the verdict on five years only where there is a clear one."""
    words = escape(past.short.text or _why_no_past(trend) or past.words.text)
    if past.verdict in (Verdict.NONE, Verdict.UNCLEAR):
        return words
    return f"{words} {components.verdict_tag(past)}"


def _why_no_past(trend: Trend) -> str:
    """Return since when it is counted differently, where a line of earlier years stands above."""
    if not trend.breaks:
        return ""
    return f"Counted differently from {trend.breaks[-1].period}; earlier years don't compare."


def _against(c: Comparison, similar: LensWords, watched: Collection[Comparison]) -> str:
    """Return the verdict and its size; what is to watch is called so here as it is elsewhere."""
    words = escape(f"{capitalised(beside_group(c).text)}.")
    if c in watched:
        return f"{components.tag(Tone.WATCH)} {words}"
    tag = components.verdict_tag(similar)
    # "Level" is in the words already.
    return words if c.verdict is Verdict.NONE else f"{tag} {words.removeprefix('Level ')}"


def _link(c: Comparison) -> str:
    address = escape(navigation.address_of("comparison", **choices_of(c)), quote=True)
    several = len(c.service.area_codes) > 1
    place = f'<span class="yj-from">{escape(c.place.name)}</span>' if several else ""
    return f'<a href="{address}" target="_self">{escape(c.indicator.name)}</a>{place}'


def _others(c: Comparison, others: Sequence[ComparisonReading]) -> str:
    """Return how the service's other areas stand, so that none is hidden behind the first."""
    if not others:
        return ""
    counts = Counter(each.comparison.verdict.value for each in others)
    stand = ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
    address = escape(navigation.address_of("indicators"), quote=True)
    told = f"{len(others)} more areas: {stand}"
    return f'<a class="yj-from" href="{address}" target="_self">{escape(told)}</a>'


def _now(reading: ComparisonReading, as_of: dt.date) -> str:
    c = reading.comparison
    unit = c.indicator.unit
    figure = unit.words_or_absent(None) if c.value is None else unit.in_full(c.value)
    since = "" if reading.is_newest else "; none since"
    when = f"{c.period.label}{age_words(c.period, as_of)}{since}"
    return f'<strong>{escape(figure)}</strong><span class="yj-from">{escape(when)}</span>'
