"""Every indicator in a line: its figure, three verdicts in symbol and word, and England."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from dashboard.core.comparison import Comparison
from dashboard.core.narrative.comparison import beside_group
from dashboard.core.narrative.figures import choices_of, with_unit
from dashboard.core.narrative.lenses import three_lenses
from dashboard.core.narrative.sentences import capitalised
from dashboard.ui import components, navigation
from dashboard.usecases.comparison import ComparisonReading

HEADINGS = {
    "worse": "Worse",
    "not-clear": "Not clear, or it depends on the choice of areas",
    "no-judgement": "Higher or lower, without a better side",
    "level": "Level",
    "better": "Better",
    "no-verdict": "No verdict",
}


def show_part(part: str, readings: Sequence[ComparisonReading], *, targets: bool) -> None:
    """Show the readings that need the same attention under one heading, as one table."""
    st.header(f"{HEADINGS[part]} ({len(readings)})", anchor=False)
    frame = pd.DataFrame([_row(reading.comparison, targets) for reading in readings])
    raw = {"Indicator", *(column for column in frame.columns if column.startswith("Against "))}
    markup = components.table_html(frame, f"Against similar areas: {HEADINGS[part]}", (), raw)
    # The tables stand one below the other, so their columns keep one width.
    components.html(f'<div class="yj-glance">{markup}</div>')


def plain_table(readings: Sequence[ComparisonReading]) -> pd.DataFrame:
    """Return the same for a spreadsheet: one row a figure, a verdict and its words apart."""
    return pd.DataFrame([_plain_row(reading.comparison) for reading in readings])


def _row(c: Comparison, targets: bool) -> dict[str, str]:
    similar, past, target = three_lenses(c)
    words = escape(f"{capitalised(beside_group(c).text)}.")
    row = {
        "Indicator": _link(c),
        "Figure": f"{_figure(c)}, {c.period.label}",
        "Against similar areas": f"{components.verdict_tag(similar)} {words}",
        "Against own past": components.lens_cell(past),
    }
    if targets:
        row["Against target"] = components.lens_cell(target)
    return row | {"England": _england(c)}


def _link(c: Comparison) -> str:
    address = escape(navigation.address_of("comparison", **choices_of(c)), quote=True)
    place = f" in {c.area.name}" if len(c.service.area_codes) > 1 else ""
    return f'<a href="{address}" target="_self">{escape(c.indicator.name + place)}</a>'


def _figure(c: Comparison) -> str:
    unit = c.indicator.unit
    return unit.words_or_absent(None) if c.value is None else with_unit(unit, c.value)


def _england(c: Comparison) -> str:
    return c.indicator.unit.words_or_absent(c.national.value if c.national else None)


def _plain_row(c: Comparison) -> dict[str, str | float | None]:
    row: dict[str, str | float | None] = {
        "Indicator": c.indicator.name,
        "Area": c.area.name,
        "Period": c.period.id,
        "Unit": c.indicator.unit.short,
        "Figure": c.value,
        "Compared with": c.benchmark.group.title,
        "Benchmark": c.benchmark.value,
        "England": c.national.value if c.national else None,
    }
    for lens in three_lenses(c):
        row[f"Against {lens.lens.value}"] = lens.verdict.value
        row[f"Against {lens.lens.value}, in words"] = lens.words.text
    return row


def any_target(readings: Sequence[ComparisonReading]) -> bool:
    """Return whether a target is set for any of some readings."""
    return any(reading.comparison.target is not None for reading in readings)
