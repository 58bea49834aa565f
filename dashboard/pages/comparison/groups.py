"""How a person chooses whom an area is compared with, and by which benchmark."""

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.core.areas import FEWEST_OWN_AREAS, MOST_AREAS_IN_A_GROUP, OWN_GROUP
from dashboard.core.published.benchmarks import Method
from dashboard.core.sentences import capitalised
from dashboard.ui import components, state
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.published.comparison import (
    ComparisonChoice,
    ComparisonReading,
    compare_service,
    why_not_pooled,
)
from dashboard.usecases.published.groups import areas_to_choose, default_group, peer_models

_IN_FORCE, _PEERS = "in-force", "peers"


def further_choices() -> DeltaGenerator:
    """Return the folded place for these choices, open while areas are chosen one by one."""
    return st.expander(
        "Change whom it is compared with",
        expanded=state.is_asked(_PEERS, OWN_GROUP),
        key="further",
    )


def choose_group(
    holdings: Holdings, choice: ComparisonChoice, notices: DeltaGenerator
) -> ComparisonChoice:
    """Return a choice of service, indicator, period and area with the group.

    The group is None where it is the usual one. That areas of an own choice are still to be chosen
    is told in `notices`.
    """
    area_code = choice.area or ""
    usual = default_group(holdings, area_code).title
    groups = {_IN_FORCE: f"{usual} (usual)"} | peer_models(holdings)
    peers = state.choose(
        "Compared with", _PEERS, groups, _IN_FORCE, unknown="group of areas", resets=("region",)
    )
    own = _own_areas(holdings, area_code, usual, notices) if peers == OWN_GROUP else ()
    is_usual = peers == _IN_FORCE or (peers == OWN_GROUP and not own)
    return replace(choice, peers=None if is_usual else peers, own_areas=own)


def compare_by_benchmark(holdings: Holdings, choice: ComparisonChoice) -> ComparisonReading:
    """Return the comparison of a choice, by the benchmark that a person chooses of its group."""
    by_mean = compare_service(holdings, choice)
    method = _choose_method(by_mean)
    if method is choice.method:
        return by_mean
    return compare_service(holdings, replace(choice, method=method))


def _choose_method(by_mean: ComparisonReading) -> Method:
    methods = {method.value: capitalised(method.words) for method in by_mean.methods}
    refusals = {Method.POOLED.value: why_not_pooled(by_mean.comparison.indicator)}
    mean = Method.MEAN.value
    chosen = state.choose(
        "Which average", "method", methods, mean, unknown="average", refusals=refusals
    )
    return Method(chosen)


def _own_areas(
    holdings: Holdings, area_code: str, usual: str, notices: DeltaGenerator
) -> tuple[str, ...]:
    areas = areas_to_choose(holdings, area_code)
    own = state.choose_many(
        "Areas of your own choice", "own", areas, unknown="area to compare with"
    )
    if FEWEST_OWN_AREAS <= len(own) <= MOST_AREAS_IN_A_GROUP:
        return own
    notices.info(
        components.plain(
            f"Choose {FEWEST_OWN_AREAS} to {MOST_AREAS_IN_A_GROUP} areas of your own below; until "
            f"then the usual group is shown: {usual}."
        )
    )
    return ()
