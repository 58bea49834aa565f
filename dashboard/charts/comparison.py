"""A service's area ranked among the areas of its comparator group."""

import textwrap
from collections.abc import Collection, Iterator
from typing import Any

import pandas as pd

from dashboard.charts.hover import hover_words, likely_words
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
from dashboard.core.published.benchmarks import Member
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.figure_intervals import FigureInterval
from dashboard.core.remembered import remembered
from dashboard.core.sentences import capitalised, fill
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.comparison import rank_headline
from dashboard.narrative.published.figures import subject_of

# Beyond this many areas their names can't be read, so the chart shows where they lie, unnamed.
MOST_NAMED_AREAS = 40
LONGEST_LABEL = 26


@remembered(64)
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
    reach = _intervals_drawn(c, present)
    lines, labels = _benchmarks(c)
    drawn = figure(
        [
            *_reaches(rows, reach, c.area.code),
            _dots(c, [(r, m) for r, m in rows if m.area != c.area], OTHERS, 10, "circle"),
            _dots(c, [(r, m) for r, m in rows if m.area == c.area], SERVICE, 17, "diamond"),
        ],
        height=110 + _row_height(c, present) * min(len(present), 16),
        margin={"l": 8, "r": 16, "t": 48, "b": 8},
        xaxis=_scale(c, present, reach),
        yaxis=_rows(c, present),
        shapes=lines,
        annotations=labels,
    )
    return Chart(
        figure=drawn,
        title=_ranked_title(c),
        subtitle=_subtitle(c, present, reach),
        alt=_ranked_alt(c, present),
        table=_ranked_table(c, own, members),
    )


def _row_height(c: Comparison, present: list[Member]) -> int:
    """Return the pixels of a row: more where a name needs two lines."""
    return 34 if any("<br>" in _row_label(c, member) for member in present) else 27


def _by_value(member: Member) -> float:
    return member.value if member.value is not None else float("nan")


def _intervals_drawn(c: Comparison, present: list[Member]) -> dict[str, FigureInterval]:
    """Return the intervals to draw, by area code: none among too many areas to tell apart."""
    if len(present) > MOST_NAMED_AREAS:
        return {}
    return {m.area.code: c.intervals[m.area.code] for m in present if m.area.code in c.intervals}


def _reaches(
    rows: list[tuple[int, Member]], reach: dict[str, FigureInterval], own: str
) -> Iterator[dict[str, Any]]:
    """Yield the lines that intervals are drawn as: those of the others, then the own, stronger."""
    for is_own, colour, width in ((False, OTHERS, 1.5), (True, SERVICE, 3)):
        x: list[float | None] = []
        y: list[int | None] = []
        for row, member in rows:
            interval = reach.get(member.area.code)
            if interval is not None and (member.area.code == own) is is_own:
                x += [interval.lower, interval.upper, None]
                y += [row, row, None]
        if x:
            line = {"color": colour, "width": width}
            yield {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line}


def _dots(
    c: Comparison, present: list[tuple[int, Member]], colour: str, size: int, symbol: str
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [_by_value(m) for _, m in present],
        "y": [row for row, _ in present],
        "mode": "markers",
        "marker": {"color": colour, "size": size, "symbol": symbol, "opacity": 1},
        "hovertext": [_hover(c, m) for _, m in present],
        "cliponaxis": False,
    }


def _hover(c: Comparison, member: Member) -> str:
    unit, interval = c.indicator.unit, c.intervals.get(member.area.code)
    note = likely_words(*map(unit.words, (interval.lower, interval.upper))) if interval else ""
    return hover_words(member.place.name, c.period.id, unit.in_full(_by_value(member)), note)


