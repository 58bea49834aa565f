"""What a trend says, in words."""

from dashboard.core.areas import Area
from dashboard.core.published.trends import Trend
from dashboard.core.sentences import NOTHING, Clause, capital, fill, joined, listed
from dashboard.narrative.published.past import past_in_short


def trend_message(trend: Trend) -> Clause:
    """Return in about ten words what a figure did, and on which side of the group it stood.

    "Down 65% since 2015; above similar areas in 8 of 10 years, by DfE 2025". Years before the last
    break count for neither, and years in which too few of the group have a figure not for the
    second. Lists may disagree, so the list that is drawn is named. The rate of a whole service has
    no side, and none is named where small numbers that are withheld leave a year open.
    """
    said = joined([past_in_short(trend.change, trend.behind), _standing(trend)], "; ")
    return capital(said) if said else _too_few_years(trend)


def _too_few_years(trend: Trend) -> Clause:
    if trend.breaks:
        return Clause("Too few years since the definition changed to show a trend")
    template = "Too few years of {area} can be compared to show a trend"
    return fill(template, area=trend.area.name)


def _standing(trend: Trend) -> Clause:
    gaps = _gaps_since_last_break(trend)
    left_open = any(point.is_left_open for point in trend.points)
    if len(gaps) < 2 or left_open or trend.is_of_whole_service:
        return NOTHING
    above, below = sum(gap > 0 for _, gap in gaps), sum(gap < 0 for _, gap in gaps)
    side, years = ("above", above) if above > below else ("below", below)
    template = "{side} {group} in {years} of {total} years"
    if years == len(gaps):
        template = "{side} {group} in every year since {first}"
        if trend.change and trend.change.first.period.id == gaps[0][0]:
            template = "{side} {group} in every year"
    elif above == below:
        template = "as often above {group} as below, in {total} years"
    return fill(
        f"{template}{{by}}",
        by=fill(", by {name}", name=trend.group.name) if trend.group.similar else NOTHING,
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
