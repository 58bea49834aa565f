"""The readings of a success measure over time, against its baseline and its target."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.charts.hover import hover_words
from dashboard.charts.theme import (
    ACCENT,
    BEHIND_WORDS,
    GRID,
    INK,
    NATIONAL,
    SERVICE,
    Chart,
    figure,
    label,
    vertical_line,
)
from dashboard.core.periods import date_words
from dashboard.core.register.success_measures import Progress, Reading
from dashboard.narrative.register.measures import (
    holding_words,
    measure_title,
    target_words,
    value_words,
)

# More values than these beside their dots would run into one another on a phone.
_MOST_LABELLED = 4
# Room at the top for the words above the highest line.
_HEADROOM = 1.18
_DAYS_BESIDE = pd.Timedelta(days=60)


def measure_chart(progress: Progress, as_of: dt.date) -> Chart | None:
    """Return a measure's readings as a line that stops where a value is absent; None without any.

    It runs up to the day of the view, so that nobody overlooks how old the last reading is.
    Baseline and target are labelled lines; a dotted upright line stands where the recommendation
    was published, because only later periods can show its effect.
    """
    if progress.latest is None:
        return None
    drawn = figure(
        [_line(progress, as_of)],
        height=300,
        xaxis=_days(progress, as_of),
        yaxis={"range": [_bottom(progress), _top(progress)], "gridcolor": GRID, "tickformat": ","},
        shapes=[*_levels(progress), _published(progress)],
        annotations=list(_labels(progress, as_of)),
        margin={"l": 8, "r": 16, "t": 24, "b": 8},
    )
    return Chart(
        figure=drawn,
        title=measure_title(progress).text,
        subtitle=_subtitle(progress),
        alt=_alt(progress),
        table=_table(progress),
    )


def _line(progress: Progress, as_of: dt.date) -> dict[str, Any]:
    readings, unit = progress.readings, progress.measure.unit
    few = len(readings) <= _MOST_LABELLED
    short = unit if unit == "%" else ""
    texts = [
        f"<b>{value_words(r.value, short).strip()}</b>"
        if r.value is not None and (few or r is progress.latest)
        else ""
        for r in readings
    ]
    return {
        "type": "scatter",
        "x": [reading.on.isoformat() for reading in readings],
        "y": [reading.value for reading in readings],
        "mode": "lines+markers+text",
        "text": texts,
        "textposition": _beside_point(progress, as_of) if len(readings) == 1 else "top center",
        "textfont": {"color": SERVICE, "size": 14},
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": SERVICE, "width": 3},
        "marker": {"size": 10, "color": SERVICE},
        "hovertext": [_hover(progress, reading) for reading in readings],
    }


def _hover(progress: Progress, reading: Reading) -> str:
    if reading.value is None:
        return ""
    target = f"target {target_words(progress.measure)}"
    return hover_words(reading.label, "", _value(progress, reading), target)


def _beside_point(progress: Progress, as_of: dt.date) -> str:
    # Towards the wider side: at the end of the chart the words would be cut off.
    return "top right" if _is_end_empty(progress, as_of) else "top left"


def _days(progress: Progress, as_of: dt.date) -> dict[str, Any]:
    days = [*(reading.on for reading in progress.readings), progress.counts_after, as_of]
    first, last = pd.Timestamp(min(days)), pd.Timestamp(max(days))
    beside = max(_DAYS_BESIDE, (last - first) * 0.05)
    ends = [(first - beside).isoformat(), (last + beside).isoformat()]
    return {
        "type": "date",
        "range": ends,
        "showgrid": False,
        "showline": True,
        "linecolor": INK,
        "nticks": 5,
        "tickformat": "%b %Y",
        "tickangle": 0,
    }


def _values(progress: Progress) -> list[float]:
    measure = progress.measure
    levels = [measure.target, measure.baseline, *(r.value for r in progress.readings)]
    return [value for value in levels if value is not None]


def _top(progress: Progress) -> float:
    return max(0.0, *_values(progress)) * _HEADROOM or 1.0


def _bottom(progress: Progress) -> float:
    return min(0.0, *_values(progress)) * _HEADROOM


def _levels(progress: Progress) -> Iterator[dict[str, Any]]:
    for value, colour, dash, _ in _lines_across(progress):
        yield {
            "type": "line",
            "layer": "below",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": value,
            "y1": value,
            "line": {"color": colour, "width": 2, "dash": dash},
        }


def _labels(progress: Progress, as_of: dt.date) -> Iterator[dict[str, Any]]:
    across = _lines_across(progress)
    highest = max(value for value, *_ in across)
    at_end = _is_end_empty(progress, as_of)
    place = {"xref": "paper", "x": int(at_end), "xanchor": "right" if at_end else "left"}
    for number, (value, colour, _, words) in enumerate(across):
        # The words stand on the outer side of the two lines, so that they never meet.
        is_above = value == highest and not (number and across[0][0] == value)
        side = "bottom" if is_above else "top"
        yield label(words, colour, y=value, yanchor=side, bgcolor=BEHIND_WORDS, **place)
    day = progress.counts_after.isoformat()
    yield label("published", INK, x=day, xanchor="left", yref="paper", y=0, yanchor="bottom")


def _is_end_empty(progress: Progress, as_of: dt.date) -> bool:
    """Return whether there is more room after the last reading than before the first."""
    days = [reading.on for reading in progress.readings if reading.value is not None]
    start = min(*days, progress.counts_after)
    return as_of - max(days) > min(days) - start


def _lines_across(progress: Progress) -> list[tuple[float, str, str, str]]:
    measure = progress.measure
    lines = [(measure.target, NATIONAL, "dash", f"Target: {target_words(measure)}")]
    if measure.baseline is not None:
        about = "about " if measure.baseline_as_printed else ""
        words = f"Baseline: {about}{value_words(measure.baseline, measure.unit)}"
        lines.append((measure.baseline, INK, "dot", words))
    return lines


def _published(progress: Progress) -> dict[str, Any]:
    day = progress.counts_after.isoformat()
    return vertical_line(0, ACCENT, 2, "dot") | {"x0": day, "x1": day}


def _subtitle(progress: Progress) -> str:
    measure = progress.measure
    unit = "" if measure.unit == "%" else f", {measure.unit}"
    return f"{measure.name}{unit}. {holding_words(progress).text}"


def _alt(progress: Progress) -> str:
    measure = progress.measure
    readings = "; ".join(f"{r.label}: {_value(progress, r)}" for r in progress.readings)
    lines = "; ".join(words for *_, words in _lines_across(progress))
    published = date_words(progress.counts_after)
    return f"{measure.name} over time. {readings}. {lines}. Published on {published}."


def _value(progress: Progress, reading: Reading) -> str:
    return value_words(reading.value, progress.measure.unit)


def _table(progress: Progress) -> pd.DataFrame:
    def says(reading: Reading) -> str:
        if reading.on <= progress.counts_after:
            return "before the recommendation"
        if reading.value is None:
            return "no value"
        return "target met" if progress.measure.is_met_by(reading.value) else "target not met"

    return pd.DataFrame(
        {
            "Period": [reading.label for reading in progress.readings],
            "Ended": [date_words(reading.on) for reading in progress.readings],
            "Value": [_value(progress, reading) for reading in progress.readings],
            "Against the target": [says(reading) for reading in progress.readings],
            "Source": [reading.source for reading in progress.readings],
        }
    )
