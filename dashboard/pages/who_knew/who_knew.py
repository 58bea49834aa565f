"""Who knew what on a day?"""

import streamlit as st

from dashboard.core.periods import date_words
from dashboard.narrative.board.who_knew import summary_words
from dashboard.pages.who_knew.parts import show_knowledge
from dashboard.ui import components, navigation
from dashboard.ui.page import page
from dashboard.usecases.board.acknowledgements import who_knew

with page("Who knew what, {service}") as view:
    found = who_knew(view.holdings, view.service.id, view.holdings.as_of)
    components.lead(summary_words(found).text)
    components.muted(
        'Choose another day under "As at". Figures that had been published by that day, and '
        "acknowledgements, decisions and people as they were recorded by its end."
    )
    for known in found.warnings:
        st.header(known.attention.warning.comparison.indicator.name, anchor=False)
        show_knowledge(known)
    if found.warnings:
        components.muted(
            f"An acknowledgement counts from the first period in which a warning stood without a "
            f"break up to {date_words(found.on)}."
        )
    navigation.link_to("meetings", "See the meetings")
