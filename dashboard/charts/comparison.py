"""A service's area ranked among the areas of its comparator group."""

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.theme import GROUP, GROUP_TEXT, INK, NATIONAL, OTHERS, SERVICE, Chart, styled
from dashboard.core.comparison import Comparison, Member
from dashboard.core.narrative.comparison import with_unit
from dashboard.core.narrative.sentences import capitalised, fill

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
    _draw_dots(figure, c, present)
    _draw_benchmarks(figure, c)
    styled(figure, 110 + 27 * min(len(present), 16))
    figure.update_layout(margin_t=48)
    figure.update_xaxes(rangemode="tozero", showline=True, linecolor=INK, tickformat=",")
    _label_rows(figure, c, present)
    return Chart(
        figure=figure,
        title=_ranked_title(c),
        subtitle=_subtitle(c),
        alt=_ranked_alt(c, present),
        table=_ranked_table(c, own, members),
    )


def _by_value(member: Member) -> float:
    return member.value if member.value is not None else float("nan")


def _draw_dots(figure: go.Figure, c: Comparison, present: list[Member]) -> None:
    is_own = [m.area.code == c.area.code for m in present]
    figure.add_scatter(
        x=[_by_value(m) for m in present],
        y=list(range(len(present))),
        mode="markers",
        marker={
            "color": [SERVICE if own else OTHERS for own in is_own],
            "size": [16 if own else 10 for own in is_own],
            "symbol": ["diamond" if own else "circle" for own in is_own],
            "opacity": 1,
        },
        cliponaxis=False,
    )


def _label_rows(figure: go.Figure, c: Comparison, present: list[Member]) -> None:
    # Name and value stand together at the left, where no dot and no line can cross them. With
    # too many areas to name, only the service is.
    named = len(present) <= MOST_NAMED_AREAS
    labels = {
        row: _row_label(c, member)
        for row, member in enumerate(present)
        if named or member.area.code == c.area.code
    }
    figure.update_yaxes(
        tickvals=list(labels),
        ticktext=list(labels.values()),
        gridcolor="#E3E7EA",
        range=[-0.7, len(present) - 0.3],
        zeroline=False,
    )


def _row_label(c: Comparison, member: Member) -> str:
    text = f"{member.area.name} {c.indicator.unit.words(_by_value(member))}"
    return f"<b>{text}</b>" if member.area.code == c.area.code else text


def _draw_benchmarks(figure: go.Figure, c: Comparison) -> None:
    mean = c.benchmark.value
    if mean is not None:
        _draw_line(figure, mean, c.benchmark.method.value, c, GROUP, GROUP_TEXT, row=0)
    if c.national is not None and c.national.value is not None:
        _draw_line(figure, c.national.value, c.national.area.name, c, NATIONAL, NATIONAL, row=1)


def _draw_line(
    figure: go.Figure, x: float, name: str, c: Comparison, colour: str, text_colour: str, row: int
) -> None:
    dash = ("dash", "dot")[row]
    figure.add_vline(x=x, line={"color": colour, "width": 3 - row, "dash": dash}, layer="below")
    # The two labels stand on two rows, so that they cannot meet where the lines lie close.
    figure.add_annotation(
        x=x,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=2 + 18 * row,
        text=f"{capitalised(name)} {c.indicator.unit.words(x)}",
        showarrow=False,
        font={"color": text_colour, "size": 13},
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
    return f"{i.name}, {i.unit.long}, {c.period.label}. {capitalised(i.polarity.value)}."


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
                c.indicator.unit.words_or_absent(m.value) for m in ordered
            ],
            "Note": [m.why_absent or m.observed.note for m in ordered],
        }
    )
