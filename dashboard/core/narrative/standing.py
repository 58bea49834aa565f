"""Where a figure stands among all areas of England, in words."""

from dashboard.core.areas import AreaType
from dashboard.core.comparison import Comparison
from dashboard.core.narrative.sentences import NOTHING, Clause, fill

_FIFTHS = ("highest", "second-highest", "middle", "second-lowest", "lowest")


def fifth_words(comparison: Comparison) -> Clause:
    """Return in which fifth of all areas a figure is: "in the highest fifth of 148 areas ...".

    Nothing where the figure is absent or not among those of England.
    """
    found = comparison.standing
    if found is None:
        return NOTHING
    of_services = comparison.indicator.published_for is AreaType.SERVICE
    return fill(
        "in the {fifth} fifth of {places} {noun} in England",
        fifth=_FIFTHS[found.fifth - 1],
        places=str(found.places),
        noun="services" if of_services else "areas",
    )


def standing_sentence(comparison: Comparison) -> Clause:
    """Return the same as a sentence that names the area and which way is better."""
    words = fifth_words(comparison)
    if not words:
        return NOTHING
    template = "Among all, {area} is {words}; {polarity}."
    return fill(
        template,
        area=comparison.area.name,
        words=words,
        polarity=comparison.indicator.polarity.value,
    )