def _scale(
    c: Comparison, present: list[Member], reach: dict[str, FigureInterval]
) -> dict[str, Any]:
    values = [_by_value(m) for m in present] + [c.benchmark.value or 0]
    values += [c.national.value or 0] if c.national else []
    values += [interval.upper for interval in reach.values()]
    # A little room on both sides, so that a dot at zero does not touch the names.
    widest = max(values, default=0) or 1
    return {
        "range": [-0.025 * widest, 1.06 * widest],
        "showline": True,
        "linecolor": INK,
        "tickformat": ",",
        "nticks": 7,
        "tickangle": 0,
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
    words = f"{member.place.name} {c.indicator.unit.words(_by_value(member))}"
    # On a phone a long name on one line would leave no room for the dots.
    text = "<br>".join(textwrap.wrap(words, LONGEST_LABEL))
    return f"<b>{text}</b>" if member.area.code == c.area.code else text


def _benchmarks(c: Comparison) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the lines of the group's benchmark and of England, and their labels.

    No benchmark beside the rate of a whole service, of which it says no more than its words do.
    """
    national = c.national.value if c.national else None
    place = c.national.area.name if c.national else ""
    wanted = (
        (
            None if c.is_service_rate else c.benchmark.value,
            c.benchmark.method.words,
            GROUP,
            GROUP_TEXT,
            3,
            "dash",
        ),
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
        return fill("No figure for {area}", area=c.place.name).text
    template = "{subject}: {rank}"
    if c.is_service_rate:
        template = "{subject}: {figure} in all of {place}; no area has a figure of its own"
    elif c.verdict is Verdict.NONE:
        template = "{subject}: too few of the {group} have a figure ({total} of {everyone})"
    elif total == c.benchmark.areas_in_group and rank in (0, total):
        template = "{subject}: the {end} of the {all} areas"
    return fill(
        template,
        subject=subject_of(c),
        figure=c.indicator.unit.words(c.value),
        place=c.place.name,
        rank=rank_headline(c),
        total=str(total),
        group=c.benchmark.group.noun,
        end="lowest" if rank == 0 else "highest",
        all=str(total + 1),
        everyone=str(c.benchmark.areas_in_group),
    ).text


def _subtitle(c: Comparison, present: list[Member], reach: dict[str, FigureInterval]) -> str:
    i = c.indicator
    said = [f"{i.name}, {i.unit.long}, {c.period.label}. {capitalised(i.polarity.value)}."]
    if reach:
        said.append("Lines show the likely range of each figure (95% interval).")
    if any(interval.approximate for interval in reach.values()):
        said.append("They are approximate, because the number of children is estimated.")
    if reach and len(reach) < len(present):
        said.append("An area without a line has no known number of children.")
    return " ".join(said)


def _ranked_alt(c: Comparison, present: list[Member]) -> str:
    values = ", ".join(
        f"{m.place.name} {c.indicator.unit.words(_by_value(m))}" for m in present[:MOST_NAMED_AREAS]
    )
    more = (
        "" if len(present) <= MOST_NAMED_AREAS else f" and {len(present) - MOST_NAMED_AREAS} more"
    )
    return f"Ranked dots, lowest first: {values}{more}. {_benchmarks_in_words(c)}{_own_reach(c)}"


def _own_reach(c: Comparison) -> str:
    if c.interval is None:
        return ""
    lower, upper = (c.indicator.unit.words(x) for x in (c.interval.lower, c.interval.upper))
    return f" Likely range of {c.place.name}: {lower} to {upper}."


def _benchmarks_in_words(c: Comparison) -> str:
    b = c.benchmark
    if b.value is None:
        return "No benchmark can be computed."
    unit, said = c.indicator.unit, []
    if not c.is_service_rate:
        group = f"{b.method.words} of {b.areas_with_data} {b.group.noun}"
        said.append(f"The {group} is {unit.in_full(b.value)}")
    if c.national is not None and c.national.value is not None:
        said.append(f"{c.national.area.name} is {unit.in_full(c.national.value)}")
    return f"{'; '.join(said)}." if said else ""


def _ranked_table(c: Comparison, own: Member, members: list[Member]) -> pd.DataFrame:
    ordered = sorted([own, *members], key=lambda m: (m.value is None, -(m.value or 0), m.area.name))
    printed = [m.observed.value if m.repeats else m.value for m in ordered]
    values = [
        m.observed.absent_words if value is None else c.indicator.unit.words(value)
        for m, value in zip(ordered, printed, strict=True)
    ]
    columns = {
        "Area": [(m.area if m.repeats else m.place).name for m in ordered],
        f"{c.period.id}, {c.indicator.unit.short}": values,
        **_reach_columns(c, ordered),
        "Note": [_note(m) for m in ordered],
    }
    return pd.DataFrame(columns)


def _note(member: Member) -> str:
    of_service = (
        f"The rate of the whole service, printed for {member.area.name}."
        if member.whole_service
        else ""
    )
    return member.why_absent or of_service or member.observed.note


def _reach_columns(c: Comparison, ordered: list[Member]) -> dict[str, list[str]]:
    """Return the columns of the intervals, or none where no area shown has one."""
    found = [c.intervals.get(m.area.code) for m in ordered]
    if not any(found):
        return {}
    words, unknown = c.indicator.unit.words, "not known"
    return {
        "95% interval from": [words(each.lower) if each else unknown for each in found],
        "95% interval to": [words(each.upper) if each else unknown for each in found],
    }
