"""Where a figure stands among all areas of England, in words."""

from dashboard.core.areas import AreaType
from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import NOTHING, Clause, fill
from dashboard.core.verdicts import Polarity

_FIFTHS = ("highest", "second-highest", "middle", "second-lowest", "lowest")
_BETTER = {Polarity.NONE: "neither higher nor lower is better"}


def place_in_england_sentence(comparison: Comparison) -> Clause:
    """Return in which fifth of all areas a figure is, and which way is better.

    Nothing where the figure is absent, is not among those of England, or is one of too few. Nor of
    the rate of a whole service, which the other areas' own rates do not judge.
    """
    found = comparison.place_in_england
    if found is None or comparison.is_service_rate:
        return NOTHING
    polarity = comparison.indicator.polarity
    of_services = comparison.indicator.published_for is AreaType.SERVICE
    return fill(
        "Of {places} {noun} in England, {area} is in the {fifth} fifth: {better}.",
        places=str(found.places),
        noun="services" if of_services else "areas",
        fifth=_FIFTHS[found.fifth - 1],
        area=comparison.place.name,
        better=_BETTER.get(polarity, polarity.value),
    )
