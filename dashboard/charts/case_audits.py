"""Each audited key question on the inspectors' bands, with how far chance could move it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.charts.hover import hover_words, likely_words
from dashboard.charts.question_rows import LABEL_WIDTH, question_axis, standard_heading
from dashboard.charts.theme import INK, OTHERS, SERVICE, Chart, Figure, figure, vertical_line
from dashboard.core.inspection.frameworks import Framework, Rating
from dashboard.core.performance.case_audits import AuditedQuestion, RehearsalRating
from dashboard.core.periods import Period
from dashboard.core.sentences import listed
from dashboard.narrative.performance.case_audits import pooled_words, span_words

# Pixels: a row, and the columns of the key questions' labels and of their values.
_ROW_HEIGHT, _VALUES_WIDTH = 26, 56
# A little beyond 100%, so that a point there is whole.
_AXIS_END = 102

Row = tuple[RehearsalRating, AuditedQuestion]


def audit_chart(
    ratings: Sequence[RehearsalRating],
    framework: Framework,
    pooled: Sequence[Period],
    place: str,
) -> Chart | None:
    """Return each key question's pooled audits with its interval; None where none has a percentage.

    Diamonds and dashed lines, where an inspection has dots and whole ones: it is a rehearsal.
    """
    rows = [
        (each, question)
        for each in ratings
        for question in each.questions
        if question.percentage is not None
    ]
    if not rows:
        return None
    return Chart(
        figure=_figure(rows, framework, pooled),
        title=_title(ratings),
        subtitle=_subtitle(rows, framework, pooled, place),
        alt=_alt(rows, ratings),
        table=_table(rows),
    )


def _title(ratings: Sequence[RehearsalRating]) -> str:
    rated = [(each.rating, each) for each in ratings if each.rating is not None]
    if not rated:
        return "Rehearsal: the key questions that can be shown"
    worst = min(rating for rating, _ in rated)
    codes = [each.standard.code for rating, each in rated if rating is worst]
    if worst is Rating.OUTSTANDING:
        return "Rehearsal: every standard audited would be Outstanding"
    return f"Rehearsal: {listed(codes)} would be lowest, {worst}"


def _subtitle(
    rows: Sequence[Row], framework: Framework, pooled: Sequence[Period], place: str
) -> str:
    scale, start = framework.key_question_scale, _start(rows)
    begins = [f"{b.rating} at {b.lowest}%" for b in scale.bands if b.lowest] if scale else []
    cut = f" The scale begins at {start}%." if start else ""
    return (
        f"Per cent of audited cases that met each key question, {span_words(pooled)}, {place}. "
        "Own audits, no inspection. Dashed lines are likely ranges (95%); dark diamonds decide "
        f"their standard. Dotted lines mark where ratings begin: {', '.join(begins)}.{cut}"
    )


def _alt(rows: Sequence[Row], ratings: Sequence[RehearsalRating]) -> str:
    points = [f"{q.question.code} {q.percentage}%{_between(q)}" for _, q in rows]
    return f"Diamonds with intervals on the rating bands. {_title(ratings)}. {', '.join(points)}."


def _between(question: AuditedQuestion) -> str:
    if question.interval is None:
        return ""
    lower, upper = question.interval
    return f" ({lower:.0f}% to {upper:.0f}%)"


def _table(rows: Sequence[Row]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Key question": f"{question.question.code} {question.question.short}",
                "Standard": rehearsal.standard.title,
                "Cases that met it": pooled_words(question),
                "Likely range (95%)": _between(question).strip(" ()"),
                "Decides": "yes" if question in rehearsal.deciding else "no",
            }
            for rehearsal, question in rows
        ]
    )


def _start(rows: Sequence[Row]) -> int:
    """Return where the scale begins: the ten below the lowest interval."""
    lowest = min(question.interval[0] for _, question in rows if question.interval)
    return int(lowest // 10) * 10


def _figure(rows: Sequence[Row], framework: Framework, pooled: Sequence[Period]) -> Figure:
    titles = list(dict.fromkeys(each.standard.title for each, _ in rows))
    names = [
        name
        for title in titles
        for name in (title, *(_name(q) for each, q in rows if each.standard.title == title))
    ]
    scale = framework.key_question_scale
    start = _start(rows)
    edges = [b.lowest for b in scale.bands if b.lowest > start] if scale else []
    return figure(
        [*(_reach(row) for row in rows), _points(rows, pooled), _values(rows)],
        height=40 + _ROW_HEIGHT * len(names),
        margin={"l": LABEL_WIDTH, "r": _VALUES_WIDTH, "t": 16, "b": 8},
        xaxis={"range": [start, _AXIS_END], "tickvals": [start, *edges, 100], "showgrid": False},
        yaxis=question_axis([_name(question) for _, question in rows], names),
        shapes=[vertical_line(edge, INK, 1, "dot") for edge in edges],
        annotations=[standard_heading(title) for title in titles],
    )


def _reach(row: Row) -> dict[str, Any]:
    _, question = row
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(question.interval or ()),
        "y": [_name(question)] * 2,
        "line": {"color": _colour(row), "width": 2, "dash": "dash"},
    }


def _points(rows: Sequence[Row], pooled: Sequence[Period]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [question.percentage for _, question in rows],
        "y": [_name(question) for _, question in rows],
        "marker": {
            "size": 11,
            "symbol": "diamond",
            "color": [_colour(row) if _decides(row) else "white" for row in rows],
            "line": {"color": [_colour(row) for row in rows], "width": 2},
        },
        "hovertext": [_hover(row, pooled) for row in rows],
        "cliponaxis": False,
    }


def _hover(row: Row, pooled: Sequence[Period]) -> str:
    _, question = row
    likely = (
        likely_words(*(f"{end:.0f}%" for end in question.interval)) if question.interval else ""
    )
    notes = [likely, "decides its standard" if _decides(row) else ""]
    value = f"{question.percentage}% in own audits"
    return hover_words(_name(question), span_words(pooled), value, "; ".join(filter(None, notes)))


def _values(rows: Sequence[Row]) -> dict[str, Any]:
    # In a column of their own, clear of the points, from where the axis ends.
    texts = [f"{question.percentage}%" for _, question in rows]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_AXIS_END] * len(rows),
        "y": [_name(question) for _, question in rows],
        "text": [f"<b>{t}</b>" if _decides(r) else t for t, r in zip(texts, rows, strict=True)],
        "textposition": "middle right",
        "textfont": {"color": INK, "size": 13},
        "cliponaxis": False,
    }


def _name(question: AuditedQuestion) -> str:
    return f"{question.question.code} {question.question.short}"


def _decides(row: Row) -> bool:
    rehearsal, question = row
    return question in rehearsal.deciding


def _colour(row: Row) -> str:
    return SERVICE if _decides(row) else OTHERS
