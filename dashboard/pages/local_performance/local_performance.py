"""What do the service's own figures say, quarter by quarter and team by team?"""

import streamlit as st

from dashboard.narrative.performance.series import waiting_words
from dashboard.pages.local_performance import parts
from dashboard.pages.local_performance.overview import show_all
from dashboard.pages.local_performance.targets import offer_targets
from dashboard.ui import changes, navigation
from dashboard.ui.area_teams import choose_place
from dashboard.ui.disclosure import mode_in_view
from dashboard.ui.local_choices import EVERY_INDICATOR, choose_figures, choose_indicator
from dashboard.ui.local_empty import nothing_held
from dashboard.ui.page import View, page
from dashboard.usecases.own.area_teams import area_teams
from dashboard.usecases.own.performance import indicators_held, read_local
from dashboard.usecases.own.waiting import waiting_by_indicator


def show_figures(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator = choose_indicator(indicators_held(view.holdings, view.service.id))
        further = st.container(horizontal=True, vertical_alignment="bottom", width="content")
    mode = mode_in_view()
    _show_waiting(view, indicator)
    if indicator == EVERY_INDICATOR:
        with further:
            place = choose_place(area_teams(view.holdings, view.service.id))
        show_all(view, mode, place)
        return
    with further:
        chosen = choose_figures(view, indicator, mode)
    reading = read_local(view.holdings, chosen.asked)
    parts.show_answer(reading, chosen)
    parts.show_series(reading, chosen)
    parts.show_verdicts(reading)
    parts.show_teams(reading, chosen)
    parts.show_published(view, reading)
    offer_targets(view, chosen, reading.series.indicator)
    parts.show_source(reading)


def _show_waiting(view: View, indicator: str) -> None:
    """Say how many figures wait for a decision, all or those of one, with the way to decide."""
    waiting = waiting_by_indicator(view.holdings, view.service.id)
    number = waiting.get(indicator, 0)
    if indicator == EVERY_INDICATOR:
        number = sum(waiting.values())
    if number:
        navigation.link_to("imports", waiting_words(number).text, section="held-back")


with page("Local performance of {service}") as view:
    changes.tell_what_was_done()
    if indicators_held(view.holdings, view.service.id):
        show_figures(view)
    else:
        nothing_held(view)
