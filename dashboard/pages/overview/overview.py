"""What does the board need to know?"""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from dashboard.pages.overview import by_field
from dashboard.pages.overview.acknowledging import ask_who_acknowledges, offer_acknowledging
from dashboard.pages.overview.needs import show_tiles
from dashboard.ui import changes, components, indicator_rows, navigation
from dashboard.ui.owed import link_to_what_is_owed
from dashboard.ui.page import View, page
from dashboard.usecases.overview import Overview, Told, read_overview
from dashboard.usecases.published.glance import Glance


def show_needs(overview: Overview, view: View) -> None:
    st.header("What the board needs to know", anchor=False)
    show_told([told for told in overview.told if told.needs_the_board], view)


def show_told(told: Sequence[Told], view: View) -> None:
    """Show sentences as tiles, and beneath them what can be done about their warnings."""
    show_tiles(told)
    for each in told:
        if each.attentions:
            offer_acknowledging(view, each)
    ask_who_acknowledges(view, told)
    link_to_what_is_owed()


def show_looked_at(overview: Overview) -> None:
    st.header("Also looked at", anchor=False)
    for told in overview.told:
        if not told.needs_the_board:
            components.fact(told.sentence)
    for note in overview.notes:
        components.muted(note)


def show_glance(overview: Overview, as_of: dt.date) -> None:
    if not overview.readings:
        return
    st.header("The main measures at a glance", anchor=False)
    groups = Glance(overview.service, overview.readings).by_indicator
    indicator_rows.show_rows(groups, "The main measures at a glance", as_of)
    components.muted(indicator_rows.KEY)
    navigation.link_to("indicators", "See all indicators")


with page("{service} youth justice service") as view:
    changes.tell_what_was_done()
    overview = read_overview(view.holdings, view.service.id)
    if by_field.is_asked():
        by_field.show_by_field(view, overview.told, show_told)
    else:
        show_needs(overview, view)
    show_glance(overview, view.holdings.as_of)
    show_looked_at(overview)
    by_field.offer()
