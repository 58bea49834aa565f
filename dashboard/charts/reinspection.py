"""How often the rating would come out if the same work were inspected again, a bar a model."""

import pandas as pd

from dashboard.charts.named_bars import named_bars
from dashboard.charts.theme import Chart
from dashboard.core.inspection.reinspection import Reinspection
from dashboard.core.remembered import remembered
from dashboard.narrative.inspection.firmness import firmness_title, share_words


@remembered(64)
def reinspection_chart(again: Reinspection, name: str) -> Chart:
    """Return the bars of one inspection sampled again, none of them stressed above the others.

    The table has a row a model with what it assumes, and those left out with the reason.
    """
    shares = {one.model.label: one.shares[again.rating] for one in again.models}
    words = {title: share_words(share) for title, share in shares.items()}
    told = {title: f"{text} of draws give {again.rating.value}" for title, text in words.items()}
    return Chart(
        figure=named_bars(shares, words, shares.keys(), told, full=1),
        title=firmness_title(again).text,
        subtitle=(
            f"Per cent of {again.draws:,} tries with other cases, the same work, that give "
            f"{again.rating.value}, {name}, by what is assumed. Judged standards keep their rating."
        ),
        alt="Bar chart. " + ", ".join(f"{title}: {text}" for title, text in words.items()) + ".",
        table=_table(again),
    )


def _table(again: Reinspection) -> pd.DataFrame:
    drawn = [
        (one.model.label, one.assumption, share_words(one.shares[again.rating]))
        for one in again.models
    ]
    lacking = [(one.model.label, one.why_not, "not tried") for one in again.left_out]
    heads = ["Model", "What it assumes", again.rating.value]
    return pd.DataFrame([*drawn, *lacking], columns=heads)
