"""How many services hold each overall rating under one framework, as bars; no names, no ranks."""

import pandas as pd

from dashboard.charts.rating_bars import rating_bars
from dashboard.charts.theme import Chart
from dashboard.core.distribution import Distribution
from dashboard.core.narrative.sentences import lower_first


def distribution_chart(spread: Distribution, services: int) -> Chart:
    """Return the bars of one framework; the rating of the service in view is the dark one.

    `services` is how many services there are, so that nobody takes those held for all of them.
    """
    counts = {rating: str(count) for rating, count in spread.counts.items()}
    return Chart(
        figure=rating_bars(
            spread.counts,
            {r: f"{text}, this service" if r is spread.own else text for r, text in counts.items()},
            spread.own,
        ),
        title=_title(spread),
        subtitle=(
            "Services by their latest overall rating under the "
            f"{lower_first(spread.framework.title)}: {spread.held} of {services} services, those "
            "whose rating is held. They were inspected in different years."
        ),
        alt="Bar chart. " + ", ".join(f"{r}: {text}" for r, text in counts.items()) + ".",
        table=pd.DataFrame(
            [
                {
                    "Overall rating": rating.value,
                    "Services": count,
                    "This service": "yes" if rating is spread.own else "no",
                }
                for rating, count in spread.counts.items()
            ]
        ),
    )


def _title(spread: Distribution) -> str:
    commonest = max(spread.counts, key=lambda rating: spread.counts[rating])
    rating = spread.own or commonest
    share = f"{rating}: {spread.counts[rating]} of {spread.held} services"
    return f"{share}, {lower_first(spread.framework.title)}"
