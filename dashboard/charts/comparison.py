"""A service's area ranked among the areas of its comparator group."""

from collections.abc import Collection
from typing import Any

import pandas as pd

from dashboard.charts.theme import (
    GRID,
    GROUP,
    GROUP_TEXT,
    INK,
    NATIONAL,
    OTHERS,
    SERVICE,
    Chart,
    figure,
    label,
    vertical_line,
)
from dashboard.core.benchmarks import Member
from dashboard.core.comparison import Comparison
from dashboard.core.narrative.figures import subject_of, with_unit
from dashboard.core.narrative.sentences import capitalised, fill
from dashboard.core.verdicts import Verdict

# Beyond this many areas their names can't be read, so the chart shows where they lie, unnamed.
MOST_NAMED_AREAS = 40


def ranked_chart(comparison: Comparison, shown: Collection[str] | None = None) -> Chart:
    """Return the group's areas in order of their figures, the service strong among them.

    `shown` are the codes of the areas to draw (all of the group where None); the benchmark stays
    that of the whole group.
    """
    c = comparison
    own = c.own
    members = [m for m in c.members if shown is None or m.area.code in shown]
    present = sorted((m for m in [own, *members] if m.value is not None), key=_by_value)
    rows = list(enumerate(present))
    lines, labels = _benchmarks(c)
    drawn = figure(
        [
            _dots([(r, m) for r, m in rows if m.area != c.area], OTHERS, 10, "circle"),
            _dots([(r, m) for r, m in rows if m.area == c.area], SERVICE, 17, "diamond"),
        ],
        height=110 + 27 * min(len(present), 16),
        margin={"l": 8, "r": 16, "t": 48, "b": 8},
        xaxis=_scale(c, present),
        yaxis=_rows(c, present),
        shapes=lines,
        annotations=labels,
    )
    return Chart(
        figure=drawn,
        title=_ranked_title(c),
        subtitle=_subtitle(c),
        alt=_ranked_alt(c, present),
        table=_ranked_table(c, own, members),
    )


def _by_value(member: Member) -> float:
    return member.value if member.value is not None else float("nan")


def _dots(present: list[tuple[int, Member]], colour: str, size: int, symbol: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [_by_value(m) for _, m in present],
        "y": [row for row, _ in present],
        "mode": "markers",
        "marker": {"color": colour, "size": size, "symbol": symbol, "opacity": 1},
        "cliponaxis": False,
    }


def _scale(c: Comparison, present: list[Member]) -> dict[str, Any]:
    values = [_by_value(m) for m in present] + [c.benchmark.value or 0]
    values += [c.national.value or 0] if c.national else []
    # A little room on both sides, so that a dot at zero does not touch the names.
    widest = max(values, default=0) or 1
    return {
        "range": [-0.025 * widest, 1.06 * widest],
        "showline": True,
        "linecolor": INK,
        "tickformat": ",",
        "nticks": 7,
    }


def _rows(c: Comparison, present: list[Member]) -> dict[str, Any]:
    # Name and value stand together at the left, where no dot and no line can cross them. With
    # too many areas to name, only the service is.
    named = len(present) <= MOST_NAMED_AREAS
    labels = {
        row: _row_label(c, member)
        for row, member in enumerate(present)
        if named or member.area.code == c.area.code
    }
    return {
        "tickvals": list(labels),
        "ticktext": list(labels.values()),
        "gridcolor": GRID,
        "range": [-0.7, len(present) - 0.3],
    }


def _row_label(c: Comparison, member: Member) -> str:
    text = f"{member.area.name} {c.indicator.unit.words(_by_value(member))}"
    return f"<b>{text}</b>" if member.area.code == c.area.code else text


def _benchmarks(c: Comparison) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the lines of the group's benchmark and of England, and their labels."""
    national = c.national.value if c.national else None
    place = c.national.area.name if c.national else ""
    wanted = (
        (c.benchmark.value, c.benchmark.method.value, GROUP, GROUP_TEXT, 3, "dash"),
        (national, place, NATIONAL, NATIONAL, 2, "dot"),
    )
    lines, labels = [], []
    for row, (x, name, colour, text_colour, width, dash) in enumerate(wanted):
        if x is not None:
            # The labels stand on two rows, so that they cannot meet where the lines lie close.
            at = {"x": x, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2 + 18 * row}
            text = f"{capitalised(name)} {c.indicator.unit.words(x)}"
            lines.append(vertical_line(x, colour, width, dash))
            labels.append(label(text, text_colour, **at))
    return lines, labels


def _ranked_title(c: Comparison) -> str:
    total, rank = c.benchmark.areas_with_data, c.higher_than
    if c.value is None or rank is None:
        return fill("No figure is published for {area}", area=c.area.name).text
    template = "{subject}: higher than in {rank} of {total} {group}"
    if c.verdict is Verdict.NONE:
        template = "{subject}: too few of the {group} have a figure ({total} of {everyone})"
    elif total < c.benchmark.areas_in_group:
        template = "{subject}: higher than in {rank} of the {total} {group} with a figure"
    elif rank in (0, total):
        template = "{subject}: the {end} of the {all} areas"
    return fill(
        template,
        subject=subject_of(c),
        rank=str(rank),
        total=str(total),
        group=c.benchmark.group.noun,
        end="lowest" if rank == 0 else "highest",
        all=str(total + 1),
        everyone=str(c.benchmark.areas_in_group),
    ).text


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
    unit = c.indicator.unit
    group = f"{b.method.value} of {b.areas_with_data} {b.group.noun}"
    text = f"The {group} is {with_unit(unit, b.value)}"
    if c.national is not None and c.national.value is not None:
        text += f"; {c.national.area.name} is {with_unit(unit, c.national.value)}"
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
