"""What a funnel plot says, in words."""

from dashboard.core.published.funnel import Funnel, Place
from dashboard.core.sentences import NOTHING, Clause, fill, joined
from dashboard.core.verdicts import Polarity

# What is said within the inner limits, between the two and beyond the outer ones.
_BY_CHANCE = (
    "{area} is within what chance explains around the average of {drawn}",
    "{area} is {side} the average of {drawn}; chance alone seldom does this",
    "{area} is {side} the average of {drawn}, beyond what chance explains",
)
_WIDENED = (
    "{area} is within the usual range of {drawn}",
    "{area} is {side} the average of {drawn}; few areas are",
    "{area} is {side} the usual range of {drawn}",
)


def funnel_message(funnel: Funnel) -> Clause:
    """Return where an area lies beside those drawn: within what chance explains, or beyond it.

    Where the limits are widened by how much areas differ besides, they are their usual range. Where
    it would reassure and similar areas are better, the message says so too.
    """
    within, between, beyond = _WIDENED if funnel.is_widened else _BY_CHANCE
    template = beyond
    if funnel.own.inner is Place.WITHIN:
        template = within
    elif funnel.own.outer is Place.WITHIN:
        template = between
    return fill(
        f"{template}{{group}}",
        area=funnel.own.area.name,
        side=funnel.own.inner.value,
        drawn=fill("the {total} areas drawn", total=str(len(funnel.points))),
        group=_beside_group(funnel),
    )


def _beside_group(funnel: Funnel) -> Clause:
    if not funnel.reassures_falsely:
        return NOTHING
    return fill(
        ", but most of {whose}{group} are {side}",
        whose="its " if funnel.group.similar else "",
        group=funnel.group.noun,
        side="lower" if funnel.indicator.polarity is Polarity.LOWER else "higher",
    )


def beyond_drawn(funnel: Funnel) -> Clause:
    """Return the published figure of the country and how many areas are not drawn, and why."""
    return joined([_published(funnel), _left_out(funnel)])


def _published(funnel: Funnel) -> Clause:
    national = funnel.national
    if national is None or national.value is None:
        return NOTHING
    return fill(
        "The published figure for {place} is {value}.",
        place=national.area.name,
        value=funnel.indicator.unit.words(national.value),
    )


def _left_out(funnel: Funnel) -> Clause:
    if not funnel.left_out:
        return NOTHING
    one = funnel.left_out == 1
    return fill(
        "{areas} {noun} left out: {whose} {size} is not known here.",
        areas=str(funnel.left_out),
        noun="area is" if one else "areas are",
        size="count" if funnel.indicator.unit.is_percentage else "population",
        whose="its" if one else "their",
    )


def spread_words(funnel: Funnel) -> Clause:
    """Return how many areas lie outside the lines, and outside those of chance alone."""
    total = str(len(funnel.points))
    outside = fill(
        "{outside} of {total} areas are outside the outer limits",
        outside=str(funnel.outside or "None"),
        total=total,
    )
    if not funnel.is_widened:
        return fill("{outside}.", outside=outside)
    return fill(
        "{outside}. Outside what chance alone explains: {beyond}. Areas differ for reasons of "
        "their own.",
        outside=outside,
        beyond=str(funnel.beyond_chance or "none"),
    )
