"""The rating ladder: each key question on the bands, and how far it lies above the edge below."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.charts.hover import hover_words
from dashboard.charts.question_rows import LABEL_WIDTH, question_axis, standard_heading
from dashboard.charts.theme import INK, OTHERS, SERVICE, Chart, Figure, figure, vertical_line
from dashboard.core.inspection.headroom import QuestionHeadroom, headroom, thinnest
from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.remembered import remembered
from dashboard.core.sentences import capital, capitalised
from dashboard.narrative.inspection.firmness import question_words

# Pixels: a row of the chart, and the column of key question labels.
_ROW_HEIGHT = 24
# Room for the values, in pixels too.
_VALUES_WIDTH = 76
# A little beyond 100%, so that a dot there is whole.
_AXIS_END = 102


@remembered(64)
def headroom_chart(derived: DerivedRatings, area_of_work: str | None = None) -> Chart | None:
    """Return the ladder of an inspection's key questions, or None where none has a percentage.

    A filled, dark dot decides its standard's rating; a line runs from each dot down to the edge of
    its band. A standard's name stands above its dots.
    """
    shown = [
        question
        for question in headroom(derived)
        if area_of_work in (None, question.rated.domain.area_of_work)
    ]
    if not shown:
        return None
    return Chart(
        figure=_figure(shown, derived),
        title=_title(shown),
        subtitle=_subtitle(shown, derived, area_of_work),
        alt=_alt(shown),
        table=_table(shown),
    )


def _table(shown: Sequence[QuestionHeadroom]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Key question": f"{question.code} {question.answer.question.wording}",
                "Standard": question.rated.standard.title,
                "Cases that met it": f"{question.answer.percentage}%",
                "Band": _band_words(question),
                "Decides the rating": "yes" if question.decides else "no",
                "Down to the band below": _way(question, question.points_to_fall),
                "Up to the band above": _way(question, question.points_to_rise),
                "In cases, down": _in_cases(question, question.cases_to_fall),
            }
            for question in shown
        ]
    )


def _band_words(question: QuestionHeadroom) -> str:
    band = question.answer.band
    return f"{band.rating} ({band.percent_words})" if band else ""


def _way(question: QuestionHeadroom, points: int | None) -> str:
    if points is None:
        return "no such band"
    return f"{points} percentage point{'' if points == 1 else 's'}"


def _in_cases(question: QuestionHeadroom, cases: int | None) -> str:
    if question.why_no_cases is not None:
        return f"not known: {question.why_no_cases}"
    return "no such band" if cases is None else f"about {cases} of {question.cases}"


def _title(shown: Sequence[QuestionHeadroom]) -> str:
    close = thinnest(shown)
    if not close:
        return "Every key question that decides lies in the lowest band"
    points = _way(close[0], close[0].points_to_fall)
    if len(close) > 1:
        return f"{len(close)} key questions are closest to dropping a grade: {points}"
    named = capital(question_words(close[0]))
    return f"{named} is closest to dropping a grade: {points}"


def _subtitle(
    shown: Sequence[QuestionHeadroom], derived: DerivedRatings, area_of_work: str | None
) -> str:
    inspection = derived.inspection
    start = _start(shown, derived)
    cut = f" Nothing lies below {start}%, where the ladder begins." if start else ""
    where = area_of_work or "all work rated on cases"
    return (
        f"Per cent of inspected cases that met each key question, {where}, "
        f"{inspection.name_as_published}, published {inspection.published.words}. Filled dots "
        "decide their standard's rating. In brackets: how many percentage points lower would put "
        f"it in the band below. {_edge_words(derived)}{cut}"
    )


def _edge_words(derived: DerivedRatings) -> str:
    scale = derived.framework.key_question_scale
    begins = [f"{b.rating} at {b.lowest}%" for b in scale.bands if b.lowest] if scale else []
    return f"Dotted lines mark where bands begin: {', '.join(begins)}."


def _alt(shown: Sequence[QuestionHeadroom]) -> str:
    parts = [
        f"{title}: "
        + ", ".join(
            f"{q.code} {q.answer.percentage}%{' (decides)' if q.decides else ''}"
            for q in shown
            if q.rated.standard.title == title
        )
        for title in _standards(shown)
    ]
    return (
        "Dot chart of key questions on the rating bands, by standard. "
        f"{capitalised(_title(shown))}. {'. '.join(parts)}."
    )


def _figure(shown: Sequence[QuestionHeadroom], derived: DerivedRatings) -> Figure:
    names = [
        name
        for title in _standards(shown)
        for name in (title, *(_name(q) for q in shown if q.rated.standard.title == title))
    ]
    start, edges = _start(shown, derived), _edges(derived)
    inside = [edge for edge in edges if edge > start]
    return figure(
        [*(_way_down(question) for question in shown), _dots(shown, derived), _values(shown)],
        height=40 + _ROW_HEIGHT * len(names),
        margin={"l": LABEL_WIDTH, "r": _VALUES_WIDTH, "t": 16, "b": 8},
        xaxis={"range": [start, _AXIS_END], "tickvals": [start, *inside, 100], "showgrid": False},
        yaxis=question_axis([_name(question) for question in shown], names),
        shapes=[vertical_line(edge, INK, 1, "dot") for edge in inside],
        annotations=[standard_heading(title) for title in _standards(shown)],
    )


def _way_down(question: QuestionHeadroom) -> dict[str, Any]:
    edge = question.answer.band.lowest if question.answer.band else 0
    # In the lowest band there is no edge to fall over, so no line.
    start = edge if question.points_to_fall else question.answer.percentage
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [start, question.answer.percentage],
        "y": [_name(question)] * 2,
        "line": {"color": SERVICE if question.decides else OTHERS, "width": 4},
    }


def _dots(shown: Sequence[QuestionHeadroom], derived: DerivedRatings) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [question.answer.percentage for question in shown],
        "y": [_name(question) for question in shown],
        "marker": {
            "size": 11,
            "color": [SERVICE if question.decides else "white" for question in shown],
            "line": {
                "color": [SERVICE if question.decides else OTHERS for question in shown],
                "width": 2,
            },
        },
        "hovertext": [_hover(question, derived) for question in shown],
        "cliponaxis": False,
    }


def _hover(question: QuestionHeadroom, derived: DerivedRatings) -> str:
    fall = question.points_to_fall
    notes = [
        question.answer.band.rating.value if question.answer.band else "",
        "decides its standard" if question.decides else "",
        f"{_way(question, fall)} above the band below" if fall else "",
    ]
    published = f"published {derived.inspection.published.words}"
    value = f"{question.answer.percentage}% of cases"
    return hover_words(_name(question), published, value, "; ".join(filter(None, notes)))


def _values(shown: Sequence[QuestionHeadroom]) -> dict[str, Any]:
    # The values stand in a column of their own, clear of the dots, from where the axis ends.
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_AXIS_END] * len(shown),
        "y": [_name(question) for question in shown],
        "text": [_value(question) for question in shown],
        "textposition": "middle right",
        "textfont": {"color": INK, "size": 13},
        "cliponaxis": False,
    }


def _value(question: QuestionHeadroom) -> str:
    down = f" ({question.points_to_fall})" if question.points_to_fall else ""
    value = f"{question.answer.percentage}%{down}"
    return f"<b>{value}</b>" if question.decides else value


def _standards(shown: Sequence[QuestionHeadroom]) -> list[str]:
    return list(dict.fromkeys(question.rated.standard.title for question in shown))


def _start(shown: Sequence[QuestionHeadroom], derived: DerivedRatings) -> int:
    """Return where the ladder begins: at the foot of the band below the lowest dot's."""
    scale = derived.framework.key_question_scale
    lowest = min(shown, key=lambda question: question.answer.known).answer.band
    below = scale.neighbours(lowest)[0] if scale and lowest else None
    return below.lowest if below else 0


def _edges(derived: DerivedRatings) -> tuple[int, ...]:
    scale = derived.framework.key_question_scale
    return tuple(band.lowest for band in scale.bands if band.lowest) if scale else ()


def _name(question: QuestionHeadroom) -> str:
    return f"{question.code} {question.answer.question.short}"
