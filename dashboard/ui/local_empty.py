"""What a page of own figures shows where a service has loaded none: what to do next."""

import streamlit as st

from dashboard.reports.local_template import local_template_bytes
from dashboard.ui import components, navigation
from dashboard.ui.examples import offer_example
from dashboard.ui.page import View
from dashboard.usecases.local_figures import area_teams

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def nothing_held(view: View) -> None:
    """Show that no figures of the service's own are held on the day, and how to load some."""
    name = view.service.name
    if not view.is_now:
        components.lead(f"No figures of its own were held for {name} as at this day.")
        return
    components.lead(f"No figures of its own are held for {name} yet.")
    components.muted(
        "Fill in the template with the quarter's numbers for the service, its area teams and "
        "groups of children, never anything about one child, and load it."
    )
    st.download_button(
        "Download the template",
        data=lambda: _template(view),
        file_name=f"{view.service.id}-own-figures.xlsx",
        mime=_WORKBOOK,
        key="own_figures_template",
        on_click="ignore",
    )
    if "load" in navigation.BY_SUBJECT:
        navigation.link_to("load", "Load figures")
    offer_example(view)


def _template(view: View) -> bytes:
    held = view.holdings.catalogue
    teams = area_teams(view.holdings, view.service.id).values()
    return local_template_bytes(held.local_indicators, held.groups, view.service, teams)
