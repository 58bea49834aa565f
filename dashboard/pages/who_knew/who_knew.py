"""Who knew what on a day?"""

import streamlit as st

from dashboard.core.periods import date_words
from dashboard.narrative.board.who_knew import summary_words
from dashboard.pages.who_knew.parts import choose_day, show_knowledge
from dashboard.ui import components, navigation
from dashboard.ui.page import page
from dashboard.usecases.board.acknowledgements import who_knew

with page("Who knew what, {service}") as view:
    choose_day(view)
    found = who_knew(view.holdings, view.service.id, view.holdings.as_of)
    components.lead(summary_words(found).text)
    for known in found.warnings:
        st.header(known.attention.warning.comparison.indicator.name, anchor=False)
        show_knowledge(known)
    components.muted(
        "Figures published by that day; acknowledgements, decisions and people recorded by its end."
    )
    if found.warnings:
        components.muted(
            "An acknowledgement counts from the first period of a warning that goes on without a "
            f"break up to {date_words(found.on)}."
        )
    navigation.link_to("meetings", "See the meetings")
