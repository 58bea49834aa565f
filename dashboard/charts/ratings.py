"""Key question percentages against the edges of the rating bands, standard by standard."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.theme import INK, OTHERS, SERVICE, Chart, figure, label, vertical_line
from dashboard.core.ratings import Answer, DerivedRatings, StandardRating

# Pixels: a row of the chart, and the column of key question labels.
_ROW_HEIGHT = 24
_LABEL_WIDTH = 172


def key_question_chart(derived: DerivedRatings, area_of_work: str | None = None) -> Chart | None:
    """Return the chart of an inspection's key questions, or None where none has a percentage.

    The key question that decides its standard's rating is dark, the others are grey; a standard's
    name stands above its bars.
    """
    shown = [rated for rated in derived.standards if _is_shown(rated, area_of_work)]
    if not shown:
        return None
    table = _table(shown)
    weakest = min((answer for rated in shown for answer in rated.lowest), key=lambda a: a.known)
    return Chart(
        figure=_figure(shown, derived),
        title=_title(shown, weakest),
        subtitle=_subtitle(derived, area_of_work),
        alt=_alt(shown, weakest),
        table=table,
    )


def _is_shown(rated: StandardRating, area_of_work: str | None) -> bool:
    in_area = area_of_work in (None, rated.domain.area_of_work)
    return in_area and bool(rated.lowest)


def _table(shown: list[StandardRating]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Key question": f"{answer.question.code} {answer.question.wording}",
                "Standard": rated.standard.title,
                "Cases that met it": f"{answer.percentage}%",
                "Band": f"{answer.band.rating} ({answer.band.percent_words})"
                if answer.band
                else "",
                "Decides the rating": "yes" if answer in rated.lowest else "no",
            }
            for rated in shown
            for answer in rated.answers
        ]
    )


def _title(shown: list[StandardRating], weakest: Answer) -> str:
    rated = next(r for r in shown if weakest in r.answers)
    short = weakest.question.short
    return f"{short} scored lowest: {weakest.percentage}% ({rated.standard.title})"


def _subtitle(derived: DerivedRatings, area_of_work: str | None) -> str:
    inspection = derived.inspection
    where = area_of_work or "all work rated on cases"
    return (
        f"Per cent of inspected cases that met each key question, {where}, "
        f"{inspection.name_as_published}, published {inspection.published.words}. Dark bars decide "
        f"their standard's rating. {_edge_words(derived)}"
    )


def _edge_words(derived: DerivedRatings) -> str:
    scale = derived.framework.key_question_scale
    begins = [f"{b.rating} at {b.lowest}%" for b in scale.bands if b.lowest] if scale else []
    return f"Dotted lines mark where bands begin: {', '.join(begins)}."


def _alt(shown: list[StandardRating], weakest: Answer) -> str:
    parts = [
        f"{rated.standard.title}: "
        + ", ".join(f"{a.question.code} {a.percentage}%" for a in rated.answers)
        for rated in shown
    ]
    return (
        f"Bar chart of key questions by standard. The lowest is {weakest.question.code} at "
        f"{weakest.percentage}%. {'. '.join(parts)}."
    )


def _figure(shown: list[StandardRating], derived: DerivedRatings) -> go.Figure:
    names = [name for rated in shown for name in _row_names(rated)]
    edges = _edges(derived)
    return figure(
        _bars_and_values(shown),
        height=40 + _ROW_HEIGHT * len(names),
        margin={"l": _LABEL_WIDTH, "r": 16, "t": 16, "b": 8},
        xaxis={"range": [0, 116], "tickvals": [0, *edges, 100], "showgrid": False},
        yaxis=_rows(shown, names),
        shapes=[vertical_line(edge, INK, 1, "dot") for edge in edges],
        annotations=[_heading(rated) for rated in shown],
    )


def _bars_and_values(shown: list[StandardRating]) -> list[dict[str, Any]]:
    answers = [(rated, answer) for rated in shown for answer in rated.answers]
    names = [_name(answer) for _, answer in answers]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [answer.percentage for _, answer in answers],
        "y": names,
        "marker": {"color": [SERVICE if a in rated.lowest else OTHERS for rated, a in answers]},
        "width": 0.72,
    }
    # The values stand in a column of their own, clear of the dotted lines.
    values = {
        "type": "scatter",
        "mode": "text",
        "x": [101] * len(answers),
        "y": names,
        "text": [f"{answer.percentage}%" for _, answer in answers],
        "textposition": "middle right",
        "textfont": {"color": INK, "size": 13},
        "cliponaxis": False,
    }
    return [bars, values]


def _rows(shown: list[StandardRating], names: list[str]) -> dict[str, Any]:
    labelled = [_name(answer) for rated in shown for answer in rated.answers]
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": names[::-1],
        "range": [-0.6, len(names) - 0.4],
        "tickvals": labelled,
        "ticktext": labelled,
        "tickfont": {"color": INK, "size": 13},
        "automargin": False,
        "showgrid": False,
    }


def _heading(rated: StandardRating) -> dict[str, Any]:
    # It begins above the labels, not above the bars, so that it fits a small screen.
    place = {"xref": "paper", "x": 0, "xshift": -_LABEL_WIDTH, "xanchor": "left"}
    text = f"<b>{rated.standard.title}</b>"
    return label(text, INK, y=rated.standard.title, bgcolor="white", **place)


def _edges(derived: DerivedRatings) -> tuple[int, ...]:
    scale = derived.framework.key_question_scale
    return tuple(band.lowest for band in scale.bands if band.lowest) if scale else ()


def _row_names(rated: StandardRating) -> list[str]:
    return [rated.standard.title, *(_name(answer) for answer in rated.answers)]


def _name(answer: Answer) -> str:
    return f"{answer.question.code} {answer.question.short}"
