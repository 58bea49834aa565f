"""What a funnel plot says, in words."""

from dashboard.core.funnel import Funnel, Place
from dashboard.core.narrative.sentences import Clause, fill


def funnel_message(funnel: Funnel) -> Clause:
    """Return in about ten words whether chance explains how far an area lies from the average."""
    template = "{area} lies within what chance explains around England's average"
    if funnel.hides_the_gap:
        template = "Beside England {area} looks usual; its average hides a gap with similar areas"
    side = funnel.own.outer
    if side is not Place.WITHIN:
        template = "{area} lies {side} what chance explains around England's average"
    elif funnel.own.inner is not Place.WITHIN:
        side = funnel.own.inner
        template = "{area} lies {side} England's average, and chance may explain it"
    return fill(template, area=funnel.own.area.name, side=side.value)


def spread_words(funnel: Funnel) -> Clause:
    """Return how many areas lie outside, and what that means for reading one that does."""
    template = "{outside} of {total} areas lie outside the outer limits"
    total = len(funnel.points)
    # Chance puts two in a thousand there; a tenth cannot be chance.
    if funnel.outside * 10 > total:
        template += ": areas differ by more than chance, so lying outside is not unusual here"
    return fill(template + ".", outside=str(funnel.outside or "None"), total=str(total))
