"""How many services hold each overall rating under one framework, as bars; no names, no ranks."""

import pandas as pd

from dashboard.charts.named_bars import named_bars
from dashboard.charts.theme import Chart
from dashboard.core.inspection.distribution import Distribution
from dashboard.core.remembered import remembered
from dashboard.core.sentences import lower_first


@remembered(64)
def distribution_chart(spread: Distribution, services: int) -> Chart:
    """Return the bars of one framework; the rating of the service in view is the dark one.

    `services` is how many services there are, so that nobody takes those held for all of them.
    """
    counts = {rating.value: count for rating, count in spread.counts.items()}
    part = f", for {spread.covers}" if spread.covers else ""
    own = [spread.own.value] if spread.own else []
    words = {name: f"{count}{', this service' * (name in own)}" for name, count in counts.items()}
    told = {name: f"{count} of {spread.held} services" for name, count in counts.items()}
    return Chart(
        figure=named_bars(counts, words, own, told),
        title=_title(spread),
        subtitle=(
            "Services by their latest overall rating under the "
            f"{lower_first(spread.framework.title)}{part}. "
            f"We have the ratings of {spread.held} of {services} services, from different years."
        ),
        alt="Bar chart. " + ", ".join(f"{name}: {count}" for name, count in counts.items()) + ".",
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
    if spread.held == 1:
        which = "of another service" if spread.own is None else "of this service"
        return f"We have only the rating {which} under this framework"
    if spread.own is not None:
        rated = spread.counts[spread.own]
        held = f"{rated} of {spread.held} services {'was' if rated == 1 else 'were'}"
        return f"{held} rated {spread.own}, this one among them"
    commonest = max(spread.counts, key=lambda rating: spread.counts[rating])
    return f"{spread.counts[commonest]} of {spread.held} other services were rated {commonest}"
