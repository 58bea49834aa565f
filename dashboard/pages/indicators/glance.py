"""Every indicator in a line, those together that need the same attention."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.core.published.comparison import Comparison
from dashboard.core.verdicts import Lens
from dashboard.narrative.published.figures import england_elsewhere
from dashboard.narrative.published.glance import ATTENTION_HEADINGS
from dashboard.narrative.published.lenses import three_lenses
from dashboard.ui import indicator_rows
from dashboard.usecases.published.comparison import ComparisonReading


def show_part(
    part: str, readings: Sequence[ComparisonReading], as_of: dt.date, *, targets: bool
) -> None:
    """Show the readings that need the same attention under one heading, as one table."""
    heading = f"{ATTENTION_HEADINGS[part]} ({len(readings)})"
    st.header(heading, anchor=False)
    rows = [(reading,) for reading in readings]
    indicator_rows.show_rows(rows, heading, as_of, targets=targets)


def plain_table(readings: Sequence[ComparisonReading], *, targets: bool) -> pd.DataFrame:
    """Return the same for a spreadsheet: one row a figure, a verdict and its words apart.

    Without `targets` nothing is said of them: they are the board's own.
    """
    return pd.DataFrame([_plain_row(reading.comparison, targets) for reading in readings])


def _plain_row(c: Comparison, targets: bool) -> dict[str, str | float | None]:
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
        if lens.lens is Lens.TARGET and not targets:
            continue
        row[f"Against {lens.lens.value}"] = lens.verdict.value
        row[f"Against {lens.lens.value}, in words"] = lens.words.text
        if lens.lens is Lens.OWN_PAST:
            # The verdict is of fewer years than the words.
            row["Against own past, over five years"] = lens.basis.text
    return row


def any_target(readings: Sequence[ComparisonReading]) -> bool:
    """Return whether a target is set for any of some readings."""
    return any(reading.comparison.target is not None for reading in readings)
