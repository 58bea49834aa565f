"""Every indicator in a line: its figure, three verdicts in symbol and word, and England."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import capitalised
from dashboard.core.verdicts import Lens
from dashboard.narrative.published.comparison import beside_group
from dashboard.narrative.published.figures import against_heading, choices_of, england_elsewhere
from dashboard.narrative.published.lenses import three_lenses
from dashboard.ui import components, navigation
from dashboard.ui.sources import england_cell
from dashboard.usecases.published.comparison import ComparisonReading
from dashboard.usecases.published.glance import SAME_MATTER

HEADINGS = {
    "worse": "Worse",
    "not-clear": "Not clear, or it depends on the choice of areas",
    "no-judgement": "Where neither higher nor lower is better",
    "level": "Level",
    "better": "Better",
    "no-verdict": "No verdict",
    SAME_MATTER: "The same matter, counted by another source",
}


def show_part(part: str, readings: Sequence[ComparisonReading], *, targets: bool) -> None:
    """Show the readings that need the same attention under one heading, as one table."""
    st.header(f"{HEADINGS[part]} ({len(readings)})", anchor=False)
    heading = against_heading([reading.comparison for reading in readings])
    frame = pd.DataFrame([_row(reading, targets, heading) for reading in readings])
    raw = set(frame.columns) - {"Figure"}
    markup = components.table_html(frame, f"{heading}: {HEADINGS[part]}", (), raw)
    # The tables stand one below the other, so their columns keep one width.
    components.html(f'<div class="yj-glance">{markup}</div>')


def plain_table(readings: Sequence[ComparisonReading]) -> pd.DataFrame:
    """Return the same for a spreadsheet: one row a figure, a verdict and its words apart."""
    return pd.DataFrame([_plain_row(reading.comparison) for reading in readings])


def _row(reading: ComparisonReading, targets: bool, heading: str) -> dict[str, str]:
    c = reading.comparison
    similar, past, target = three_lenses(c)
    row = {
        "Indicator": _link(c),
        "Figure": _figure(reading),
        heading: f"{components.verdict_tag(similar)} {escape(_beside(c))}",
        "Against own past": components.lens_cell(past),
    }
    if targets:
        row["Against target"] = components.lens_cell(target)
    return row | {"England": england_cell(c)}


def _beside(c: Comparison) -> str:
    return f"{capitalised(beside_group(c).text)}."


def _link(c: Comparison) -> str:
    address = escape(navigation.address_of("comparison", **choices_of(c)), quote=True)
    several = len(c.service.area_codes) > 1 and not c.is_service_rate
    place = f", {c.place.name}" if several else ""
    return f'<a href="{address}" target="_self">{escape(c.indicator.name + place)}</a>'


def _figure(reading: ComparisonReading) -> str:
    c = reading.comparison
    unit = c.indicator.unit
    figure = unit.words_or_absent(None) if c.value is None else unit.in_full(c.value)
    return f"{figure}, {c.period.label}{'' if reading.is_newest else '; none since'}"


def _plain_row(c: Comparison) -> dict[str, str | float | None]:
    row: dict[str, str | float | None] = {
        "Indicator": c.indicator.name,
        "Area": c.place.name,
        "Period": c.period.id,
        "Unit": c.indicator.unit.short,
        "Figure": c.value,
        "Compared with": c.benchmark.group.title,
        "Benchmark": c.benchmark.value,
        "England": c.national.value if c.national else None,
        "England, in another table": england_elsewhere(c).text,
    }
    for lens in three_lenses(c):
        row[f"Against {lens.lens.value}"] = lens.verdict.value
        row[f"Against {lens.lens.value}, in words"] = lens.words.text
        if lens.lens is Lens.OWN_PAST:
            # The verdict is of fewer years than the words.
            row["Against own past, over five years"] = lens.basis.text
    return row


def any_target(readings: Sequence[ComparisonReading]) -> bool:
    """Return whether a target is set for any of some readings."""
    return any(reading.comparison.target is not None for reading in readings)
