"""What does the board need to know?"""

import datetime as dt
from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.charts.drawing import Drawing
from dashboard.charts.local_sparkline import local_sparkline
from dashboard.charts.rating_ruler import rating_ruler
from dashboard.core.performance.signals import Signal
from dashboard.narrative.published.indicator_rows import KEY
from dashboard.pages.overview import by_field
from dashboard.pages.overview.acknowledging import (
    ask_who_acknowledges,
    done_words,
    offer_acknowledging,
)
from dashboard.pages.overview.needs import show_tiles
from dashboard.ui import changes, components, indicator_rows, navigation, notes
from dashboard.ui.disclosure import mode_in_view, show_audience
from dashboard.ui.owed import link_to_what_is_owed
from dashboard.ui.page import View, page
from dashboard.usecases.inspection.ratings import RatingsReading
from dashboard.usecases.overview import Kind, Overview, Told, read_overview
from dashboard.usecases.published.glance import Glance


def show_needs(overview: Overview, view: View) -> None:
    st.header("What the board needs to know", anchor=False)
    show_tiled([told for told in overview.told if _is_a_tile(told)], view, pictures(overview))


def _is_a_tile(told: Told) -> bool:
    # The rating always is one: the board is known by it.
    return told.needs_the_board or told.kind is Kind.INSPECTION


def show_field(told: Sequence[Told], view: View, drawn: Mapping[str, Drawing]) -> None:
    """Show the sentences of one field, each as it is shown in the usual order."""
    show_tiled([each for each in told if _is_a_tile(each)], view, drawn)
    for each in told:
        if not _is_a_tile(each):
            components.fact(each.sentence)


def show_tiled(told: Sequence[Told], view: View, drawn: Mapping[str, Drawing]) -> None:
    """Show sentences as tiles, and beneath them what can be done about their warnings."""
    show_tiles(told, drawn, {each.id: done_words(view, each) for each in told})
    for each in told:
        if each.attentions:
            offer_acknowledging(view, each)
    ask_who_acknowledges(view, told)


def pictures(overview: Overview) -> dict[str, Drawing]:
    """Return the small drawings of the tiles by their ids: the ruler, and own measures' lines."""
    signals = {each.indicator.id: each for each in overview.own.measures.signals.adverse}
    found = {told.id: _picture(overview, told, signals) for told in overview.told}
    return {name: drawing for name, drawing in found.items() if drawing is not None}


def _picture(overview: Overview, told: Told, signals: Mapping[str, Signal]) -> Drawing | None:
    reading = overview.ratings
    if told.kind is Kind.INSPECTION and isinstance(reading, RatingsReading):
        return rating_ruler(reading.derived)
    signal = signals.get(told.sentence.choices.get("indicator", ""))
    if told.kind is Kind.OWN_FIGURES and signal is not None:
        return local_sparkline(signal.series, signal.target)
    return None


def show_looked_at(overview: Overview) -> None:
    st.header("Also looked at", anchor=False)
    for told in overview.told:
        if not _is_a_tile(told):
            components.fact(told.sentence)


def show_glance(overview: Overview, as_of: dt.date) -> None:
    if not overview.readings:
        return
    st.header("The main measures at a glance", anchor=False)
    groups = Glance(overview.service, overview.readings).by_indicator
    caption = "The main measures at a glance"
    indicator_rows.show_rows(groups, caption, as_of, watched=overview.watched)
    components.muted(KEY.text)
    navigation.link_to("indicators", "See all indicators")


with page("{service} youth justice service") as view:
    changes.tell_what_was_done()
    mode = mode_in_view()
    overview = read_overview(view.holdings, view.service.id, mode)
    notes.add_comparisons(view.holdings, [each.comparison for each in overview.readings])
    if by_field.is_asked():
        drawn = pictures(overview)
        by_field.show_by_field(view, overview.told, lambda told: show_field(told, view, drawn))
    else:
        show_needs(overview, view)
    with st.container(horizontal=True):
        link_to_what_is_owed()
        navigation.link_to("board_pack", "Get the board pack")
        navigation.link_to("meeting_view", "Open the meeting view")
    show_glance(overview, view.holdings.as_of)
    if not by_field.is_asked():
        show_looked_at(overview)
    if overview.own.sentences:
        show_audience(view, mode)
    for note in overview.notes:
        components.muted(note)
    by_field.offer()
