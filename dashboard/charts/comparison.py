"""A service's area ranked among the areas of its comparator group."""

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.theme import GROUP, GROUP_TEXT, INK, NATIONAL, OTHERS, SERVICE, Chart, styled
from dashboard.core.comparison import Comparison, Member
from dashboard.core.narrative.comparison import with_unit
from dashboard.core.narrative.sentences import fill

# Beyond this many areas their names can't be read, so the chart shows where they lie, unnamed.
MOST_NAMED_AREAS = 40


def ranked_chart(comparison: Comparison, shown: Collection[str] | None = None) -> Chart:
    """Return the group's areas in order of their figures, the service strong among them.

    `shown` are the codes of the areas to draw (all of the group where None); the benchmark stays
    that of the whole group.
    """
    c = comparison
    own = Member(c.area, c.observed, c.value)
    members = [m for m in c.members if shown is None or m.area.code in shown]
    present = sorted((m for m in [own, *members] if m.value is not None), key=_by_value)
    figure = go.Figure()
    named = len(present) <= MOST_NAMED_AREAS
    _draw_dots(figure, c, present, named)
    _draw_benchmarks(figure, c)
    height = 90 + 27 * len(present) if named else 460
    styled(figure, height)
    figure.update_xaxes(rangemode="tozero", showline=True, linecolor=INK, tickformat=",")
    figure.update_yaxes(showticklabels=named, gridcolor="#E3E7EA")
    return Chart(
        figure=figure,
        title=_ranked_title(c),
        subtitle=_subtitle(c),
        alt=_ranked_alt(c, present),
        table=_ranked_table(c, own, members),
    )


def _by_value(member: Member) -> float:
    return member.value if member.value is not None else float("nan")


def _draw_dots(figure: go.Figure, c: Comparison, present: list[Member], named: bool) -> None:
    is_own = [m.area.code == c.area.code for m in present]
    places = [m.area.name for m in present] if named else list(range(len(present)))
    labels = [
        f"  {c.indicator.unit.words(_by_value(m))}" if named or own else ""
        for m, own in zip(present, is_own, strict=True)
    ]
    if not named:
        labels = [
            f"  {m.area.name} {text.strip()}" if own else text
            for m, own, text in zip(present, is_own, labels, strict=True)
        ]
    figure.add_scatter(
        x=[_by_value(m) for m in present],
        y=places,
        mode="markers+text",
        text=labels,
        textposition="middle right",
        textfont={"color": [SERVICE if own else INK for own in is_own], "size": 13},
        marker={
            "color": [SERVICE if own else OTHERS for own in is_own],
            "size": [16 if own else 10 for own in is_own],
            "symbol": ["diamond" if own else "circle" for own in is_own],
        },
        cliponaxis=False,
    )


def _draw_benchmarks(figure: go.Figure, c: Comparison) -> None:
    if c.benchmark.value is not None:
        words = f"{c.benchmark.method.value} {c.indicator.unit.words(c.benchmark.value)}"
        figure.add_vline(x=c.benchmark.value, line={"color": GROUP, "width": 3, "dash": "dash"})
        _label_line(figure, c.benchmark.value, words, GROUP_TEXT, 1.0)
    if c.national is not None and c.national.value is not None:
        words = f"{c.national.area.name} {c.indicator.unit.words(c.national.value)}"
        figure.add_vline(x=c.national.value, line={"color": NATIONAL, "width": 2, "dash": "dot"})
        _label_line(figure, c.national.value, words, NATIONAL, 0.0)


def _label_line(figure: go.Figure, x: float, words: str, colour: str, y: float) -> None:
    figure.add_annotation(
        x=x,
        y=y,
        yref="paper",
        text=words,
        showarrow=False,
        yanchor="bottom" if y else "top",
        yshift=2 if y else -22,
        font={"color": colour, "size": 13},
    )


def _ranked_title(c: Comparison) -> str:
    if c.value is None:
        return fill("No figure is published for {area}", area=c.area.name)
    return fill(
        "{area} is higher than {rank} of {total} {group}",
        area=c.area.name,
        rank=str(c.higher_than),
        total=str(c.benchmark.areas_with_data),
        group=c.benchmark.group.noun,
    )


def _subtitle(c: Comparison) -> str:
    i = c.indicator
    return f"{i.name}, {i.unit.long}, {c.period.label}. {i.polarity.value.capitalize()}."


def _ranked_alt(c: Comparison, present: list[Member]) -> str:
    values = ", ".join(
        f"{m.area.name} {c.indicator.unit.words(_by_value(m))}" for m in present[:MOST_NAMED_AREAS]
    )
    more = (
        "" if len(present) <= MOST_NAMED_AREAS else f" and {len(present) - MOST_NAMED_AREAS} more"
    )
    return f"Ranked dots, lowest first: {values}{more}. {_benchmarks_in_words(c)}"


def _benchmarks_in_words(c: Comparison) -> str:
    b = c.benchmark
    if b.value is None:
        return "No benchmark can be computed."
    text = f"The {b.method.value} of {b.areas_with_data} {b.group.noun} is {with_unit(c, b.value)}"
    if c.national is not None and c.national.value is not None:
        text += f"; {c.national.area.name} is {with_unit(c, c.national.value)}"
    return f"{text}."


def _ranked_table(c: Comparison, own: Member, members: list[Member]) -> pd.DataFrame:
    ordered = sorted([own, *members], key=lambda m: (m.value is None, -(m.value or 0), m.area.name))
    return pd.DataFrame(
        {
            "Area": [m.area.name for m in ordered],
            f"{c.period.id}, {c.indicator.unit.short}": [
                "not published" if m.value is None else c.indicator.unit.words(m.value)
                for m in ordered
            ],
            "Note": [m.why_absent or m.observed.note for m in ordered],
        }
    )
