"""How often each overall rating would come out if the same work were inspected again, as bars."""

import pandas as pd

from dashboard.charts.rating_bars import rating_bars
from dashboard.charts.theme import Chart
from dashboard.core.frameworks import Rating
from dashboard.core.narrative.firmness import share_words
from dashboard.core.reinspection import Reinspection


def reinspection_chart(again: Reinspection, name: str) -> Chart:
    """Return the bars of one inspection drawn again; the published rating is the dark one."""
    words = {rating: share_words(share) for rating, share in again.shares.items()}
    return Chart(
        figure=rating_bars(
            again.shares,
            {
                r: f"{text}, published" if r is again.published else text
                for r, text in words.items()
            },
            again.published,
        ),
        title=_title(again),
        subtitle=(
            f"Per cent of {again.draws:,} draws that give each overall rating, {name}: samples of "
            "the same size from work of the same quality."
        ),
        alt="Bar chart. " + ", ".join(f"{r} in {text} of draws" for r, text in words.items()) + ".",
        table=pd.DataFrame(
            [
                {
                    "Overall rating": rating.value,
                    "Share of draws": text,
                    "As published": "yes" if rating is again.published else "no",
                }
                for rating, text in words.items()
            ]
        ),
    )


def _title(again: Reinspection) -> str:
    if again.published is None:
        likeliest = max(again.shares, key=lambda rating: again.shares[rating])
        return f"Inspected again, {likeliest} would come out in {_percent(again, likeliest)}"
    rating = again.published
    return f"Inspected again, {rating} would come out in {_percent(again, rating)} of draws"


def _percent(again: Reinspection, rating: Rating) -> str:
    return share_words(again.shares[rating])
