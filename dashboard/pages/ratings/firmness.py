"""How ratings' headroom, their firmness and the other services' ratings look on a page."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dashboard.charts.distribution import distribution_chart
from dashboard.charts.headroom import headroom_chart
from dashboard.charts.reinspection import reinspection_chart
from dashboard.core.inspection.distribution import Distribution
from dashboard.core.inspection.headroom import headroom
from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.inspection.reinspection import NoReinspection, Reinspection
from dashboard.core.sentences import listed, lower_first
from dashboard.narrative.inspection.firmness import share_words
from dashboard.ui import components


def ladder(derived: DerivedRatings, area_of_work: str | None) -> None:
    """Show every key question on the rating bands, and for which the cases are not known."""
    drawn = headroom_chart(derived, area_of_work)
    if drawn is None:
        return
    components.chart(drawn, "headroom", f"{derived.inspection.id}-headroom.csv")
    unknown = [
        question.code
        for question in headroom(derived)
        if question.why_no_cases and area_of_work in (None, question.rated.domain.area_of_work)
    ]
    words = [
        "Numbers of cases are worked out from the percentages and may be one too low: whether "
        "inspectors grade a percentage before or after rounding it is not published."
    ]
    if unknown:
        s = "" if len(unknown) == 1 else "s"
        words.append(
            f"For key question{s} {listed(unknown)} the number of cases asked is not known: it was "
            "part of the sample, or the sample is not held."
        )
    components.muted(" ".join(words))


def reinspection(again: Reinspection | NoReinspection, derived: DerivedRatings) -> None:
    """Show how often other cases give the rating: a bar for each model, what it assumes folded."""
    if isinstance(again, NoReinspection):
        return
    inspection = derived.inspection
    drawn = reinspection_chart(again, inspection.name_as_published)
    file_name = f"{inspection.id}-reinspection.csv"
    components.chart(drawn, "reinspection", file_name, table_title="What each bar assumes")
    with st.expander(f"The same by standard: {again.models[0].model.label.lower()}"):
        caption = "Share of draws that give each rating"
        components.table(_by_standard(again, derived), caption)


def _by_standard(again: Reinspection, derived: DerivedRatings) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Standard": derived.of(code).standard.title,
                "Published": str(derived.of(code).published),
            }
            | {rating.value: share_words(share) for rating, share in shares.items()}
            for code, shares in again.standard_shares.items()
        ]
    )


def spread(every: Iterable[Distribution], services: int) -> None:
    """Show how many services hold each rating, each framework apart, without names or ranks.

    Frameworks under which the service in view was not rated stand closed.
    """
    for one in every:
        if one.own is not None:
            _spread(one, services)
            continue
        with st.expander(f"Other services inspected under the {lower_first(one.framework.title)}"):
            _spread(one, services)


def _spread(one: Distribution, services: int) -> None:
    drawn = distribution_chart(one, services)
    components.chart(drawn, f"spread_{one.framework.id}", f"ratings-{one.framework.id}.csv")
