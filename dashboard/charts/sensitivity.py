"""The gap of a service under every other way to compare it, as a strip around zero."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.charts.theme import (
    GRID,
    GROUP_TEXT,
    INK,
    OTHERS,
    SERVICE,
    Chart,
    figure,
    label,
    vertical_line,
)
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.sensitivity import Trial, Variant
from dashboard.narrative.published.figures import subject_of
from dashboard.narrative.published.sensitivity import gap_of, range_words, sensitivity_message

# The ends that an axis may have, so that its ticks are round numbers.
_ENDS = (2, 4, 10, 20, 40, 60, 80, 100, 150, 200, 300, 400, 600, 1000)
_ROW_HEIGHT = 54


def sensitivity_strip(comparison: Comparison) -> Chart | None:
    """Return the gap under every list and method, whole and with one area left out.

    None where no list carries a verdict, so that there is nothing to try.
    """
    trials = comparison.trials
    if not trials:
        return None
    return Chart(
        figure=_figure(comparison, trials),
        title=sensitivity_message(comparison).text,
        subtitle=_subtitle(comparison),
        alt=_alt(comparison, trials),
        table=_table(comparison, trials),
    )


def _figure(c: Comparison, trials: tuple[Trial, ...]) -> Any:
    rows = list(enumerate(reversed(trials)))
    end = _end(c)
    return figure(
        [_left_out(c, rows), _whole(c, rows)],
        height=86 + _ROW_HEIGHT * len(rows),
        margin={"l": 12, "r": 12, "t": 30, "b": 8},
        xaxis=_axis(c, end),
        yaxis={"range": [-0.5, len(rows) - 0.3], "showticklabels": False, "gridcolor": GRID}
        | {"tickvals": [row for row, _ in rows]},
        shapes=[vertical_line(0, GROUP_TEXT, 2, "dash")],
        annotations=[_zero_label(c), *_row_labels(c, rows)],
    )


def _gap(c: Comparison, variant: Variant) -> float:
    if c.indicator.unit.is_percentage:
        return (c.value or 0) - variant.benchmark
    return variant.gap_percent


def _left_out(c: Comparison, rows: list[tuple[int, Trial]]) -> dict[str, Any]:
    variants = [(row, variant) for row, trial in rows for variant in trial.without_one]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_gap(c, variant) for _, variant in variants],
        "y": [row for row, _ in variants],
        "marker": {"symbol": "line-ns", "size": 16, "line": {"color": OTHERS, "width": 2}},
    }


def _whole(c: Comparison, rows: list[tuple[int, Trial]]) -> dict[str, Any]:
    wholes = [(row, trial.whole) for row, trial in rows if trial.whole is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_gap(c, variant) for _, variant in wholes],
        "y": [row for row, _ in wholes],
        "marker": {"symbol": "diamond", "size": 14, "color": SERVICE, "opacity": 1},
    }


def _end(c: Comparison) -> float:
    """Return where the axis ends on both sides: the first round number beyond every gap."""
    variants = (*c.sensitivity.variants, *c.supplied_trials.variants)
    widest = max(abs(_gap(c, variant)) for variant in variants) * 1.08
    return next((end for end in _ENDS if end >= widest), widest)


def _axis(c: Comparison, end: float) -> dict[str, Any]:
    sign = "" if c.indicator.unit.is_percentage else "%"
    ticks = [-end, -end / 2, 0, end / 2, end]
    return {
        "range": [-1.06 * end, 1.06 * end],
        "tickvals": ticks,
        "ticktext": [f"{tick:+g}{sign}" if tick else "0" for tick in ticks],
        "showgrid": False,
        "showline": True,
        "linecolor": INK,
    }


def _zero_label(c: Comparison) -> dict[str, Any]:
    text = f"same as {c.benchmark.group.noun}"
    place = {"x": 0, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4}
    return label(text, GROUP_TEXT, **place)


def _row_labels(c: Comparison, rows: list[tuple[int, Trial]]) -> list[dict[str, Any]]:
    shared = _shared_name([trial for _, trial in rows])
    return [_row_label(c, row, trial, shared) for row, trial in rows]


def _row_label(c: Comparison, row: int, trial: Trial, shared: str) -> dict[str, Any]:
    # Above its row and from the left edge, so that it fits a small screen.
    place = {"xref": "paper", "x": 0, "xanchor": "left", "y": row, "yshift": 19}
    name = _name(trial).removeprefix(f"{shared}, ")
    return label(f"{name} <b>{_words(c, trial.whole)}</b>", INK, bgcolor="white", **place)


def _shared_name(trials: Sequence[Trial]) -> str:
    """Return what every list is called before the comma, "DfE statistical neighbours", or ""."""
    names = {trial.group.title.rpartition(", ")[0] for trial in trials}
    return names.pop() if len(names) == 1 else ""


def _name(trial: Trial) -> str:
    return f"{trial.group.title}: {trial.method.words}"


def _subtitle(c: Comparison) -> str:
    counted = "percentage points" if c.indicator.unit.is_percentage else "per cent"
    shared = _shared_name(c.trials)
    lists = f" All lists are {shared}, told apart by their date." if shared else ""
    return (
        f"{subject_of(c)}, {c.period.label}: the gap in {counted}, whichever way one compares. "
        "The diamond is the gap with all areas of a list; each grey tick leaves one of them out."
        f"{lists}{_about_added(c)}"
    )


def _about_added(c: Comparison) -> str:
    return " A list that was added here is shown and decides nothing." if c.supplied else ""


def _alt(c: Comparison, trials: tuple[Trial, ...]) -> str:
    rows = "; ".join(_row_words(c, trial) for trial in trials)
    return f"Strip of gaps, from {range_words(c)} in all. {rows}."


def _row_words(c: Comparison, trial: Trial) -> str:
    ends = _ends(c, trial)
    whole = _words(c, trial.whole)
    if ends is None:
        return f"{_name(trial)} {whole}"
    return f"{_name(trial)} {whole}, {_words(c, ends[0])} to {_words(c, ends[1])} with one left out"


def _ends(c: Comparison, trial: Trial) -> tuple[Variant, Variant] | None:
    ordered = sorted(trial.without_one, key=lambda variant: _gap(c, variant))
    return (ordered[0], ordered[-1]) if ordered else None


def _words(c: Comparison, variant: Variant | None) -> str:
    if variant is None:
        return "none, because the benchmark is zero"
    points = " points" if c.indicator.unit.is_percentage else ""
    return f"{gap_of(c, variant)}{points}"


def _table(c: Comparison, trials: tuple[Trial, ...]) -> pd.DataFrame:
    return pd.DataFrame([_row(c, trial) for trial in trials])


def _row(c: Comparison, trial: Trial) -> dict[str, str]:
    ends = _ends(c, trial)
    lowest, highest = ends or (None, None)
    return {
        "Compared with": _name(trial),
        "Gap with all areas": _words(c, trial.whole),
        "Lowest with one left out": _end_words(c, lowest),
        "Highest with one left out": _end_words(c, highest),
    }


def _end_words(c: Comparison, variant: Variant | None) -> str:
    if variant is None or variant.left_out is None:
        return "none"
    return f"{_words(c, variant)} (without {variant.left_out.name})"
