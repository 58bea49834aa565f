"""Does the service meet the national standards, by its own word?"""

import streamlit as st

from dashboard.core.people import Deed
from dashboard.narrative.board.national_standards import OWN_WORD, standards_words
from dashboard.pages.national_standards.parts import (
    assess,
    show_all,
    show_document,
    show_source,
    show_standards,
)
from dashboard.reports.national_standards import standards_table
from dashboard.ui import changes, components
from dashboard.ui.page import View, page
from dashboard.usecases.board.national_standards import StandardsReading, read_standards


def show_reading(view: View, reading: StandardsReading) -> None:
    components.lead(standards_words(reading.standings).text)
    components.muted(OWN_WORD)
    show_document(reading.edition)
    show_standards(reading)
    components.download(
        lambda: standards_table(reading.standings),
        "national-standards.csv",
        key="national_standards",
    )
    can_change = changes.offered(view, Deed.DECIDE, what="assess a standard")
    if can_change:
        with st.expander("Assess a standard"):
            assess(view, reading)
    show_all(view, reading, can_change=can_change)


with page("National standards, {service}") as view:
    changes.tell_what_was_done()
    reading = read_standards(view.holdings, view.service.id)
    if reading.standings:
        show_reading(view, reading)
    else:
        published = reading.edition.published.words
        components.lead(f"The national standards that we have were published in {published}.")
        components.muted('Choose a later day in the list "Day".')
        show_document(reading.edition)
    show_source(reading.edition)
