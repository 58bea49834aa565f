"""What a trend says, in words."""

from dashboard.core.areas import Area
from dashboard.core.published.trends import Trend
from dashboard.core.sentences import Clause, fill, listed


def trend_message(trend: Trend) -> Clause:
    """Return in about ten words on which side of the group a place stood, since the last break.

    Years in which too few of the group have a figure are left out.
    """
    gaps = _gaps_since_last_break(trend)
    if len(gaps) < 2 and trend.breaks:
        return Clause("Too few years since the definition changed to show a trend")
    if len(gaps) < 2:
        template = "Too few comparable years are published for {area} to show a trend"
        return fill(template, area=trend.area.name)
    above, below = sum(gap > 0 for _, gap in gaps), sum(gap < 0 for _, gap in gaps)
    side, years = ("Above", above) if above > below else ("Below", below)
    template = "{side} {group} in {years} of {total} years"
    if years == len(gaps):
        template = "{side} {group} in every year since {first}"
    elif above == below:
        template = "As often above {group} as below, in {total} years"
    return fill(
        template,
        side=side,
        group=trend.group.noun,
        years=str(years),
        total=str(len(gaps)),
        first=gaps[0][0],
    )


def membership_words(trend: Trend) -> Clause:
    """Return which areas of the group did not exist in every year shown; nothing where all did."""
    if not trend.gone:
        return Clause("")
    reasons = [_gone(area) for area in trend.gone]
    return fill(
        "The list stays the same in every year; not all of its areas existed throughout: {areas}.",
        areas=listed(reasons),
    )


def _gone(area: Area) -> str:
    return f"{area.name} ({area.note.rstrip('.')})" if area.note else area.name


def _gaps_since_last_break(trend: Trend) -> list[tuple[str, float]]:
    start = trend.breaks[-1].period if trend.breaks else ""
    return [
        (point.period.id, point.value - point.benchmark)
        for point in trend.points
        if point.period.id >= start and point.value is not None and point.benchmark is not None
    ]
