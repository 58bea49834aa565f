"""The gap of a service by each list of similar areas, as a strip around zero."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.charts.hover import hover_words
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
from dashboard.core.areas import ComparatorGroup
from dashboard.core.published.benchmarks import Method
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.list_answers import ListAnswer
from dashboard.core.published.sensitivity import METHODS_TRIED, Variant
from dashboard.core.remembered import remembered
from dashboard.core.sentences import capitalised, listed
from dashboard.narrative.published.figures import subject_of
from dashboard.narrative.published.sensitivity import gap_of, lists_message

_Row = tuple[int, ListAnswer]
# The ends that an axis may have, so that its ticks are round numbers.
_ENDS = (2, 4, 10, 20, 40, 60, 80, 100, 150, 200, 300, 400, 600, 1000)
_ROW_HEIGHT = 54


@remembered(64)
def sensitivity_strip(comparison: Comparison) -> Chart | None:
    """Return the gap by each list, whole and with one area left out; the table has every trial.

    None where no list carries a verdict, so that there is nothing to try.
    """
    answers = (*comparison.answers, *comparison.supplied_answers)
    if not answers:
        return None
    return Chart(
        figure=_figure(comparison, answers),
        title=lists_message(comparison).text,
        subtitle=_subtitle(comparison),
        alt=_alt(comparison, answers),
        table=_table(comparison, answers),
    )


def _figure(c: Comparison, answers: Sequence[ListAnswer]) -> Any:
    rows = list(enumerate(reversed(answers)))
    end = _end(c, answers)
    return figure(
        [_ranges(c, rows), _other_methods(c, rows), _whole(c, rows)],
        height=86 + _ROW_HEIGHT * len(rows),
        margin={"l": 12, "r": 12, "t": 30, "b": 8},
        xaxis=_axis(c, end),
        yaxis={"range": [-0.5, len(rows) - 0.3], "showticklabels": False, "gridcolor": GRID}
        | {"tickvals": [row for row, _ in rows]},
        shapes=[vertical_line(0, GROUP_TEXT, 2, "dash")],
        annotations=[_zero_label(c), *(_row_label(c, row, answer) for row, answer in rows)],
    )


def _gap(c: Comparison, variant: Variant) -> float:
    if c.indicator.unit.is_percentage:
        return (c.value or 0) - variant.benchmark
    return variant.gap_percent


def _ranges(c: Comparison, rows: Sequence[_Row]) -> dict[str, Any]:
    """Return a line for each list, from its lowest to its highest gap with one area left out."""
    gaps: list[float | None] = []
    for _, answer in rows:
        # None ends the line of one row before the next begins.
        gaps += [*(_gap(c, end) for end in _ends(answer.without_one)), None]
    places = [row for row, answer in rows for _ in (*_ends(answer.without_one), None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": gaps,
        "y": places,
        "line": {"color": OTHERS, "width": 6},
    }


def _other_methods(c: Comparison, rows: Sequence[_Row]) -> dict[str, Any]:
    found = [(row, each) for row, answer in rows for each in _by_other_methods(c, answer)]
    answers = dict(rows)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_gap(c, variant) for _, variant in found],
        "y": [row for row, _ in found],
        "marker": {"symbol": "line-ns", "size": 16, "line": {"color": INK, "width": 2}},
        "hovertext": [_method_hover(c, answers[row], variant) for row, variant in found],
    }


def _by_other_methods(c: Comparison, answer: ListAnswer) -> list[Variant]:
    wholes = [trial.whole for trial in c.trials if trial.group == answer.group]
    return [each for each in wholes if each is not None and each.method is not c.among.method]


def _whole(c: Comparison, rows: Sequence[_Row]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_gap(c, answer.whole) for _, answer in rows],
        "y": [row for row, _ in rows],
        "marker": {"symbol": "diamond", "size": 14, "color": SERVICE, "opacity": 1},
        "hovertext": [_hover(c, answer) for _, answer in rows],
    }


def _hover(c: Comparison, answer: ListAnswer) -> str:
    ends = " to ".join(_words(c, end) for end in _ends(answer.without_one))
    note = f"{ends} with one area left out" if ends else ""
    return hover_words(answer.group.name, c.period.id, f"gap {_words(c, answer.whole)}", note)


def _method_hover(c: Comparison, answer: ListAnswer, variant: Variant) -> str:
    who = f"{capitalised(variant.method.words)} of {answer.group.name}"
    return hover_words(who, c.period.id, f"gap {_words(c, variant)}")


def _end(c: Comparison, answers: Sequence[ListAnswer]) -> float:
    """Return where the axis ends on both sides: the first round number beyond every gap."""
    drawn = [each for a in answers for each in (a.whole, *a.without_one, *_by_other_methods(c, a))]
    widest = max(abs(_gap(c, variant)) for variant in drawn) * 1.08
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


def _row_label(c: Comparison, row: int, answer: ListAnswer) -> dict[str, Any]:
    # Above its row and from the left edge, so that it fits a small screen.
    place = {"xref": "paper", "x": 0, "xanchor": "left", "y": row, "yshift": 19}
    text = f"{answer.group.name} <b>{_words(c, answer.whole)}</b>"
    return label(text, INK, bgcolor="white", **place)


def _subtitle(c: Comparison) -> str:
    counted = "percentage points" if c.indicator.unit.is_percentage else "per cent"
    others = [method.words for method in METHODS_TRIED if method is not c.among.method]
    whom = "a list" if c.benchmark.group.similar else "the group"
    return (
        f"{subject_of(c)}, {c.period.label}: the gap in {counted}. Diamond: to the "
        f"{c.among.method.words} of {whom}. Stroke: to the {listed(others)}. Grey line: lowest to "
        f"highest gap with one area left out.{_about_added(c)}"
    )


def _about_added(c: Comparison) -> str:
    return " A list that was added here decides nothing." if c.supplied else ""


def _alt(c: Comparison, answers: Sequence[ListAnswer]) -> str:
    rows = "; ".join(_row_words(c, answer) for answer in answers)
    return f"Strip of gaps, one row a list: {rows}."


def _row_words(c: Comparison, answer: ListAnswer) -> str:
    said = f"{answer.group.name} {_words(c, answer.whole)}"
    ends = [_words(c, end) for end in _ends(answer.without_one)]
    return f"{said}, {' to '.join(ends)} with one left out" if ends else said


def _ends(without_one: Sequence[Variant]) -> tuple[Variant, ...]:
    """Return the lowest and the highest gap with one area left out; nothing without any."""
    ordered = sorted(without_one, key=lambda variant: variant.gap_percent)
    return (ordered[0], ordered[-1]) if ordered else ()


def _words(c: Comparison, variant: Variant | None) -> str:
    if variant is None:
        return "none, because the benchmark is zero"
    points = " points" if c.indicator.unit.is_percentage else ""
    return f"{gap_of(c, variant)}{points}"


def _table(c: Comparison, answers: Sequence[ListAnswer]) -> pd.DataFrame:
    """Return every trial as a row, after the diamonds' own where no trial is by their method."""
    rows = [(t.group, t.method, t.whole, t.without_one) for t in c.trials]
    if c.among.method not in METHODS_TRIED:
        rows = [(a.group, c.among.method, a.whole, a.without_one) for a in answers] + rows
    return pd.DataFrame([_row(c, *row) for row in rows])


def _row(
    c: Comparison,
    group: ComparatorGroup,
    method: Method,
    whole: Variant | None,
    without_one: Sequence[Variant],
) -> dict[str, str]:
    lowest, highest = _ends(without_one) or (None, None)
    return {
        "Compared with": f"{group.title}: {method.words}",
        "Gap with all areas": _words(c, whole),
        "Lowest with one left out": _end_words(c, lowest),
        "Highest with one left out": _end_words(c, highest),
    }


def _end_words(c: Comparison, variant: Variant | None) -> str:
    if variant is None or variant.left_out is None:
        return "none"
    return f"{_words(c, variant)} (without {variant.left_out.name})"
