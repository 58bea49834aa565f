"""How does the service stand among similar areas?"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import capitalised
from dashboard.narrative.published.comparison import comparison_answer
from dashboard.pages.comparison import parts
from dashboard.pages.comparison.groups import choose_group, compare_by_benchmark, further_choices
from dashboard.ui import components, notes, state
from dashboard.ui.page import View, page
from dashboard.ui.sources import show_source
from dashboard.usecases.published.comparison import (
    ComparisonChoice,
    ComparisonOptions,
    ComparisonReading,
    choices_for,
    comparable_indicators,
    not_held_for,
    usual_area,
)

EVERYWHERE = "all"


def chosen_indicator(view: View) -> str:
    indicators = comparable_indicators(view.holdings, view.service)
    first, resets = next(iter(indicators)), ("period", "area", "region")
    return state.choose("Indicator", "indicator", indicators, first, resets=resets)


def chosen_area(view: View, indicator: str, can: ComparisonOptions, notices: DeltaGenerator) -> str:
    places = {place.code: place.name for place in can.areas}
    usual = usual_area(view.named, can, view.holdings.as_of)
    if usual is None:
        wrong = not_held_for(view.named, indicator, view.holdings)
        notices.info(f"{wrong}: {can.areas[0].name} is shown instead.")
    first = (usual or can.areas[0]).code
    if len(places) == 1:
        return first
    return state.choose("Local authority", "area", places, first, resets=("period",))


def chosen_comparison(
    view: View, further: DeltaGenerator, notices: DeltaGenerator
) -> ComparisonReading:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator = chosen_indicator(view)
        can = choices_for(view.holdings, view.service.id, indicator)
        area = chosen_area(view, indicator, can, notices)
        periods = {p.id: capitalised(p.label) for p in reversed(can.periods)}
        period = state.choose("Period", "period", periods, can.newest[area].id)
    with further:
        choice = ComparisonChoice(view.service.id, indicator, period, area=area)
        chosen = choose_group(view.holdings, choice, notices)
        return compare_by_benchmark(view.holdings, chosen)


def regions_shown(comparison: Comparison, further: DeltaGenerator) -> frozenset[str] | None:
    regions = sorted({m.area.region for m in comparison.members if m.area.region})
    if len(regions) < 2:
        return None
    options = {EVERYWHERE: "All regions"} | {region: region for region in regions}
    with further:
        chosen = state.choose("Areas shown", "region", options, EVERYWHERE, unknown="region")
    if chosen == EVERYWHERE:
        return None
    components.muted(f"Only areas in {chosen} are drawn; the verdict uses the whole group.")
    return frozenset(m.area.code for m in comparison.members if m.area.region == chosen)


def show_pictures(reading: ComparisonReading, further: DeltaGenerator) -> None:
    comparison = reading.comparison
    stem = f"{comparison.service.id}-{comparison.indicator.id}"
    parts.show_ranked(comparison, regions_shown(comparison, further), stem)
    parts.show_sensitivity(comparison, stem)
    parts.show_trend(comparison, reading.trend, stem)
    parts.show_funnel(comparison, stem)
    parts.show_group(comparison)


with page("How {service} compares") as view:
    choices, notices, verdict = st.container(), st.container(), st.container()
    further = further_choices()
    with choices:
        reading = chosen_comparison(view, further, notices)
    notes.add_comparisons(view.holdings, [reading.comparison])
    with verdict:
        parts.show_service(view.holdings, reading.comparison)
        components.fact(comparison_answer(reading.comparison))
        parts.show_warning(view.holdings, reading)
        if reading.note:
            components.muted(reading.note)
        parts.show_lenses(reading.comparison, targets=view.is_open)
    show_pictures(reading, further)
    show_source(view.holdings, reading.comparison)
