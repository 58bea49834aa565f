"""How often each overall rating would come out if the same work were inspected again, as bars."""

from collections.abc import Mapping

import pandas as pd

from dashboard.charts.named_bars import named_bars
from dashboard.charts.theme import Chart
from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.reinspection import Reinspection
from dashboard.narrative.inspection.firmness import firmness_message, share_words


def reinspection_chart(again: Reinspection, name: str) -> Chart:
    """Return the bars of one inspection sampled again; the published rating is the dark one."""
    words = {rating: share_words(share) for rating, share in again.shares.items()}
    return Chart(
        figure=named_bars(
            {rating.value: share for rating, share in again.shares.items()},
            {
                r.value: f"{text}, published" if r is again.published else text
                for r, text in words.items()
            },
            [again.published.value] if again.published else [],
        ),
        title=firmness_message(again).text,
        subtitle=(
            f"Per cent of {again.draws:,} repeated samples that give each overall rating, {name}: "
            "samples of the same size from work of the same quality. Repeated results tend to come "
            "out lower without any change in the work."
        ),
        alt=_alt(words),
        table=pd.DataFrame(
            [
                {
                    "Overall rating": rating.value,
                    "Share of repeated samples": text,
                    "As published": "yes" if rating is again.published else "no",
                }
                for rating, text in words.items()
            ]
        ),
    )


def _alt(words: Mapping[Rating, str]) -> str:
    shares = ", ".join(f"{rating} in {text}" for rating, text in words.items())
    return f"Bar chart of repeated samples. {shares}."
