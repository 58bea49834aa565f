"""How does the service stand among similar areas?"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.charts.comparison import ranked_chart
from dashboard.charts.trend import trend_chart
from dashboard.core.comparison import Comparison, Method
from dashboard.core.narrative.comparison import comparison_verdict
from dashboard.core.narrative.sentences import capitalised
from dashboard.ui import components, state
from dashboard.ui.page import View, page
from dashboard.ui.sources import show_source
from dashboard.usecases.comparison import (
    Choice,
    ComparisonReading,
    choices_for,
    comparable_indicators,
    compare_service,
    peer_models,
)

IN_FORCE, EVERYWHERE = "in-force", "all"
METHODS = {method.value: method.value.capitalize() for method in Method}


def chosen_comparison(view: View, row: DeltaGenerator) -> Choice:
    with row:
        indicators = comparable_indicators(view.holdings, view.service)
        indicator = state.choose(
            "Indicator", "indicator", indicators, next(iter(indicators)), resets=("period", "area")
        )
        can = choices_for(view.holdings, view.service.id, indicator)
        periods = {p.id: capitalised(p.label) for p in reversed(can.periods)}
        period = state.choose("Period", "period", periods, can.default_period.id)
        groups = {IN_FORCE: "Similar areas, list in force"} | peer_models(view.holdings)
        peers = state.choose("Compared with", "peers", groups, IN_FORCE, unknown="comparator group")
        method = state.choose("Benchmark", "method", METHODS, Method.MEAN.value)
        places = {place.code: place.name for place in can.areas}
        area = can.areas[0].code
        if len(places) > 1:
            area = state.choose("Local authority in this service", "area", places, area)
    group = None if peers == IN_FORCE else peers
    return Choice(view.service.id, indicator, period, group, Method(method), area)


def show_verdict(reading: ComparisonReading) -> None:
    components.fact(comparison_verdict(reading.comparison))
    if reading.note:
        components.muted(reading.note)


def regions_shown(comparison: Comparison, row: DeltaGenerator) -> set[str] | None:
    regions = sorted({m.area.region for m in comparison.members if m.area.region})
    if len(regions) < 2:
        return None
    options = {EVERYWHERE: "All regions"} | {region: region for region in regions}
    with row:
        chosen = state.choose("Areas shown", "region", options, EVERYWHERE, unknown="region")
    if chosen == EVERYWHERE:
        return None
    return {m.area.code for m in comparison.members if m.area.region == chosen}


def show_group(comparison: Comparison) -> None:
    group = comparison.benchmark.group
    st.header(f"Who {comparison.area.name} is compared with", anchor=False)
    names = [member.area.name for member in comparison.members]
    shown = ", ".join(names) if len(names) <= 40 else f"{len(names)} areas, listed in the table"
    components.lead(f"{group.title}: {shown}.")
    components.muted(group.explanation)


with page("How {service} stands among similar areas") as view:
    row = st.container(horizontal=True, vertical_alignment="bottom")
    reading = compare_service(view.holdings, chosen_comparison(view, row))
    comparison = reading.comparison
    shown = regions_shown(comparison, row)
    show_verdict(reading)
    stem = f"{comparison.service.id}-{comparison.indicator.id}"
    components.chart(
        ranked_chart(comparison, shown),
        "ranked",
        f"{stem}-{comparison.period.id}.csv",
        strong_rows={comparison.area.name},
    )
    components.chart(trend_chart(reading.trend), "trend", f"{stem}-trend.csv")
    show_group(comparison)
    show_source(view.holdings, comparison.indicator, comparison.observed)
